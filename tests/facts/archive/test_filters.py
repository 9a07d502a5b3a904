"""Filters find what they are named for: through countries, in lists, in groups of fields, and by passage."""

from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import ValidationError

from facts.archive import Archive, Query
from facts.kinds.contract import ContractFilters
from facts.model.record import Record
from facts.views import COLLECTIONS, FactFilters, TimelineFilters
from tests.databases import Databases
from tests.facts.factories import make_country, make_record, make_sheet
from tests.tables import each_row

SAID = {"attribution_scope": "whole", "summary": "so it is", "form": "indirect", "status": "asserted"}
TUESDAY = {"edtf": "2026-03-10", "stated": "Tuesday"}


def record(kind: str, slug: str, /, **fields: Any) -> Record:
    """Return a record of `kind` with these fields."""
    return make_record(kind, slug, **fields)


RECORDS = {
    "countries": tuple(map(make_country, ("TR", "NO", "BR"))),
    "organizations": (
        record("organizations", "ministry", name="Ministry", country="TR"),
        record("organizations", "yard", name="Yard", country="NO"),
        record("organizations", "agency", name="Agency"),
    ),
    "places": (record("places", "oslo", name="Oslo", country="NO"),),
    "people": (
        record("people", "ana", name="Ana", country="TR", offices=[
            {"title": "Minister", "organization": "ministry", "status": "former"},
            {"title": "adviser", "organization": "yard"},
        ]),
        record("people", "bo", name="Bo", offices=[{"title": "captain"}]),
    ),
    "contracts": (
        record("contracts", "joint", title="Joint", buyers=["ministry", "BR"], suppliers=["yard"]),
        record("contracts", "city", title="City", buyers=["oslo"], suppliers=["TR"], signed=TUESDAY),
    ),
    "events": (
        record("events", "talks", title="Talks", kind="talks", where="NO", status="occurred", when=TUESDAY,
               participants=["ana", "Western governments"], about=["joint"]),
        record("events", "strike", title="Strike", kind="strike", where="oslo", status="threatened",
               participants=["workers"]),
    ),
    "statements": (
        record("statements", "one", speaker="ana", named="Ana", when=TUESDAY, occasion="talks", **SAID),
        record("statements", "two", speaker="yard", named="the yard", when=TUESDAY, **SAID),
        record("statements", "three", speaker="yard", named="the yard", when=TUESDAY, **SAID),
        record("statements", "four", named="Western governments", **SAID),
    ),
    "media": (record("media", "photo", caption="Yard", agency="agency", shows=["yard", "a crane"]),),
}  # fmt: skip

FOUND: dict[str, list[str]] = {
    "contracts buyer=TR": ["joint"],
    "contracts buyer=ministry": ["joint"],
    "contracts buyer=BR": ["joint"],
    "contracts buyer=NO": ["city"],
    "contracts buyer=oslo": ["city"],
    "contracts buyer=yard": [],
    "contracts supplier=NO": ["joint"],
    "contracts supplier=TR": ["city"],
    "people organization=ministry": ["ana"],
    "people organization=yard": ["ana"],
    "people organization=agency": [],
    "events participant=Western governments": ["talks"],
    "events participant=workers": ["strike"],
    "events participant=ana": ["talks"],
    "events about=joint": ["talks"],
    "events country=NO": ["talks", "strike"],
    "events country=TR": ["talks"],
    "statements country=TR": ["one"],
    "statements country=NO": ["two", "three"],
    "statements speaker=Western governments": ["four"],
    "statements passage=1": ["one", "two", "three", "four"],
    "statements passage=2": [],
    "media agency=agency": ["photo"],
    "countries role=buyer": ["TR", "NO", "BR"],
    "countries role=speaker": ["TR", "NO"],
}


@pytest.fixture(scope="module")
def archive(databases: Databases, engine: str) -> Iterator[Archive]:
    """Yield an archive of one sheet with these records."""
    archive = databases.build([make_sheet("sheet", RECORDS)], engine)
    yield archive
    archive.close()


def find(archive: Archive, name: str, filters: dict[str, Any]) -> list[str]:
    """Return the ids, or the subjects and properties, of the items that match some filters."""
    query = Query(filters=COLLECTIONS[name].filters(**filters), limit=100)
    return [item.get("id") or f"{item['subject']} {item['property']}" for item in archive.find(name, query).items]


@each_row("case", FOUND)
def test_what_a_filter_finds(archive: Archive, case: str) -> None:
    """A filter finds the records that have the value, and no others."""
    name, _, condition = case.partition(" ")
    parameter, _, value = condition.partition("=")
    assert find(archive, name, {parameter: value}) == FOUND[case]


def test_facets_count_records_once(archive: Archive) -> None:
    """A contract of two buyers of one country counts once for the country, and once for each buyer."""
    facets = archive.find("contracts", Query(facets=("buyer",))).facets or {}
    counts = {row["value"]: row["count"] for row in facets["buyer"]}
    assert counts.items() >= {"TR": 1, "BR": 1, "NO": 1, "ministry": 1, "oslo": 1}.items()


def test_the_timeline_has_one_entry_a_happening(archive: Archive) -> None:
    """What is said at an event is no entry of its own; what one says at one time without an event is one entry."""
    dated = ["contracts/city signed", "events/talks when", "statements/two when"]
    assert find(archive, "timeline", {}) == [f"sheet/{entry}" for entry in dated]
    undated = ["contracts/joint signed", "events/strike when"]
    assert find(archive, "timeline", {"undated": True}) == [f"sheet/{entry}" for entry in (*dated, *undated)]
    assert find(archive, "timeline", {"undated": False}) == find(archive, "timeline", {})
    assert find(archive, "timeline", {"undated": True, "kind": "events"}) == [
        "sheet/events/talks when",
        "sheet/events/strike when",
    ]
    assert find(archive, "timeline", {"undated": True, "date": "2026"}) == find(archive, "timeline", {})


@each_row(
    ("name", "filters"),
    [
        ("contracts", {"buyer": "UK"}),
        ("contracts", {"supplier": "a b"}),
        ("events", {"participant": "tr1!"}),
        ("statements", {"passage": "0"}),
        ("statements", {"passage": "three"}),
        ("facts", {"passage": "-1"}),
        ("timeline", {"kind": "weapons"}),
        ("timeline", {"undated": "yes"}),
    ],
)
def test_what_cannot_be_a_value_is_refused(name: str, filters: dict[str, Any]) -> None:
    """A code that no country has, a text that no id or name can be and a number of no passage are refused."""
    with pytest.raises(ValidationError):
        COLLECTIONS[name].filters(**filters)


def test_a_number_is_a_passage() -> None:
    """A user of the library may write the number of a passage as a number."""
    assert FactFilters.model_validate({"passage": 34}) == FactFilters(passage="34")
    assert TimelineFilters(undated=True) != TimelineFilters()


@each_row(
    ("stated", "edtf", "match"),
    [
        ("2018", "2018", "definite"),
        ("2018~", "2018", "possible"),
        ("2018?", "2018", "possible"),
        ("2018-10%", "2018", "possible"),
        ("2017/2018~", "2010/2020", "possible"),
        ("2018~", "../2030", "possible"),
        ("2018~", "2016", None),
    ],
)
def test_a_qualified_date_matches_no_date_for_certain(
    databases: Databases, engine: str, stated: str, edtf: str, match: str | None
) -> None:
    """A date that is uncertain or approximate is a possible match of what has its days, never a definite one."""
    contract = make_record("contracts", "deal", title="it", signed={"edtf": stated, "stated": "then"})
    archive = databases.build([make_sheet("dated", {"contracts": (contract,)})], engine)
    items = archive.find("contracts", Query(filters=ContractFilters(signed=edtf))).items
    assert [item["match"] for item in items] == ([match] if match else [])
