"""What requests cost is learnt from those before."""

from types import SimpleNamespace
from typing import Any

import pytest

from api.http.costs import FAST, MAX_SHAPES, SLOW, RequestCosts, shape_of
from tests.tables import each_row

LIST = SimpleNamespace(path="/v1/facts")
JSON, PAGE = object(), object()


def scope_of(query: bytes, format_: object = JSON, route: object = LIST) -> dict[str, Any]:
    """Return the scope of a request."""
    return {"type": "http", "route": route, "query_string": query, "state": {"format": format_}}


@each_row(
    ("scope", "is_same"),
    [
        (scope_of(b"limit=7&q=b"), True),
        (scope_of(b"q=b&limit=7"), True),
        (scope_of(b"q=b"), False),
        (scope_of(b"limit=7&q=b", PAGE), False),
        (scope_of(b"limit=7&q=b", JSON, SimpleNamespace(path="/v1/gaps")), False),
    ],
)
def test_requests_of_one_shape_differ_in_values_alone(scope: dict[str, Any], is_same: bool) -> None:
    """The route, the format and the names of the parameters make the shape."""
    assert (shape_of(scope) == shape_of(scope_of(b"q=a&limit=1"))) is is_same


def test_a_shape_is_slow_once_its_requests_are() -> None:
    """One slow request, perhaps the first of the process, says nothing; several do, until fast ones follow."""
    costs = RequestCosts()
    costs.add(("a",), SLOW * 2)
    assert not costs.is_slow(("a",))
    for _ in range(5):
        costs.add(("a",), SLOW * 2)
    assert costs.is_slow(("a",))
    assert not costs.is_slow(("b",))
    for _ in range(5):
        costs.add(("a",), 0.0)
    assert not costs.is_slow(("a",))


def test_a_shape_is_fast_while_none_of_its_requests_is_not() -> None:
    """A new shape is not known to be fast; it is after eight fast requests, until one is not, whatever their mean.

    After a slow one, other than the first, it takes more: so what is sometimes slow is seldom run where others wait.
    """
    costs = RequestCosts()

    def requests_until_fast() -> int:
        count = 0
        while not costs.is_fast(("a",)):
            costs.add(("a",), FAST / 10)
            count += 1
        return count

    assert requests_until_fast() == 8
    costs.add(("b",), 1)
    for _ in range(6):
        costs.add(("b",), FAST / 10)
    assert not costs.is_fast(("b",))
    costs.add(("b",), FAST / 10)
    assert costs.is_fast(("b",))
    costs.add(("a",), FAST * 1.1)
    assert not costs.is_fast(("a",))
    assert costs.cost_of(("a",)).mean < FAST
    assert requests_until_fast() == 1
    costs.add(("a",), SLOW)
    assert requests_until_fast() > 12
    costs.add(("a",), 1)
    assert requests_until_fast() > 50


def test_few_shapes_are_remembered() -> None:
    """Whatever clients invent, the memory of costs is bounded, and what is requested all the time stays in it."""
    costs = RequestCosts()
    for number in range(MAX_SHAPES + 10):
        costs.add(("a",), 1)
        costs.add((number,), 1)
    assert len(costs.costs) == MAX_SHAPES
    assert costs.is_known(("a",))
    assert not costs.is_known((0,))


def test_a_query_that_fails_has_a_cost() -> None:
    """What is rejected after a long time is slow, too."""
    costs = RequestCosts()
    with pytest.raises(ValueError, match="invalid"):
        costs.measure(("a",), int, "x")
    assert costs.cost_of(("a",)).mean > 0
