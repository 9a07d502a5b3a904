"""Parameters: the query of each collection as a model that refuses what it does not know."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Any, Literal
from urllib.parse import unquote

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, create_model

from api.problems import Fault, ParameterError, shown
from facts.archive import Query
from facts.archive.query import LARGEST, LIMIT
from facts.archive.search import MOST_FACETS
from facts.collection import Collection
from facts.formats import Format, offered

DIGITS = re.compile(r"[1-9][0-9]{0,2}")
ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def whole(value: object) -> object:
    """Return the number that `value` writes in plain digits; raise ValueError for any other writing."""
    if isinstance(value, str) and not DIGITS.fullmatch(value):
        raise ValueError(f"is no whole number from 1 to {LARGEST}")
    return value


def truth(value: object) -> object:
    """Return the truth value that `value` writes as `true` or `false`; raise ValueError for any other writing."""
    if isinstance(value, str) and value not in {"true", "false"}:
        raise ValueError("is neither true nor false")
    return value


class Asked(BaseModel):
    """What may be asked of any record or list."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    derived: Annotated[bool, BeforeValidator(truth)] = Field(
        True, description="`false` leaves out what is computed: `derived`, and its receipts"
    )

    def chosen(self) -> frozenset[str] | None:
        """Return the fields that were asked for; None = all."""
        asked: str | None = getattr(self, "fields", None)
        return None if asked is None else frozenset(asked.split(","))

    def paged(self) -> bool:
        """Return whether a page was asked for."""
        return bool(self.model_fields_set & {"limit", "cursor"})

    def query(self, collection: Collection, sheet: str | None) -> Query:
        """Return what is asked of a list as a query of the archive."""
        given = self.model_dump(exclude_none=True)
        return Query(
            filters={name: given[name] for name in collection.filters if name in given},
            sheet=sheet,
            sort=tuple(given["sort"].split(",")) if "sort" in given else (),
            facets=tuple(given["facets"].split(",")) if "facets" in given else (),
            **{name: given[name] for name in ("q", "limit", "cursor", "certainty", "derived") if name in given},
        )


def names(known: Iterable[str], prefix: str = "") -> Any:
    """Return the type of a list of `known` names with commas between, up to ten."""
    name = f"{prefix}(?:{'|'.join(known)})"
    return Annotated[str, StringConstraints(pattern=f"^{name}(?:,{name}){{0,9}}$", max_length=400)] | None


Limit = Annotated[int, Field(ge=1, le=LARGEST), BeforeValidator(whole)]
Cursor = Annotated[str, StringConstraints(pattern="^[A-Za-z0-9_-]+$", max_length=2048)]
Text = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=200)]


@cache
def item_parameters(name: str, formats: Sequence[Format], shape: type[BaseModel]) -> type[Asked]:
    """Return the parameters of one record or sheet, there being these formats."""
    return create_model(name, __base__=Asked, fields=fields_of(shape), format=format_of(formats))


@cache
def list_parameters(name: str, collection: Collection, shape: type[BaseModel]) -> type[Asked]:
    """Return the parameters of a list: its filters, then what every list takes."""
    asked: dict[str, Any] = {
        name: (test.accepts | None, Field(None, description=test.about)) for name, test in collection.filters.items()
    }
    asked["q"] = (
        Text | None,
        Field(None, description="words that begin words of names, titles and summaries", examples=["air def"]),
    )
    asked["sort"] = several(names(collection.sorts, "-?"), collection.sorts, "orders, `-` before one that descends")
    if collection.facets:
        asked["facets"] = several(
            names(collection.facets),
            collection.facets,
            f"filters by whose values to count, the {MOST_FACETS} most frequent of each",
        )
    if any(test.test == "during" for test in collection.filters.values()):
        about = "keep what lies wholly (`definite`) or only perhaps (`possible`) in the time asked for"
        asked["certainty"] = (Literal["definite", "possible"] | None, Field(None, description=about))
    asked["fields"] = fields_of(shape)
    asked["limit"] = (Limit, Field(LIMIT, description=f"how many items to a page, from 1 to {LARGEST}"))
    asked["cursor"] = (Cursor | None, Field(None, description="where to go on: from a page's `next`"))
    asked["format"] = format_of(offered("list", collection))
    return create_model(name, __base__=Asked, **asked)


def format_of(formats: Sequence[Format]) -> Any:
    """Return the parameter that chooses among formats."""
    told = "; ".join(f"`{found.name}`: {found.about}" for found in formats)
    kind = Literal[tuple(found.name for found in formats)]  # type: ignore[valid-type]
    return (kind | None, Field(None, description=f"the format, which goes before Accept. {told}"))


def fields_of(shape: type[BaseModel]) -> Any:
    """Return the parameter that chooses among the fields of `shape`."""
    always = ", ".join(name for name, field in shape.model_fields.items() if field.is_required())
    known = [name for name in shape.model_fields if name != "match"]
    return several(names(known), known, f"up to ten fields to answer with, besides {always}, which always are")


def several(kind: Any, known: Iterable[str], about: str) -> Any:
    """Return a parameter that lists `known` names."""
    return (kind, Field(None, description=f"{about}, commas between: {', '.join(known)}"))


def pairs(query: bytes) -> list[tuple[str, str]]:
    """Return the parameters of a query string; raise ParameterError for what is ambiguous.

    Refused are broken escapes, text that is not UTF-8, control characters and a parameter given twice.
    """
    found = [pair(part) for part in query.decode("latin-1").split("&") if part]
    given = [name for name, _ in found]
    twice = [name for name in dict.fromkeys(given) if given.count(name) > 1]
    if twice:
        faults = (Fault(parameter=shown(name), message="is given twice", accepted="once") for name in twice)
        raise ParameterError(*faults)
    return found


def pair(part: str) -> tuple[str, str]:
    """Return the name and the value in one part of a query string; raise ParameterError if it cannot be read."""
    name, _, value = part.replace("+", " ").partition("=")
    try:
        decoded = unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        decoded = None
    if decoded is None or not part.isascii() or ESCAPE.search(part) or any(map(CONTROL.search, decoded)):
        message = "has a broken escape, text that is not UTF-8, or a control character"
        raise ParameterError(Fault(parameter=shown(name), message=message, accepted="percent-encoded UTF-8"))
    return decoded
