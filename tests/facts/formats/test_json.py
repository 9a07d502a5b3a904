"""JSON and JSON a line hold what the archive answers, in pieces of bounded size."""

import json
from dataclasses import replace
from itertools import repeat

import pytest

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats import csv, markdown
from facts.formats.chunking import CHUNK
from facts.formats.json import write_json, write_ndjson
from tests.facts.formats.documents import Write, listed, record, text, whole

COUNTS = {"buyer": [{"value": "TR", "count": 2}]}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_list_in_json_holds_its_items_and_where_to_go_on(archive: Archive, name: str) -> None:
    """A list is an object of its items, their number in all, the next page or null, and nothing else."""
    document = listed(archive, name)
    items, total = document.items, document.total
    assert json.loads(text(write_json, document)) == {"items": items, "total": total, "next": None}
    following = replace(document, next="/v1/x?cursor=y")
    assert json.loads(text(write_json, following))["next"] == "/v1/x?cursor=y"


def test_counts_stand_in_json_where_they_are_asked_for(archive: Archive) -> None:
    """A list that was asked for counts has them as `facets`, also where nothing was counted."""
    document = listed(archive, "contracts")
    assert json.loads(text(write_json, replace(document, facets=COUNTS)))["facets"] == COUNTS
    assert json.loads(text(write_json, replace(document, facets={})))["facets"] == {}


def test_an_empty_list_in_json_is_a_list(archive: Archive) -> None:
    """A list without items says so."""
    nothing = listed(archive, "contracts", query=Query(filters={"buyer": "SA"}))
    assert text(write_json, nothing) == '{"items":[],"total":0,"next":null}'


def test_a_total_that_nobody_knows_is_counted(archive: Archive) -> None:
    """A whole list that comes without its length tells it."""
    document = listed(archive, "contracts")
    assert json.loads(text(write_json, replace(document, total=None)))["total"] == document.total


def test_a_record_and_a_sheet_in_json_are_themselves(archive: Archive) -> None:
    """One record, or one sheet, is the object itself."""
    for document in (record(archive, "contracts", "s400-turkey", "turkey-2017"), whole(archive, "frigate-deal")):
        assert [json.loads(text(write_json, document))] == document.items


@pytest.mark.parametrize("name", COLLECTIONS)
def test_lines_are_the_items_and_nothing_else(archive: Archive, name: str) -> None:
    """Each line is an item of the list in its order; no text of an item breaks a line."""
    document = listed(archive, name)
    lines = text(write_ndjson, document).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == document.items


def test_an_empty_list_has_no_lines(archive: Archive) -> None:
    """No items, no bytes."""
    assert text(write_ndjson, listed(archive, "contracts", query=Query(filters={"buyer": "SA"}))) == ""


@pytest.mark.parametrize("write", [write_json, write_ndjson, csv.write, markdown.write])
def test_long_lists_come_in_bounded_pieces_while_they_are_read(archive: Archive, write: Write) -> None:
    """However long a list is, in any format, a piece is little more than the bound, and is sent before the next."""
    [item] = record(archive, "contracts", "s400-turkey", "turkey-2017").items
    pieces = write(replace(listed(archive, "contracts"), items=repeat(item)))
    for _ in range(3):
        assert CHUNK <= len(next(pieces)) <= CHUNK + len(json.dumps(dict(item)))
