"""Markdown tells every value, receipt and gap in words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.markdown.inline import escape, link
from facts.formats.markdown.writer import write
from facts.kinds import KINDS
from tests.facts.formats.documents import Item, listed, record, text, whole

SHEETS = ("s400-turkey", "frigate-deal")
DEFINITION = re.compile(r"^\[\^([a-z0-9-]+)\]: (.+)$", re.MULTILINE)
MARK = re.compile(r"\[\^([a-z0-9-]+)\](?!:)")
ADDRESS = re.compile(r"\]\((\S+)\)")


def lines(found: str, start: str) -> list[str]:
    """Return the lines of a text that begin with `start`."""
    return [line for line in found.split("\n") if line.startswith(start)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_value_stands_with_its_receipt_and_every_gap_with_its_reason(archive: Archive, sheet: str) -> None:
    """In a whole sheet a record has a line for each receipt, with its footnotes, and for each gap with its note."""
    [item] = whole(archive, sheet).items
    found = text(write, whole(archive, sheet))
    notes = {note.partition(":")[0]: label for label, note in DEFINITION.findall(found)}
    sections = {ADDRESS.findall(part)[0]: part for part in re.split(r"^#+ ", found, flags=re.M) if "](" in part}
    for one in chain.from_iterable(item[kind] for kind in KINDS):
        section = sections[one["url"]]
        for path, receipt in one["evidence"].items():
            [line] = lines(section, f"- **{path}**: ")
            assert MARK.findall(line) == list(dict.fromkeys(notes[where(span)] for span in receipt["spans"]))
            assert f"({receipt['basis']}: " in line or receipt["basis"] == "stated"
            assert escape(receipt["note"] or "") in line
        for path, gap in one["gaps"].items():
            [line] = [line for line in lines(section, "- **") if path in line.split("**")[1].split(", ")]
            assert f"`{gap['status']}`: {escape(gap['note'])}" in line


def where(span: Item) -> str:
    """Return what a footnote says of a span."""
    return f"passage {span['passage']} of the article, characters {span['start']} to {span['end']}"


def spans(held: Any) -> Iterator[Item]:
    """Yield every span in an item."""
    if isinstance(held, dict):
        yield from held.get("spans", ())
    for inner in held.values() if isinstance(held, dict) else held if isinstance(held, list) else ():
        yield from spans(inner)


@pytest.mark.parametrize("sheet", SHEETS)
def test_footnotes_are_the_spans_of_the_sheet(archive: Archive, sheet: str) -> None:
    """Each span is one footnote, with its exact words where it has them; each is pointed to, and none is missing."""
    document = whole(archive, sheet)
    found = text(write, document)
    exact = {where(span): f": {quote(span['exact'])}" for span in spans(document.items) if span["exact"]}
    expected = {where(span) + exact.get(where(span), "") for span in spans(document.items)}
    defined = DEFINITION.findall(found)
    assert {note for _, note in defined} == expected
    assert len(defined) == len(expected)
    assert {label for label, _ in defined} == set(MARK.findall(found))


def quote(exact: str) -> str:
    """Return words in quotation marks."""
    return f'"{escape(exact)}"'


def test_a_contract_reads_as_it_is(archive: Archive) -> None:
    """A contract in words: who says it, values with the article's words, what is computed, what is missing."""
    found = text(write, record(archive, "contracts", "s400-turkey", "turkey-2017")).split("\n")
    address = "/v1/sheets/s400-turkey/contracts/turkey-2017"
    assert found[0] == "# First Turkish contract for S-400 systems"
    assert f"[s400-turkey/contracts/turkey-2017]({address}) · narrated" in found
    for line in (
        '- **value**: 2500000000 USD, "$ 2.5 billion" [^p34-7]',
        '- **delivery.when**: `2019-23` (2019-09-01 to 2019-11-30), "fall of 2019" [^p36-4]',
        '- **quantity**: no number, "a batch" [^p34-5]',
        "- **derived.advance**: 1125000000 USD (derived: `value * payment.advance_share`)",
        "- **delivery.started**: `not_stated`: only the completion of the delivery is dated",
        "- **attributed_to, attribution_scope**: `not_applicable`: the article says it in its own voice",
        '[^p34-7]: passage 34 of the article, characters 3434 to 3447: "$ 2.5 billion"',
        "[^p34-8]: passage 34 of the article, characters 3334 to 3466",
    ):
        assert line in found


def test_no_claim_stands_as_if_it_were_a_fact(archive: Archive) -> None:
    """A statement is headed by who makes it, and says how it holds; what is attributed says to whom."""
    found = text(write, listed(archive, "statements"))
    for item in listed(archive, "statements").items:
        assert f"## {escape(item['named'])}: {escape(item['summary'])}\n" in found
        assert f"· status: {item['status']}" in found
    without = text(write, listed(archive, "statements", fields=frozenset({"summary"})))
    assert "## stoltenberg-alternative\n" in without
    contracts = text(write, listed(archive, "contracts"))
    assert "turkey-2020) · attributed to alexander-mikheev (scope: ambiguous)\n" in contracts
    assert "; said by US) [^" in text(write, listed(archive, "systems"))


@pytest.mark.parametrize("name", ["facts", "gaps", "timeline"])
def test_a_row_of_a_view_is_a_line(archive: Archive, name: str) -> None:
    """Each row has one line: what it is about with its address, its property, then what it says."""
    document = listed(archive, name)
    found = lines(text(write, document), "- ")
    for item, line in zip(document.items, found, strict=True):
        assert line.startswith(f"- {link(item['title'], item['url'])}, **{item['property']}**")
        assert item["status"] in line
        assert ("undated" in line) == (name == "timeline" and item["when"] is None)


def test_sheets_keep_their_footnotes_apart(archive: Archive) -> None:
    """In a list of several sheets no footnote stands for passages of two articles."""
    found = dict(DEFINITION.findall(text(write, listed(archive, "people"))))
    assert found["p1"].startswith("passage 1 of the article, ")
    assert found["frigate-deal-p5"].startswith("passage 5 of the article of frigate-deal, ")


def test_an_empty_list_says_so(archive: Archive) -> None:
    """A list without items is still a document with a heading."""
    found = text(write, listed(archive, "contracts", query=Query(filters={"buyer": "SA"})))
    assert found.startswith("# Contracts\n\n")
    assert "There are none.\n" in found
    assert not DEFINITION.search(found)


def test_a_page_says_where_to_go_on_and_what_was_counted(archive: Archive) -> None:
    """The number in all, the next page and the counts stand before the items; a match stands with its item."""
    document = listed(
        archive, "contracts", query=Query(filters={"signed": "2018"}), next="/v1/contracts?cursor=a&b=%20)"
    )
    found = text(
        write, replace(document, facets={"buyer": [{"value": "TR", "count": 2}, {"value": None, "count": 1}]})
    )
    assert f"There are {document.total} in all.\n[The next page](/v1/contracts?cursor=a&b=%20%29) goes on.\n" in found
    assert "- Counted by **buyer**: TR 2, none 1\n" in found
    assert "· match: definite\n" in found


def test_fields_and_derived_hold(archive: Archive) -> None:
    """Only what was asked for is told: values without receipts, receipts of the values, receipts or gaps alone."""
    only = text(write, listed(archive, "contracts", fields=frozenset({"signed", "payment"})))
    assert '- **signed**: `2017` (2017-01-01 to 2017-12-31), "2017"\n' in only
    assert "- **payment**: empty; `gaps` says why\n" in only
    assert "**buyer**" not in only
    assert "[^" not in only
    proven = text(write, listed(archive, "contracts", fields=frozenset({"signed", "evidence"})))
    assert '"2017" [^p34]\n' in proven
    assert "**buyer**" not in proven
    assert "\n- **buyer**: [^p34" in text(write, listed(archive, "contracts", fields=frozenset({"evidence"})))
    gaps = lines(text(write, listed(archive, "contracts", fields=frozenset({"gaps"}))), "- ")
    assert gaps
    assert all("`: " in line for line in gaps)
    assert "**derived" not in text(write, listed(archive, "contracts", query=Query(derived=False)))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_field_can_be_asked_for_alone(archive: Archive, name: str) -> None:
    """Whatever field is chosen, each item is still told with its address."""
    items = list(listed(archive, name).items)
    for field in items[0]:
        found = text(write, listed(archive, name, fields=frozenset({field})))
        assert all(f"]({item['url']})" in found for item in items)
