"""Cache of the bodies of records that pages consist of, bounded by its size in bytes."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from facts.archive.body import Body, BodyCodec

CACHE_BYTES = 8 * 1024 * 1024
MAX_BODY_BYTES = 64 * 1024
"""Maximum size of a cached body, in bytes."""


class BodyCache:
    """The bodies of one generation, by the item of their record; the least recently used ones are evicted.

    `codec` decompresses them.
    """

    def __init__(self, codec: BodyCodec) -> None:
        self.codec = codec
        self.bodies: OrderedDict[int, Body] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, records: Iterable[int]) -> dict[int, Body]:
        """Return the cached bodies of records, by record."""
        with self.lock:
            known = {record: self.bodies[record] for record in records if record in self.bodies}
            for record in known:
                self.bodies.move_to_end(record)
        return known

    def put(self, bodies: Mapping[int, Body]) -> None:
        """Cache the bodies of records, except large ones."""
        with self.lock:
            for record, body in bodies.items():
                size = body.size
                if size <= MAX_BODY_BYTES and record not in self.bodies:
                    self.bodies[record] = body
                    self.size += size
            while self.size > CACHE_BYTES:
                _, removed = self.bodies.popitem(last=False)
                self.size -= removed.size
