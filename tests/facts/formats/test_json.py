"""JSON and newline-delimited JSON have the items of the archive, in chunks of bounded size."""

import json
from dataclasses import replace
from itertools import repeat

from facts.archive import Archive, Query
from facts.formats import csv, markdown
from facts.formats.chunking import CHUNK_SIZE
from facts.formats.json import write_json, write_ndjson
from facts.kinds.contract import ContractFilters
from facts.views import COLLECTIONS
from tests.facts.formats.documents import Write, list_document, record_document, render, sheet_document
from tests.tables import each_row

FACETS = {"buyer": [{"value": "TR", "count": 2}]}


@each_row("name", COLLECTIONS)
def test_a_list_in_json_has_its_items_total_and_next_page(archive: Archive, name: str) -> None:
    """A list is an object of its items, its total, and the next page or null."""
    document = list_document(archive, name)
    items, total = document.items, document.total
    assert json.loads(render(write_json, document)) == {
        "items": items,
        "total": total,
        "total_relation": "eq",
        "next": None,
        "facets": None,
        "hint": None,
        "references": None,
    }
    with_next = replace(document, next="/v1/x?cursor=y")
    assert json.loads(render(write_json, with_next))["next"] == "/v1/x?cursor=y"


def test_facets_are_in_json_if_requested(archive: Archive) -> None:
    """A list with requested facets has `facets`, even if empty."""
    document = list_document(archive, "contracts")
    assert json.loads(render(write_json, replace(document, facets=FACETS)))["facets"] == FACETS
    assert json.loads(render(write_json, replace(document, facets={})))["facets"] == {}


def test_an_empty_list_in_json_is_a_list(archive: Archive) -> None:
    """A list without items has the same members."""
    document = list_document(archive, "contracts", query=Query(filters=ContractFilters(buyer="SA")))
    members = '"items":[],"total":0,"total_relation":"eq","next":null,"facets":null,"hint":null,"references":null'
    assert render(write_json, document) == f"{{{members}}}"


def test_an_unknown_total_is_counted(archive: Archive) -> None:
    """The total of a list without one is the number of its items."""
    document = list_document(archive, "contracts")
    assert json.loads(render(write_json, replace(document, total=None)))["total"] == document.total


def test_a_record_and_a_sheet_in_json_are_themselves(archive: Archive) -> None:
    """A record or a sheet is the object itself."""
    for document in (
        record_document(archive, "contracts", "s400-turkey", "turkey-2017"),
        sheet_document(archive, "frigate-deal"),
    ):
        assert [json.loads(render(write_json, document))] == document.items


@each_row("name", COLLECTIONS)
def test_lines_are_the_items_and_nothing_else(archive: Archive, name: str) -> None:
    """Each line is an item of the list, in order; no text of an item breaks a line."""
    document = list_document(archive, name)
    lines = render(write_ndjson, document).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == document.items


def test_an_empty_list_has_no_lines(archive: Archive) -> None:
    """Without items there are no bytes."""
    assert (
        render(write_ndjson, list_document(archive, "contracts", query=Query(filters=ContractFilters(buyer="SA"))))
        == ""
    )


@each_row("write", [write_json, write_ndjson, csv.write, markdown.write])
def test_long_lists_are_written_in_bounded_chunks_while_they_are_read(archive: Archive, write: Write) -> None:
    """In any format a chunk exceeds the limit by less than an item, and is yielded before the next is read."""
    [item] = record_document(archive, "contracts", "s400-turkey", "turkey-2017").items
    chunks = write(replace(list_document(archive, "contracts"), items=repeat(item), complete=True))
    for _ in range(3):
        assert CHUNK_SIZE <= len(next(chunks)) <= CHUNK_SIZE + len(json.dumps(dict(item)))
