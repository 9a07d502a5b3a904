"""A search covers all that an item says: its values, the names of its fields, its quotations and its references."""
# ruff: noqa: RUF001 - letters that look alike are what is tested

from collections.abc import Iterator

import pytest

from facts.archive import Archive, Query
from facts.model.record import Record
from tests.databases import Databases
from tests.facts.factories import make_record, make_sheet
from tests.tables import each_row

NAMES = ("O\u2019Brien", "Łódź Works", "Işık", "三菱重工業", "وزارة الدفاع", "Jo\u2011Ann")


def search(archive: Archive, name: str, q: str) -> list[str]:
    """Return the ids of the records, or the paths of the fields, that a search finds."""
    return [item.get("id") or item["property"] for item in archive.find(name, Query(q=q, limit=100)).items]


@each_row(
    ("name", "q", "expected"),
    [
        ("contracts", "loan", {"turkey-2017"}),
        ("contracts", "1375000000", {"turkey-2017"}),
        ("contracts", "lender", {"turkey-2017"}),
        ("contracts", "Turkey india", set()),
        ("contracts", "Triumph 2.5", {"turkey-2017"}),
        ("contracts", "S400 delivery", {"turkey-2017", "india-2018"}),
        ("contracts", "Mikheev", {"turkey-2020"}),
        ("countries", "lender", {"RU"}),
        ("sheets", "S400", {"s400-turkey"}),
        ("facts", "1375000000", {"derived.loan"}),
        ("facts", "advance_share", {"payment.advance_share"}),
        ("facts", "recep bases", {"title", "participants", "about", "summary", "speaker", "named"}),
        ("gaps", "developed", {"developed"}),
    ],
)
def test_every_word_of_an_item_finds_it(archive: Archive, name: str, q: str, expected: set[str]) -> None:
    """Derived values, names of filled fields, quotations and names of referenced records find a record or a row."""
    items = set(search(archive, name, q))
    assert items >= expected
    assert bool(items) == bool(expected)


@each_row("name", ["statements", "facts", "events"])
def test_a_name_finds_what_refers_to_it(archive: Archive, name: str) -> None:
    """The names of a record that the article has for it find what refers to it, under whatever id."""
    items = archive.find(name, Query(q="ankara", sheet="s400-turkey", limit=100)).items
    assert items
    assert any("ankara" not in str(dict(item)).lower() for item in items)


def test_an_empty_field_does_not_find_its_record(archive: Archive) -> None:
    """The name of an empty field finds its gap, and no record without that field."""
    assert "turkey-2020" not in search(archive, "contracts", "lender")
    page = archive.find("gaps", Query(q="delivery turkey-2020 signed"))
    assert page.total == 0
    assert search(archive, "gaps", "short_name")


def people() -> tuple[Record, ...]:
    """Return people with names in many scripts."""
    return tuple(make_record("people", f"person-{number}", name=name) for number, name in enumerate(NAMES))


@pytest.fixture(scope="module")
def names(databases: Databases, engine: str) -> Iterator[Archive]:
    """An archive of people with names in many scripts, and of an event with each of them."""
    fields = {"title": "talks", "kind": "talks", "status": "occurred"}
    events = tuple(
        make_record("events", f"event-{number}", participants=(f"person-{number}",), **fields)
        for number in range(len(NAMES))
    )
    archive = databases.build([make_sheet("names", {"people": people(), "events": events})], engine)
    yield archive
    archive.close()


@each_row(
    ("q", "index"),
    [
        ("O'Brien", 0),
        ("obrien", 0),
        ("lodz", 1),
        ("ŁÓDŹ", 1),
        ("isik", 2),
        ("ISIK", 2),
        ("重工", 3),
        ("الدفاع", 4),
        ("دفاع", 4),
        ("Jo-Ann", 5),
        ("joann", 5),
    ],
)
def test_names_in_many_scripts_are_found_in_records_and_views(names: Archive, q: str, index: int) -> None:
    """A folded name finds the record, its facts, and what refers to it."""
    assert search(names, "people", q) == [f"person-{index}"]
    assert search(names, "events", q) == [f"event-{index}"]
    subjects = {item["subject"].rpartition("/")[2] for item in names.find("facts", Query(q=q, limit=100)).items}
    assert subjects == {f"person-{index}", f"event-{index}"}


def test_the_order_of_texts_is_folded_everywhere(databases: Databases, engine: str) -> None:
    """Records and rows are sorted by text without case, accents and signs, in both directions."""
    names = ["Zebra", "Äpfel", "apple", "O\u2019Brien", "obrien 2", "Łódź", "lodz 2"]
    records = tuple(make_record("people", f"person-{number}", name=name) for number, name in enumerate(names))
    archive = databases.build([make_sheet("names", {"people": records})], engine)
    expected = ["Äpfel", "apple", "Łódź", "lodz 2", "O\u2019Brien", "obrien 2", "Zebra"]
    for sort, order in (("name", expected), ("-name", expected[::-1])):
        assert [item["name"] for item in archive.find("people", Query(sort=(sort,))).items] == order
    archive.close()
