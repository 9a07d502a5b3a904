"""Span columns: the dates or the numbers of the items of a segment, in order of their first and of their last."""

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from sys import getsizeof

from sqlalchemy import Connection, bindparam, select

from facts.archive.search.fetch import fetch_all
from facts.archive.search.segment_cache import SegmentCache
from facts.archive.search.segments import Segment, between_sheets
from facts.archive.tables import spans
from facts.model.edtf import Range

STEP = 256
"""Items of an ordered column from one bitmap of all before to the next."""
ESTIMATE = "~"
"""The operator of numbers that are about what they say, so that they lie wholly in no range."""
IN_SEGMENTS = select(spans.c.sheet, spans.c.item, spans.c.first, spans.c.last, spans.c.operator).where(
    spans.c.index == bindparam("number"), between_sheets(spans.c.sheet)
)
Key = tuple[str, int]
"""A day or a number, and the bit of the item that has it."""


class OrderedItems:
    """Items of a segment in the order of their keys, with the bitmap of the first of them at each step."""

    def __init__(self, keys: Sequence[Key], size: int) -> None:
        ordered = sorted(keys)
        self.size = size
        self.keys = [key for key, _ in ordered]
        self.bits = array("I", [bit for _, bit in ordered])
        self.steps = [0]
        for start in range(0, len(ordered), STEP):
            self.steps.append(self.steps[-1] | self.bitmap_of(self.bits[start : start + STEP]))

    def before(self, key: str, inclusive: bool = False) -> int:
        """Return the items whose key is before another, or the same if `inclusive`."""
        count = bisect_right(self.keys, key) if inclusive else bisect_left(self.keys, key)
        step = count // STEP
        return self.steps[step] | self.bitmap_of(self.bits[step * STEP : count])

    def bitmap_of(self, bits: Sequence[int]) -> int:
        """Return the bitmap of some items."""
        if not bits:
            return 0
        data = bytearray(self.size)
        for bit in bits:
            data[bit >> 3] |= 1 << (bit & 7)
        return int.from_bytes(data, "little")

    def memory(self) -> int:
        """Return about how many bytes this takes."""
        return 12 * len(self.keys) + sum(map(getsizeof, self.steps))


class SpanLayer:
    """Dates or numbers of items of a segment, of each item at most one."""

    def __init__(self, rows: Sequence[tuple[int, str, str, str | None]], size: int) -> None:
        self.by_first = OrderedItems([(first, bit) for bit, first, _, _ in rows], size)
        self.by_last = OrderedItems([(last, bit) for bit, _, last, _ in rows], size)
        last_by_bit = {bit: last for bit, _, last, _ in rows}
        self.lasts = [last_by_bit[bit] for bit in self.by_first.bits]
        """The last of each item, in the order of the first."""
        self.items = self.by_first.steps[-1]
        self.estimates = self.by_first.bitmap_of([bit for bit, _, _, operator in rows if operator == ESTIMATE])

    def overlapping(self, start: str | None, end: str | None) -> int:
        """Return the items that may lie in a range, whose ends are open if they are None."""
        if start is not None and len(self.lasts) <= STEP:
            count = None if end is None else bisect_right(self.by_first.keys, end)
            pairs = zip(self.by_first.bits[:count], self.lasts, strict=False)
            return self.by_first.bitmap_of([bit for bit, last in pairs if last >= start])
        begun = self.items if end is None else self.by_first.before(end, inclusive=True)
        return begun if start is None else begun & ~self.by_last.before(start)

    def contained(self, start: str | None, end: str | None) -> int:
        """Return the items all of whose possible days or numbers lie in a range."""
        first = 0 if start is None else bisect_left(self.by_first.keys, start)
        bits = self.by_first.bits[first:]
        if end is not None:
            count = bisect_right(self.by_first.keys, end)
            pairs = zip(self.by_first.bits[first:count], self.lasts[first:count], strict=True)
            bits = array("I", [bit for bit, last in pairs if last <= end])
        return self.by_first.bitmap_of(bits) & ~self.estimates


class SpanColumn:
    """The dates or the numbers of the items of a segment in one index."""

    def __init__(self, rows: Sequence[tuple[int, int, str, str, str | None]], segment: Segment) -> None:
        rest = [
            (segment.first_bit(sheet) + item, first, last, operator) for sheet, item, first, last, operator in rows
        ]
        self.layers: list[SpanLayer] = []
        while rest:
            layer = {row[0]: row for row in rest}
            self.layers.append(SpanLayer(list(layer.values()), segment.size))
            rest = [] if len(layer) == len(rest) else [row for row in rest if layer[row[0]] is not row]

    def select(self, ranges: Sequence[Range], contained: bool) -> int:
        """Return the items that may lie in one of some ranges, or that lie wholly in one."""
        bitmap = 0
        for layer in self.layers:
            for start, end in ranges:
                bitmap |= layer.contained(start, end) if contained else layer.overlapping(start, end)
        return bitmap

    def memory(self) -> int:
        """Return about how many bytes this takes."""
        return sum(layer.by_first.memory() + layer.by_last.memory() + 8 * len(layer.lasts) for layer in self.layers)


def read_span_column(connection: Connection, cache: SegmentCache, index: int, number: int) -> SpanColumn:
    """Return the dates or the numbers of a segment in an index."""
    key = spans.name, index
    column: SpanColumn | None = cache.get(key, number)
    if column is None:
        numbers = cache.group_of(number)
        rows = fetch_all(connection, IN_SEGMENTS, {"number": index, **cache.segments.sheet_range(numbers)})
        groups = cache.segments.group_rows(rows, numbers)
        columns = {number: SpanColumn(group, cache.segments[number]) for number, group in groups.items()}
        cache.put(key, {number: (column, column.memory()) for number, column in columns.items()})
        column = columns[number]
    return column
