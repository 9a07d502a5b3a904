"""The index cache keeps what was used last within a number of bytes."""

import pytest

from facts.archive.item_numbers import ItemNumbers
from facts.archive.search import index_cache
from facts.archive.search.index_cache import IndexCache


def test_the_cache_keeps_what_was_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used longest ago makes room, so that the values take no more bytes than they may."""
    monkeypatch.setattr(index_cache, "CACHE_BYTES", 1000)
    cache = IndexCache(ItemNumbers((), ()))
    cache.put("first", "a", 100)
    cache.put("second", "b", 100)
    assert cache.get("first") == "a"
    cache.put("third", "c", 100)
    assert (cache.get("first"), cache.get("second"), cache.get("third")) == ("a", None, "c")
    assert cache.size <= 1000
