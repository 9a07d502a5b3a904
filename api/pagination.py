"""Links: the addresses of pages, and the Link header (RFC 8288) that leads to them."""

from collections.abc import Mapping, Sequence
from urllib.parse import urlencode


def page(path: str, asked: Sequence[tuple[str, str]], cursor: str | None) -> str:
    """Return the address of a page of the list at `path`: what was asked, with another cursor or none."""
    pairs = [(name, value) for name, value in asked if name != "cursor"]
    if cursor:
        pairs.append(("cursor", cursor))
    return f"{path}?{urlencode(pairs)}" if pairs else path


def header(links: Mapping[str, str | None]) -> str:
    """Return a Link header of relations and their targets, those that exist."""
    return ", ".join(f'<{target}>; rel="{relation}"' for relation, target in links.items() if target)
