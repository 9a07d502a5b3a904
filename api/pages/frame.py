"""The frame of every page: its title, description, breadcrumbs and metadata."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.pages.context import PageContext, PageLink
from api.pages.linked import Node, breadcrumbs, linked_data
from api.paths import DOCS_PATH, HEALTH_PATH, HOME_PATH
from facts.formats import formats_for
from facts.formats.document import DocumentType
from facts.formats.publication import Contact, License
from facts.model.collection import Collection
from facts.urls import API_PREFIX

SITE = "Fact sheets"
MAX_DESCRIPTION = 300


@dataclass(frozen=True, slots=True)
class PageFormatLink:
    """The same page in another format."""

    title: str
    url: str
    media_type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The head and the foot of a page; the last of the `crumbs` is the page itself."""

    title: str
    description: str
    canonical: str
    crumbs: Sequence[PageLink] = ()
    formats: Sequence[PageFormatLink] = ()
    home: str = HOME_PATH
    menu: Sequence[PageLink] = ()
    search: str | None = f"{API_PREFIX}/facts"
    """The URL of the search; None where there is no server to search."""
    health: str | None = HEALTH_PATH
    query: str = ""
    is_indexed: bool = True
    is_followed: bool = True
    """Whether programs should follow the links: filters lead to further filters, in endless combinations."""
    license: License | None = None
    contact: Contact | None = None
    og_type: str = "article"
    linked_data: Mapping[str, Any] = field(default_factory=dict)
    """What the page is about, as JSON-LD."""

    @property
    def full_title(self) -> str:
        """The title of the window."""
        return self.title if self.title == SITE else f"{self.title} \u00b7 {SITE}"


def make_frame(
    context: PageContext, title: str, description: str, nodes: Iterable[Node] = (), **options: Any
) -> Frame:
    """Return the frame of the page of a context, whose links lead to pages of the same suffix.

    `nodes` describe the subject of the page in linked data.
    """
    canonical_params = tuple(pair for pair in context.params if pair[0] not in {"fields", "limit", "facets"})
    is_static = context.publication.is_static
    canonical = PageContext(context.archive, suffix=context.suffix if is_static else "").url(
        context.path, canonical_params
    )
    return Frame(
        title=title,
        description=shorten(description),
        canonical=context.absolute(canonical),
        home=context.url(HOME_PATH),
        menu=[
            PageLink("Sheets", context.list_url("sheets")),
            PageLink("Contracts", context.list_url("contracts")),
            PageLink("Timeline", context.list_url("timeline")),
            PageLink("Statements", context.list_url("statements")),
            PageLink("What is not said", context.list_url("gaps")),
            PageLink("API", DOCS_PATH),
        ],
        search=None if is_static else context.list_url("facts"),
        health=None if is_static else HEALTH_PATH,
        is_followed=is_static or all(name == "cursor" for name, _ in context.params),
        license=context.publication.license,
        contact=context.publication.contact,
        linked_data=linked_data([breadcrumbs(context, options.get("crumbs", ())), *nodes]),
        **options,
    )


def shorten(text: str) -> str:
    """Return a text that is no longer than descriptions are shown."""
    return text if len(text) <= MAX_DESCRIPTION else f"{text[: MAX_DESCRIPTION - 1].rstrip()}\u2026"


def format_links(context: PageContext, document_type: DocumentType, collection: Collection) -> list[PageFormatLink]:
    """Return the URLs of the page in each format of the library, with the filters of the page."""
    links: list[PageFormatLink] = []
    if context.publication.is_static and context.params:
        return links
    for format_ in formats_for(document_type, collection):
        params = tuple(pair for pair in context.params if pair[0] not in {"cursor", "facets"})
        data = PageContext(context.archive, suffix=f".{format_.extension}")
        links.append(
            PageFormatLink(format_.title, data.url(context.path, params), format_.media_type.partition(";")[0])
        )
    return links


def crumbs_of(context: PageContext, *links: PageLink) -> list[PageLink]:
    """Return where a page is, from the home page on."""
    return [PageLink(SITE, context.url("/")), *links]
