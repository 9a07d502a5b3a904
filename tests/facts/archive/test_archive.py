"""The archive answers in SQL what the same question, written plainly over the models, answers."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from facts.archive import Archive, CursorError, Query, QueryError, ResultPage, StaleCursorError
from facts.kinds import KINDS
from facts.kinds.contract import Contract, ContractFilters
from facts.kinds.event import EventFilters
from facts.model.edtf import parse
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS, FactFilters, TimelineFilters
from tests.databases import Databases, engines
from tests.facts.archive.intervals import limits_of, may_match
from tests.facts.factories import COUNTRIES, TIMES, contract_lists, make_record, make_sheet
from tests.tables import each_row

Predicate = Callable[[Contract, Any], bool]


def may_lie_in(date: EdtfDate | None, edtf: str) -> bool:
    """Return whether a date may lie in another, by their bounds."""
    return date is not None and any(
        (date.latest or "9999") >= (first or "0") and (date.earliest or "0") <= (last or "9999-99")
        for first, last in parse(edtf).ranges
    )


def lies_in(date: EdtfDate | None, edtf: str) -> bool:
    """Return whether a date lies wholly in another, by their bounds; one that is about a year does in none."""
    return (
        date is not None
        and not date.parsed.qualifier
        and any(
            (first is None or (date.earliest or "0") >= first)
            and (last is None or (date.latest or "9999-99") <= last)
            for first, last in parse(edtf).ranges
        )
    )


PREDICATES: dict[str, tuple[st.SearchStrategy[Any], Predicate]] = {
    "buyer": (st.sampled_from(COUNTRIES), lambda record, value: value in record.buyers),
    "supplier": (st.sampled_from(COUNTRIES), lambda record, value: value in record.suppliers),
    "signed": (
        st.sampled_from(["2018", "2018-10-05", "../2018", "2019/..", "2019-23", "[2016,2020]", "201X"]),
        lambda record, value: may_lie_in(record.signed, value),
    ),
    "delivered": (
        st.sampled_from(["2018", "2021", "../2000"]),
        lambda record, value: record.delivery is not None and may_lie_in(record.delivery.when, value),
    ),
    "delivery_status": (
        st.sampled_from(["planned", "occurred"]),
        lambda record, value: record.delivery is not None and record.delivery.status == value,
    ),
    "min_value": (
        st.sampled_from(["0", "1000", "1000.5", "9999999999"]),
        lambda record, value: record.value is not None and may_match(record.value, limits_of(value, None)),
    ),
    "max_value": (
        st.sampled_from(["0", "1000", "1000.5"]),
        lambda record, value: record.value is not None and may_match(record.value, limits_of(None, value)),
    ),
    "currency": (
        st.sampled_from(["USD", "EUR", "NOK"]),
        lambda record, value: record.value is not None and record.value.currency == value,
    ),
}
filter_values = st.fixed_dictionaries({}, optional={name: values for name, (values, _) in PREDICATES.items()})


def sheet_of(records: list[Record]) -> Sheet:
    """A sheet with these contracts and the countries that they name."""
    countries = tuple(
        make_record("countries", code, name=code, alpha3=alpha3, numeric=numeric) for code, alpha3, numeric in CODES
    )
    return make_sheet("made", {"contracts": tuple(records), "countries": countries})


CODES = (("TR", "TUR", "792"), ("IN", "IND", "356"), ("NO", "NOR", "578"), ("BR", "BRA", "076"))


def with_cursor(query: Query, cursor: str | None) -> Query:
    """Return a query of another page."""
    return query.model_copy(update={"cursor": cursor})


def read_pages(archive: Archive, name: str, query: Query) -> list[Mapping[str, Any]]:
    """Return every item of a collection, page by page forwards, once paging backwards gave the same pages."""
    pages: list[ResultPage] = [archive.find(name, query)]
    while pages[-1].next:
        pages.append(archive.find(name, with_cursor(query, pages[-1].next)))
    back = pages[-1]
    for forth in reversed(pages[:-1]):
        assert back.prev
        back = archive.find(name, with_cursor(query, back.prev))
        assert (list(back.items), back.total) == (list(forth.items), forth.total)
    assert back.prev is None
    return [item for page in pages for item in page.items]


@given(engines, contract_lists(), filter_values)
def test_filters_agree_with_the_models(
    databases: Databases, engine: str, records: list[Record], filters: dict[str, Any]
) -> None:
    """Any filters together keep just the contracts that pass each of them in plain Python, in the sheet's order."""
    archive = databases.build([sheet_of(records)], engine)
    expected = [
        record.id
        for record in records
        if isinstance(record, Contract)
        and all(PREDICATES[name][1](record, value) for name, value in filters.items())
        and Decimal(filters.get("min_value", 0)) <= Decimal(filters.get("max_value", "Infinity"))
    ]
    page = archive.find("contracts", Query(filters=ContractFilters(**filters), limit=100))
    assert [item["id"] for item in page.items] == expected
    assert page.total == len(expected)


@given(engines, contract_lists(), PREDICATES["signed"][0])
def test_match_agrees_with_the_bounds(databases: Databases, engine: str, records: list[Record], edtf: str) -> None:
    """An item is a `definite` match if its date lies wholly in the requested one, and `possible` otherwise."""
    archive = databases.build([sheet_of(records)], engine)
    dates = {record.id: record.signed for record in records if isinstance(record, Contract)}
    items = archive.find("contracts", Query(filters=ContractFilters(signed=edtf))).items
    assert all((item["match"] == "definite") == lies_in(dates[item["id"]], edtf) for item in items)
    for match in ("definite", "possible"):
        matching = archive.find("contracts", Query(filters=ContractFilters(signed=edtf), match=match)).items
        assert list(matching) == [item for item in items if item["match"] == match]


@given(
    engines,
    contract_lists(),
    st.lists(st.sampled_from(["value", "-value", "signed", "-signed", "title", "-buyer", "delivered"]), max_size=3),
    st.integers(1, 7),
)
def test_paging_walks_every_item_once(
    databases: Databases, engine: str, records: list[Record], sort: list[str], limit: int
) -> None:
    """For any sort and limit, the pages hold every item once, in the order of the sort, forwards and backwards."""
    archive = databases.build([sheet_of(records)], engine)
    items = read_pages(archive, "contracts", Query(sort=sort, limit=limit))
    complete = archive.find("contracts", Query(sort=sort, limit=100)).items
    assert items == list(complete)
    assert sorted(item["id"] for item in items) == sorted(record.id for record in records)


@given(engines, contract_lists(), st.booleans())
def test_sorts_order_by_their_dates(
    databases: Databases, engine: str, records: list[Record], descending: bool
) -> None:
    """A sort puts dates in order, either way."""
    archive = databases.build([sheet_of(records)], engine)
    sign = "-" if descending else ""
    dates = [item["signed"] for item in archive.find("contracts", Query(sort=[f"{sign}signed"])).items]
    bounded = [date["earliest"] or date["latest"] for date in dates if date and (date["earliest"] or date["latest"])]
    assert bounded == sorted(bounded, reverse=descending)


@each_row("name", COLLECTIONS)
def test_every_collection_pages_by_every_sort(archive: Archive, name: str) -> None:
    """Every collection of a sheet can be paged through by each of its sorts, and has as many items as its total."""
    sheet = "frigate-deal"
    total = archive.find(name, Query(sheet=sheet)).total
    for sort in (None, *COLLECTIONS[name].sorts):
        query = Query(sort=[f"-{sort}"] if sort else [], limit=min(100, max(1, total // 3)), sheet=sheet)
        assert len(read_pages(archive, name, query)) == total > 0


@each_row("name", COLLECTIONS)
def test_facets_count_what_filters_find(archive: Archive, name: str) -> None:
    """The count of a facet's value is the total of a query that filters by it."""
    collection = COLLECTIONS[name]
    page = archive.find(name, Query(facets=collection.facets))
    for facet, counts in (page.facets or {}).items():
        assert counts
        for count in [count for count in counts if count["value"] is not None][:5]:
            assert (
                archive.find(name, Query(filters=collection.filters(**{facet: count["value"]}))).total
                == count["count"]
            )


def test_sheets_keep_apart_what_has_one_slug(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """A query within a sheet returns its own records only; an id that two sheets use names two records."""
    for sheet in sheets:
        for kind in KINDS:
            page = archive.find(kind, Query(sheet=sheet.id, limit=100))
            assert [item["id"] for item in page.items] == [record.id for record in sheet.records[kind]]
    records = [archive.get("contracts", sheet.id, "india-2018") for sheet in sheets]
    assert [record and record["suppliers"] for record in records] == [["RU"], ["JP"]]
    assert archive.get("contracts", sheets[0].id, "no-such-contract") is None


@each_row("q", ["meireles", "MEIRELES", "joao meir", "João", "joão"])
def test_words_fold_case_and_accents(archive: Archive, q: str) -> None:
    """A word finds names that begin with it, whatever the case and the accents."""
    assert [item["id"] for item in archive.find("people", Query(q=q)).items] == ["joao-meireles"]


@each_row(("q", "total"), [("%", 0), ("_", 0), ("!!!", 0), ("eireles", 0), ("meir%", 1)])
def test_words_are_no_patterns(archive: Archive, q: str, total: int) -> None:
    """SQL's wildcards are plain text, and a word is found by its beginning only."""
    assert archive.find("people", Query(q=q)).total == total


def test_undated_stand_last(archive: Archive) -> None:
    """The timeline is ordered by first day, then last, and ends with the undated, if requested, each with its gap."""
    items = read_pages(archive, "timeline", Query(limit=20, filters=TimelineFilters(undated=True)))
    dated = [item for item in items if item["when"]]
    assert read_pages(archive, "timeline", Query(limit=20)) == dated
    days = [item["earliest"] or item["latest"] for item in dated]
    assert days == sorted(days)
    assert items[: len(dated)] == dated
    assert all(item["gap"]["status"] in {"not_stated", "ambiguous"} for item in items[len(dated) :])
    assert len(dated) < len(items)


def test_facts_and_gaps_are_every_field(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """There is a fact for each receipt and a gap for each gap of every record and source, and no other."""
    for sheet in sheets:
        served = [sheet.source, *(record for _, record in sheet)]
        gaps = sum(len(record.gaps) for record in served)
        facts = sum(len(record.evidence) for record in served)
        assert archive.find("gaps", Query(sheet=sheet.id)).total == gaps
        assert archive.find("facts", Query(sheet=sheet.id, derived=False)).total == facts
    assert archive.find("facts", Query(derived=False)).total < archive.find("facts", Query()).total


@each_row(
    ("parameter", "query"),
    [
        ("sort", Query(sort=["price"])),
        ("facets", Query(facets=["min_value"])),
        ("filters", Query(filters=EventFilters(country="TR"))),
        ("cursor", Query(cursor="W10")),
        ("signed", Query(filters=ContractFilters(signed="20XX-X1"))),
        ("q", Query(q=" ".join(chr(0x4E00 + number) for number in range(61)))),
    ],
)
def test_refused_queries(archive: Archive, parameter: str, query: Query) -> None:
    """A query that the collection cannot answer is refused, naming the parameter and what would be accepted."""
    with pytest.raises(QueryError) as refused:
        archive.find("contracts", query)
    assert refused.value.parameter == parameter
    assert refused.value.accepted


@each_row(
    "create",
    [
        lambda: Query(limit=0),
        lambda: Query(limit=101),
        lambda: Query(sort=["title", "value", "signed", "buyer", "supplier"]),
        lambda: Query(q=""),
        lambda: Query(match="maybe"),
        lambda: Query(filters={"seller": "TR"}),
        lambda: ContractFilters.model_validate({"seller": "TR"}),
        lambda: ContractFilters(buyer="UK"),
        lambda: ContractFilters(signed="2021-02-29"),
        lambda: ContractFilters(min_value="1e9"),
    ],
)
def test_invalid_values_make_no_query(create: Callable[[], object]) -> None:
    """A query and its filters validate their values when they are created, for a user of the library too."""
    with pytest.raises(ValidationError):
        create()


def test_a_cursor_is_of_its_query(archive: Archive) -> None:
    """A cursor issued for one query is refused by another."""
    cursor = archive.find("facts", Query(limit=1)).next
    assert archive.find("facts", Query(limit=2, cursor=cursor)).items
    for other in (Query(sort=["date"]), Query(q="turkey"), Query(filters=FactFilters(voice="narrated"))):
        with pytest.raises(CursorError):
            archive.find("facts", with_cursor(other, cursor))


def test_an_unknown_year_is_any_of_the_archive(archive: Archive) -> None:
    """`XXXX-10` is an October of any year: one lies in it, a year may, and a September does not."""
    matches = {
        item["id"]: item["match"]
        for item in archive.find(
            "contracts", Query(filters=ContractFilters(signed="XXXX-10"), sheet="s400-turkey")
        ).items
    }
    assert matches == {"turkey-2017": "possible", "india-2018": "definite"}


def test_every_date_can_be_requested(archive: Archive) -> None:
    """Each form of EDTF that a sheet may hold can be filtered by."""
    for edtf in TIMES:
        assert archive.find("timeline", Query(filters=TimelineFilters(date=edtf))).total >= 0


def test_an_archive_is_built_in_place_of_another(
    archive: Archive, sheets: tuple[Sheet, ...], databases: Databases, engine: str
) -> None:
    """An archive is made anew in a database that has one, with the same rows whatever the database."""
    url = databases.create(engine)
    Archive.build(sheets[:1], url).close()
    for _ in range(2):
        stored = Archive.build(sheets, url)
        query = Query(filters=ContractFilters(signed="2018"), facets=["buyer"], sort=["-value"])
        assert stored.find("contracts", query) == archive.find("contracts", query)
        stored.close()


def test_a_cursor_is_of_its_list_and_its_archive(
    archive: Archive, sheets: tuple[Sheet, ...], databases: Databases, engine: str
) -> None:
    """A cursor of another list, or of the archive before a reload, is refused: rows have other positions there."""
    query = Query(sort=["title"], limit=1)
    cursor = archive.find("contracts", query).next
    smaller = databases.build(sheets[:1], engine)
    for other, name, kind in (
        (archive, "events", CursorError),
        (smaller, "events", CursorError),
        (smaller, "contracts", StaleCursorError),
    ):
        with pytest.raises(CursorError) as error:
            other.find(name, with_cursor(query, cursor))
        assert type(error.value) is kind
    smaller.close()


@each_row("sort", [["title", "-title", "title"], ["-signed", "value", "signed", "-value"]])
def test_a_repeated_sort_key_orders_nothing(archive: Archive, sort: list[str]) -> None:
    """Of a sort key that is given twice the first counts."""
    items = archive.find("contracts", Query(sort=sort)).items
    assert items == archive.find("contracts", Query(sort=list(dict.fromkeys(sort))[: 1 + ("value" in sort)])).items
