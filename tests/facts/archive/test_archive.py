"""The archive answers in SQL what the same question, written plainly over the models, answers."""

import gc
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.archive import Archive, CursorError, Page, Query, QueryError
from facts.kinds import KINDS
from facts.kinds.contract import Contract
from facts.model.edtf import parse
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS
from tests.facts.factories import COUNTRIES, TIMES, contract_lists, make_record, make_sheet

Plain = Callable[[Contract, Any], bool]
QUICK = settings(max_examples=60, deadline=None)


def may_lie(time: EdtfDate | None, asked: str) -> bool:
    """Whether a time may lie in the one asked for, by their bounds."""
    wanted = parse(asked)
    return time is not None and any(
        (time.latest or "9999") >= (first or "0") and (time.earliest or "0") <= (last or "9999-99")
        for first, last in wanted.ranges
    )


def lies(time: EdtfDate | None, asked: str) -> bool:
    """Whether a time lies wholly in the one asked for, by their bounds."""
    return time is not None and any(
        (first is None or (time.earliest or "0") >= first) and (last is None or (time.latest or "9999-99") <= last)
        for first, last in parse(asked).ranges
    )


PLAIN: dict[str, tuple[st.SearchStrategy[Any], Plain]] = {
    "buyer": (st.sampled_from(COUNTRIES), lambda record, asked: record.buyer == asked),
    "supplier": (st.sampled_from(COUNTRIES), lambda record, asked: record.supplier == asked),
    "signed": (
        st.sampled_from(["2018", "2018-10-05", "../2018", "2019/..", "2019-23", "[2016,2020]", "201X"]),
        lambda record, asked: may_lie(record.signed, asked),
    ),
    "delivered": (
        st.sampled_from(["2018", "2021", "../2000"]),
        lambda record, asked: record.delivery is not None and may_lie(record.delivery.when, asked),
    ),
    "delivery_status": (
        st.sampled_from(["planned", "occurred"]),
        lambda record, asked: record.delivery is not None and record.delivery.status == asked,
    ),
    "min_value": (
        st.sampled_from(["0", "1000", "1000.5", "9999999999"]),
        lambda record, asked: record.value is not None and record.value.amount >= Decimal(asked),
    ),
    "max_value": (
        st.sampled_from(["0", "1000", "1000.5"]),
        lambda record, asked: record.value is not None and record.value.amount <= Decimal(asked),
    ),
    "currency": (
        st.sampled_from(["USD", "EUR", "NOK"]),
        lambda record, asked: record.value is not None and record.value.currency == asked,
    ),
}
asked_for = st.fixed_dictionaries({}, optional={name: values for name, (values, _) in PLAIN.items()})


def archive_of(records: list[Record]) -> Archive:
    """An archive of one sheet with these contracts and the countries that they name."""
    countries = tuple(
        make_record("countries", code, name=code, alpha3=alpha3, numeric=numeric) for code, alpha3, numeric in CODES
    )
    return Archive.build([make_sheet("made", {"contracts": tuple(records), "countries": countries})])


CODES = (("TR", "TUR", "792"), ("IN", "IND", "356"), ("NO", "NOR", "578"), ("BR", "BRA", "076"))


def walked(archive: Archive, name: str, query: Query) -> list[Mapping[str, Any]]:
    """Every item of a collection, page by page forwards; the same is held backwards."""
    pages: list[Page] = [archive.find(name, query)]
    while pages[-1].next:
        pages.append(archive.find(name, replace(query, cursor=pages[-1].next)))
    back = pages[-1]
    for forth in reversed(pages[:-1]):
        assert back.prev
        back = archive.find(name, replace(query, cursor=back.prev))
        assert (list(back.items), back.total) == (list(forth.items), forth.total)
    assert back.prev is None
    return [item for page in pages for item in page.items]


@QUICK
@given(contract_lists(), asked_for)
def test_filters_agree_with_the_models(records: list[Record], asked: dict[str, Any]) -> None:
    """Any filters together keep just the contracts that pass each of them in plain Python, in the sheet's order."""
    archive = archive_of(records)
    wanted = [
        record.id
        for record in records
        if isinstance(record, Contract) and all(PLAIN[name][1](record, value) for name, value in asked.items())
    ]
    page = archive.find("contracts", Query(filters=asked, limit=100))
    assert [item["id"] for item in page.items] == wanted
    assert page.total == len(wanted)


@QUICK
@given(contract_lists(), PLAIN["signed"][0])
def test_match_agrees_with_the_bounds(records: list[Record], asked: str) -> None:
    """An item is a `definite` match if its time lies wholly in the one asked for, and `possible` otherwise."""
    archive = archive_of(records)
    times = {record.id: record.signed for record in records if isinstance(record, Contract)}
    items = archive.find("contracts", Query(filters={"signed": asked})).items
    assert all((item["match"] == "definite") == lies(times[item["id"]], asked) for item in items)
    for certainty in ("definite", "possible"):
        kept = archive.find("contracts", Query(filters={"signed": asked}, match=certainty)).items
        assert list(kept) == [item for item in items if item["match"] == certainty]


@QUICK
@given(
    contract_lists(),
    st.lists(st.sampled_from(["value", "-value", "signed", "-signed", "title", "-buyer", "delivered"]), max_size=3),
    st.integers(1, 7),
)
def test_paging_walks_every_item_once(records: list[Record], sort: list[str], limit: int) -> None:
    """For any sort and limit, the pages hold every item once, in the order of the sort, forwards and backwards."""
    archive = archive_of(records)
    items = walked(archive, "contracts", Query(sort=sort, limit=limit))
    whole = archive.find("contracts", Query(sort=sort, limit=100)).items
    assert items == list(whole)
    assert sorted(item["id"] for item in items) == sorted(record.id for record in records)


@QUICK
@given(contract_lists(), st.booleans())
def test_sorts_order_by_their_values(records: list[Record], descending: bool) -> None:
    """A sort puts amounts and times in order, either way, and what has none last."""
    archive = archive_of(records)
    sign = "-" if descending else ""
    values = [item["value"] for item in archive.find("contracts", Query(sort=[f"{sign}value"])).items]
    amounts = [Decimal(value["amount"]) for value in values if value]
    assert amounts == sorted(amounts, reverse=descending)
    assert values[len(amounts) :] == [None] * (len(values) - len(amounts))
    times = [item["signed"] for item in archive.find("contracts", Query(sort=[f"{sign}signed"])).items]
    bounded = [time["earliest"] or time["latest"] for time in times if time and (time["earliest"] or time["latest"])]
    assert bounded == sorted(bounded, reverse=descending)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_collection_pages_by_every_sort(archive: Archive, name: str) -> None:
    """Every collection can be walked by each of its sorts, and ends with as many items as it says it has."""
    total = archive.find(name, Query()).total
    for sort in (None, *COLLECTIONS[name].sorts):
        query = Query(sort=[f"-{sort}"] if sort else [], limit=min(100, max(1, total // 3)))
        assert len(walked(archive, name, query)) == total > 0


@pytest.mark.parametrize("name", COLLECTIONS)
def test_facets_count_what_filters_find(archive: Archive, name: str) -> None:
    """The count of a facet's value is the total of the filter that asks for it."""
    collection = COLLECTIONS[name]
    page = archive.find(name, Query(facets=collection.facets))
    for facet, counts in (page.facets or {}).items():
        assert counts
        for count in counts[:5]:
            assert archive.find(name, Query(filters={facet: count["value"]})).total == count["count"]


def test_sheets_keep_apart_what_has_one_slug(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """Within a sheet only its own records are found; an id that two sheets use names two records."""
    for one in sheets:
        for kind in KINDS:
            page = archive.find(kind, Query(sheet=one.id, limit=100))
            assert [item["id"] for item in page.items] == [record.id for record in one.records[kind]]
    shared = [archive.get("contracts", one.id, "india-2018") for one in sheets]
    assert [found and found["supplier"] for found in shared] == ["RU", "JP"]
    assert archive.get("contracts", sheets[0].id, "no-such-contract") is None


@pytest.mark.parametrize("q", ["meireles", "MEIRELES", "joao meir", "João", "joão"])
def test_words_fold_case_and_accents(archive: Archive, q: str) -> None:
    """A word finds names that begin with it, whatever the case and the accents."""
    assert [item["id"] for item in archive.find("people", Query(q=q)).items] == ["joao-meireles"]


@pytest.mark.parametrize(("q", "found"), [("%", 0), ("_", 0), ("!!!", 0), ("eireles", 0), ("meir%", 1), ("", 0)])
def test_words_are_no_patterns(archive: Archive, q: str, found: int) -> None:
    """SQL's wildcards are nothing but text, and a word is found by its beginning alone."""
    assert archive.find("people", Query(q=q)).total == found


def test_undated_stand_last(archive: Archive) -> None:
    """The timeline goes by first day, then last, and ends with the undated, each with its gap."""
    items = walked(archive, "timeline", Query(limit=20))
    dated = [item for item in items if item["when"]]
    days = [item["earliest"] or item["latest"] for item in dated]
    assert days == sorted(days)
    assert items[: len(dated)] == dated
    assert all(item["gap"]["status"] in {"not_stated", "ambiguous"} for item in items[len(dated) :])
    assert len(dated) < len(items)


def test_facts_and_gaps_are_every_field(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """There is a fact for each receipt and a gap for each gap of every record and source, and no other."""
    for one in sheets:
        served = [one.source, *(record for _, record in one)]
        gaps = sum(len(record.gaps) for record in served)
        facts = sum(len(record.evidence) for record in served)
        assert archive.find("gaps", Query(sheet=one.id)).total == gaps
        assert archive.find("facts", Query(sheet=one.id, derived=False)).total == facts
    assert archive.find("facts", Query(derived=False)).total < archive.find("facts", Query()).total


@pytest.mark.parametrize(
    ("parameter", "query"),
    [
        ("limit", Query(limit=0)),
        ("limit", Query(limit=101)),
        ("sort", Query(sort=["price"])),
        ("facets", Query(facets=["min_value"])),
        ("filters", Query(filters={"seller": "TR"})),
        ("buyer", Query(filters={"buyer": "UK"})),
        ("signed", Query(filters={"signed": "2021-02-29"})),
        ("min_value", Query(filters={"min_value": "1e9"})),
        ("cursor", Query(cursor="W10")),
        ("signed", Query(filters={"signed": "20XX-X1"})),
        ("q", Query(q=" ".join(f"word{number}" for number in range(61)))),
    ],
)
def test_refused_queries(archive: Archive, parameter: str, query: Query) -> None:
    """A query that cannot be answered is refused by the name of what is wrong with it."""
    with pytest.raises(QueryError) as refused:
        archive.find("contracts", query)
    assert refused.value.parameter == parameter
    assert refused.value.accepted


def test_a_cursor_is_of_its_query(archive: Archive) -> None:
    """A cursor given out for one query is refused by another."""
    cursor = archive.find("facts", Query(limit=1)).next
    assert archive.find("facts", Query(limit=2, cursor=cursor)).items
    for other in (Query(sort=["date"]), Query(q="turkey"), Query(filters={"voice": "narrated"})):
        with pytest.raises(CursorError):
            archive.find("facts", replace(other, cursor=cursor))


def test_an_unknown_year_is_any_of_the_archive(archive: Archive) -> None:
    """`XXXX-10` asks for an October of any year: one lies in it, a year may, and a September does not."""
    found = {
        item["id"]: item["match"]
        for item in archive.find("contracts", Query(filters={"signed": "XXXX-10"}, sheet="s400-turkey")).items
    }
    assert found == {"turkey-2017": "possible", "india-2018": "definite"}


def test_every_time_can_be_asked_for(archive: Archive) -> None:
    """Each form of EDTF that a sheet may hold may be asked for."""
    for edtf in TIMES:
        assert archive.find("timeline", Query(filters={"date": edtf})).total >= 0


def test_a_file_holds_the_archive_too(archive: Archive, sheets: tuple[Sheet, ...], tmp_path: Any) -> None:
    """An archive in a SQLite file answers like the one in memory, and is made anew at every start."""
    for _ in range(2):
        stored = Archive.build(sheets, f"sqlite:///{tmp_path}/facts.sqlite")
        query = Query(filters={"signed": "2018"}, facets=["buyer"], sort=["-value"])
        assert stored.find("contracts", query) == archive.find("contracts", query)
        stored.close()


def test_a_cursor_is_of_its_list_and_its_archive(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """A cursor of another list, or of the archive before a reload, leads nowhere: rows have other places there."""
    query = Query(sort=["title"], limit=1)
    cursor = archive.find("contracts", query).next
    smaller = Archive.build(sheets[:1])
    for other, name in ((archive, "events"), (smaller, "contracts")):
        with pytest.raises(CursorError):
            other.find(name, replace(query, cursor=cursor))
    smaller.close()


@pytest.mark.parametrize("sort", [["title", "-title", "title"], ["-signed", "value", "signed", "-value"]])
def test_an_order_that_stands_there_again_orders_nothing(archive: Archive, sort: list[str]) -> None:
    """Of an order that is named twice the first counts."""
    found = archive.find("contracts", Query(sort=sort)).items
    assert found == archive.find("contracts", Query(sort=list(dict.fromkeys(sort))[: 1 + ("value" in sort)])).items


def test_threads_share_an_archive(archive: Archive) -> None:
    """However many threads ask one archive at once, each gets the rows that it asked for."""

    def ask(number: int) -> bool:
        sheet = ("s400-turkey", "frigate-deal")[number % 2]
        items = list(archive.iterate("facts", Query(sheet=sheet)))
        return bool(items) and {item["sheet"] for item in items} == {sheet}

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(ask, range(60)))


def test_a_walk_goes_on_when_its_archive_is_let_go(sheets: tuple[Sheet, ...], archive: Archive) -> None:
    """What is being read when another archive takes over is read to the end; then the archive closes by itself."""
    wanted = [item["subject"] for item in archive.iterate("facts")]
    held = Archive.build(sheets)
    end, walk = held.end, held.walk("facts")
    found = [next(walk)["subject"]]
    del held
    gc.collect()
    assert end.alive
    found += [item["subject"] for item in walk]
    del walk
    gc.collect()
    assert found == wanted
    assert not end.alive
