"""HTML as a format of documents, with the headers and the content security policy of its pages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import cast

from facts.archive import Archive, Query
from facts.formats import Format
from facts.formats.document import Document

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
PAGE_HEADERS = {"Content-Security-Policy": CONTENT_SECURITY_POLICY}
PAGE_LIMITS: Mapping[str, int] = {"contracts": 20, "statements": 40, "timeline": 40}
"""The number of items on a page of those collections whose items take most room."""
MEDIA_TYPE = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True, kw_only=True)
class PageDocument(Document):
    """A document with what its page needs: the archive, the query of a list, its own URL and links.

    `path` is the path without a suffix, `suffix` what links to other pages end with, and `params` are the parameters
    of the request.
    """

    archive: Archive
    path: str
    suffix: str = ""
    params: tuple[tuple[str, str], ...] = ()
    query: Query | None = None
    links: Mapping[str, str | None] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFormat(Format):
    """A format for browsers, with the headers that its responses have."""

    headers: Mapping[str, str]


def write_html(document: Document) -> Iterator[bytes]:
    """Yield the page of a document, which must be a `PageDocument`."""
    from api.pages.documents import render_document  # noqa: PLC0415 - the first page imports Jinja

    yield render_document(cast("PageDocument", document)).encode()


HTML = PageFormat(
    name="html",
    title="HTML",
    extension="html",
    media_type=MEDIA_TYPE,
    write=write_html,
    document_types=("list", "record", "sheet"),
    description="HTML, for people",
    headers=PAGE_HEADERS,
)
