"""Explain why a query matches nothing."""

from collections.abc import Sequence

from sqlalchemy import bindparam, select

from facts.archive.body import BodyCodec
from facts.archive.fulltext import search_words
from facts.archive.indexes import SUBJECT, index_number
from facts.archive.search.fetch import fetch_all
from facts.archive.search.plan import falling_limits
from facts.archive.search.search import Search
from facts.archive.tables import records
from facts.kinds import KINDS
from facts.model.collection import AnyOf
from facts.model.record import ACTORS

MAX_SHOWN = 40
"""The length of a text that is shown at most."""
LIKELY_ACTORS = tuple(kind for kind in ACTORS if kind != "places")

RECORDS_OF_IDS = (
    select(records.c.kind, records.c.id, records.c.body)
    .where(records.c.id.in_(bindparam("ids", expanding=True)), records.c.kind.in_(KINDS))
    .order_by(records.c.item)
    .limit(100)
)
RECORDS_OF_IDS_IN_SHEET = RECORDS_OF_IDS.where(records.c.sheet == bindparam("number"))


Explanation = tuple[str | None, str | None]
"""Why nothing matches, None if it is not known; and the filter of which no value is in use, if that is why."""


def explain_nothing(search: Search, codec: BodyCodec) -> Explanation:
    """Return which part of a query can match nothing.

    It is a search without a word, a maximum below the minimum, or a value of a filter.
    """
    text, filters = search.query.q, search.query.filters
    if text is not None and not search_words(text):
        return f"q: {text[:MAX_SHOWN]} has no letter and no digit to search for", None
    lookups = search.collection.filters.lookups()
    active = {} if filters is None else dict(filters.active())
    if falling := sorted(falling_limits(lookups, active)):
        return f"{falling[0]} is less than {falling[0].replace('max_', 'min_')}", None
    for name, values in active.items():
        lookup = lookups[name]
        if isinstance(lookup, AnyOf):
            reason, unused = explain_values(search, codec, name, values, lookup)
            if reason:
                return reason, unused
    return None, None


def explain_values(search: Search, codec: BodyCodec, name: str, values: Sequence[str], lookup: AnyOf) -> Explanation:
    """Return what an id in a filter is, if the filter takes ids of other kinds, or that nothing has a value.

    So `speaker=washington` says that it is a place, which seldom speaks, and which country to filter by.
    """
    if not lookup.kinds:
        is_reason = is_unused(search, name, values)
        reason = f"{name}: no {search.collection.name} have the value {format_values(values)}"
        return (reason, name) if is_reason else (None, None)
    sheet = search.matching.sheet
    statement = RECORDS_OF_IDS if sheet is None else RECORDS_OF_IDS_IN_SHEET
    parameters = {"ids": values} | ({} if sheet is None else {"number": sheet})
    rows = fetch_all(search.connection, statement, parameters)
    if not rows:
        record = "no record" if sheet is None else "no record of this sheet"
        return f"{name}: {record} has the id {format_values(values)}", name
    likely = LIKELY_ACTORS if lookup.kinds == ACTORS else lookup.kinds
    if any(kind in likely for kind, _, _ in rows):
        return None, None
    kind, record_id, body = rows[0]
    country = codec.decompress(body).record.get("country") if "countries" in likely else None
    place = f"; its country is {country}" if country else ""
    others = "" if kind in lookup.kinds else f", not of the {' or '.join(lookup.kinds)}"
    return f"{name}: {record_id} is one of the {kind}{others}{place}", None


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
