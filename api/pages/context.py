"""The context of a page: its URL, the URLs of other pages, and the titles of records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlencode

from api.pages.escape import escape_text
from facts.archive import Archive
from facts.formats.publication import Publication
from facts.urls import API_PREFIX, record_url

Params = tuple[tuple[str, str], ...]
MAX_LINKS = 4096
"""The number of links that are cached as HTML: a page has many of them several times."""


class PageLink(NamedTuple):
    """A link: its text and its target; without a target it is text."""

    text: str
    url: str | None = None

    def __html__(self) -> str:
        """Return the link as HTML, which templates take as it is."""
        return format_link(self.text, self.url)


@lru_cache(maxsize=MAX_LINKS)
def format_link(text: str, url: str | None) -> str:
    """Return a link as HTML."""
    return f'<a href="{escape_text(url)}">{escape_text(text)}</a>' if url else escape_text(text)


@dataclass(frozen=True, slots=True)
class PageContext:
    """What every part of a page needs: the archive, its path and parameters, and the suffix of links."""

    archive: Archive
    path: str = "/"
    suffix: str = ""
    params: Params = ()
    publication: Publication = Publication()  # noqa: RUF009 - a publication is immutable
    titles: dict[str, dict[str, PageLink]] = field(default_factory=dict)
    """The links to records whose titles were read, by sheet and id."""

    @property
    def base_url(self) -> str | None:
        """The public URL of the API, if it has one."""
        return self.publication.base_url

    def url(self, path: str, params: Params | Mapping[str, str] = ()) -> str:
        """Return the URL of another page, with the suffix of this page."""
        address = "/index.html" if self.suffix and path == "/" else f"{path if path != '/' else ''}{self.suffix}"
        if not params:
            return address or "/"
        pairs = params.items() if isinstance(params, Mapping) else params
        return f"{address or '/'}?{urlencode(list(pairs))}"

    def list_url(self, name: str, sheet: str | None = None, **params: str) -> str:
        """Return the URL of a list, of one sheet or of all."""
        return self.url(f"{record_url(sheet) if sheet else API_PREFIX}/{name}", params)

    def with_param(self, name: str, value: str | None) -> str:
        """Return the URL of the first page of this list with another value of a parameter, without it if None."""
        params = [pair for pair in self.params if pair[0] not in {name, "cursor"}]
        return self.url(self.path, tuple(sorted([*params, (name, value)]) if value is not None else params))

    def passage_url(self, sheet: str, number: int) -> str:
        """Return the URL of a passage in its sheet."""
        return f"{self.url(record_url(sheet))}#p{number}"

    def add_titles(self, sheet: str, links: Mapping[str, PageLink]) -> None:
        """Add the names of records that are known already."""
        self.titles.setdefault(sheet, {}).update(links)

    def load_titles(self, sheet: str, ids: Iterable[str]) -> None:
        """Read the titles of those of `ids` that are records of a sheet."""
        known = self.titles.setdefault(sheet, {})
        missing = {record_id for record_id in ids if record_id not in known}
        titles = self.archive.titles(sheet, missing)
        for record_id in missing:
            kind, title = titles.get(record_id, ("", ""))
            url = self.url(record_url(f"{sheet}/{kind}/{record_id}"))
            known[record_id] = PageLink(title, url) if kind else PageLink(record_id)

    def link(self, sheet: str, record_id: str) -> PageLink:
        """Return the link to a record by its name; the id as text if there is no such record."""
        if record_id not in self.titles.get(sheet, {}):
            self.load_titles(sheet, [record_id])
        return self.titles[sheet][record_id]

    def absolute(self, address: str) -> str:
        """Return a URL of the API, absolute if there is a public URL."""
        return f"{(self.base_url or '').rstrip('/')}{address}"
