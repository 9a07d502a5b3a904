"""The value types of records: text, codes and dates; numbers are in `numeric`, `money`, `share` and `quantity`."""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
    computed_field,
    model_validator,
)
from typing_extensions import TypeAliasType

from facts.model.characters import require_visible
from facts.model.country_codes import require_country
from facts.model.edtf import Edtf, EdtfError, parse

MAX_QUOTED_WORDS = 12
"""The longest run of the article's words that a sheet may quote."""


class FrozenModel(BaseModel):
    """An immutable model that rejects unknown fields; responses contain every field, null where empty."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", json_schema_serialization_defaults_required=True, defer_build=True
    )


class CompositeValue(FrozenModel):
    """A value of several fields that share one receipt."""


class FieldGroup(FrozenModel):
    """A group of fields, each with its own receipt."""


class Verbatim:
    """Annotates text that is copied verbatim from the article."""


class OwnWords:
    """Annotates text in our own words."""


class ArticleLabel:
    """Annotates a label that, if stated, uses the article's words except for case and number."""


class UnitPrice:
    """Annotates an amount of money that is the price of one unit: "each" or "per round" may stand beside it."""


class Beginning:
    """Annotates the date on which something begins that lasts: "since 2008" says 2008."""


class Standard:
    """Annotates a code that comes from one of some public standards, not from the article.

    A name `is_optional`: it comes from the standard where the article has none.
    """

    def __init__(self, *names: str, is_optional: bool = False) -> None:
        self.names = names
        self.is_optional = is_optional


def require_max_words(text: str) -> str:
    """Return `text` if it has at most 12 words; raise ValueError otherwise."""
    if len(text) > 2 * MAX_QUOTED_WORDS and len(text.split()) > MAX_QUOTED_WORDS:
        raise ValueError(f"quotes more than {MAX_QUOTED_WORDS} words of the article: shorten or paraphrase it")
    return text


def require_lower(text: str) -> str:
    """Return `text` if it is in lower case; raise ValueError otherwise."""
    if text != text.lower():
        raise ValueError("must be in lower case")
    return text


def validate_edtf(expression: str) -> str:
    """Return `expression` if it is valid EDTF; raise ValueError saying what is wrong otherwise."""
    try:
        parse(expression)
    except EdtfError as error:
        raise ValueError(str(error)) from None
    return expression


CONTROL_CHARS = r"\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069"
"""Characters that break a line or change its direction."""
TRIMMED = f"^[^\\s{CONTROL_CHARS}](?:[^{CONTROL_CHARS}]*[^\\s{CONTROL_CHARS}])?$"
SLUG = r"[a-z0-9]+(?:-[a-z0-9]+)*"
ID_PATTERN = f"^(?:[A-Z]{{2}}|{SLUG})$"

Slug = Annotated[str, StringConstraints(pattern=f"^{SLUG}$", max_length=64)]
CountryCode = Annotated[str, StringConstraints(pattern="^[A-Z]{2}$"), AfterValidator(require_country)]
Identifier = Annotated[str, StringConstraints(pattern=ID_PATTERN, max_length=64)]
Language = Annotated[str, StringConstraints(pattern="^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$", max_length=35)]

Visible = BeforeValidator(require_visible)
Trimmed = Field(json_schema_extra={"pattern": TRIMMED})
"""Tells others a part of what `Visible` requires, which checks it faster."""
Quotation = Annotated[
    str, StringConstraints(max_length=200), Visible, Trimmed, AfterValidator(require_max_words), Verbatim()
]
"""The article's own words, verbatim."""
Paraphrase = Annotated[str, StringConstraints(max_length=500), Visible, Trimmed, OwnWords()]
"""What the article says, in our words."""

Words = Annotated[str, StringConstraints(max_length=200), Visible, Trimmed, AfterValidator(require_max_words)]
"""The id of a record, or words of the article in place of one."""

Label = Annotated[
    str,
    StringConstraints(max_length=80),
    Visible,
    Trimmed,
    AfterValidator(require_lower),
    OwnWords(),
    ArticleLabel(),
]
"""A category in lower case: if stated, the article's words in the singular."""

EdtfExpression = Annotated[str, StringConstraints(max_length=64), AfterValidator(validate_edtf)]
Date = Annotated[str, WithJsonSchema({"type": "string", "format": "date"})]
"""A day as an ISO 8601 date."""
Status = Literal["occurred", "standing", "negotiated", "planned", "threatened", "conditional", "asserted"]


class EdtfDate(CompositeValue):
    """A date or period as precise as the article states it, in EDTF (ISO 8601-2)."""

    edtf: EdtfExpression = Field(description="EDTF expression", examples=["2019-23", "[..2021-12-31]"])
    stated: Quotation = Field(description="the article's words for it", examples=["fall of 2019"])
    within: EdtfExpression | None = Field(
        None, description="EDTF limits inferred by an editor, where the words leave the year open"
    )

    @property
    def parsed(self) -> Edtf:
        """The parsed expression."""
        return parse(self.edtf, self.within)

    @model_validator(mode="after")
    def check_limits(self) -> Self:
        """Check that the expression has a day within its limits; raise ValueError otherwise."""
        if self.within and ".." in self.within and "XXXX" in self.edtf:
            raise ValueError("Limits of a date without a year have two ends, as in 2025-05-02/2026-05-02")
        try:
            parse(self.edtf, self.within)
        except EdtfError as error:
            raise ValueError(str(error)) from None
        return self

    @computed_field(description="first day that it may mean (ISO 8601); null = open")  # type: ignore[prop-decorator]
    @property
    def earliest(self) -> Date | None:
        """The first day that it may mean, as an ISO 8601 date; None = open."""
        return self.parsed.earliest

    @computed_field(description="last day that it may mean (ISO 8601); null = open")  # type: ignore[prop-decorator]
    @property
    def latest(self) -> Date | None:
        """The last day that it may mean, as an ISO 8601 date; None = open."""
        return self.parsed.latest


def iter_annotations(annotation: Any) -> Iterator[Any]:
    """Yield every type and all metadata inside a type annotation; a named type counts as its definition."""
    if isinstance(annotation, TypeAliasType):
        annotation = annotation.__value__
    yield annotation
    yield from getattr(annotation, "__metadata__", ())
    for inner in getattr(annotation, "__args__", ()):
        yield from iter_annotations(inner)
    if origin := getattr(annotation, "__origin__", None):
        yield origin
