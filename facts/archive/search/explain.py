"""Explanations: why a value among the filters of a query can match nothing."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from facts.archive.body import BodyCodec
from facts.archive.indexes import SUBJECT, index_number
from facts.archive.search.search import Search
from facts.archive.tables import records
from facts.kinds import KINDS
from facts.model.collection import AnyOf
from facts.model.record import ACTORS

LIKELY_ACTORS = tuple(kind for kind in ACTORS if kind != "places")

RECORDS_OF_IDS = (
    select(records.c.sheet, records.c.kind, records.c.id, records.c.body)
    .where(records.c.id.in_(bindparam("ids", expanding=True)), records.c.kind.in_(KINDS))
    .order_by(records.c.item)
    .limit(100)
)
RECORDS_OF_IDS_IN_SHEET = RECORDS_OF_IDS.where(records.c.sheet == bindparam("number"))


def explain_values(search: Search, codec: BodyCodec) -> str | None:
    """Return what an id in a query is, if its filter takes ids of other kinds, or that nothing has a value.

    So `speaker=washington` says that it is a place, which seldom speaks, and which country to filter by. None if
    every value is likely to match.
    """
    operators = search.collection.filters.operators()
    filters, sheet = search.query.filters, search.matching.sheet
    for name, values in filters.active() if filters is not None else ():
        operator = operators[name]
        if not isinstance(operator, AnyOf):
            continue
        if not operator.kinds:
            if is_unused(search, name, values):
                items = f"{search.collection.name} have the value {format_values(values)}"
                return f"{name}: no {items}; `facets={name}` lists the values in use"
            continue
        statement = RECORDS_OF_IDS if sheet is None else RECORDS_OF_IDS_IN_SHEET
        parameters = {"ids": values} | ({} if sheet is None else {"number": sheet})
        rows = search.connection.execute(statement, parameters).all()
        if not rows:
            record = "no record" if sheet is None else "no record of this sheet"
            return f"{name}: {record} has the id {format_values(values)}; `facets={name}` lists the values in use"
        likely = LIKELY_ACTORS if operator.kinds == ACTORS else operator.kinds
        if not any(row.kind in likely for row in rows):
            first = rows[0]
            country = codec.decompress(first.body).record.get("country") if "countries" in likely else None
            place = f"; its country is {country}" if country else ""
            others = "" if first.kind in operator.kinds else f", not of the {' or '.join(operator.kinds)}"
            return f"{name}: {first.id} is one of the {first.kind}{others}{place}"
    return None


def is_unused(search: Search, name: str, values: Sequence[str]) -> bool:
    """Return whether no item of a collection has one of the values of a filter; subjects are not looked up."""
    if name == SUBJECT or name not in search.collection.facets:
        return False
    terms, _ = search.reader.read_terms(index_number(search.collection, name), values)
    return not terms


def format_values(values: Sequence[str]) -> str:
    """Return the values of a filter, each in the spelling that comes first."""
    spellings = {value.casefold(): value for value in reversed(values) if "," not in value}
    return " or ".join(reversed(spellings.values()))
