"""Aliases: the raw requests for a response, of which only so many are remembered."""

from random import Random

import pytest

from api.cache.store import MAX_ALIASES, CachedResponse, ResponseCache
from api.http.encoding import ENCODERS
from tests.api.cache.helpers import assert_consistent, filled, key_of, put_with_aliases, raw_key, response_of


def test_aliases_are_removed_with_their_response() -> None:
    """A raw request leads to the representation that it was served until the response is evicted."""
    cache = filled()
    representations = {content: put_with_aliases(cache, content) for content in "abc"}
    assert cache.get(raw_key("a", 1)) is cache.get(raw_key("a", 2)) is representations["a"]
    for number in range(20):
        cache.put(response_of(number))
    assert [cache.get(raw_key(content, 1)) is not None for content in "abc"] == [True, False, False]
    assert cache.by_raw_key.keys() == {raw_key("a", 1), raw_key("a", 2)}
    cache.clear()
    assert (cache.get(raw_key("a", 1)), cache.entries, cache.bytes) == (None, 0, 0)
    assert_consistent(cache)


def test_a_response_that_is_not_stored_gets_no_alias() -> None:
    """A response from before the cache was cleared gets no alias, even where an equal one is stored by now."""
    cache = filled()
    old, equal = response_of("a"), response_of("a")
    cache.put(old)
    cache.clear()
    assert cache.put(equal) is equal
    cache.alias(raw_key("a"), old, old.encoded("identity"))
    assert cache.get(raw_key("a")) is None
    assert_consistent(cache)


def test_a_raw_request_leads_to_its_latest_response() -> None:
    """Where the same request has another response, it leads to that one, and outlives the one before."""
    cache = filled()
    first, second = cache.put(response_of("first")), cache.put(response_of("second"))
    for response in (first, second):
        cache.alias(raw_key("a"), response, response.encoded("identity"))
        assert_consistent(cache)
    cache.remove(first.key)
    assert cache.get(raw_key("a")) is second.encoded("identity")
    assert_consistent(cache)


def test_a_response_that_is_evicted_for_its_predecessor_gets_no_alias() -> None:
    """Where the response that a request led to before has grown so much that the new one is evicted, none is left."""
    cache = filled("new", *range(7))
    new = cache.peek(key_of("new"))
    assert new
    grown = cache.put(CachedResponse([], Random(0).randbytes(1000)))  # noqa: S311 - incompressible
    cache.alias(raw_key("a"), grown, grown.encoded("identity"))
    for encoding in ENCODERS:
        grown.encoded(encoding)
    cache.alias(raw_key("a"), new, new.encoded("identity"))
    assert (cache.evictions, cache.peek(new.key), cache.get(raw_key("a"))) == (1, None, None)
    assert_consistent(cache)


def test_only_so_many_variants_are_remembered() -> None:
    """Of a response that is requested in a thousand variants the latest are remembered."""
    cache = ResponseCache(1_000_000)
    response = cache.put(response_of("a"))
    for number in range(1000):
        cache.alias(raw_key(number), response, response.encoded("identity"))
    assert cache.by_raw_key.keys() == {raw_key(number) for number in range(1000 - MAX_ALIASES, 1000)}
    assert_consistent(cache)


@pytest.mark.parametrize("odd_variants", [8, MAX_ALIASES - 1])
def test_odd_variants_do_not_evict_the_usual_one(odd_variants: int) -> None:
    """A variant in use survives any number of others that are requested once, between one use and the next."""
    cache = ResponseCache(1_000_000)
    response = cache.put(response_of("a"))
    cache.alias(raw_key("usual"), response, response.encoded("identity"))
    for turn in range(50):
        assert cache.get(raw_key("usual")), turn
        for number in range(odd_variants):
            cache.alias(raw_key(turn, number), response, response.encoded("identity"))
    assert_consistent(cache)


def test_a_new_variant_is_remembered_though_all_others_are_in_use() -> None:
    """Where every variant was used, a further one takes the place of the oldest."""
    cache = ResponseCache(1_000_000)
    response = cache.put(response_of("a"))
    for number in range(MAX_ALIASES + 1):
        cache.alias(raw_key(number), response, response.encoded("identity"))
        assert cache.get(raw_key(number))
    assert cache.by_raw_key.keys() == {raw_key(number) for number in range(1, MAX_ALIASES + 1)}
    assert_consistent(cache)
