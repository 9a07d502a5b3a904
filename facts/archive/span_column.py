"""Span columns: the dates or the numbers of the items of a segment, from the first to the last that each may mean."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from pydantic_core import from_json, to_json
from pyroaring import BitMap

from facts.archive import packing
from facts.archive.ordered_column import OrderedColumn
from facts.model.edtf import Range

ESTIMATE = "~"
"""The operator of numbers that are about what they say, so that they lie wholly in no range."""


class ItemSpan(NamedTuple):
    """What a date or a number of an item may mean: from the first to the last day, or least to greatest number."""

    item: int
    first: str
    last: str
    operator: str | None
    """The operator of a number."""
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


class SpanLayer:
    """Dates or numbers of items, of each item at most one."""

    def __init__(self, firsts: OrderedColumn, lasts: OrderedColumn, qualifiers: Qualifiers) -> None:
        self.firsts = firsts
        self.lasts = lasts
        self.qualifiers = qualifiers
        estimates = (items for (operator, _), items in qualifiers.items() if operator == ESTIMATE)
        self.estimates = BitMap.union(BitMap(), *estimates)

    @classmethod
    def build(cls, spans: Sequence[ItemSpan]) -> "SpanLayer":
        """Return the layer of spans, of which each is of another item."""
        qualifiers: dict[tuple[str | None, str | None], BitMap] = {}
        for span in spans:
            qualifiers.setdefault((span.operator, span.unit), BitMap()).add(span.item)
        firsts = OrderedColumn.build((span.first, span.item) for span in spans)
        return cls(firsts, OrderedColumn.build((span.last, span.item) for span in spans), qualifiers)

    @classmethod
    def decode(cls, data: bytes) -> "SpanLayer":
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

    def spans(self, items: BitMap | None) -> Iterator[ItemSpan]:
        """Yield the spans of those of some items that have one, or of all, in the order of the items."""
        items = self.firsts.items if items is None else items & self.firsts.items
        qualifiers: dict[int, tuple[str | None, str | None]] = {}
        for qualifier, qualified in self.qualifiers.items():
            qualifiers.update(dict.fromkeys((items & qualified).to_array(), qualifier))
        keys = zip(items.to_array(), self.firsts.keys_of(items), self.lasts.keys_of(items), strict=True)
        return (ItemSpan(item, first, last, *qualifiers[item]) for item, first, last in keys)

    def overlapping(self, start: str | None, end: str | None) -> BitMap:
        """Return the items that may lie in a range, whose ends are open if they are None."""
        begun = self.firsts.items if end is None else self.firsts.before(end, inclusive=True)
        return begun if start is None else begun - self.lasts.before(start)

    def contained(self, start: str | None, end: str | None) -> BitMap:
        """Return the items all of whose possible days or numbers lie in a range."""
        return (self.firsts.between(start, end) & self.lasts.between(start, end)) - self.estimates


class SpanColumn:
    """The dates or the numbers of the items of a segment in one index."""

    def __init__(self, layers: Sequence[SpanLayer]) -> None:
        self.layers = layers

    @classmethod
    def build(cls, spans: Iterable[ItemSpan]) -> "SpanColumn":
        """Return the column of some spans: a layer has the first of each item, the next one the second, and so on."""
        layers: list[list[ItemSpan]] = []
        counts: dict[int, int] = {}
        for span in spans:
            number = counts[span.item] = counts.get(span.item, -1) + 1
            if number == len(layers):
                layers.append([])
            layers[number].append(span)
        return cls(list(map(SpanLayer.build, layers)))

    @classmethod
    def decode(cls, data: bytes) -> "SpanColumn":
        """Return the column that is stored as `data`."""
        return cls(list(map(SpanLayer.decode, packing.split(data))))

    def encode(self) -> bytes:
        """Return the column as it is stored."""
        return packing.join([layer.encode() for layer in self.layers])

    def spans(self, items: BitMap | None) -> Iterator[ItemSpan]:
        """Yield the spans of some items, or of all, layer by layer."""
        return chain.from_iterable(layer.spans(items) for layer in self.layers)

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
        lies_in = ItemSpan.is_contained if contained else ItemSpan.overlaps
        spans = self.spans(items)
        return BitMap([span.item for span in spans if any(lies_in(span, start, end) for start, end in ranges)])

    @property
    def size(self) -> int:
        """About how many bytes it takes in memory."""
        return sum(layer.firsts.size + layer.lasts.size for layer in self.layers)
