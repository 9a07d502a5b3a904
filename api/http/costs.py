"""Estimate the cost of a request from earlier requests of the same shape."""

from collections import OrderedDict
from collections.abc import Callable
from time import thread_time
from typing import NamedTuple, TypeVar

from starlette.types import Scope

T = TypeVar("T")
SLOW = 0.02
"""Seconds of processor time from which on a request is slow."""
FAST = 0.005
"""Seconds of processor time below which a request is fast."""
UNKNOWN = 0.0115
"""Seconds of processor time that a request of a new shape may take: so eight fast ones show that it is fast.

The first may take any time: it fills caches.
"""
WEIGHT = 0.25
"""The share of the latest request in the expected cost."""
DECAY = 0.9
"""The factor by which the peak cost decreases with each request that costs less."""
MAX_SHAPES = 2000
"""The number of shapes of requests whose costs are stored."""
Shape = tuple[object, ...]


class Cost(NamedTuple):
    """The seconds of processor time that requests of a shape take."""

    mean: float = 0.0
    """The moving average."""
    peak: float = UNKNOWN
    """The greatest of the latest requests."""


class RequestCosts:
    """The costs of requests by shape."""

    def __init__(self) -> None:
        self.costs: OrderedDict[Shape, Cost] = OrderedDict()

    def is_known(self, shape: Shape) -> bool:
        """Return whether a request of a shape was handled recently."""
        return shape in self.costs

    def is_slow(self, shape: Shape) -> bool:
        """Return whether a request of a shape is expected to be slow; one of a new shape is not."""
        return self.cost_of(shape).mean >= SLOW

    def is_fast(self, shape: Shape) -> bool:
        """Return whether all recent requests of a shape were fast; one of a new shape is not expected to be."""
        return self.cost_of(shape).peak < FAST

    def cost_of(self, shape: Shape) -> Cost:
        """Return the cost of requests of a shape."""
        return self.costs.get(shape, Cost())

    def measure(self, shape: Shape, function: Callable[..., T], *args: object) -> T:
        """Return the result of a function, and record the processor time of the thread that it took."""
        start = thread_time()
        try:
            return function(*args)
        finally:
            self.add(shape, thread_time() - start)

    def add(self, shape: Shape, seconds: float) -> None:
        """Record the cost of a request; a new shape evicts the one that was requested longest ago.

        The first request of a shape is slower than later ones: it has no more weight than each of these in the mean,
        and none in the peak.
        """
        known = self.costs.pop(shape, None)
        mean, peak = known or Cost()
        peak = max(seconds if known else 0.0, DECAY * peak)
        self.costs[shape] = Cost(mean + WEIGHT * (seconds - mean), peak)
        if len(self.costs) > MAX_SHAPES:
            self.costs.popitem(last=False)


def shape_of(scope: Scope) -> Shape:
    """Return the shape of a request: its route, its format and the names of its parameters."""
    names = frozenset(part.partition(b"=")[0] for part in scope["query_string"].split(b"&"))
    return getattr(scope.get("route"), "path", ""), id(scope.get("state", {}).get("format")), names
