"""The body cache keeps the bodies that were used last within a number of bytes."""

import pytest

from facts.archive import body_cache
from facts.archive.body import Body, BodyCodec
from facts.archive.body_cache import BodyCache


def test_the_cache_keeps_what_was_used_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was used longest ago makes room; a body that is too large is not kept, nor one twice."""
    bodies = {record: Body(bytes(100)) for record in range(4)}
    size = bodies[0].size
    monkeypatch.setattr(body_cache, "CACHE_BYTES", 3 * size)
    monkeypatch.setattr(body_cache, "MAX_BODY_BYTES", size)
    cache = BodyCache(BodyCodec(b""))
    cache.put({record: bodies[record] for record in range(3)})
    cache.put({0: Body(b"other")})
    assert cache.get([2, 0, 9]) == {2: bodies[2], 0: bodies[0]}
    cache.put({3: bodies[3], 4: Body(bytes(101))})
    assert cache.get(range(5)) == {0: bodies[0], 2: bodies[2], 3: bodies[3]}
    assert cache.size == 3 * size
