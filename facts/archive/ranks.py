"""Ranks: the places of items among the items of a column, where these are few of all items."""

from pyroaring import BitMap

SPARSE_SHARE = 1 / 16
"""Up to this share of all items, a bitmap stores its items as sorted lists, in which one is found fast."""


def is_sparse(items: BitMap) -> bool:
    """Return whether items are few of those in their range, so that ranks among them are found fast."""
    return not items or len(items) <= SPARSE_SHARE * (items.max() - items.min() + 1)


def list_ranks(items: BitMap, among: BitMap) -> list[int]:
    """Return how many of the items `among` which some items are come before each of them."""
    return [rank - 1 for rank in map(among.rank, items)]
