"""Text of a sheet is never markup in Markdown: no heading, list, link, footnote or HTML."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from facts.archive import Archive, Query
from facts.formats.document import Document
from facts.formats.markdown.inline import WHITESPACE, escape
from facts.formats.markdown.writer import write
from facts.kinds import KINDS
from facts.views import COLLECTIONS
from tests.facts.formats.documents import list_document, render, sheet_document
from tests.tables import each_row

TEXT_TOKENS = frozenset({"text", "code_inline"})
PLAIN_TEXT = "zwischen"


def footnote(state: StateInline, silent: bool) -> bool:
    """Parse the reference to a footnote, as GitHub does."""
    end = state.src.find("]", state.pos)
    if not state.src.startswith("[^", state.pos) or end < 0:
        return False
    if not silent:
        state.push("footnote", "", 0).info = state.src[state.pos : end + 1]
    state.pos = end + 1
    return True


PARSER = MarkdownIt("commonmark", {"linkify": True}).enable(["table", "strikethrough", "linkify"])
PARSER.inline.ruler.before("link", "footnote", footnote)


def parse_tokens(markdown: str) -> list[Token]:
    """Return the tokens of a Markdown text, block and inline."""
    return [token for block in PARSER.parse(markdown) for token in (block, *(block.children or ()))]


def structure_of(tokens: list[Token]) -> list[tuple[str, str, str, str]]:
    """Return the markup of a Markdown text without its words."""
    markup = (token for token in tokens if token.type not in TEXT_TOKENS)
    return [(token.type, token.tag, token.info, str(token.attrs)) for token in markup]


def visible_words(tokens: list[Token]) -> str:
    """Return the words of a Markdown text as rendered, without whitespace."""
    return without_whitespace("".join(token.content for token in tokens if token.type in TEXT_TOKENS))


def without_whitespace(text: str) -> str:
    """Return a text without whitespace and control characters."""
    return "".join(WHITESPACE.sub(" ", text).split())


def replace_text(value: Any, text: str) -> Any:
    """Return a JSON value with `text` in the place of each string of several words."""
    if isinstance(value, dict):
        return {
            name: content if name == "formula" else replace_text(content, text) for name, content in value.items()
        }
    if isinstance(value, list):
        return [replace_text(element, text) for element in value]
    return text if isinstance(value, str) and " " in value else value


def tokens_with_text(document: Document, words: str) -> list[Token]:
    """Return the tokens of a document in which each string of several words is `words`."""
    return parse_tokens(render(write, replace(document, items=replace_text(document.items, words))))


@pytest.fixture(scope="module")
def short_documents(archive: Archive) -> Callable[[], list[tuple[Document, list[Token]]]]:
    """Return a function that returns a sheet and two views, each with its tokens for PLAIN_TEXT."""
    sheet = sheet_document(archive, "s400-turkey")
    items = [{name: value[:1] if name in KINDS else value for name, value in item.items()} for item in sheet.items]
    views = [list_document(archive, name, query=Query(limit=4)) for name in ("facts", "gaps")]
    documents = [
        (document, tokens_with_text(document, PLAIN_TEXT)) for document in (replace(sheet, items=items), *views)
    ]
    return lambda: documents


@each_row(
    ("words", "escaped"),
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
def test_text_is_escaped_no_more_than_necessary(words: str, escaped: str) -> None:
    """Markup is escaped, what renderers would link is code, and ordinary text is unchanged."""
    assert escape(words) == escaped


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_field_path_becomes_a_link(archive: Archive, name: str) -> None:
    """A renderer that makes links of what looks like an address makes none of `designations.0.name`."""
    documents = [list_document(archive, name)]
    if name == "sheets":
        documents += [sheet_document(archive, sheet) for sheet in ("s400-turkey", "frigate-deal")]
    for document in documents:
        tokens = parse_tokens(render(write, document))
        assert [token.attrs["href"] for token in tokens if token.markup == "linkify"] == []
    assert [token.content for token in parse_tokens("see designations.0.name") if token.type == "link_open"] == [""]


PIECES = (
    *("# x", "\n# x\n", "\n\n    code\n\n", "- x", "- [ ] x", "1. x", "> x", "```", "~~~", "---", "==="),
    *("\n\n---\n\n", "|a|\n|-|\n", "\n[^p1]: x\n", "[a]: b", "[a](b)", "![a](b)", "[^p1]", "^[x]", "]("),
    *("[", "]", "(", ")", "<b>", "<!--", "-->", "<script>", "<a@b.c>", "<http://x>", "&lt;", "&#35;"),
    *("*x*", "**", "_", "__x__", "`", "``", "\\", "~~x~~", "$x$", '"', " ", "\r", "\t", "\u2028", "\x00", "x"),
    *("http://x.y", "www.x.y", "a@b.c", "mailto:a@b.c", "xmpp:a@b", "x.com"),
)


@given(st.lists(st.sampled_from(PIECES) | st.text(st.characters(codec="utf-8"), max_size=4), min_size=1, max_size=8))
@example(list(PIECES))
def test_text_of_a_sheet_is_never_markup(
    short_documents: Callable[[], list[tuple[Document, list[Token]]]], parts: list[str]
) -> None:
    """With any text in it, a document has the same headings, lists, links and footnotes as with plain text.

    The text is rendered unchanged, and nothing that a renderer would turn into a link is outside code.
    """
    text = "".join(parts) or "x"
    for document, plain_tokens in short_documents():
        tokens = tokens_with_text(document, text)
        assert structure_of(tokens) == structure_of(plain_tokens)
        assert visible_words(tokens) == visible_words(plain_tokens).replace(PLAIN_TEXT, without_whitespace(text))
        contents = (token.content for token in tokens if token.type == "text")
        assert not any(re.search(r"(https?|ftp)://|www\.|\S@\S", content, re.IGNORECASE) for content in contents)
