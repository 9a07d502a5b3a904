"""Pagination: the URLs of pages, and the Link header (RFC 8288)."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode

from facts.archive import ResultPage


def page_links(path: str, query: Sequence[tuple[str, str]], page: ResultPage) -> dict[str, str | None]:
    """Return the links of a page to itself and to its neighbours; None where there is no such page."""
    params = urlencode([(name, value) for name, value in query if name != "cursor"])
    first = f"{path}?{params}" if params else path

    def page_at(cursor: str | None) -> str | None:
        return f"{first}{'&' if params else '?'}cursor={cursor}" if cursor else None

    return {
        "self": page_at(dict(query).get("cursor")) or first,
        "first": first,
        "next": page_at(page.next),
        "prev": page_at(page.prev),
    }


def link_header(links: Mapping[str, str | None]) -> str:
    """Return a Link header of the links that exist, by their relation."""
    return ", ".join(f'<{target}>; rel="{relation}"' for relation, target in links.items() if target)
