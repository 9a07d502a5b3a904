"""Small pieces of HTML that are too frequent for templates: links, marks and lists of passages."""

import re
from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from api.pages.context import PageLink
from api.pages.escape import escape_text
from api.pages.receipts import ReceiptRow

CODE = re.compile(r"`([^`]+)`")


@cache
def mark(name: str, voice: str = "o") -> Markup:
    """Return the mark of a basis or a voice, in the colour of the voice: `o` for the article's own, `s`, or `n`."""
    return Markup('<svg class="m {}" aria-hidden="true"><use href="#m-{}"/></svg>').format(voice, name)


def basis_mark(row: ReceiptRow) -> Markup:
    """Return the mark of what a field rests on, or of a gap."""
    return mark("gap", "n") if row.gap else mark(row.basis, "s" if row.voice == "said" else "o")


def join_links(links: Iterable[PageLink], separator: str = ", ") -> Markup:
    """Return links with a separator between them; what ends with a colon introduces the next one."""
    parts: list[str] = []
    between = escape_text(separator)
    for link in links:
        if parts:
            parts.append(" " if parts[-1].endswith(":") else between)
        parts.append(link.__html__())
    return Markup("".join(parts))  # noqa: S704 - each part is escaped


def with_code(text: str) -> Markup:
    """Return a text with the parts between backticks as code."""
    return Markup(CODE.sub(r"<code>\1</code>", escape_text(text)))  # noqa: S704 - the text is escaped


def passage_list(links: Iterable[PageLink]) -> Markup:
    """Return the numbers of passages, each a link."""
    numbers = " ".join(link.__html__() for link in links)
    return Markup(f'<span class="pp">{numbers}</span>')  # noqa: S704 - each link is escaped
