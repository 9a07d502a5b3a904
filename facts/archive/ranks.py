"""Ranks: positions of items in a column, fast where few of its items are looked up."""

from pyroaring import BitMap

MAX_BITSETS = 0
"""At most so many parts of a bitmap are sets of bits, which have to be counted, and not sorted lists."""


def is_sparse(items: BitMap) -> bool:
    """Return whether items are few of those in their range, so that ranks among them are found fast."""
    return int(items.get_statistics()["n_bitset_containers"]) <= MAX_BITSETS


def list_ranks(items: BitMap, among: BitMap) -> list[int]:
    """Return how many of the items `among` which some items are come before each of them."""
    return [rank - 1 for rank in map(among.rank, items)]
