"""Progress: how many items of a long task are done, on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
FEWEST = 5
"""Items from which on progress is shown."""


def track(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items; show on a terminal how many of the `total` have been yielded."""
    is_shown = total >= FEWEST and sys.stderr.isatty()
    try:
        for number, item in enumerate(items, 1):
            if is_shown:
                print(f"\r{number} of {total}", end="", file=sys.stderr, flush=True)
            yield item
    finally:
        if is_shown:
            print("\r\033[K", end="", file=sys.stderr, flush=True)
