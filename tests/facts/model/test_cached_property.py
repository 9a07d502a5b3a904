"""Cached properties are computed once for each object, and for several objects at the same time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from facts.model.cached_property import cached_property


class Search:
    """An object with a property that takes as long as that of another object."""

    def __init__(self, barrier: Barrier) -> None:
        self.barrier = barrier

    @cached_property
    def total(self) -> int:
        """The number of the thread at the barrier."""
        return self.barrier.wait(timeout=10)


def test_it_is_computed_once_for_each_object() -> None:
    """A second access returns the same value, and another object has a value of its own."""
    searches = [Search(Barrier(1)), Search(Barrier(1))]
    for search in searches:
        assert search.total == 0
        search.barrier.abort()
        assert search.total == 0


def test_it_is_computed_for_several_objects_at_the_same_time() -> None:
    """While a thread computes it for one object, another computes it for another: neither waits for the other."""
    barrier = Barrier(2)
    with ThreadPoolExecutor(2) as threads:
        totals = threads.map(lambda search: search.total, [Search(barrier), Search(barrier)])
        assert sorted(totals) == [0, 1]


def test_it_tells_what_it_is() -> None:
    """The class has the property itself, with its docstring."""
    assert Search.total.__doc__ == "The number of the thread at the barrier."
