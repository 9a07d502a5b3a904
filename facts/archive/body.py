"""Bodies: a record with its rows as the archive stores it, and the items that are composed from it."""

import re
from collections.abc import Sequence

from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdError, train_dictionary

from facts.archive.packing import ThreadDecompressor
from facts.model.cached_property import cached_property
from facts.model.json_item import LazyItem
from facts.views import FACTS, GAPS

DICTIONARY_SIZE = 32 * 1024
"""Bytes of what records have in common, to which each compressed one refers (RFC 8878, section 5)."""
SEGMENT_SIZE = 500
"""Bytes of a part that training takes over into the dictionary."""
MATCH_SIZE = 8
"""Bytes that must be repeated elsewhere for a part to be worth it."""
LEVEL = 3
LINE_END = b"\n"
"""Stands between the parts of a body; in JSON a line feed is escaped."""
SEPARATOR = b"\t"
"""Stands between the fields of a row; in JSON a tabulator is escaped."""
ATTRIBUTION = b',"attributed_to":'
FORMULA = b',"formula":'
"""What the parts of a receipt begin with; in a JSON string their quotation marks would be escaped."""
NO_FORMULA = b',"formula":null,"inputs":null'
STRING = rb'"(?:[^"\\]|\\.)*+"'
"""A JSON string (RFC 8259, section 7)."""
FORMULA_FIELDS = re.compile(rb',"formula":%b,"inputs":\[(?:%b,?)*+\]' % (STRING, STRING))
GAP_FIELDS = re.compile(rb'"status":%b,"note":%b' % (STRING, STRING))
NULL = b"null"
DERIVED = b"derived."
"""What the paths of derived values begin with."""


class BodyCodec:
    """Compresses bodies by Zstandard (RFC 8878) with a dictionary of what records have in common."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self.zstd_dictionary = ZstdCompressionDict(dictionary)
        self.decompressor = ThreadDecompressor(self.zstd_dictionary)

    @classmethod
    def for_records(cls, bodies: list[bytes | bytearray | memoryview]) -> "BodyCodec":
        """Return a codec for records like these."""
        try:
            return cls(train_dictionary(DICTIONARY_SIZE, bodies, k=SEGMENT_SIZE, d=MATCH_SIZE).as_bytes())
        except ZstdError:  # too few to be trained with
            return cls(b"".join(bodies)[-DICTIONARY_SIZE:])

    @cached_property
    def compressor(self) -> ZstdCompressor:
        """The compressor, for one thread."""
        self.zstd_dictionary.precompute_compress(level=LEVEL)
        return ZstdCompressor(dict_data=self.zstd_dictionary, write_dict_id=False)

    def compress(self, body: bytes) -> bytes:
        """Return a compressed body."""
        return self.compressor.compress(body)

    def decompress(self, data: bytes) -> "Body":
        """Return the body in `data`."""
        return Body(self.decompressor.decompress(data))


class Body:
    """A record as it is served, and the rows of the views that come from its fields.

    Its lines are the record and, after it, values that are not in it; what the items of all rows begin with, up
    to the path; the countries; and the rows. A row has the path, where its value begins and ends, and what follows
    the value in a fact, which a gap has not, and in an entry of the timeline. Receipts and gaps are found in the
    record by their path.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes, with the lines."""
        return 2 * len(self.data)

    @cached_property
    def record(self) -> LazyItem:
        """The record."""
        return LazyItem(self.data[: self.data.index(LINE_END)])

    @cached_property
    def lines(self) -> Sequence[bytes]:
        """What the items of all rows begin with, the countries, and the rows."""
        return self.data[self.data.index(LINE_END) + 1 :].split(LINE_END)[1:]

    def compose(self, view: str, number: int) -> LazyItem:
        """Return the row with a number, from 0, as an item of a view."""
        head, countries = self.lines[:2]
        path, start, end, fact_fields, entry_fields = self.lines[2 + number].split(SEPARATOR)
        parts = [b"{", head, path, b'",']
        if view == GAPS.name:
            parts += self.gap(path), b"}"
            return LazyItem(b"".join(parts))
        value = self.data[int(start) : int(end)]
        if view == FACTS.name:
            parts += b'"value":', value, b",", *self.receipt(path), b",", fact_fields
        else:  # an undated entry of the timeline has no date, but a gap, which says why
            gap = NULL if fact_fields else b"{%b}" % self.gap(path)
            parts += b'"when":', value, b',"gap":', gap, b",", entry_fields
        parts += b',"countries":', countries, b',"match":null}'
        return LazyItem(b"".join(parts))

    def receipt(self, path: bytes) -> tuple[bytes, bytes]:
        """Return the fields of the receipt of a field, without its attribution, and its formula with the inputs."""
        data = self.data
        start = data.index(b'"' + path + b'":{"basis":') + len(path) + 4
        end = data.index(ATTRIBUTION, start)
        formula = match_at(FORMULA_FIELDS, data, data.index(FORMULA, end)) if path[:8] == DERIVED else NO_FORMULA
        return data[start:end], formula

    def gap(self, path: bytes) -> bytes:
        """Return the fields of the gap of a field."""
        return match_at(GAP_FIELDS, self.data, self.data.index(b'"%b":{"status":' % path) + len(path) + 4)


def match_at(pattern: re.Pattern[bytes], data: bytes, start: int) -> bytes:
    """Return what matches a pattern from a position on; raise ValueError if nothing does."""
    if match := pattern.match(data, start):
        return match[0]
    raise ValueError(f"no {pattern.pattern!r} at {start}")
