"""CSV has the columns of the models whatever the data, and cells that no spreadsheet computes."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.csv import write
from facts.formats.document import Document
from facts.kinds import KINDS
from facts.views import SHEETS
from tests.facts.formats.documents import listed, record, text

HEAD = {"id", "sheet", "url", "subject", "property", "match"}
HIDDEN = {"evidence", "gaps", "spans"}


def rows(document: Document) -> list[dict[str, str]]:
    """Return the rows of a document, each a cell by the name of its column."""
    return list(csv.DictReader(io.StringIO(text(write, document), newline=""), strict=True))


def header(document: Document) -> list[str]:
    """Return the names of the columns of a document."""
    return next(csv.reader(io.StringIO(text(write, document), newline="")))


def row(archive: Archive, kind: str, sheet: str, name: str) -> dict[str, str]:
    """Return the row of one record."""
    [found] = rows(record(archive, kind, sheet, name))
    return found


def simple(held: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    """Yield the dotted path and the text of each value that is a text, a number, or a list of texts."""
    for name, value in held.items():
        if name in HIDDEN:
            continue
        if isinstance(value, Mapping):
            yield from simple(value, f"{above}{name}.")
        elif isinstance(value, list):
            if all(isinstance(word, str) for word in value):
                yield above + name, "; ".join(value)
        elif value is not None:
            yield above + name, str(value)


def without_number(path: str) -> str:
    """Return the path of a field without its place in a list."""
    return ".".join(step for step in path.split(".") if not step.isdecimal())


@pytest.mark.parametrize("name", sorted({*KINDS, "sheets", "timeline", "gaps"}))
def test_every_value_of_an_item_stands_under_its_path(archive: Archive, name: str) -> None:
    """What JSON holds at a path, CSV holds in the column of that name."""
    document = listed(archive, name)
    for item, found in zip(document.items, rows(document), strict=True):
        for path, value in simple(item):
            assert found[path] == value


def test_every_fact_stands_in_a_row(archive: Archive) -> None:
    """A fact's value is a text, a list of words, or the JSON of anything else; its receipt the passages."""
    document = listed(archive, "facts", query=Query(filters={"subject": "s400-turkey/contracts/turkey-2017"}))
    found = {row["property"]: row for row in rows(document)}
    assert found["buyer"]["value"] == "TR"
    assert found["value"]["value"] == '{"amount":"2500000000","currency":"USD","stated":"$ 2.5 billion"}'
    assert (found["title"]["basis"], found["title"]["spans.passage"]) == ("stated", "34 36")
    assert found["derived.advance"]["inputs"] == "value; payment.advance_share"
    assert found["signed"]["countries"] == "RU; TR"


@pytest.mark.parametrize("name", KINDS)
def test_every_receipt_and_gap_has_a_column(archive: Archive, name: str) -> None:
    """Under each field stand the passages of its receipt, or why it is empty; what is inferred is named."""
    document = listed(archive, name)
    for item, found in zip(document.items, rows(document), strict=True):
        for path, receipt in item["evidence"].items():
            shown = found.get(f"evidence.{without_number(path)}", "").split()
            assert {str(span["passage"]) for span in receipt["spans"]} <= {word.strip(";") for word in shown}
            assert (path in found["inferred"].split()) == (receipt["basis"] == "inferred")
        for path, gap in item["gaps"].items():
            assert gap["status"] in found[f"gaps.{without_number(path)}"].split("; ")


def test_one_record_of_each_sheet_as_a_row(archive: Archive) -> None:
    """A contract in CSV: amounts in digits, times with their bounds, receipts as passages, gaps by status."""
    found = row(archive, "contracts", "s400-turkey", "turkey-2017")
    assert (found["value.amount"], found["payment.advance_share"]) == ("2500000000", "0.45")
    assert (found["signed.edtf"], found["signed.earliest"], found["signed.latest"]) == (
        "2017",
        "2017-01-01",
        "2017-12-31",
    )
    assert (found["quantity.operator"], found["quantity.value"]) == ("=", "")
    assert (found["evidence.title"], found["gaps.delivery.started"]) == ("34 36", "not_stated")
    assert found["derived.advance.amount"] == "1125000000"
    other = row(archive, "contracts", "frigate-deal", "japan-skarv")
    assert (other["quantity.operator"], other["quantity.value"]) == (">=", "12")
    assert (other["delivery.when.latest"], other["inferred"]) == ("", "voice delivery.what")


def test_a_list_of_things_is_json_and_its_receipts_stand_in_its_order(archive: Archive) -> None:
    """Each name of a system has its receipt or gap at its own place."""
    found = row(archive, "systems", "s400-turkey", "s-400")
    names = '[{"name":"Triumph","used_by":null},{"name":"SA-21 Growler","used_by":"nato"}]'
    assert found["designations"] == names
    assert found["evidence.designations.name"] == "37; 37"
    assert found["evidence.designations.used_by"] == "; 37"
    assert found["gaps.designations.used_by"] == "not_stated"


def test_a_field_in_another_voice_than_its_record_is_named(archive: Archive) -> None:
    """Who says a single field is not lost."""
    assert "kind=US" in row(archive, "systems", "s400-turkey", "f-35")["voices"].split()


@pytest.mark.parametrize("name", COLLECTIONS)
def test_columns_are_the_same_whatever_the_data(archive: Archive, name: str) -> None:
    """An empty list, a page and one item have the same columns, each once."""
    document = listed(archive, name)
    columns = header(document)
    assert len(columns) == len(set(columns))
    assert columns[:2] in (["id", "sheet"], ["id", "url"], ["sheet", "subject"])
    items = list(document.items)
    for part in (items[:1], items[1:3]):
        assert header(replace(document, items=part)) == columns
    assert text(write, replace(document, items=[])) == ",".join(columns) + "\r\n"


@pytest.mark.parametrize("name", COLLECTIONS)
def test_match_is_there_where_a_time_can_be_asked_for(archive: Archive, name: str) -> None:
    """The column `match` belongs to lists that filter by time, filled where one was asked for."""
    dated = {filter_name for filter_name, test in COLLECTIONS[name].filters.items() if test.test == "during"}
    document = listed(archive, name)
    assert ("match" in header(document)) == bool(dated)
    for asked in dated:
        found = rows(listed(archive, name, query=Query(filters={asked: "2018"})))
        assert {row["match"] for row in found} <= {"definite", "possible"}


def test_fields_choose_columns(archive: Archive) -> None:
    """Only the columns of what was asked for stand beside those that name the row."""
    names = ["signed.edtf", "signed.stated", "signed.within", "signed.earliest", "signed.latest"]
    asked = header(listed(archive, "contracts", fields=frozenset({"signed"})))
    assert asked == ["id", "sheet", "url", *names, "match"]
    assert header(listed(archive, "facts", fields=frozenset({"value", "spans"}))) == [
        *("sheet", "subject", "property", "url", "value", "spans.passage", "match"),
    ]


def test_receipts_and_gaps_are_those_of_the_fields_asked_for(archive: Archive) -> None:
    """With fields, `evidence` and `gaps` bring their own columns; alone, those of all fields."""
    proofs = ["inferred", "voices", "evidence.buyer"]
    document = listed(archive, "contracts", fields=frozenset({"buyer", "evidence"}))
    assert header(document) == ["id", "sheet", "url", "buyer", "match", *proofs]
    assert rows(document)[0]["evidence.buyer"] == "34"
    alone = header(listed(archive, "contracts", fields=frozenset({"gaps"})))
    everything = header(listed(archive, "contracts"))
    assert alone == [name for name in everything if name in HEAD or name.startswith("gaps.")]


def test_what_is_computed_can_be_left_out(archive: Archive) -> None:
    """Without what is derived there are no columns for it."""
    found = header(listed(archive, "contracts", query=Query(derived=False)))
    assert found == [name for name in header(listed(archive, "contracts")) if not name.startswith("derived.")]


def hostile(words: str) -> Document:
    """Return a list of one sheet whose title is `words`."""
    return Document(collection=SHEETS, scope="list", items=[{"id": "x", "url": "/x", "title": words}])


@pytest.mark.parametrize(
    "words",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", " =1", "\u00a0=1", "-", "＝1", '=cmd|"/c calc"!A0'],  # noqa: RUF001
)
def test_text_never_becomes_a_formula(words: str) -> None:
    """Text that a spreadsheet could compute stands behind an apostrophe."""
    [found] = rows(hostile(words))
    assert found["title"] == f"'{words}"


@pytest.mark.parametrize("words", ["=", ">=", "~", "'quoted'", "a=1", "$ 2.5 billion", "2018-10", "[..2021]"])
def test_harmless_text_stays_as_it_is(words: str) -> None:
    """Operators and ordinary text have no apostrophe before them."""
    [found] = rows(hostile(words))
    assert found["title"] == words


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@example('a"b,c\r\nd;e\x00f')
def test_no_text_breaks_a_row(words: str) -> None:
    """Whatever a cell holds, it comes back as it was and the row stays one row."""
    [found] = rows(hostile(words))
    assert found["title"].removeprefix("'") == words.removeprefix("'")
    assert found["title"] in {"=", "'"} or found["title"].lstrip()[:1] not in {"=", "+", "-", "@"}


def test_lines_end_as_rfc_4180_says(archive: Archive) -> None:
    """Every row, the last too, ends in CR LF, and the text has no byte order mark."""
    found = text(write, listed(archive, "people"))
    assert found.startswith("id,")
    assert found.endswith("\r\n")
    assert found.count("\n") == found.count("\r\n")
