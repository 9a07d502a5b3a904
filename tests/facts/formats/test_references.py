"""Records that items refer to have names: in JSON if requested, in CSV and Markdown always."""

import csv
import io
import json
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from facts.archive import Archive, Query
from facts.formats import csv as csv_format
from facts.formats import markdown
from facts.formats.json import write_json, write_ndjson
from facts.formats.references import id_of, id_paths, iter_ids, reference_paths, replace_ids
from facts.kinds import KINDS
from facts.kinds.contract import Contract
from facts.kinds.statement import Statement
from facts.kinds.system import System
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS, SHEETS, TIMELINE, FactFilters
from tests.facts.formats.documents import list_document, record_document, render
from tests.tables import each_row

REFERRING = sorted(set(COLLECTIONS) - {SHEETS.name})


@each_row(
    ("model", "paths"),
    [
        (Contract, {"buyers", "suppliers", "system", "payment.lender", "attributed_to"}),
        (System, {"country", "designations.used_by", "adopted.by", "attributed_to"}),
        (Statement, {"speaker", "outlet", "occasion", "about", "relations.statement"}),
        (TIMELINE.model, {"attributed_to", "countries"}),
    ],
)
def test_the_model_says_where_ids_are(model: type[BaseModel], paths: set[str]) -> None:
    """The paths of ids are those of the fields that the model marks as references, at any depth."""
    assert set(reference_paths(model)) >= paths
    assert {path.partition(".")[0] for path in reference_paths(model)} <= set(model.model_fields)


def test_every_reference_of_a_sheet_is_in_its_items(archive: Archive, sheets: tuple[Sheet, ...]) -> None:
    """The ids in a record as it is served are those of its fields, of its receipts and of its derived values."""
    for sheet in sheets:
        for kind, record in sheet:
            item = archive.get(kind, sheet.id, record.id)
            assert item is not None
            expected = {target for field in record.fields for target in field.references}
            expected |= {receipt.attributed_to for receipt in record.evidence.values() if receipt.attributed_to}
            assert expected <= set(iter_ids(KINDS[kind], item))


def iter_texts(value: Any) -> Iterator[str]:
    """Yield every text in a JSON value."""
    if isinstance(value, str):
        yield value
    for part in value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ():
        yield from iter_texts(part)


@each_row("name", REFERRING)
def test_a_list_names_the_records_that_its_items_refer_to(archive: Archive, name: str) -> None:
    """Each id in an item is in `references` of its sheet, with the kind, the title and the URL of its record."""
    document = list_document(archive, name, titles=archive.titles, include_references=True)
    body = json.loads(render(write_json, document))
    for item in document.items:
        records = body["references"].get(item["sheet"], {})
        for record_id in set(iter_ids(COLLECTIONS[name], item)) & set(archive.titles(item["sheet"], records)):
            kind, title = archive.titles(item["sheet"], [record_id])[record_id]
            url = f"/v1/sheets/{item['sheet']}/{kind}/{record_id}"
            assert records[record_id] == {"kind": kind, "name": title, "url": url}
    texts = {id_of(text) for text in iter_texts(document.items)}
    assert {record_id for records in body["references"].values() for record_id in records} <= texts


def test_a_group_as_named_is_no_reference(archive: Archive) -> None:
    """What no record has as its id is not in `references`."""
    query = Query(filters=FactFilters(attributed_to="experts"))
    document = list_document(archive, "facts", query=query, titles=archive.titles, include_references=True)
    body = json.loads(render(write_json, document))
    assert {item["attributed_to"] for item in body["items"]} == {"experts"}
    assert all("experts" not in records for records in body["references"].values())


def test_a_record_and_a_line_have_their_own_references(archive: Archive) -> None:
    """A record, and each line of NDJSON, has the records that it refers to itself."""
    titles = {"titles": archive.titles, "include_references": True}
    lines = render(write_ndjson, list_document(archive, "contracts", **titles)).splitlines()
    turkey = next(item for item in map(json.loads, lines) if item["id"] == "turkey-2017")
    names = {record_id: record["name"] for record_id, record in turkey["references"]["s400-turkey"].items()}
    assert names == {"RU": "Russia", "TR": "Turkey", "s-400": "S-400"}
    record = next(iter(list_document(archive, "contracts", **titles).items))
    assert {**record, "references": turkey["references"]} == turkey


def test_csv_has_a_column_of_names_beside_each_column_of_ids(archive: Archive) -> None:
    """The column after one of ids has the names; a group as named is its own name, and nothing stays nothing."""
    for name in REFERRING:
        header = next(csv.reader(io.StringIO(render(csv_format.write, list_document(archive, name)), newline="")))
        for path in set(id_paths(COLLECTIONS[name])) & set(header):
            assert header[header.index(path) + 1] == f"{path}_name"
    document = list_document(archive, "statements", titles=archive.titles)
    rows = list(csv.DictReader(io.StringIO(render(csv_format.write, document), newline="")))
    first = rows[0]
    assert (first["speaker"], first["speaker_name"]) == ("jens-stoltenberg", "Jens Stoltenberg")
    assert (first["about"], first["about_name"]) == ("TR; s-400; RU", "Turkey; S-400; Russia")
    assert {row["speaker_name"] for row in rows if not row["speaker"]} == {""}


def test_the_names_of_a_fact_are_those_of_its_value(archive: Archive) -> None:
    """A fact whose value is an id has its name; one that only looks like an id has none."""
    document = list_document(archive, "facts", titles=archive.titles)
    rows = list(csv.DictReader(io.StringIO(render(csv_format.write, document), newline="")))
    names = {row["property"]: row["value_name"] for row in rows if row["subject"].endswith("turkey-2017")}
    assert (names["buyers"], names["payment.lender"]) == ("Turkey", "Russia")
    assert (names["title"], names["value"]) == ("", "")
    assert {row["attributed_to_name"] for row in rows if row["attributed_to"] == "alexander-mikheev"} == {
        "Alexander Mikheev"
    }


def test_without_titles_an_id_is_its_own_name(archive: Archive) -> None:
    """A document that knows no titles has ids in place of names."""
    text = render(csv_format.write, list_document(archive, "contracts", fields=frozenset({"buyers"})))
    assert "TR,TR" in text.splitlines()[1]


def test_markdown_has_names_with_links(archive: Archive) -> None:
    """A reference in Markdown is a link with the record's name; so is who says a thing."""
    text = render(markdown.write, list_document(archive, "contracts", titles=archive.titles))
    base = "/v1/sheets/s400-turkey"
    assert f"- **buyers**: [Turkey]({base}/countries/TR)" in text
    assert f"attributed to [Alexander Mikheev]({base}/people/alexander-mikheev) (scope: ambiguous)" in text
    countries = render(markdown.write, list_document(archive, "countries", titles=archive.titles))
    first = f"[First Turkish contract for S-400 systems]({base}/contracts/turkey-2017)"
    assert f"(role: lender, through: none, records: {first})" in countries
    facts = render(markdown.write, list_document(archive, "facts", titles=archive.titles))
    assert f"**buyers**: [Turkey]({base}/countries/TR) (basis: stated;" in facts
    assert f"countries: [Russia]({base}/countries/RU), [Turkey]({base}/countries/TR)" in facts
    ids = render(markdown.write, record_document(archive, "contracts", "s400-turkey", "turkey-2017"))
    assert "- **buyers**: TR [^" in ids


@each_row(
    ("value", "names", "expected"),
    [
        ("a", (), "A"),
        (["a", "b"], (), ["A", "B"]),
        (None, (), None),
        ([{"x": "a", "y": "a"}], ("x",), [{"x": "A", "y": "a"}]),
        ({"x": ["a"]}, ("x",), {"x": ["A"]}),
        ({"y": "a"}, ("x",), {"y": "a"}),
    ],
)
def test_ids_are_replaced_where_they_are(value: Any, names: tuple[str, ...], expected: Any) -> None:
    """Only the values at the path are replaced, in lists and objects too."""
    assert replace_ids(value, names, str.upper) == expected
