"""Offers: which media types there are at an address."""

from collections.abc import Mapping
from functools import lru_cache

from facts.archive import COLLECTIONS
from facts.formats import formats_for
from facts.formats.document import Scope
from facts.urls import API_PREFIX

HOME: Mapping[str, str] = {"application/json": "json", "text/html": "html"}
SCOPES: Mapping[int, Scope] = {1: "list", 2: "sheet", 3: "list", 4: "record"}
"""What an address with so many parts below the root is of: `contracts`, `sheets/s`, `sheets/s/contracts`, ..."""


@lru_cache(maxsize=512)
def offers(path: str) -> Mapping[str, str]:
    """Return the media types of an address, each with the name of its format; none where there is no choice."""
    if path in {"/", API_PREFIX}:
        return HOME
    if not path.startswith(f"{API_PREFIX}/"):
        return {}
    parts = path.removeprefix(f"{API_PREFIX}/").split("/")
    scope = SCOPES.get(len(parts))
    name = parts[{1: 0, 2: 0, 3: 2, 4: 2}.get(len(parts), 0)]
    if scope is None or name not in COLLECTIONS:
        return {}
    return {
        found.media_type: found.name for found in formats_for(scope, COLLECTIONS[name]) if not found.explicit_only
    }
