"""Progress bars on a terminal."""

import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

Item = TypeVar("Item")
FEWEST = 5
"""Items from which on progress is shown."""


def track(items: Iterable[Item], total: int) -> Iterator[Item]:
    """Yield the items; show on a terminal how many of the `total` have been yielded."""
    if total < FEWEST or not sys.stderr.isatty():
        yield from items
        return
    from tqdm import tqdm  # noqa: PLC0415 - not needed by a server

    yield from tqdm(items, total=total, file=sys.stderr, leave=False, dynamic_ncols=True)
