"""Markdown has every value, receipt and gap."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest

from facts.archive import Archive, Query
from facts.formats.markdown.inline import escape, link
from facts.formats.markdown.writer import write
from facts.formats.sums import describe_sum
from facts.kinds import KINDS
from facts.kinds.contract import ContractFilters
from facts.views import COLLECTIONS
from tests.facts.formats.documents import Item, list_document, record_document, render, sheet_document
from tests.tables import each_row

SHEETS = ("s400-turkey", "frigate-deal")
DEFINITION = re.compile(r"^\[\^([a-z0-9-]+)\]: (.+)$", re.MULTILINE)
REFERENCE = re.compile(r"\[\^([a-z0-9-]+)\](?!:)")
LINK_URL = re.compile(r"\]\((\S+)\)")


def lines_starting_with(text: str, start: str) -> list[str]:
    """Return the lines of a text that begin with `start`."""
    return [line for line in text.split("\n") if line.startswith(start)]


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_value_has_its_receipt_and_every_gap_its_reason(archive: Archive, sheet: str) -> None:
    """In a sheet a record has a line for each receipt, with its footnotes, and for each gap, with its note."""
    [item] = sheet_document(archive, sheet).items
    text = render(write, sheet_document(archive, sheet))
    labels = {note.partition(":")[0]: label for label, note in DEFINITION.findall(text)}
    sections = {LINK_URL.findall(part)[0]: part for part in re.split(r"^#+ ", text, flags=re.M) if "](" in part}
    for record in chain.from_iterable(item[kind] for kind in KINDS):
        section = sections[record["url"]]
        for path, receipt in record["evidence"].items():
            [line] = lines_starting_with(section, f"- **{escape(path)}**: ")
            assert REFERENCE.findall(line) == list(
                dict.fromkeys(labels[format_position(span)] for span in receipt["spans"])
            )
            assert f"({receipt['basis']}: " in line or receipt["basis"] == "stated"
            assert escape(receipt["note"] or "") in line
        for path, gap in record["gaps"].items():
            [line] = [
                line
                for line in lines_starting_with(section, "- **")
                if escape(path) in line.split("**")[1].split(", ")
            ]
            assert f"`{gap['status']}`: {escape(gap['note'])}" in line


def format_position(span: Item) -> str:
    """Return the position of a span as a footnote has it."""
    return f"passage {span['passage']} of the article, characters {span['start']} to {span['end']}"


def iter_spans(value: Any) -> Iterator[Item]:
    """Yield every span in a JSON value."""
    if isinstance(value, dict):
        yield from value.get("spans", ())
    for content in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from iter_spans(content)


@pytest.mark.parametrize("sheet", SHEETS)
def test_footnotes_are_the_spans_of_the_sheet(archive: Archive, sheet: str) -> None:
    """Each span has one footnote, with its exact words if it has any; each footnote has a reference."""
    document = sheet_document(archive, sheet)
    text = render(write, document)
    exact = {
        format_position(span): f": {quote(span['exact'])}" for span in iter_spans(document.items) if span["exact"]
    }
    expected = {format_position(span) + exact.get(format_position(span), "") for span in iter_spans(document.items)}
    footnotes = DEFINITION.findall(text)
    assert {note for _, note in footnotes} == expected
    assert len(footnotes) == len(expected)
    assert {label for label, _ in footnotes} == set(REFERENCE.findall(text))


def quote(exact: str) -> str:
    """Return words in quotation marks."""
    return f'"{escape(exact)}"'


def test_a_contract_reads_as_it_is(archive: Archive) -> None:
    """A contract has its voice, its values with the article's words, derived values, and gaps."""
    lines = render(write, record_document(archive, "contracts", "s400-turkey", "turkey-2017")).split("\n")
    url = "/v1/sheets/s400-turkey/contracts/turkey-2017"
    assert lines[0] == "# First Turkish contract for S-400 systems"
    assert f"[s400-turkey/contracts/turkey-2017]({url}) · narrated" in lines
    for line in (
        '- **value**: 2500000000 USD, "$ 2.5 billion" [^p34-8]',
        '- **`delivery.when`**: `2019-23` (2019-09-01 to 2019-11-30), "fall of 2019" [^p36-4]',
        '- **quantity**: no number, "a batch" (stated: the size of the batch is not given; '
        "the several divisions that Cavusoglu mentions are not tied to this contract) [^p34-6]",
        "- **`derived.advance`**: 1125000000 USD (derived: `value * payment.advance_share`)",
        "- **`delivery.started`**: `not_stated`: only the completion of the delivery is dated",
        '[^p34-8]: passage 34 of the article, characters 3434 to 3447: "$ 2.5 billion"',
    ):
        assert line in lines


def test_no_claim_reads_as_a_fact(archive: Archive) -> None:
    """The heading of a statement has its speaker; an attributed record or field has whom it is attributed to."""
    text = render(write, list_document(archive, "statements"))
    for item in list_document(archive, "statements").items:
        assert f"## {escape(item['named'])}: {escape(item['summary'])}\n" in text
        assert f"· status: {item['status']}" in text
    without_speaker = render(write, list_document(archive, "statements", fields=frozenset({"summary"})))
    assert "## stoltenberg-alternative\n" in without_speaker
    contracts = render(write, list_document(archive, "contracts"))
    assert "turkey-2020) · attributed to alexander-mikheev (scope: ambiguous)\n" in contracts
    assert "; said by US) [^" in render(write, list_document(archive, "systems"))


@each_row("name", ["facts", "gaps", "timeline"])
def test_a_row_of_a_view_is_a_line(archive: Archive, name: str) -> None:
    """Each row has one line: the link to its subject, its field, then its value."""
    document = list_document(archive, name)
    lines = lines_starting_with(render(write, document), "- ")
    for item, line in zip(document.items, lines, strict=True):
        assert line.startswith(f"- {link(item['title'], item['url'])}, **{escape(item['property'])}**")
        assert item["status"] in line
        assert ("undated" in line) == (name == "timeline" and item["when"] is None)


def test_sheets_keep_their_footnotes_apart(archive: Archive) -> None:
    """In a list of several sheets no footnote is for passages of two articles."""
    notes = dict(DEFINITION.findall(render(write, list_document(archive, "people"))))
    assert notes["p1"].startswith("passage 1 of the article, ")
    assert notes["frigate-deal-p5"].startswith("passage 5 of the article of frigate-deal, ")


def test_an_empty_list_says_so(archive: Archive) -> None:
    """A list without items has a heading and says that there are none."""
    text = render(write, list_document(archive, "contracts", query=Query(filters=ContractFilters(buyer="SA"))))
    assert text.startswith("# Contracts\n\n")
    assert "There are none.\n" in text
    assert not DEFINITION.search(text)


def test_a_page_has_its_total_next_page_and_facets(archive: Archive) -> None:
    """The total, the next page and the facets are before the items; a match is with its item."""
    document = list_document(
        archive,
        "contracts",
        query=Query(filters=ContractFilters(signed="2018")),
        next="/v1/contracts?cursor=a&b=%20)",
    )
    text = render(
        write, replace(document, facets={"buyer": [{"value": "TR", "count": 2}, {"value": None, "count": 1}]})
    )
    assert f"Total: {document.total}.\n[Next page](/v1/contracts?cursor=a&b=%20%29).\n" in text
    assert "- Counted by **buyer**: TR 2, none 1\n" in text
    assert "· match: definite\n" in text


def test_the_sums_of_facets_are_with_their_counts(archive: Archive) -> None:
    """A facet with a sum has what the amounts of each value come to, in each currency, and how many there are."""
    query = Query(facets=("buyer",), sum="value")
    document = list_document(archive, "contracts", query=query)
    facets = archive.find("contracts", query).facets
    assert facets
    text = render(write, replace(document, facets=facets))
    sums = [total for row in facets["buyer"] for total in row["sums"]]
    assert sums
    for total in sums:
        assert describe_sum(total) in text


@each_row(
    ("least", "greatest", "count", "text"),
    [
        ("2500000000", "2500000000", 1, "USD 2,500,000,000 in 1 amount"),
        ("1000.5", "2000", 2, "USD 1,000.5 to 2,000 in 2 amounts"),
        ("0", None, 3, "at least USD 0 in 3 amounts"),
    ],
)
def test_a_sum_tells_what_it_may_come_to(least: str, greatest: str | None, count: int, text: str) -> None:
    """A sum is exact, from the least to the greatest, or open."""
    assert describe_sum({"currency": "USD", "count": count, "least": least, "greatest": greatest}) == text


def test_fields_and_derived_are_respected(archive: Archive) -> None:
    """Only requested fields are written: values without evidence, with evidence, or evidence or gaps alone."""
    values = render(write, list_document(archive, "contracts", fields=frozenset({"signed", "payment"})))
    assert '- **signed**: `2017` (2017-01-01 to 2017-12-31), "2017"\n' in values
    assert "- **payment**: empty; see `gaps`\n" in values
    assert "**buyers**" not in values
    assert "[^" not in values
    with_evidence = render(write, list_document(archive, "contracts", fields=frozenset({"signed", "evidence"})))
    assert '"2017" [^p34]\n' in with_evidence
    assert "**buyers**" not in with_evidence
    assert "\n- **buyers**: [^p34" in render(
        write, list_document(archive, "contracts", fields=frozenset({"evidence"}))
    )
    gaps = lines_starting_with(render(write, list_document(archive, "contracts", fields=frozenset({"gaps"}))), "- ")
    assert gaps
    assert all("`: " in line for line in gaps)
    assert "**`derived" not in render(write, list_document(archive, "contracts", query=Query(derived=False)))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_field_can_be_requested_alone(archive: Archive, name: str) -> None:
    """Whatever field is requested, each item has its link."""
    items = list(list_document(archive, name).items)
    for field in items[0]:
        text = render(write, list_document(archive, name, fields=frozenset({field})))
        assert all(f"]({item['url']})" in text for item in items)
