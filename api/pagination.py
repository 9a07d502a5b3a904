"""Pagination: the URLs of pages, and the Link header (RFC 8288)."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from facts.archive import ResultPage


def page_url(path: str, query: Sequence[tuple[str, str]], cursor: str | None) -> str:
    """Return the URL of a page of the list at `path`: the same query with another cursor, or none."""
    params = [(name, value) for name, value in query if name != "cursor"]
    if cursor:
        params.append(("cursor", cursor))
    return f"{path}?{urlencode(params)}" if params else path


def page_links(path: str, query: Sequence[tuple[str, str]], page: ResultPage) -> dict[str, str | None]:
    """Return the links of a page to itself and to its neighbours; None where there is no such page."""
    cursor = dict(query).get("cursor")
    first = page_url(path, query, None)
    return {
        "self": page_url(path, query, cursor) if cursor else first,
        "first": first,
        "next": page_url(path, query, page.next) if page.next else None,
        "prev": page_url(path, query, page.prev) if page.prev else None,
    }


def link_header(links: Mapping[str, str | None]) -> str:
    """Return a Link header of the links that exist, by their relation."""
    return ", ".join(f'<{target}>; rel="{relation}"' for relation, target in links.items() if target)
