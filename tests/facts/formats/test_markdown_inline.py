"""No text of a sheet is more than text in Markdown: no heading, list, link, footnote or HTML of its own."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from facts.archive import Archive, Query
from facts.formats.document import Document
from facts.formats.markdown.inline import BLANK, escape
from facts.formats.markdown.writer import write
from facts.kinds import KINDS
from tests.facts.formats.documents import listed, text, whole

SHOWN = frozenset({"text", "code_inline"})
TAME = "zwischen"


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
    assert escape(given_words) == written


PIECES = (
    *("# x", "\n# x\n", "\n\n    code\n\n", "- x", "- [ ] x", "1. x", "> x", "```", "~~~", "---", "==="),
    *("\n\n---\n\n", "|a|\n|-|\n", "\n[^p1]: x\n", "[a]: b", "[a](b)", "![a](b)", "[^p1]", "^[x]", "]("),
    *("[", "]", "(", ")", "<b>", "<!--", "-->", "<script>", "<a@b.c>", "<http://x>", "&lt;", "&#35;"),
    *("*x*", "**", "_", "__x__", "`", "``", "\\", "~~x~~", "$x$", '"', " ", "\r", "\t", "\u2028", "\x00", "x"),
    *("http://x.y", "www.x.y", "a@b.c", "mailto:a@b.c", "xmpp:a@b", "x.com"),
)


@settings(max_examples=60, deadline=None)
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
