"""The segment cache: what searches have read of segments, kept in memory within a number of bytes."""

from collections import OrderedDict
from collections.abc import Mapping
from threading import Lock
from typing import Any

from zstandard import ZstdCompressor, ZstdDecompressor

from facts.archive.search.segments import Segments

CACHE_BYTES = 24 * 1024 * 1024
ENTRY_BYTES = 250
"""Bytes that an entry takes besides those of its value."""
MAX_GROUP = 8
"""Segments that are read together at most."""


class SegmentCache:
    """Values by a key and the number of a segment; those that were used longest ago make room for others."""

    def __init__(self, segments: Segments) -> None:
        self.segments = segments
        self.entries: OrderedDict[tuple[Any, int], tuple[Any, int]] = OrderedDict()
        self.size = 0
        self.lock = Lock()
        self.compressor = ZstdCompressor(level=1)
        self.decompressor = ZstdDecompressor()

    def get(self, key: object, number: int = 0) -> Any:
        """Return the value of a segment; None if there is none."""
        with self.lock:
            entry = self.entries.get((key, number))
            if entry is None:
                return None
            self.entries.move_to_end((key, number))
            return entry[0]

    def put(self, key: object, values: Mapping[int, tuple[Any, int]]) -> None:
        """Keep the values of segments, each with its size in bytes."""
        with self.lock:
            for number, (value, size) in values.items():
                if (key, number) not in self.entries:
                    self.entries[key, number] = value, size + ENTRY_BYTES
                    self.size += size + ENTRY_BYTES
            while self.size > CACHE_BYTES:
                _, (_, size) = self.entries.popitem(last=False)
                self.size -= size

    def get_bitmap(self, key: object, number: int) -> int | None:
        """Return the bitmap of a segment; None if there is none."""
        data: bytes | None = self.get(key, number)
        return None if data is None else int.from_bytes(self.decompress(data), "little")

    def put_bitmaps(self, key: object, bitmaps: Mapping[int, int]) -> None:
        """Keep the bitmaps of segments, compressed: most have few items."""
        sizes = {number: self.segments[number].size for number in bitmaps}
        values = {
            number: self.compress(bitmap.to_bytes(sizes[number], "little")) for number, bitmap in bitmaps.items()
        }
        self.put(key, {number: (data, len(data)) for number, data in values.items()})

    def compress(self, data: bytes) -> bytes:
        """Return bytes of which most are zero as they are kept."""
        with self.lock:
            return self.compressor.compress(data)

    def decompress(self, data: bytes) -> bytes:
        """Return the bytes that are kept as `data`."""
        with self.lock:
            return self.decompressor.decompress(data)

    def group_of(self, number: int) -> range:
        """Return the numbers of the segments to read together with one: the more, the further in it is."""
        size = min(1 << max(number.bit_length() - 1, 0), MAX_GROUP)
        start = number - number % size
        return range(start, min(start + size, len(self.segments)))
