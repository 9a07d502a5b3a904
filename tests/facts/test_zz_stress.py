"""Markdown tells every value, receipt and gap in words, and no text of a sheet is more than text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.document import Document
from facts.formats.inline import BLANK, link, plain
from facts.formats.markdown import write
from facts.kinds import KINDS
from tests.facts.written import Item, listed, record, text, whole

SHEETS = ("s400-turkey", "frigate-deal")
DEFINITION = re.compile(r"^\[\^([a-z0-9-]+)\]: (.+)$", re.MULTILINE)
MARK = re.compile(r"\[\^([a-z0-9-]+)\](?!:)")
ADDRESS = re.compile(r"\]\((\S+)\)")
SHOWN = frozenset({"text", "code_inline"})
TAME = "zwischen"


def lines(found: str, start: str) -> list[str]:
    """Return the lines of a text that begin with `start`."""
    return [line for line in found.split("\n") if line.startswith(start)]


def footnote(state: StateInline, silent: bool) -> bool:
    """Read the mark of a footnote, as GitHub does."""
    end = state.src.find("]", state.pos)
    if not state.src.startswith("[^", state.pos) or end < 0:
        return False
    if not silent:
        state.push("footnote", "", 0).info = state.src[state.pos : end + 1]
    state.pos = end + 1
    return True


PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
PARSER.inline.ruler.before("link", "footnote", footnote)


def tokens(found: str) -> list[Token]:
    """Return the tokens of a Markdown text, those inside lines too."""
    return [inner for token in PARSER.parse(found) for inner in (token, *(token.children or ()))]


def skeleton(found: list[Token]) -> list[tuple[str, str, str, str]]:
    """Return what a Markdown text is made of, without its words."""
    made = (token for token in found if token.type not in SHOWN)
    return [(token.type, token.tag, token.info, str(token.attrs)) for token in made]


def words(found: list[Token]) -> str:
    """Return the words of a Markdown text, as a reader sees them, without the blanks between."""
    return together("".join(token.content for token in found if token.type in SHOWN))


def together(found: str) -> str:
    """Return a text without blanks and control characters."""
    return "".join(BLANK.sub(" ", found).split())


def replaced(held: Any, told: str) -> Any:
    """Return an item with `told` in the place of each text of several words."""
    if isinstance(held, dict):
        return {name: inner if name == "formula" else replaced(inner, told) for name, inner in held.items()}
    if isinstance(held, list):
        return [replaced(inner, told) for inner in held]
    return told if isinstance(held, str) and " " in held else held


def told(document: Document, words: str) -> list[Token]:
    """Return the tokens of a document in which each text of several words is `words`."""
    return tokens(text(write, replace(document, items=replaced(document.items, words))))


@pytest.fixture(scope="module")
def short(archive: Archive) -> Callable[[], list[tuple[Document, list[Token]]]]:
    """What returns documents, a sheet with one record of each kind and lists of rows, each with its tame tokens."""
    sheet = whole(archive, "s400-turkey")
    items = [{name: held[:1] if name in KINDS else held for name, held in item.items()} for item in sheet.items]
    views = [listed(archive, name, query=Query(limit=4)) for name in ("facts", "gaps")]
    found = [(document, told(document, TAME)) for document in (replace(sheet, items=items), *views)]
    return lambda: found


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
            assert plain(receipt.get("note", "")) in line
        for path, gap in one["gaps"].items():
            [line] = [line for line in lines(section, "- **") if path in line.split("**")[1].split(", ")]
            assert f"`{gap['status']}`: {plain(gap['note'])}" in line


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
    exact = {where(span): f": {quote(span['exact'])}" for span in spans(document.items) if "exact" in span}
    expected = {where(span) + exact.get(where(span), "") for span in spans(document.items)}
    defined = DEFINITION.findall(found)
    assert {note for _, note in defined} == expected
    assert len(defined) == len(expected)
    assert {label for label, _ in defined} == set(MARK.findall(found))


def quote(exact: str) -> str:
    """Return words in quotation marks."""
    return f'"{plain(exact)}"'


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
        assert f"## {plain(item['named'])}: {plain(item['summary'])}\n" in found
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


@pytest.mark.parametrize(
    ("given_words", "written"),
    [
        ("# not a heading", r"\# not a heading"),
        ("[a](b) ![c](d) [^p34]", r"\[a\](b) !\[c\](d) \[\^p34\]"),
        ("<b>x</b> &lt; AT&T", r"\<b\>x\</b\> \&lt; AT&T"),
        ("*a* _b_ c_d ~e~ `f` \\", r"\*a\* \_b\_ c_d \~e\~ \`f\` \\"),
        ("two\nlines\r\n\tand\x00more\u2028", "two lines and more "),
        ("see https://evil.example, www.x or a@b", "see `https://evil.example,` `www.x` or `a@b`"),
        ("evil.example `www.x`", "`evil.example` `` `www.x` ``"),
        ('he said "no"', r"he said \"no\""),
        ("$ 2.5 billion but $x$", r"$ 2.5 billion but \$x$"),
        ("the S-400's 5.5 km, e.g. U.S.-made (1)", "the S-400's 5.5 km, e.g. U.S.-made (1)"),
    ],
)
def test_text_is_escaped_no_more_than_it_must(given_words: str, written: str) -> None:
    """What would be Markdown is escaped, what renderers would link is code, and ordinary text stays as it is."""
    assert plain(given_words) == written


PIECES = (
    *(
        "# x",
        "\n# x\n",
        "\n\n    code\n\n",
        "- x",
        "1. x",
        "> x",
        "```",
        "~~~",
        "---",
        "===",
        "\n\n---\n\n",
        "|a|\n|-|\n",
    ),
    *("[a](b)", "![a](b)", "[a]: b", "[^p1]", "\n[^p1]: x\n", "^[x]", "[", "]", "](", "(", ")", "<b>", "<!--", "-->"),
    *(
        "<script>",
        "<a@b.c>",
        "<http://x>",
        "&lt;",
        "&#35;",
        "*x*",
        "**",
        "_",
        "__x__",
        "`",
        "``",
        "\\",
        "~~x~~",
        "$x$",
    ),
    *(
        "http://x.y",
        "www.x.y",
        "a@b.c",
        "mailto:a@b.c",
        "xmpp:a@b",
        "x.com",
        "- [ ] x",
        "\r",
        "\t",
        "\u2028",
        "\x00",
        '"',
        " ",
        "x",
    ),
)


@settings(max_examples=6000, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=4), min_size=1, max_size=8))
@example(list(PIECES))
def test_text_of_a_sheet_is_never_more_than_text(
    short: Callable[[], list[tuple[Document, list[Token]]]], parts: list[str]
) -> None:
    """With any words in it, a document has the headings, lists, links and footnotes that it has with tame ones.

    A reader sees those words as they are, and none that a renderer would make a link of stands outside code.
    """
    wild = "".join(parts) or "x"
    for document, tame in short():
        found = told(document, wild)
        assert skeleton(found) == skeleton(tame)
        assert words(found) == words(tame).replace(TAME, together(wild))
        seen = (token.content for token in found if token.type == "text")
        assert not any(re.search(r"(https?|ftp)://|www\.|\S@\S", content, re.IGNORECASE) for content in seen)
