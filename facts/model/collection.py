"""Collections: what each can be asked for, in which order it answers, and what an asker must write."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

import pycountry
from pydantic import StringConstraints, WithJsonSchema

from facts.model.edtf_pattern import EDTF
from facts.model.values import SLUG, Amount, CountryCode, Currency, EdtfExpression, Identifier, Status

Test = Literal["is", "has", "during", "at_least", "at_most"]
ShortText = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
FieldPath = Annotated[str, StringConstraints(max_length=80, pattern=r"^[a-z0-9_]+(?:\.[a-z0-9_]+)*$")]
Subject = Annotated[str, StringConstraints(max_length=200, pattern=f"^{SLUG}(?:/{SLUG}/(?:[A-Z]{{2}}|{SLUG}))?$")]
CountryParam = Annotated[
    CountryCode,
    WithJsonSchema({"type": "string", "enum": sorted(country.alpha_2 for country in pycountry.countries)}),
]
EdtfParam = Annotated[EdtfExpression, WithJsonSchema({"type": "string", "maxLength": 64, "pattern": EDTF})]


@dataclass(frozen=True, slots=True, eq=False)
class Filter:
    """One question that a collection answers.

    `column` of the facts table is held against the asked value by `test`; for a collection of records,
    the fact at `path` (at any path if None) must pass.
    """

    test: Test
    column: str
    accepts: Any
    about: str
    path: str | None = None

    @property
    def countable(self) -> bool:
        """Whether answers can be counted by the values of this filter."""
        return self.test in {"is", "has"}


@dataclass(frozen=True, slots=True)
class Sort:
    """An order: by `column` of the fact at `path` (for a view, of the row itself)."""

    column: str
    path: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Collection:
    """Items of one shape that can be filtered, sorted and paged alike."""

    name: str
    singular: str
    description: str
    filters: Mapping[str, Filter]
    sorts: Mapping[str, Sort]

    @property
    def facets(self) -> tuple[str, ...]:
        """The filters by whose values items can be counted."""
        return tuple(name for name, found in self.filters.items() if found.countable)


def is_one(path: str, accepts: Any, about: str, column: str = "text") -> Filter:
    """Return a filter that keeps records whose single-valued field equals what is asked for."""
    return Filter("is", column, accepts, about, path)


def has_one(path: str | None, accepts: Any, about: str, column: str = "terms") -> Filter:
    """Return a filter that keeps records whose list holds what is asked for."""
    return Filter("has", column, accepts, about, path)


def during(path: str | None, about: str) -> Filter:
    """Return a filter that keeps what may lie in a time, given in EDTF."""
    note = f"{about}: an EDTF expression such as `2018`, `2018-10-05`, `2019-23` (autumn), `2018/2019`, `../2018`"
    return Filter("during", "earliest", EdtfParam, note, path)


COUNTRY = has_one(None, CountryParam, "a country that the record names or is of, as ISO 3166-1 alpha-2", "countries")


def party(path: str, about: str) -> Filter:
    """Return a filter on a field that holds one country."""
    return is_one(path, CountryParam, f"{about}, as ISO 3166-1 alpha-2")


def status(path: str, about: str) -> Filter:
    """Return a filter on a status field."""
    return is_one(path, Status, about)


def kind(about: str) -> Filter:
    """Return a filter on the field `kind`."""
    return is_one("kind", ShortText, about)


def reference(path: str, about: str) -> Filter:
    """Return a filter on a field that holds the id of one record."""
    return is_one(path, Identifier, about)


def amount(test: Literal["at_least", "at_most"], about: str) -> Filter:
    """Return a filter on an amount of money, as a number whatever its currency."""
    return Filter(test, "number", Amount, about, "value")


def currency() -> Filter:
    """Return a filter on the currency of an amount."""
    return is_one("value", Currency, "the currency of the value, as ISO 4217", "unit")
