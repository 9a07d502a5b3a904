"""CSV has the columns of the models whatever the data, and no cell that a spreadsheet evaluates."""

import csv
import io
import json
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from facts.archive import Archive, Query
from facts.formats.csv import value_columns, write
from facts.formats.document import Document
from facts.formats.item_fields import item_field
from facts.kinds import KINDS
from facts.model.collection import During
from facts.model.figure import Figure
from facts.model.money import Money
from facts.model.share import Share
from facts.views import COLLECTIONS, SHEETS, FactFilters
from tests.facts.formats.documents import list_document, record_document, render, required_fields
from tests.tables import each_row

EVIDENCE_FIELDS = {"evidence", "gaps", "spans"}
EXACT = {"operator": "=", "amount": "2500000000", "to": None, "currency": "USD", "stated": "$ 2.5 billion"} | (
    dict.fromkeys(("least", "greatest"), "2500000000")
)
SHARE_FIELDS = ("operator", "value", "to", "stated", "least", "greatest")


def read_rows(document: Document) -> list[dict[str, str]]:
    """Return the rows of a document, each as a mapping from column to cell."""
    return list(csv.DictReader(io.StringIO(render(write, document), newline=""), strict=True))


def read_header(document: Document) -> list[str]:
    """Return the names of the columns of a document."""
    return next(csv.reader(io.StringIO(render(write, document), newline="")))


def read_record(archive: Archive, kind: str, sheet: str, name: str) -> dict[str, str]:
    """Return the row of one record."""
    [row] = read_rows(record_document(archive, kind, sheet, name))
    return row


def iter_plain_values(item: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield the dotted path and the cell of each string, number or list of strings."""
    for name, value in item.items():
        if name in EVIDENCE_FIELDS:
            continue
        if isinstance(value, Mapping):
            yield from iter_plain_values(value, f"{prefix}{name}.")
        elif isinstance(value, list):
            if all(isinstance(word, str) for word in value):
                yield prefix + name, "; ".join(value)
        elif value is not None:
            yield prefix + name, str(value)


def without_indices(path: str) -> str:
    """Return the path of a field without list indices."""
    return ".".join(step for step in path.split(".") if not step.isdecimal())


@each_row("name", sorted({*KINDS, "sheets", "timeline", "gaps"}))
def test_every_value_of_an_item_is_under_its_path(archive: Archive, name: str) -> None:
    """A value at a path in JSON is in the column of that name in CSV."""
    document = list_document(archive, name)
    for item, row in zip(document.items, read_rows(document), strict=True):
        for path, value in iter_plain_values(item):
            assert row[path] == value


def test_every_fact_is_a_row(archive: Archive) -> None:
    """A fact's value is a string, a joined list of strings, or JSON; its spans are passage numbers."""
    document = list_document(
        archive, "facts", query=Query(filters=FactFilters(subject="s400-turkey/contracts/turkey-2017"))
    )
    rows = {row["property"]: row for row in read_rows(document)}
    assert rows["buyers"]["value"] == "TR"
    assert json.loads(rows["value"]["value"]) == EXACT
    assert (rows["title"]["basis"], rows["title"]["spans.passage"]) == ("stated", "34 36")
    assert rows["derived.advance"]["inputs"] == "value; payment.advance_share"
    assert rows["signed"]["countries"] == "RU; TR"


@each_row(
    ("fields", "cells"),
    [
        (
            {"operator": "<=", "amount": "5"},
            {"operator": "<=", "amount": "5", "to": "", "least": "", "greatest": "5"},
        ),
        ({"operator": "..", "amount": "5", "to": "6"}, {"amount": "5", "to": "6", "least": "5", "greatest": "6"}),
        ({"operator": "=", "amount": "9007199254740993"}, {"operator": "=", "amount": "9007199254740993"}),
    ],
)
def test_an_amount_has_a_column_for_each_of_its_fields(fields: dict[str, str], cells: dict[str, str]) -> None:
    """Operator, both ends and bounds have columns of their own, so that a ceiling is no exact amount."""
    value = Money.model_validate(fields | {"currency": "USD", "stated": "so much"}).model_dump(mode="json")
    item = {"id": "it", "sheet": "test", "url": "/v1/sheets/test/contracts/it", "value": value}
    [row] = read_rows(Document(collection=KINDS["contracts"], type="list", items=[item]))
    assert {name: row[f"value.{name}"] for name in cells} == cells


def test_a_field_of_several_models_has_the_columns_of_all() -> None:
    """A field that holds money, a share or a quantity has a column for each field of each of them, once."""
    field = item_field("amount", Figure)
    names = [column.name for column in value_columns([field])]
    assert sorted(names) == sorted(f"amount.{name}" for name in {*EXACT, *SHARE_FIELDS, "unit"})
    assert [field.model_of(dict.fromkeys(names)) for names in (EXACT, SHARE_FIELDS)] == [Money, Share]


@each_row("name", KINDS)
def test_every_receipt_and_gap_has_a_column(archive: Archive, name: str) -> None:
    """Each field has a column with the passages of its receipt or its gap; inferred fields are listed."""
    document = list_document(archive, name)
    for item, row in zip(document.items, read_rows(document), strict=True):
        for path, receipt in item["evidence"].items():
            passages = row.get(f"evidence.{without_indices(path)}", "").split()
            assert {str(span["passage"]) for span in receipt["spans"]} <= {number.strip(";") for number in passages}
            assert (path in row["inferred"].split()) == (receipt["basis"] == "inferred")
        for path, gap in item["gaps"].items():
            assert gap["status"] in row[f"gaps.{without_indices(path)}"].split("; ")


def test_one_record_of_each_sheet_as_a_row(archive: Archive) -> None:
    """A contract in CSV has amounts in digits, times with bounds, receipts as passages and gaps by status."""
    turkey = read_record(archive, "contracts", "s400-turkey", "turkey-2017")
    assert (turkey["value.amount"], turkey["payment.advance_share.value"]) == ("2500000000", "0.45")
    assert (turkey["signed.edtf"], turkey["signed.earliest"], turkey["signed.latest"]) == (
        "2017",
        "2017-01-01",
        "2017-12-31",
    )
    assert (turkey["quantity.operator"], turkey["quantity.value"]) == ("", "")
    assert (turkey["evidence.title"], turkey["gaps.delivery.started"]) == ("34 36", "not_stated")
    assert turkey["derived.advance.amount"] == "1125000000"
    japan = read_record(archive, "contracts", "frigate-deal", "japan-skarv")
    assert (japan["quantity.operator"], japan["quantity.value"]) == (">=", "12")
    assert (japan["delivery.when.latest"], japan["inferred"]) == ("", "delivery.what")


def test_a_list_of_objects_is_json_and_its_receipts_are_in_its_order(archive: Archive) -> None:
    """Each name of a system has its receipt or gap at its own index."""
    row = read_record(archive, "systems", "s400-turkey", "s-400")
    names = '[{"name":"Triumph","used_by":null},{"name":"SA-21 Growler","used_by":"nato"}]'
    assert row["designations"] == names
    assert row["evidence.designations.name"] == "37 39; 37"
    assert row["evidence.designations.used_by"] == "; 37"
    assert row["gaps.designations.used_by"] == "not_stated"


def test_a_field_in_another_voice_than_its_record_is_named(archive: Archive) -> None:
    """The voice of a single field is listed."""
    assert "kind=US" in read_record(archive, "systems", "s400-turkey", "f-35")["voices"].split()


@each_row("name", COLLECTIONS)
def test_columns_are_the_same_whatever_the_data(archive: Archive, name: str) -> None:
    """An empty list, a page and one item have the same columns, each once."""
    document = list_document(archive, name)
    columns = read_header(document)
    assert len(columns) == len(set(columns))
    assert columns[:2] in (["id", "sheet"], ["id", "url"], ["sheet", "subject"])
    items = list(document.items)
    for part in (items[:1], items[1:3]):
        assert read_header(replace(document, items=part)) == columns
    assert render(write, replace(document, items=[])) == ",".join(columns) + "\r\n"


@each_row("name", COLLECTIONS)
def test_match_is_a_column_where_there_is_a_date_filter(archive: Archive, name: str) -> None:
    """Lists with a date filter have the column `match`, which is filled if the filter is used."""
    filters = COLLECTIONS[name].filters
    dated = {filter_name for filter_name, lookup in filters.lookups().items() if isinstance(lookup, During)}
    document = list_document(archive, name)
    assert ("match" in read_header(document)) == bool(dated)
    for filter_name in dated:
        rows = read_rows(list_document(archive, name, query=Query(filters=filters(**{filter_name: "2018"}))))
        assert {row["match"] for row in rows} <= {"definite", "possible"}


def test_fields_choose_columns(archive: Archive) -> None:
    """Only the columns of the requested and the required fields are included."""
    names = ["signed.edtf", "signed.stated", "signed.within", "signed.earliest", "signed.latest"]
    header = read_header(list_document(archive, "contracts", fields=frozenset({"signed"})))
    assert header == ["id", "sheet", "url", *names, "match"]
    assert read_header(list_document(archive, "facts", fields=frozenset({"value", "spans"}))) == [
        *("sheet", "subject", "url", "property", "value", "value_name", "spans.passage", "match"),
    ]


def test_receipts_and_gaps_are_those_of_the_requested_fields(archive: Archive) -> None:
    """With other fields, `evidence` and `gaps` have the columns of those; alone, those of all fields."""
    evidence = ["inferred", "voices", "evidence.buyers"]
    document = list_document(archive, "contracts", fields=frozenset({"buyers", "evidence"}))
    assert read_header(document) == ["id", "sheet", "url", "buyers", "buyers_name", "match", *evidence]
    assert read_rows(document)[0]["evidence.buyers"] == "34"
    gaps = read_header(list_document(archive, "contracts", fields=frozenset({"gaps"})))
    all_columns = read_header(list_document(archive, "contracts"))
    required = required_fields("contracts")
    assert gaps == [name for name in all_columns if name in required or name.startswith("gaps.")]


def test_derived_values_can_be_left_out(archive: Archive) -> None:
    """Without derived values there are no columns for them."""
    header = read_header(list_document(archive, "contracts", query=Query(derived=False)))
    assert header == [
        name for name in read_header(list_document(archive, "contracts")) if not name.startswith("derived.")
    ]


def document_with_title(title: str) -> Document:
    """Return a list of one sheet with a title."""
    return Document(collection=SHEETS, type="list", items=[{"id": "x", "url": "/x", "title": title}])


@each_row(
    "words",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", "\nx", " =1", "\u00a0=1", "-", "＝1", '=cmd|"/c calc"!A0'],  # noqa: RUF001
)
def test_text_never_becomes_a_formula(words: str) -> None:
    """Text that a spreadsheet could evaluate is prefixed with an apostrophe."""
    [row] = read_rows(document_with_title(words))
    assert row["title"] == f"'{words}"


@each_row("words", ["=", ">=", "~", "'quoted'", "a=1", "$ 2.5 billion", "2018-10", "[..2021]"])
def test_harmless_text_stays_as_it_is(words: str) -> None:
    """Operators and ordinary text are not prefixed."""
    [row] = read_rows(document_with_title(words))
    assert row["title"] == words


@given(st.text(st.characters(codec="utf-8"), min_size=1))
@example('a"b,c\r\nd;e\x00f')
def test_no_text_breaks_a_row(words: str) -> None:
    """Any text is read back unchanged, and its row remains one row."""
    [row] = read_rows(document_with_title(words))
    assert row["title"].removeprefix("'") == words.removeprefix("'")
    assert row["title"] in {"=", "'"} or row["title"].lstrip()[:1] not in {"=", "+", "-", "@"}


def iter_qualifiers(value: Any) -> Iterator[str]:
    """Yield each operator and each limit of a date in a JSON value."""
    if isinstance(value, dict):
        yield from (value[name] for name in ("operator", "within") if value.get(name))
    for part in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from iter_qualifiers(part)


@each_row("name", [*KINDS, "facts", "timeline"])
def test_no_operator_and_no_limit_is_lost(archive: Archive, name: str) -> None:
    """A row has each operator and each `within` of its item: in a column, or in the JSON of a cell."""
    document = list_document(archive, name)
    for item, row in zip(document.items, read_rows(document), strict=True):
        for qualifier in iter_qualifiers(dict(item)):
            cells = [cell for column, cell in row.items() if qualifier in cell]
            assert qualifier in cells or any(cell.startswith(("{", "[")) for cell in cells)


def test_a_byte_order_mark_if_requested(archive: Archive) -> None:
    """With `bom`, the file begins with a byte order mark, by which Excel reads it as UTF-8; the rest is the same."""
    document = list_document(archive, "people")
    marked = b"".join(write(replace(document, bom=True)))
    assert marked == BOM_UTF8 + b"".join(write(document))
    [row] = [row for row in csv.DictReader(io.StringIO(marked.decode("utf-8-sig"))) if row["id"] == "joao-meireles"]
    assert row["name"] == "João Meireles"


def test_lines_end_as_rfc_4180_says(archive: Archive) -> None:
    """Every row ends in CR LF, including the last, and there is no byte order mark."""
    text = render(write, list_document(archive, "people"))
    assert text.startswith("id,")
    assert text.endswith("\r\n")
    assert text.count("\n") == text.count("\r\n")
