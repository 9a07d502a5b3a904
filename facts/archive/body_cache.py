"""The body cache: the bodies of records that pages were made of, kept in memory within a number of bytes."""

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from threading import Lock

from facts.archive.body import Body, BodyCodec

CACHE_BYTES = 8 * 1024 * 1024
MAX_BODY_BYTES = 64 * 1024
"""Bytes that a body may take to be kept."""


class BodyCache:
    """Bodies by the item of their record, of one generation; those used longest ago make room for others.

    `codec` decompresses them.
    """

    def __init__(self, codec: BodyCodec) -> None:
        self.codec = codec
        self.bodies: OrderedDict[int, Body] = OrderedDict()
        self.size = 0
        self.lock = Lock()

    def get(self, records: Iterable[int]) -> dict[int, Body]:
        """Return the bodies of those of some records whose bodies there are."""
        with self.lock:
            known = {record: self.bodies[record] for record in records if record in self.bodies}
            for record in known:
                self.bodies.move_to_end(record)
        return known

    def put(self, bodies: Mapping[int, Body]) -> None:
        """Keep the bodies of some records, unless they are large."""
        with self.lock:
            for record, body in bodies.items():
                size = body.size
                if size <= MAX_BODY_BYTES and record not in self.bodies:
                    self.bodies[record] = body
                    self.size += size
            while self.size > CACHE_BYTES:
                _, removed = self.bodies.popitem(last=False)
                self.size -= removed.size
