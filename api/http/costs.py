"""Costs: what requests take to be handled, as the ones like them took before."""

from collections.abc import Callable
from time import thread_time
from typing import TypeVar

from starlette.types import Scope

T = TypeVar("T")
SLOW = 0.05
"""Seconds of processor time from which on a request is slow."""
WEIGHT = 0.25
"""The share of the latest request in the expected cost."""
MAX_SHAPES = 2000
"""The number of shapes of requests whose costs are remembered."""
Shape = tuple[object, ...]


class RequestCosts:
    """The processor time that requests of each shape take, a moving average."""

    def __init__(self) -> None:
        self.seconds: dict[Shape, float] = {}

    def is_slow(self, shape: Shape) -> bool:
        """Return whether a request of a shape is expected to be slow; one of a new shape is not."""
        return self.seconds.get(shape, 0.0) >= SLOW

    def measure(self, shape: Shape, function: Callable[..., T], *args: object) -> T:
        """Return the result of a function, and remember what it took of the thread's processor time."""
        start = thread_time()
        try:
            return function(*args)
        finally:
            self.add(shape, thread_time() - start)

    def add(self, shape: Shape, seconds: float) -> None:
        """Remember what a request took; the oldest shape is forgotten for a new one.

        The first request of a shape is slower than later ones, and has no more weight than each of these.
        """
        if shape not in self.seconds and len(self.seconds) >= MAX_SHAPES:
            self.seconds.pop(next(iter(self.seconds)), None)
        known = self.seconds.get(shape, 0.0)
        self.seconds[shape] = known + WEIGHT * (seconds - known)


def shape_of(scope: Scope) -> Shape:
    """Return what requests of about the same cost have in common: route, format and the names of the parameters."""
    names = frozenset(part.partition(b"=")[0] for part in scope["query_string"].split(b"&"))
    return getattr(scope.get("route"), "path", ""), id(scope.get("state", {}).get("format")), names
