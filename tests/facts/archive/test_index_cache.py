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


def test_the_values_of_terms_are_forgotten_once_there_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Values are kept up to a number; who still reads those of before keeps them."""
    monkeypatch.setattr(index_cache, "MAX_VALUES", 2)
    cache = IndexCache(ItemNumbers((), ()))
    known = cache.known_values()
    known.update({1: "a", 2: "b"})
    assert cache.known_values() is known
    known[3] = "c"
    assert cache.known_values() == {}
    assert known[1] == "a"
