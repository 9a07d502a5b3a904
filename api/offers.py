"""Offers: which media types there are at an address."""

from collections.abc import Mapping
from functools import lru_cache

HOME: Mapping[str, str] = {"application/json": "json", "text/html": "html"}
NOTHING: Mapping[str, str] = {}


@lru_cache(maxsize=512)
def offers(path: str) -> Mapping[str, str]:
    """Return the media types of an address, each with the name of its format; none where there is no choice."""
    return HOME if path == "/" else NOTHING
