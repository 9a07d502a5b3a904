"""Range columns: the dates or the numbers of the items of a segment, as ranges of what each may mean."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from math import inf
from typing import NamedTuple

from pydantic_core import from_json, to_json
from pyroaring import BitMap

from facts.archive import packing
from facts.archive.facet_column import type_code
from facts.archive.indexes import OPEN_END
from facts.archive.ordered_column import OrderedColumn
from facts.model.cached_property import cached_property
from facts.model.edtf import Range

MORE, LESS = ">", "<"
"""The operators of numbers that are excluded from what they mean."""
STEP_BYTES = 50
"""Bytes that an amount in steps takes in memory, about."""
ESTIMATE = "~"
"""The operator of numbers that are about what they say, and of qualified dates: they lie wholly in no range."""


class ValueRange(NamedTuple):
    """What a date or a number of an item may mean: from the first to the last day, or least to greatest number."""

    item: int
    first: str
    last: str
    operator: str | None
    """The operator of a number, or ESTIMATE for an uncertain or approximate date."""
    unit: str | None
    """The currency or unit of a number."""

    def overlaps(self, start: str | None, end: str | None) -> bool:
        """Return whether it may lie in a range, whose ends are open if they are None."""
        return (end is None or self.first <= end) and (start is None or start <= self.last)

    def is_contained(self, start: str | None, end: str | None) -> bool:
        """Return whether it lies wholly in a range."""
        is_after = start is None or start <= self.first
        return self.operator != ESTIMATE and is_after and (end is None or self.last <= end)


Qualifiers = Mapping[tuple[str | None, str | None], BitMap]
"""The items by the operator and the unit of their number."""


def steps_of(key: str) -> float:
    """Return the number of a key in the least steps between two numbers, which is an `int` unless it is infinite.

    What is open at its start is 0, for no number is below it.
    """
    if key == OPEN_END:
        return inf
    return int(key.replace(".", "")) if key else 0


class RangeLayer:
    """Dates or numbers of items, of each item at most one."""

    def __init__(self, firsts: OrderedColumn, lasts: OrderedColumn, qualifiers: Qualifiers) -> None:
        self.firsts = firsts
        self.lasts = lasts
        self.qualifiers = qualifiers
        estimates = (items for (operator, _), items in qualifiers.items() if operator == ESTIMATE)
        self.estimates = BitMap.union(BitMap(), *estimates)

    @classmethod
    def build(cls, ranges: Sequence[ValueRange]) -> "RangeLayer":
        """Return the layer of ranges, of which each is of another item."""
        qualifiers: dict[tuple[str | None, str | None], BitMap] = {}
        for value_range in ranges:
            qualifiers.setdefault((value_range.operator, value_range.unit), BitMap()).add(value_range.item)
        firsts = OrderedColumn.build((value_range.first, value_range.item) for value_range in ranges)
        return cls(
            firsts, OrderedColumn.build((value_range.last, value_range.item) for value_range in ranges), qualifiers
        )

    @classmethod
    def decode(cls, data: bytes) -> "RangeLayer":
        """Return the layer that is stored as `data`."""
        firsts, lasts, head, *items = packing.split(data)
        names = map(tuple, from_json(head))
        qualifiers = dict(zip(names, map(BitMap.deserialize, items), strict=True))
        return cls(OrderedColumn.decode(firsts), OrderedColumn.decode(lasts), qualifiers)

    def encode(self) -> bytes:
        """Return the layer as it is stored."""
        head = to_json(list(self.qualifiers))
        items = (bitmap.serialize() for bitmap in self.qualifiers.values())
        return packing.join([self.firsts.encode(), self.lasts.encode(), head, *items])

    @property
    def items(self) -> BitMap:
        """The items."""
        return self.firsts.items

    @cached_property
    def qualifier_codes(self) -> Sequence[int]:
        """The place of the operator and the unit of each item among the different ones, in the order of the items."""
        codes = array(type_code(len(self.qualifiers)))
        codes.frombytes(bytes(codes.itemsize * len(self.items)))
        for code, items in islice(enumerate(self.qualifiers.values()), 1, None):
            for place in self.firsts.places_of(items):
                codes[place] = code
        return codes

    @cached_property
    def least_steps(self) -> Sequence[float]:
        """The least that the amount of each item may be, in steps, in the order of the items: 0 if that is open.

        The key of what is more than a number is a step above it; so is that of what is less below it.
        """
        return self.list_steps(self.firsts, MORE, -1)

    @cached_property
    def greatest_steps(self) -> Sequence[float]:
        """The greatest that the amount of each item may be, in steps, in the order of the items: infinite if open."""
        return self.list_steps(self.lasts, LESS, 1)

    def list_steps(self, column: OrderedColumn, operator: str, difference: int) -> list[float]:
        """Return the amounts of the keys of all items, with a difference for those that have an operator."""
        steps_by_code = list(map(steps_of, column.keys))
        differences = [difference * (name == operator) for name, _ in self.qualifiers]
        codes = zip(column.codes, self.qualifier_codes, strict=True)
        return [steps_by_code[code] + differences[qualifier] for code, qualifier in codes]

    def ranges(self, items: BitMap | None) -> Iterator[ValueRange]:
        """Yield the ranges of those of some items that have one, or of all, in the order of the items."""
        items = self.items if items is None else items & self.items
        places = list(self.firsts.places_of(items))
        qualifiers = list(self.qualifiers)
        columns = (
            map(column.keys.__getitem__, map(column.codes.__getitem__, places))
            for column in (self.firsts, self.lasts)
        )
        codes = map(self.qualifier_codes.__getitem__, places)
        return (
            ValueRange(item, first, last, *qualifiers[code])
            for item, first, last, code in zip(items.to_array(), *columns, codes, strict=True)
        )

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes, with the amounts of all items if there are several qualifiers."""
        amounts = 2 * len(self.items) if len(self.qualifiers) > 1 else 0
        return self.firsts.size + self.lasts.size + STEP_BYTES * amounts

    def overlapping(self, start: str | None, end: str | None) -> BitMap:
        """Return the items that may lie in a range, whose ends are open if they are None."""
        begun = self.firsts.items if end is None else self.firsts.before(end, inclusive=True)
        return begun if start is None else begun - self.lasts.before(start)

    def contained(self, start: str | None, end: str | None) -> BitMap:
        """Return the items all of whose possible days or numbers lie in a range."""
        return (self.firsts.between(start, end) & self.lasts.between(start, end)) - self.estimates


class RangeColumn:
    """The dates or the numbers of the items of a segment in one index."""

    def __init__(self, layers: Sequence[RangeLayer]) -> None:
        self.layers = layers

    @classmethod
    def build(cls, ranges: Iterable[ValueRange]) -> "RangeColumn":
        """Return the column of some ranges: a layer has the first of each item, the next the second, and so on."""
        layers: list[list[ValueRange]] = []
        counts: dict[int, int] = {}
        for value_range in ranges:
            number = counts[value_range.item] = counts.get(value_range.item, -1) + 1
            if number == len(layers):
                layers.append([])
            layers[number].append(value_range)
        return cls(list(map(RangeLayer.build, layers)))

    @classmethod
    def decode(cls, data: bytes) -> "RangeColumn":
        """Return the column that is stored as `data`."""
        return cls(list(map(RangeLayer.decode, packing.split(data))))

    def encode(self) -> bytes:
        """Return the column as it is stored."""
        return packing.join([layer.encode() for layer in self.layers])

    def ranges(self, items: BitMap | None) -> Iterator[ValueRange]:
        """Yield the ranges of some items, or of all, layer by layer."""
        return chain.from_iterable(layer.ranges(items) for layer in self.layers)

    def select(self, ranges: Sequence[Range], contained: bool) -> BitMap:
        """Return the items that may lie in one of some ranges, or that lie wholly in one."""
        return BitMap.union(
            BitMap(),
            *(
                layer.contained(start, end) if contained else layer.overlapping(start, end)
                for layer in self.layers
                for start, end in ranges
            ),
        )

    def select_from(self, items: BitMap, ranges: Sequence[Range], contained: bool) -> BitMap:
        """Return those of a few items that may lie in one of some ranges, or that lie wholly in one."""
        lies_in = ValueRange.is_contained if contained else ValueRange.overlaps
        return BitMap(
            [
                value_range.item
                for value_range in self.ranges(items)
                if any(lies_in(value_range, start, end) for start, end in ranges)
            ]
        )

    @property
    def size(self) -> int:
        """Approximate size in memory in bytes."""
        return sum(layer.size for layer in self.layers)
