"""Filters of several values, in any case, and facets that count every item."""

from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facts.archive import Archive, Query
from facts.kinds.contract import ContractFilters
from facts.kinds.person import PersonFilters
from facts.kinds.statement import StatementFilters
from facts.model.collection import MAX_FILTER_VALUES, AnyOf, Contains
from facts.model.json_item import to_json_bytes
from facts.model.record import Record
from facts.views import COLLECTIONS, FactFilters
from tests.databases import Databases, engines
from tests.facts.archive.test_archive import sheet_of
from tests.facts.factories import COUNTRIES, contract_lists, make_record, make_sheet
from tests.tables import each_row

CHOICES = {"buyer": COUNTRIES, "supplier": COUNTRIES, "currency": ("USD", "EUR", "NOK")}
SMALLER = "frigate-deal"
"""The smaller one of the two sheets."""
FACETED = [name for name, collection in COLLECTIONS.items() if collection.facets]


def find_all(archive: Archive, name: str, sheet: str | None = None, /, **filters: Any) -> list[bytes]:
    """Return the JSON of all items of a collection, in all sheets or in one, that match filters."""
    query = Query(filters=COLLECTIONS[name].filters.model_validate(filters), sheet=sheet)
    return [to_json_bytes(item) for item in archive.iterate(name, query)]


@given(engines, contract_lists(), st.sampled_from(list(CHOICES)), st.data())
def test_several_values_find_what_each_finds(
    databases: Databases, engine: str, records: list[Record], name: str, data: st.DataObject
) -> None:
    """A filter of several values keeps the union of what each of them keeps, in the order of the sheet."""
    archive = databases.build([sheet_of(records)], engine)
    values = data.draw(st.lists(st.sampled_from(CHOICES[name]), min_size=1, max_size=6))
    single = {item for value in values for item in find_all(archive, "contracts", **{name: value})}
    expected = [item for item in find_all(archive, "contracts") if item in single]
    for several in (",".join(values), ",".join(values).lower(), values, tuple(values)):
        assert find_all(archive, "contracts", **{name: several}) == expected


@each_row("name", FACETED)
def test_every_filter_takes_several_values(archive: Archive, name: str) -> None:
    """For each filter by a value, the two most frequent values together keep the union, lists and scalars alike."""
    for facet, counts in (archive.find(name, Query(facets=COLLECTIONS[name].facets)).facets or {}).items():
        values = [count["value"] for count in counts if count["value"] is not None][:2]
        single = {item for value in values for item in find_all(archive, name, **{facet: value})}
        assert set(find_all(archive, name, **{facet: ",".join(values)})) == single
        assert set(find_all(archive, name, **{facet: ",".join(values).swapcase()})) == single


@given(engines, contract_lists(), st.sampled_from([{}, {"buyer": "TR"}, {"buyer": "TR,NO"}, {"supplier": "BR"}]))
def test_facets_add_up(databases: Databases, engine: str, records: list[Record], filters: Mapping[str, str]) -> None:
    """The counts of a facet whose items have one value at most add up to the total, with those that have none."""
    archive = databases.build([sheet_of(records)], engine)
    facets = ("currency", "delivery_status", "system")
    page = archive.find("contracts", Query(filters=ContractFilters(**filters), facets=facets))
    for counts in (page.facets or {}).values():
        assert sum(count["count"] for count in counts) == page.total
        assert [count["count"] for count in counts] == sorted((count["count"] for count in counts), reverse=True)
        assert all(count["count"] for count in counts)


@each_row("name", FACETED)
def test_what_has_no_value_is_counted_as_null(archive: Archive, name: str) -> None:
    """`null` counts the items that no value of the filter finds; the facets of single values add up."""
    page = archive.find(name, Query(facets=COLLECTIONS[name].facets, sheet=SMALLER))
    for facet, counts in (page.facets or {}).items():
        values = [count["value"] for count in counts if count["value"] is not None]
        matching = {item for value in values for item in find_all(archive, name, SMALLER, **{facet: value})}
        missing = sum(count["count"] for count in counts if count["value"] is None)
        if len(values) < 100:
            assert missing == page.total - len(matching)
        if len(values) < 100 and not isinstance(COLLECTIONS[name].filters.lookups()[facet], Contains):
            assert sum(count["count"] for count in counts) == page.total


@each_row(
    ("filters", "values"),
    [
        (PersonFilters(country="tr,In"), {"TR", "IN"}),
        (ContractFilters(buyer=["tr", "Rosoboron"]), {"tr", "TR", "rosoboron"}),
        (ContractFilters(currency="usd"), {"USD"}),
        (ContractFilters(system="S-400"), {"s-400"}),
        (ContractFilters(delivery_status="Planned,OCCURRED"), {"planned", "occurred"}),
        (StatementFilters(outlet="RT"), {"rt", "RT"}),
        (StatementFilters(speaker="Jens-Stoltenberg"), {"Jens-Stoltenberg", "jens-stoltenberg"}),
        (StatementFilters(speaker="ministers, officials"), {"ministers", "officials", "ministers, officials"}),
        (FactFilters(subject="S400-Turkey/Countries/tr"), {"s400-turkey/countries/tr", "s400-turkey/countries/TR"}),
        (FactFilters(property="Value"), {"value"}),
    ],
)
def test_values_in_any_case(filters: Any, values: set[str]) -> None:
    """Codes are in capitals and ids in lower case, whatever the request; a name is as printed, with its commas."""
    assert set().union(*(value for _, value in filters.active())) == values


@each_row(
    "values", ["", ",", "TR,", ",TR", "TR,,IN", "TR,XX", "TR, IN", ["TR"] * (MAX_FILTER_VALUES + 1), [], ["TR", 5], 5]
)
def test_a_list_with_an_invalid_value_is_refused(values: Any) -> None:
    """One value that cannot exist, or one too many, refuses the list."""
    with pytest.raises(ValidationError):
        ContractFilters(buyer=values)


def test_as_many_values_as_are_accepted(archive: Archive) -> None:
    """A filter of fifty values is answered, in a list of records and in a view."""
    ids = ["jens-stoltenberg", *(f"person-{number}" for number in range(MAX_FILTER_VALUES - 1))]
    total = archive.find("statements", Query(filters=StatementFilters(speaker="jens-stoltenberg"))).total
    assert archive.find("statements", Query(filters=StatementFilters(speaker=ids))).total == total == 10
    assert archive.find("facts", Query(filters=FactFilters(attributed_to=ids))).total > total


@each_row(
    ("filters", "hint"),
    [
        ({"speaker": "washington"}, "speaker: washington is one of the places"),
        ({"speaker": "Washington,ankara"}, "its country is"),
        ({"outlet": "tr"}, "outlet: TR is one of the countries"),
        ({"speaker": "nobody"}, "speaker: no record has the id nobody;"),
        ({"speaker": "nobody,no-one"}, "speaker: no record has the id nobody or no-one;"),
        ({"outlet": "FR"}, "outlet: no record has the id FR;"),
        ({"speaker": "clark-cooper", "date": "1950"}, None),
        ({"about": "photo-incirlik-airbase"}, None),
    ],
)
def test_an_empty_list_says_what_an_id_is(archive: Archive, filters: dict[str, str], hint: str | None) -> None:
    """Where an id is that of a record which the filter can never match, the page says so, with the country to use."""
    page = archive.find("statements", Query(filters=StatementFilters(**filters)))
    assert page.total == 0
    assert (page.hint or "").count(hint or "nothing") == bool(hint)
    assert archive.find("statements").hint is None


def test_the_id_of_another_sheet_is_none_of_this_sheet(archive: Archive) -> None:
    """Within a sheet, an id that only another sheet has is said to be missing there."""
    query = Query(filters=StatementFilters(speaker="clark-cooper"), sheet="frigate-deal")
    hint = archive.find("statements", query).hint or ""
    assert hint.startswith("speaker: no record of this sheet has the id clark-cooper;")


@each_row(
    ("name", "filters", "hint"),
    [
        ("facts", {"property": "valeu"}, "property: no facts have the value valeu;"),
        ("organizations", {"kind": "shipyrd,foo"}, "kind: no organizations have the value shipyrd or foo;"),
        ("facts", {"property": "value", "status": "threatened"}, None),
        ("facts", {"subject": "nothing"}, None),
    ],
)
def test_an_empty_list_says_that_a_value_is_unused(
    archive: Archive, name: str, filters: dict[str, str], hint: str | None
) -> None:
    """Where no item has a value of a filter, the page says so; not where each value has items, but not together."""
    page = archive.find(name, Query(filters=COLLECTIONS[name].filters(**filters)))
    assert page.total == 0
    assert (page.hint or "").partition(" `")[0] == (hint or "")


@each_row(
    ("query", "hint"),
    [
        ({"q": "!!!"}, "q: !!! has no letter and no digit to search for"),
        ({"q": "\u2026"}, "q: \u2026 has no letter and no digit to search for"),
        ({"q": "?" * 50}, f"q: {'?' * 40} has no letter and no digit to search for"),
        ({"q": "xyzzy"}, None),
        ({"filters": ContractFilters(min_value="5", max_value="1")}, "max_value is less than min_value"),
        ({"filters": ContractFilters(min_value="5", max_value="5", buyer="TR")}, None),
    ],
)
def test_an_empty_list_says_that_a_query_asks_for_nothing(
    archive: Archive, query: dict[str, Any], hint: str | None
) -> None:
    """A search without a word, and a maximum below the minimum, are said to match nothing."""
    page = archive.find("contracts", Query(**query))
    assert (page.total, page.hint) == (0, hint)


def test_only_filters_by_a_value_take_several() -> None:
    """Dates and amounts take one value: a comma may be a part of a date."""
    single = {
        name
        for collection in COLLECTIONS.values()
        for name, lookup in collection.filters.lookups().items()
        if not isinstance(lookup, AnyOf)
    }
    assert single >= {"signed", "delivered", "date", "min_value", "max_value"}
    with pytest.raises(ValidationError):
        ContractFilters(signed=("2018", "2019"))


def test_records_without_the_field_are_counted(databases: Databases, engine: str) -> None:
    """A record of a kind without any fact of the filter is one without a value."""
    countries = tuple(
        make_record("countries", code, name=code, alpha3=alpha3, numeric=numeric)
        for code, alpha3, numeric in (("TR", "TUR", "792"), ("IN", "IND", "356"))
    )
    contract = make_record("contracts", "deal", title="Deal", buyers=("TR",))
    sheet = make_sheet("small", {"contracts": (contract,), "countries": countries})
    built = databases.build([sheet], engine)
    page = built.find("countries", Query(facets=("role",)))
    assert page.facets == {"role": [{"value": value, "count": 1, "sums": None} for value in ("buyer", None)]}
    built.close()
