"""The store: never over its limit, the least recently used out first; a burst of one-off requests passes through."""

import gc
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from api.cache.store import ENTRY_OVERHEAD, Alias, CachedResponse, RawKey, Representation, ResponseCache
from api.http.encoding import ENCODERS
from tests.api.cache.helpers import assert_consistent, filled, key_of, put_with_aliases, raw_key, response_of
from tests.tables import each_row

ENCODINGS = ("identity", *ENCODERS)
LIMIT = 40_000
MAX_BODY = LIMIT // 8 - ENTRY_OVERHEAD
"""The longest body that is stored within LIMIT."""
DETERMINISTIC = settings(derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Step:
    """An operation on a cache: for which response, of what length, in which content coding and variant."""

    operation: str
    number: int
    length: int
    encoding: str
    variant: bytes

    @property
    def raw_key(self) -> RawKey:
        """The raw request of the step, which may lead to another response in another step."""
        return self.variant, b"%d" % (self.number // 2), None, self.encoding.encode()


STEPS = st.lists(
    st.builds(
        Step,
        st.sampled_from(["request", "request", "request", "get", "put", "encode_all", "remove", "evict", "clear"]),
        st.integers(0, 20),
        st.sampled_from([0, 10, 500, 2000, MAX_BODY, MAX_BODY + 1, LIMIT]),
        st.sampled_from(ENCODINGS),
        st.sampled_from([bytes([65 + number]) * number * 40 for number in range(12)]),
    ),
    max_size=80,
)


def request(cache: ResponseCache, step: Step) -> None:
    """Request as the middleware does: by the raw request, and if it is new, from the application."""
    if cache.get(step.raw_key) is None:
        response = cache.put(response_of(step.number, step.length))
        cache.alias(step.raw_key, response, response.encoded(step.encoding))


def encode_all(cache: ResponseCache, step: Step) -> None:
    """Request a response in every content coding."""
    response = cache.put(response_of(step.number, step.length))
    for encoding in ENCODINGS:
        variant, query, accept, _ = step.raw_key
        cache.alias((variant, query, accept, encoding.encode()), response, response.encoded(encoding))


OPERATIONS: dict[str, Callable[[ResponseCache, Step], object]] = {
    "request": request,
    "get": lambda cache, step: cache.get(step.raw_key),
    "put": lambda cache, step: cache.put(response_of(step.number, step.length)),
    "encode_all": encode_all,
    "remove": lambda cache, step: cache.remove(key_of(step.number, step.length)),
    "evict": lambda cache, step: cache.evict() if cache.entries else None,
    "clear": lambda cache, step: cache.clear(),
}


@DETERMINISTIC
@given(STEPS)
def test_a_cache_never_exceeds_its_limit(steps: list[Step]) -> None:
    """Whatever is requested in whatever order, the bytes stay within the limit and are those of a recount."""
    cache = ResponseCache(LIMIT)
    for step in steps:
        OPERATIONS[step.operation](cache, step)
        assert_consistent(cache)


@DETERMINISTIC
@given(STEPS)
def test_two_requests_may_make_a_response_at_the_same_time(steps: list[Step]) -> None:
    """Two simultaneous requests both make a response and store it: one is stored, and the cache stays consistent."""
    cache = ResponseCache(LIMIT)
    for step in steps:
        first, second = response_of(step.number, step.length), response_of(step.number, step.length)
        stored = [cache.put(first), cache.put(second)]
        assert (stored[0] is stored[1]) is (cache.peek(first.key) is not None)
        for response in stored:
            cache.alias(step.raw_key, response, response.encoded(step.encoding))
        assert_consistent(cache)


def has(cache: ResponseCache, content: object) -> bool:
    """Return whether a cache has a response, without marking it as used."""
    return cache.peek(key_of(content)) is not None


def use(cache: ResponseCache, content: object) -> None:
    """Request a cached response again."""
    response = cache.peek(key_of(content))
    assert response
    cache.promote(response)


def test_the_least_recently_used_goes_first() -> None:
    """Responses that were requested once are evicted in the order in which they came."""
    cache = filled(*range(10))
    assert (cache.entries, cache.evictions) == (10, 0)
    for number in range(5):
        cache.put(response_of(10 + number))
        assert cache.evictions == number + 1
        assert [content for content in range(20) if has(cache, content)] == list(range(number + 1, number + 11))


def test_what_is_requested_again_stays_longest() -> None:
    """Of responses that were requested again, the one that was longest not requested is the first to go."""
    cache = filled(*range(10))
    for number in (3, 0, 5, 3):
        use(cache, number)
    for number in range(100, 120):
        cache.put(response_of(number))
    assert all(has(cache, number) for number in (3, 0, 5))
    for number in range(200, 207):
        cache.put(response_of(number))
        use(cache, number)
    for number in range(300, 303):
        cache.put(response_of(number))
    assert not has(cache, 0)
    assert has(cache, 3)
    assert_consistent(cache)


@pytest.mark.parametrize("encodings", [("identity",), ENCODINGS], ids=["identity", "all"])
def test_a_burst_passes_through(encodings: tuple[str, ...]) -> None:
    """Ten thousand responses that are requested once evict none that was requested twice before."""
    cache = ResponseCache(1_000_000)
    favourites = [f"favourite {number}" for number in range(150)]
    for content in favourites:
        cache.put(response_of(content, 2000))
    for content in favourites:
        response = cache.put(response_of(content, 2000))
        for encoding in encodings:
            cache.alias(raw_key(content, encoding), response, response.encoded(encoding))
    for number in range(10_000):
        response = cache.put(response_of(number, 2000 + number % 3000))
        cache.alias(raw_key("burst", number), response, response.encoded("identity"))
        assert cache.bytes <= cache.limit
    assert [content for content in favourites if cache.peek(key_of(content, 2000)) is None] == []
    assert all(cache.get(raw_key(content, encoding)) for content in favourites for encoding in encodings)
    assert_consistent(cache)


def test_favourites_do_not_take_all_the_room() -> None:
    """What was requested twice takes at most four fifths, so that something new can be requested twice too."""
    cache = ResponseCache(1_000_000)
    for number in range(1000):
        use_twice = response_of(number, 2000)
        cache.put(use_twice)
        cache.promote(use_twice)
        assert cache.protected_bytes <= cache.limit * 4 // 5
    cache.put(response_of("new"))
    use(cache, "new")
    assert has(cache, "new")


@each_row(("length", "entries"), [(MAX_BODY, 1), (MAX_BODY + 1, 0), (LIMIT, 0)])
def test_a_response_that_is_too_large_is_not_stored(length: int, entries: int) -> None:
    """A response that would take more than an eighth of the cache is not stored, and evicts nothing."""
    cache = ResponseCache(LIMIT)
    cache.put(response_of("small", 100))
    large = response_of("large", length)
    assert cache.put(large) is large
    cache.alias(raw_key("large"), large, large.encoded("identity"))
    assert cache.entries == 1 + entries
    assert bool(cache.get(raw_key("large"))) == bool(entries)
    assert cache.evictions == 0
    assert_consistent(cache)


def test_protected_responses_leave_room_however_they_grow() -> None:
    """When protected responses are encoded in further content codings, there is still room for what is new."""
    cache = filled(*range(7))
    for number in range(7):
        use(cache, number)
    for number in range(7):
        response = cache.peek(key_of(number))
        for encoding in ENCODINGS if response else ():
            assert response
            cache.alias(raw_key("a variant" * 30, number, encoding), response, response.encoded(encoding))
    for number in range(100, 120):
        cache.put(response_of(number))
        use(cache, number)
    assert_consistent(cache)


def test_what_is_removed_is_freed_immediately() -> None:
    """No response that was evicted, removed or too large to be stored waits for the garbage collector."""
    cache = filled()
    gc.freeze()  # only what is made from here on is looked through
    is_enabled = gc.isenabled()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for number in range(100):
            put_with_aliases(cache, number)
            cache.put(response_of(number, 20_000))
        cache.clear()
        gc.collect()
        assert not [garbage for garbage in gc.garbage if isinstance(garbage, Alias | CachedResponse | Representation)]
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        if is_enabled:
            gc.enable()


def test_a_representation_is_made_once() -> None:
    """A response has one representation in each content coding, with an entity tag that only its content decides."""
    first, second = response_of("a"), response_of("a")
    representations = {encoding: first.encoded(encoding) for encoding in ENCODINGS}
    assert all(first.encoded(encoding) is stored for encoding, stored in representations.items())
    etags = {encoding: representation.etag for encoding, representation in representations.items()}
    assert len(set(etags.values())) == len(ENCODINGS)
    assert {encoding: second.encoded(encoding).etag for encoding in ENCODINGS} == etags
    assert not set(etags.values()) & {response_of("b").encoded(encoding).etag for encoding in ENCODINGS}
    for encoding, representation in representations.items():
        headers = dict(representation.headers)
        assert headers[b"etag"] == representation.etag
        assert headers[b"content-length"] == b"%d" % len(representation.body)
        assert headers.get(b"content-encoding") == (None if encoding == "identity" else encoding.encode())


def test_hits_misses_and_evictions_are_counted() -> None:
    """The counters change as requests are served, and survive clearing."""
    cache = filled(*range(9))
    representation = put_with_aliases(cache, "a")
    served = [cache.get(raw_key(*parts)) for parts in (("a", 1), ("nothing",), ("a", 2))]
    assert served == [representation, None, representation]
    for number in range(100, 103):
        cache.put(response_of(number))
    assert (cache.hits, cache.misses, cache.evictions) == (2, 1, 4)
    cache.clear()
    assert (cache.hits, cache.misses, cache.evictions) == (2, 1, 4)
