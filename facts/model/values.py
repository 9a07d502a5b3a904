"""The values that records are made of: words, codes, amounts, quantities and times."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

import pycountry
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
    computed_field,
    model_validator,
)
from pydantic_extra_types.currency_code import ISO4217

from facts.model.edtf import Edtf, EdtfError, parse

MAX_QUOTED_WORDS = 12
"""The longest run of the article's words that a sheet may hold."""


def optional_field(description: str) -> Any:
    """Return a model field that may be left out, and is left out of answers where it is."""
    return Field(None, description=description, exclude_if=lambda value: value is None)


class FrozenModel(BaseModel):
    """A model that never changes and refuses fields that it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class CompositeValue(FrozenModel):
    """Several fields that are one value and share one receipt."""


class FieldGroup(FrozenModel):
    """Fields that belong together, each with a receipt of its own."""


class Verbatim:
    """Marks text that is copied from the article to the letter."""


class OwnWords:
    """Marks text in our own words."""


class ArticleLabel:
    """Marks a label that, where it is stated, is in the article's words but for case and number."""


class Standard:
    """Marks a code that comes from a public standard, not from the article."""

    def __init__(self, name: str) -> None:
        self.name = name


def max_words(text: str) -> str:
    """Return `text` if it holds at most 12 words; raise ValueError otherwise."""
    if len(text.split()) > MAX_QUOTED_WORDS:
        raise ValueError(
            f"quotes more than {MAX_QUOTED_WORDS} words of the article: shorten it or tell it in other words"
        )
    return text


def require_lower(text: str) -> str:
    """Return `text` if it is in lower case; raise ValueError otherwise."""
    if text != text.lower():
        raise ValueError("is not in lower case")
    return text


def known_country(code: str) -> str:
    """Return `code` if ISO 3166-1 assigns it as an alpha-2 code; raise ValueError otherwise."""
    if pycountry.countries.get(alpha_2=code) is None:
        raise ValueError("is no ISO 3166-1 alpha-2 code, such as TR or IN")
    return code


def parse_decimal(value: object) -> Decimal:
    """Return the number in the text `value`; raise ValueError for JSON numbers, which pass through binary floats."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError('is no decimal number written as text, such as "2500000000" or "0.45"')


def format_decimal(number: Decimal) -> str:
    """Return `number` in digits without an exponent: `2500000000`, `0.45`."""
    return format(number, "f")


def decimal_schema(pattern: str, *examples: str) -> WithJsonSchema:
    """Return the JSON Schema of a decimal number written as text."""
    return WithJsonSchema({"type": "string", "pattern": pattern, "examples": list(examples)})


def require_upper(code: object) -> object:
    """Return a code that is written in capitals; raise ValueError for any other writing."""
    if isinstance(code, str) and not (code.isascii() and code.isupper()):
        raise ValueError("is no ISO 4217 code in capitals, such as USD")
    return code


def validate_edtf(expression: str) -> str:
    """Return `expression` if it is EDTF; raise ValueError saying what would be."""
    try:
        parse(expression)
    except EdtfError as error:
        raise ValueError(str(error)) from None
    return expression


DECIMAL = re.compile(r"(?:0|[1-9][0-9]{0,23})(?:\.[0-9]{1,12})?")
CONTROL_CHARS = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Characters that break lines or turn their direction."""
TRIMMED = f"^[^\\s{CONTROL_CHARS}](?:[^{CONTROL_CHARS}]*[^\\s{CONTROL_CHARS}])?$"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"

Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=64)]
CountryCode = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$"), AfterValidator(known_country)]
Identifier = Annotated[str, StringConstraints(pattern=f"^(?:[A-Z]{{2}}|{SLUG})$", max_length=64)]
Currency = Annotated[ISO4217, BeforeValidator(require_upper)]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", max_length=35)]

Quotation = Annotated[str, StringConstraints(max_length=200, pattern=TRIMMED), AfterValidator(max_words), Verbatim()]
"""The article's own words, to the letter."""
Paraphrase = Annotated[str, StringConstraints(max_length=500, pattern=TRIMMED), OwnWords()]
"""What the article says, in our words."""

Label = Annotated[
    str, StringConstraints(max_length=80, pattern=TRIMMED), AfterValidator(require_lower), OwnWords(), ArticleLabel()
]
"""What kind of thing it is, in lower case: where stated, the article's words in the singular."""

EdtfExpression = Annotated[str, StringConstraints(max_length=64), AfterValidator(validate_edtf)]
Amount = Annotated[
    Decimal,
    BeforeValidator(parse_decimal),
    Field(ge=0),
    PlainSerializer(format_decimal, return_type=str),
    decimal_schema(f"^{DECIMAL.pattern}$", "2500000000"),
]
Share = Annotated[
    Decimal,
    BeforeValidator(parse_decimal),
    Field(ge=0, le=1),
    PlainSerializer(format_decimal, return_type=str),
    decimal_schema(r"^(?:0(?:\.[0-9]{1,12})?|1(?:\.0{1,12})?)$", "0.45"),
]
Operator = Literal["=", ">", ">=", "<", "<=", "~"]
Status = Literal["occurred", "standing", "negotiated", "planned", "threatened", "conditional", "asserted"]


class EdtfDate(CompositeValue):
    """A time as precise as the article states it, in EDTF (ISO 8601-2)."""

    edtf: EdtfExpression = Field(description="EDTF expression", examples=["2019-23", "[..2021-12-31]"])
    stated: Quotation = Field(description="the article's words for it", examples=["fall of 2019"])
    within: EdtfExpression | None = optional_field(
        "EDTF limits that an editor infers where the words leave the year open"
    )

    @property
    def time(self) -> Edtf:
        """The days that the expression may mean."""
        return parse(self.edtf, self.within)

    @model_validator(mode="after")
    def check_limits(self) -> Self:
        """Hold that the expression has a day within its limits; raise ValueError otherwise."""
        try:
            parse(self.edtf, self.within)
        except EdtfError as error:
            raise ValueError(str(error)) from None
        return self

    @computed_field(description="first day that it may mean (ISO 8601); null = open")  # type: ignore[prop-decorator]
    @property
    def earliest(self) -> str | None:
        """First day that it may mean, as an ISO 8601 date; None = open."""
        return self.time.earliest

    @computed_field(description="last day that it may mean (ISO 8601); null = open")  # type: ignore[prop-decorator]
    @property
    def latest(self) -> str | None:
        """Last day that it may mean, as an ISO 8601 date; None = open."""
        return self.time.latest


class DerivedAmount(CompositeValue):
    """An amount of money that is computed, not stated."""

    amount: Amount = Field(description="decimal number, as text", examples=["1125000000"])
    currency: Currency = Field(description="ISO 4217 code", examples=["USD"])


class Money(DerivedAmount):
    """An amount of money as the article states it."""

    stated: Quotation = Field(description="the article's words for it", examples=["$ 2.5 billion"])


Number = Annotated[int, Field(ge=0, lt=2**53)] | Annotated[float, Field(ge=0, allow_inf_nan=False)]


class Quantity(CompositeValue):
    """A number of things, or the word that stands for one."""

    operator: Operator = Field("=", description="how the number is meant; `~` is about")
    value: Number | None = Field(description="null where the article has only a word")
    unit: Label | None = Field(None, description="what is counted")
    stated: Quotation = Field(description="the article's words for it", examples=["a batch"])


def iter_annotations(annotation: Any) -> Iterator[Any]:
    """Yield every type and every piece of metadata inside a type annotation."""
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from iter_annotations(inner)
    if origin := getattr(annotation, "__origin__", None):
        yield origin
