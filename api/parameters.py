"""Parameters: the query of each collection as a model that refuses what it does not know."""

import re
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Annotated, Any, Literal, Self

from fastapi import Request
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    create_model,
)
from pydantic_core import ErrorDetails

from api.http.problems import InvalidParam, ParameterError, unknown_param
from facts.archive import Query
from facts.archive.query import LARGEST, LIMIT
from facts.archive.select import MOST_FACETS
from facts.formats import Format, formats_for
from facts.model.collection import Collection

MOST_ORDERS = 4
DIGITS = re.compile(r"[1-9][0-9]{0,2}")


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

    @classmethod
    def read(cls, request: Request) -> Self:
        """Return what a request asks; raise ParameterError for parameters that do not fit.

        FastAPI's own reading of a model of parameters takes 200 microseconds, ten times as long.
        """
        try:
            return cls.model_validate(dict(request.query_params))
        except ValidationError as error:
            raise ParameterError(*map(cls.fault, error.errors())) from None

    @classmethod
    def fault(cls, error: ErrorDetails) -> InvalidParam:
        """Return a validation error as a fault, with what would be accepted."""
        name = str(error["loc"][0])
        field = cls.model_fields.get(name)
        if field is None:
            return unknown_param(name, ", ".join(sorted(cls.model_fields, key="derived".__eq__)))
        message = str(error["msg"]).removeprefix("Value error, ")
        if error["type"] == "string_pattern_mismatch":
            message = "cannot be read"
        return InvalidParam(
            parameter=name, message=message[:1].lower() + message[1:], accepted=field.description or ""
        )

    @classmethod
    def documented(cls) -> list[dict[str, Any]]:
        """Return the parameters as the OpenAPI document tells them: each may be left out, and none is null."""
        told = []
        for name, schema in cls.model_json_schema()["properties"].items():
            about = {"name": name, "in": "query", "required": False, "description": schema.pop("description")}
            kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
            bare = {key: value for key, value in schema.items() if (key, value) != ("default", None)}
            told.append(about | {"schema": bare | next(iter(kinds), {})})
        return told

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


def names(known: Iterable[str], most: int = 10, prefix: str = "") -> Any:
    """Return the type of a list of `known` names with commas between, at most so many."""
    name = f"{prefix}(?:{'|'.join(known)})"
    return Annotated[str, StringConstraints(pattern=f"^{name}(?:,{name}){{0,{most - 1}}}$", max_length=400)] | None


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
    asked["sort"] = several(
        names(collection.sorts, MOST_ORDERS, "-?"),
        collection.sorts,
        f"up to {MOST_ORDERS} orders, `-` before one that descends",
    )
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
    asked["format"] = format_of(formats_for("list", collection))
    return create_model(name, __base__=Asked, **asked)


def format_of(formats: Sequence[Format]) -> Any:
    """Return the parameter that chooses among formats."""
    told = "; ".join(f"`{found.name}`: {found.description}" for found in formats)
    kind = Literal[tuple(found.name for found in formats)]  # type: ignore[valid-type]
    return (kind | None, Field(None, description=f"the format, which goes before Accept. {told}"))


def fields_of(shape: type[BaseModel]) -> Any:
    """Return the parameter that chooses among the fields of `shape`."""
    always = ", ".join(name for name, field in shape.model_fields.items() if field.is_required())
    known = [name for name in shape.model_fields if name != "match"]
    return several(names(known, len(known)), known, f"fields to answer with, besides {always}, which always are")


def several(kind: Any, known: Iterable[str], about: str) -> Any:
    """Return a parameter that lists `known` names."""
    return (kind, Field(None, description=f"{about}, commas between: {', '.join(known)}"))
