"""Bodies: a record with its rows as the archive stores it, and the items that are composed from it."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from threading import local
from typing import Any, NamedTuple

from pydantic_core import from_json, to_json
from zstandard import ZstdCompressionDict, ZstdCompressor, ZstdDecompressor, ZstdError, train_dictionary

from facts.model.cached_property import cached_property
from facts.model.json_item import LazyItem
from facts.urls import record_url
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
SEPARATOR = b"\n"
"""Stands between the record and its rows; in JSON a line feed is escaped."""
SOURCE = "source."
"""The beginning of the paths of a sheet's own fields."""
RECEIPT_FIELDS = ("basis", "spans", "note", "formula", "inputs")
"""The fields of a receipt that a fact has."""


class BodyRow(NamedTuple):
    """What a row of a view has besides the record's own JSON."""

    path: str
    voice: str
    attributed_to: str | None
    attribution_scope: str | None
    status: str
    earliest: str | None
    latest: str | None
    certainty: str | None
    """How certain a date is; None if it is no date."""


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
        is_short = len(data) <= MAX_CACHED_SIZE
        return Body(*(self.cached_json(data) if is_short else self.decompress_json(data)))

    def decompress_json(self, data: bytes) -> list[bytes]:
        """Return the JSON of the record and that of its details."""
        return self.decompressor.decompress(data).split(SEPARATOR)


def write_body(
    record: Mapping[str, Any], subject: str, title: str, countries: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> bytes:
    """Return a record as it is served, with its details.

    A row is a tuple of the fields of `BodyRow`: pydantic takes four times as long to write named tuples.
    """
    return to_json(record) + SEPARATOR + to_json([subject, title, countries, rows])


class Details(NamedTuple):
    """What the rows of a record have in common, and the rows."""

    subject: str
    """`sheet/kind/id`; of a sheet its id."""
    title: str
    countries: Sequence[str]
    rows: Sequence[Sequence[Any]]
    """Those of `BodyRow`."""


class Body:
    """A record as it is served, and the rows of the views that come from its fields."""

    def __init__(self, record: bytes, details: bytes) -> None:
        self.record = LazyItem(record)
        self.details_json = details

    @cached_property
    def details(self) -> Details:
        """What items of views are composed from."""
        return Details(*from_json(self.details_json))

    def compose(self, view: str, number: int) -> dict[str, Any]:
        """Return the row with a number, from 0, as an item of a view."""
        subject, title, countries, rows = self.details
        row = BodyRow(*rows[number])
        sheet, _, name = subject.partition("/")
        owner = self.record.fields if name else self.record["source"]
        path = row.path if name else row.path.removeprefix(SOURCE)
        receipt, gap = owner["evidence"].get(path), owner["gaps"].get(path)
        head = {
            "sheet": sheet,
            "subject": subject,
            "url": record_url(subject),
            "title": title,
            "property": row.path,
        }
        if view == GAPS.name:
            return head | {"status": gap["status"], "note": gap["note"]}
        value = value_at(self.record.fields, row.path) if receipt else None
        fields = fact_fields(row, value, receipt) if view == FACTS.name else entry_fields(row, value, receipt, gap)
        return head | fields | {"countries": countries, "match": None}


def fact_fields(row: BodyRow, value: Any, receipt: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a fact."""
    return {
        "value": value,
        **{name: receipt[name] for name in RECEIPT_FIELDS},
        **voice_fields(row),
        "status": row.status,
        "earliest": row.earliest,
        "latest": row.latest,
    }


def entry_fields(row: BodyRow, when: Any, receipt: Mapping[str, Any] | None, gap: Any) -> dict[str, Any]:
    """Return the fields of an entry of the timeline; for an undated one `when` is null, and `gap` says why."""
    return {
        "when": when,
        "gap": gap,
        "earliest": row.earliest,
        "latest": row.latest,
        "status": row.status,
        "certainty": row.certainty,
        "basis": receipt["basis"] if receipt else None,
        **voice_fields(row),
    }


def voice_fields(row: BodyRow) -> dict[str, Any]:
    """Return who says what a row says."""
    return {"voice": row.voice, "attributed_to": row.attributed_to, "attribution_scope": row.attribution_scope}


def value_at(record: Mapping[str, Any], path: str) -> Any:
    """Return the value of the field of a record at a dotted path."""
    value: Any = record
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value
