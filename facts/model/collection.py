"""Collections: the model of their items, their filters and their sort orders."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from types import MappingProxyType
from typing import Annotated, Any, ClassVar

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    StringConstraints,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WithJsonSchema,
)
from pydantic_core import CoreSchema, core_schema

from facts.model.country_codes import list_country_codes
from facts.model.edtf_pattern import EDTF
from facts.model.values import SLUG, EdtfExpression, FrozenModel, Identifier

MAX_FILTER_VALUES = 50
"""At most so many values of one filter."""
MAX_CODE_LENGTH = 3
"""Letters of a code in capitals: a country has two, a currency three."""


def require_country_value(code: str) -> str:
    """Return `code` if it is an alpha-2 code of a country; raise ValueError otherwise, whatever its case was."""
    if code not in list_country_codes():
        raise ValueError("must be an ISO 3166 alpha-2 code, such as TR, or SU for a former state")
    return code


def require_party(name: str) -> str:
    """Return `name` if it is the id of a record, or the code of a country; raise ValueError for an unknown code."""
    return require_country_value(name) if name.isupper() else name


def require_bool(value: object) -> object:
    """Return `value` unless it is text other than `true` and `false`; raise ValueError then."""
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("must be true or false")
    return value


def format_passage(number: object) -> object:
    """Return a whole number as text, and other values unchanged."""
    return str(number) if type(number) is int else number


COUNTRY_CODES = sorted(list_country_codes())
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
FieldPath = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_]+(?:\.[a-z0-9_]+)*$")]
SubjectPath = Annotated[str, StringConstraints(max_length=200, pattern=f"^{SLUG}(?:/{SLUG}/(?:[A-Z]{{2}}|{SLUG}))?$")]
CountryParam = Annotated[
    str,
    AfterValidator(require_country_value),
    WithJsonSchema({"type": "string", "enum": COUNTRY_CODES}),
]
PartyParam = Annotated[
    Identifier,
    AfterValidator(require_party),
    WithJsonSchema({"type": "string", "maxLength": 64, "pattern": f"^(?:{'|'.join(COUNTRY_CODES)}|{SLUG})$"}),
]
"""A country as ISO 3166 alpha-2, or the id of a record."""
ActorParam = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\W_](?:[^\x00-\x1f\x7f!?*<>\[\]{}|\\]*)$")]
"""The id of a record, or a group as the article names it."""
BoolParam = Annotated[bool, BeforeValidator(require_bool)]
PassageParam = Annotated[
    str,
    BeforeValidator(format_passage),
    StringConstraints(pattern=r"^[1-9][0-9]{0,5}$"),
    WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 999_999}),
]
"""The number of a passage."""
EdtfParam = Annotated[EdtfExpression, WithJsonSchema({"type": "string", "maxLength": 64, "pattern": EDTF})]


@dataclass(frozen=True)
class Lookup:
    """How a filter compares its value with `column`, a property of the facts.

    For a collection of records the facts of the fields at `path` count, or any fact of the record if `path` is None.
    A path has `*` in place of the numbers of list items: `offices.*.organization`.
    """

    path: str | tuple[str, ...] | None = None
    column: str = "text"
    is_facet: ClassVar[bool] = False
    """Whether items can be counted by the values of the filter."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The paths of the fields, empty for any."""
        return (self.path,) if isinstance(self.path, str) else self.path or ()


@dataclass(frozen=True)
class AnyOf(Lookup):
    """A lookup whose filter takes one value or several, and keeps the items that have any of them.

    A filter with it takes a text with commas between the values, or a list, and holds a tuple: each value in every
    case in which it is valid. `kinds` are those of the records whose ids the values are, if they are ids.
    """

    kinds: tuple[str, ...] = ()
    is_facet: ClassVar[bool] = True

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Return the schema of the values, given that of one value."""
        return core_schema.no_info_wrap_validator_function(validate_values, handler(source))

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """Return the JSON Schema of the values: a list, or null."""
        one, null = handler(schema)["anyOf"]
        return {"anyOf": [{"type": "array", "items": one, "minItems": 1, "maxItems": MAX_FILTER_VALUES}, null]}


@dataclass(frozen=True)
class Equals(AnyOf):
    """The column equals one of the values."""


@dataclass(frozen=True)
class Contains(AnyOf):
    """The list in the column contains one of the values."""

    column: str = "terms"


@dataclass(frozen=True)
class InPassage(Contains):
    """A span of the field's receipt is in the passage."""

    column: str = "passages"
    is_facet: ClassVar[bool] = False


@dataclass(frozen=True)
class Includes(Lookup):
    """Rows whose column is false are kept only if the value is true."""


@dataclass(frozen=True)
class Within(Lookup):
    """What a date or a number may mean lies within the limits that the value sets: all of it, or a part."""

    bounds: ClassVar[tuple[str, str]]
    """The columns of the least and the greatest that the field may mean."""


@dataclass(frozen=True)
class During(Within):
    """The date lies in the value, an EDTF expression."""

    bounds: ClassVar[tuple[str, str]] = ("earliest", "latest")


@dataclass(frozen=True)
class AtLeast(Within):
    """The number is the value or greater."""

    bounds: ClassVar[tuple[str, str]] = ("least", "greatest")


@dataclass(frozen=True)
class AtMost(Within):
    """The number is the value or less."""

    bounds: ClassVar[tuple[str, str]] = ("least", "greatest")


def validate_values(value: Any, validate: ValidatorFunctionWrapHandler) -> tuple[Any, ...] | None:
    """Return the values of a filter, None if it is not set; raise ValueError for none, too many or an invalid one.

    A name may have commas: where a text with commas is a valid name, it is one of the values too, and its parts are
    values as far as they are valid.
    """
    if value is None:
        return None
    texts = value.split(",") if isinstance(value, str) else value if isinstance(value, list | tuple) else [value]
    if not 0 < len(texts) <= MAX_FILTER_VALUES:
        raise ValueError(f"must have 1 to {MAX_FILTER_VALUES} values")
    names = valid_ones([value], validate) if isinstance(value, str) and len(texts) > 1 else []
    if names:
        parts = (text.strip() for text in texts)
        texts = [part for part in parts if valid_ones([part, part.lower()], validate)]
    values = [spelling for text in texts for spelling in validate_spellings(text, validate)]
    return tuple(dict.fromkeys((*values, *names)))


def validate_spellings(text: Any, validate: ValidatorFunctionWrapHandler) -> Sequence[Any]:
    """Return a value in each case in which it is valid; raise ValidationError if there is none.

    The last part of a path may be the code of a country. A text that looks like a code must be one.
    """
    is_code = isinstance(text, str) and text.isupper() and len(text) <= MAX_CODE_LENGTH
    if is_code or not isinstance(text, str):
        first = validate(text)
        return [first, *valid_ones([text.lower()], validate)] if is_code else [first]
    path, slash, last = text.lower().rpartition("/")
    code = last.upper() if len(last) <= MAX_CODE_LENGTH else last
    return valid_ones(dict.fromkeys((text, text.lower(), path + slash + code)), validate) or [validate(text)]


def valid_ones(texts: Iterable[str], validate: ValidatorFunctionWrapHandler) -> list[Any]:
    """Return the texts that are valid, as validated."""
    values = []
    for text in texts:
        with suppress(ValidationError):
            values.append(validate(text))
    return values


class Filters(FrozenModel):
    """The filters of a collection; a filter that is None keeps every item, and one by `AnyOf` holds a tuple.

    Each field is annotated with its `Lookup` and described as a query parameter.
    """

    @classmethod
    @cache
    def lookups(cls) -> Mapping[str, Lookup]:
        """Return the lookup of each filter by its name, in the order of the fields."""
        lookups = {
            name: next((entry for entry in info.metadata if isinstance(entry, Lookup)), None)
            for name, info in cls.model_fields.items()
        }
        return MappingProxyType({name: lookup for name, lookup in lookups.items() if lookup})

    def active(self) -> Iterator[tuple[str, Any]]:
        """Yield the name and the value of each filter that is set."""
        for name in type(self).lookups():
            value = getattr(self, name)
            if value is not None and value is not False:
                yield name, value


CountryFilter = Annotated[CountryParam | None, Contains(column="countries")]
"""A filter by any country that an item is of or names."""


def date_description(text: str) -> str:
    """Return the description of a filter by date."""
    return f"{text}, as an EDTF expression such as `2018`, `2018-10-05`, `2019-23` (autumn), `2018/2019`, `../2018`"


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort order: by `column` of the fact at `path`, or for a view of the row itself."""

    column: str
    path: str | None = None


@dataclass(frozen=True, kw_only=True, eq=False)
class Collection:
    """Items of one model that are filtered, sorted and paged alike."""

    name: str
    singular: str
    description: str
    model: type[BaseModel]
    filters: type[Filters]
    sorts: Mapping[str, Sort] = field(default_factory=dict)
    default_sort: tuple[str, ...] = ()
    identifying: tuple[str, ...] = ("id", "sheet", "url")
    """The fields that an item holds whichever fields are requested."""

    @property
    def item(self) -> type[BaseModel]:
        """The model of an item as it is served."""
        return self.model

    def title_of(self, item: Mapping[str, Any]) -> str:
        """Return the title of an item, which its model may have in another field, such as its name."""
        return str(item[getattr(self.model, "title_field", "title")])

    @property
    def sums(self) -> Mapping[str, str]:
        """The paths of the amounts that can be added up by their names, which are those of sort orders."""
        amounts = {name: sort.path for name, sort in self.sorts.items() if sort.column == "least"}
        return {name: path for name, path in amounts.items() if path}

    @property
    def facets(self) -> tuple[str, ...]:
        """The filters by whose values items can be counted."""
        return tuple(name for name, lookup in self.filters.lookups().items() if lookup.is_facet)

    @property
    def has_match(self) -> bool:
        """Whether items can be filtered by a date or a number, and so match definitely or possibly."""
        return any(isinstance(lookup, Within) for lookup in self.filters.lookups().values())
