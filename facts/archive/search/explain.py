"""Explanations: why an id among the filters of a query can match nothing."""

from sqlalchemy import bindparam, select

from facts.archive.body import BodyCodec
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


def explain_ids(search: Search, codec: BodyCodec) -> str | None:
    """Return what an id in a query is, if its filter takes ids of other kinds, or that no record has that id.

    So `speaker=washington` says that it is a place, which seldom speaks, and which country to filter by. None if
    every id is likely to match.
    """
    operators = search.collection.filters.operators()
    filters, sheet = search.query.filters, search.matching.sheet
    for name, values in filters.active() if filters is not None else ():
        operator = operators[name]
        if not isinstance(operator, AnyOf) or not operator.kinds:
            continue
        statement = RECORDS_OF_IDS if sheet is None else RECORDS_OF_IDS_IN_SHEET
        parameters = {"ids": values} | ({} if sheet is None else {"number": sheet})
        rows = search.connection.execute(statement, parameters).all()
        if not rows:
            spellings = {value.casefold(): value for value in values[::-1] if "," not in value}
            ids = " or ".join(reversed(spellings.values()))
            place = "" if sheet is None else " of this sheet"
            return f"{name}: no record{place} has the id {ids}; `facets={name}` lists the values in use"
        likely = LIKELY_ACTORS if operator.kinds == ACTORS else operator.kinds
        if not any(row.kind in likely for row in rows):
            first = rows[0]
            country = codec.decompress(first.body).record.get("country") if "countries" in likely else None
            place = f"; its country is {country}" if country else ""
            others = "" if first.kind in operator.kinds else f", not of the {' or '.join(operator.kinds)}"
            return f"{name}: {first.id} is one of the {first.kind}{others}{place}"
    return None
