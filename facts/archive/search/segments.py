"""Segments: runs of sheets whose items are the bits of one number, to be intersected and counted together."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, bindparam

from facts.archive import bitmaps

Bitmaps = dict[int, int]
"""The bitmap of items of each sheet that has one."""
SEGMENT_BYTES = 8192
"""Bytes of the bitmap of a segment, unless it is that of one long sheet."""


class Segment:
    """Some sheets in order, and which bytes of the segment's bitmap are those of each; `sizes` are in bytes."""

    def __init__(self, sizes: Mapping[int, int]) -> None:
        self.first_sheet, self.last_sheet = min(sizes), max(sizes)
        self.bounds: dict[int, tuple[int, int]] = {}
        """The first byte of each sheet, and the one after its last."""
        self.size = 0
        for sheet, size in sizes.items():
            self.bounds[sheet] = self.size, self.size + size
            self.size += size

    def first_bit(self, sheet: int) -> int:
        """Return the bit of the first item of a sheet."""
        return 8 * self.bounds[sheet][0]

    def join(self, items: Bitmaps) -> int:
        """Return the bitmap of those of some items that are in the segment."""
        data = bytearray(self.size)
        for sheet in self.bounds.keys() & items.keys():
            start, end = self.bounds[sheet]
            data[start:end] = items[sheet].to_bytes(end - start, "little")
        return int.from_bytes(data, "little")

    def join_blocks(self, blocks: Mapping[int, bytes]) -> int:
        """Return the bitmap of the items in the segment whose bitmaps are stored in blocks, one for each sheet."""
        data = bytearray(self.size)
        for sheet in self.bounds.keys() & blocks.keys():
            bitmaps.write(blocks[sheet], data, self.bounds[sheet][0])
        return int.from_bytes(data, "little")

    def split(self, data: bytes, descending: bool = False) -> Iterator[tuple[int, int]]:
        """Yield the sheets that have items in the bytes of a bitmap, in order, with those of each."""
        bounds = self.bounds.items()
        for sheet, (start, end) in reversed(bounds) if descending else bounds:
            if items := int.from_bytes(data[start:end], "little"):
                yield sheet, items

    def select(self, data: bytes, sheet: int) -> int:
        """Return the items of a sheet in the bytes of a bitmap."""
        start, end = self.bounds[sheet]
        return int.from_bytes(data[start:end], "little")


class Segments:
    """The segments of an archive: of the sheets that have these numbers and numbers of items."""

    def __init__(self, item_counts: Iterable[tuple[int, int]]) -> None:
        self.segments: list[Segment] = []
        sizes: dict[int, int] = {}
        for sheet, count in sorted(item_counts):
            size = -(-count // 8)
            if sizes and sum(sizes.values()) + size > SEGMENT_BYTES:
                self.segments.append(Segment(sizes))
                sizes = {}
            sizes[sheet] = size
        if sizes:
            self.segments.append(Segment(sizes))
        self.last_sheets = [segment.last_sheet for segment in self.segments]

    def __len__(self) -> int:
        """Return how many segments there are."""
        return len(self.segments)

    def __getitem__(self, number: int) -> Segment:
        """Return the segment with a number."""
        return self.segments[number]

    def number_of(self, sheet: int) -> int:
        """Return the number of the segment of a sheet; of a sheet that there is not, that of the next one."""
        return bisect_left(self.last_sheets, sheet)

    def from_sheet(self, sheet: int, descending: bool) -> range:
        """Return the numbers of the segments from that of a sheet on, or of those before it."""
        number = self.number_of(sheet)
        return range(min(number, len(self) - 1), -1, -1) if descending else range(number, len(self))

    def sheet_range(self, numbers: range) -> dict[str, int]:
        """Return the parameters of `between_sheets` for some segments in a row."""
        return {"first_sheet": self[numbers[0]].first_sheet, "last_sheet": self[numbers[-1]].last_sheet}

    def group_rows(self, rows: Iterable[tuple[Any, ...]], numbers: range) -> dict[int, list[tuple[Any, ...]]]:
        """Return rows that begin with a sheet, those of some segments, by the number of the segment."""
        number_of = {sheet: number for number in numbers for sheet in self[number].bounds}
        groups: dict[int, list[tuple[Any, ...]]] = {number: [] for number in numbers}
        for row in rows:
            groups[number_of[row[0]]].append(row)
        return groups


def between_sheets(sheet: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that a sheet is in some segments, see `Segments.sheet_range`."""
    return sheet.between(bindparam("first_sheet"), bindparam("last_sheet"))
