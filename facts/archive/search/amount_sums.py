"""Exact sums of amounts of one currency, as whole multiples of the smallest step between amounts."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

from pyroaring import BitMap

from facts.archive.facet_column import Terms
from facts.archive.range_column import RangeLayer
from facts.model.decimals import DECIMAL_PLACES

STEPS = 10**DECIMAL_PLACES
"""The steps from 0 to 1."""


@dataclass(slots=True)
class AmountTotal:
    """The number of amounts, and what they come to in steps at least, and at most: infinite if one is open."""

    count: int
    least: float
    greatest: float

    def __add__(self, other: "AmountTotal") -> "AmountTotal":
        """Return the total of the amounts of both."""
        return AmountTotal(self.count + other.count, self.least + other.least, self.greatest + other.greatest)

    def to_json(self) -> dict[str, Any]:
        """Return the total as it is served, the greatest sum as None if it is infinite."""
        least = format_steps(int(self.least))
        greatest: str | None = least
        if self.greatest != self.least:
            greatest = None if self.greatest == inf else format_steps(int(self.greatest))
        return {"count": self.count, "least": least, "greatest": greatest}


def total_amounts(
    layer: RangeLayer, items: BitMap, terms: Sequence[Terms], counted: Container[int]
) -> Iterator[tuple[int, str, AmountTotal]]:
    """Yield what the amounts of some items of a layer come to by each counted term that they have, and currency."""
    groups: defaultdict[tuple[int, str | None], list[int]] = defaultdict(list)
    units = [unit for _, unit in layer.qualifiers]
    codes = layer.qualifier_codes
    for place, of_item in zip(layer.firsts.places_of(items), terms, strict=True):
        for term in of_item:
            if term in counted:
                groups[term, units[codes[place]]].append(place)
    least, greatest = layer.least_steps.__getitem__, layer.greatest_steps.__getitem__
    for (term, currency), places in groups.items():
        if currency is not None:
            yield term, currency, AmountTotal(len(places), sum(map(least, places)), sum(map(greatest, places)))


def format_steps(steps: int) -> str:
    """Return an amount in steps as text, without zeros at its end."""
    integer, rest = divmod(steps, STEPS)
    return f"{integer}.{rest:0{DECIMAL_PLACES}}".rstrip("0") if rest else str(integer)
