"""Bodies: a record with its rows as the archive stores it, and the items that are composed from it."""

from collections.abc import Sequence
from functools import lru_cache
from threading import local
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError, train_dictionary

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
MAX_CACHED = 500
"""Bodies that are kept decompressed."""
MAX_CACHED_SIZE = 4096
"""Bytes of a compressed body that is kept at most."""
LINE_END = b"\n"
"""Stands between the parts of a body; in JSON a line feed is escaped."""
ATTRIBUTION = b',"attributed_to":'
FORMULA = b',"formula":'
"""What the parts of a receipt begin with; in a JSON string their quotation marks would be escaped."""
NO_FORMULA = b',"formula":null,"inputs":null'
NULL = b"null"


class BodyRow(NamedTuple):
    """What a row of a view has besides the record's own JSON, and where its value is in the body."""

    path: str
    """The path of the field in its owner: the record, or the source of a sheet."""
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    status: str
    earliest: str | None
    latest: str | None
    certainty: str | None
    """How certain a date is; None if it is no date."""
    basis: str | None
    """The basis of a fact; None for a gap."""
    value_start: int
    value_size: int


class BodyCodec:
    """Compresses bodies by Zstandard (RFC 8878) with a dictionary of what records have in common."""

    def __init__(self, dictionary: bytes) -> None:
        self.dictionary = dictionary
        self.zstd_dictionary = ZstdCompressionDict(dictionary)
        self.of_thread = local()
        """The decompressor of each thread."""
        self.cached_json = lru_cache(MAX_CACHED)(self.decompress_json)

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

    @property
    def decompressor(self) -> ZstdDecompressor:
        """The decompressor of the current thread."""
        if not hasattr(self.of_thread, "decompressor"):
            self.of_thread.decompressor = ZstdDecompressor(dict_data=self.zstd_dictionary)
        decompressor: ZstdDecompressor = self.of_thread.decompressor
        return decompressor

    def compress(self, body: bytes) -> bytes:
        """Return a compressed body."""
        return self.compressor.compress(body)

    def decompress(self, data: bytes) -> "Body":
        """Return the body in `data`."""
        return Body(self.cached_json(data) if len(data) <= MAX_CACHED_SIZE else self.decompress_json(data))

    def decompress_json(self, data: bytes) -> bytes:
        """Return the JSON of the body in `data`."""
        return self.decompressor.decompress(data)


class Body:
    """A record as it is served, and the rows of the views that come from its fields.

    Its lines are the record and, after it, values that are not in it; what the items of all rows begin with, up
    to the path; the countries; and the rows. Receipts and gaps are found in the record by their path.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data

    @cached_property
    def record(self) -> LazyItem:
        """The record."""
        return LazyItem(self.data[: self.data.index(LINE_END)])

    @cached_property
    def lines(self) -> Sequence[bytes]:
        """What the items of all rows begin with, the countries, and the rows."""
        return self.data.split(LINE_END)[2:]

    def compose(self, view: str, number: int) -> LazyItem:
        """Return the row with a number, from 0, as an item of a view."""
        head, countries = self.lines[:2]
        row = BodyRow(*from_json(self.lines[2 + number]))
        path = to_json(row.path)
        if view == GAPS.name:
            return LazyItem(b"{%b%b,%b}" % (head, path[1:], self.gap(path)))
        fields = self.fact_fields(row, path) if view == FACTS.name else self.entry_fields(row, path)
        return LazyItem(b'{%b%b,%b,"countries":%b,"match":null}' % (head, path[1:], fields, countries))

    def fact_fields(self, row: BodyRow, path: bytes) -> bytes:
        """Return the fields of a fact."""
        fields = {**voice_fields(row), "status": row.status, "earliest": row.earliest, "latest": row.latest}
        receipt = self.receipt(path, has_formula=row.basis == "derived")
        return b'"value":%b,%b,%b' % (self.value(row), receipt, to_json(fields)[1:-1])

    def entry_fields(self, row: BodyRow, path: bytes) -> bytes:
        """Return the fields of an entry of the timeline; for an undated one `when` is null, and `gap` says why."""
        fields = {
            "earliest": row.earliest,
            "latest": row.latest,
            "status": row.status,
            "certainty": row.certainty,
            "basis": row.basis,
            **voice_fields(row),
        }
        gap = NULL if row.basis else b"{%b}" % self.gap(path)
        return b'"when":%b,"gap":%b,%b' % (self.value(row), gap, to_json(fields)[1:-1])

    def value(self, row: BodyRow) -> bytes:
        """Return the value of a row."""
        return self.data[row.value_start : row.value_start + row.value_size]

    def receipt(self, path: bytes, has_formula: bool) -> bytes:
        """Return the fields of the receipt of a field, without its attribution."""
        start = self.data.index(b'%b:{"basis":' % path) + len(path) + 2
        end = self.data.index(ATTRIBUTION, start)
        if not has_formula:
            return self.data[start:end] + NO_FORMULA
        formula = self.data.index(FORMULA, end)
        return self.data[start:end] + self.data[formula : self.data.index(b"}", formula)]

    def gap(self, path: bytes) -> bytes:
        """Return the fields of the gap of a field."""
        start = self.data.index(b'%b:{"status":' % path) + len(path) + 2
        return self.data[start : self.data.index(b'"}', start) + 1]


def voice_fields(row: BodyRow) -> dict[str, Any]:
    """Return who says what a row says."""
    return {"voice": row.voice, "attributed_to": row.attributed_to, "attribution_scope": row.attribution_scope}
