"""Tables of examples: a test of many short ones, each of which would take pytest longer than the test itself."""

import inspect
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest

Test = Callable[..., None]


def each_row(names: str | Sequence[str], rows: Iterable[Any]) -> Callable[[Test], Test]:
    """Return a decorator that calls a test with each row of a table, and fails with all rows that fail.

    Arguments are those of `pytest.mark.parametrize`, but for marks and ids; the other parameters are fixtures, which
    all rows share.
    """
    table = [(row,) if isinstance(names, str) else tuple(row) for row in rows]
    parameters = [names] if isinstance(names, str) else list(names)

    def decorate(test: Test) -> Test:
        def test_rows(**fixtures: Any) -> None:
            failures = []
            for row in table:
                try:
                    test(**fixtures, **dict(zip(parameters, row, strict=True)))
                except (Exception, pytest.fail.Exception) as error:
                    failures.append(f"{row!r}: {type(error).__name__}: {error}")
            assert not failures, "\n\n".join(failures)

        signature = inspect.signature(test)
        fixtures = [parameter for name, parameter in signature.parameters.items() if name not in parameters]
        test_rows.__dict__["__signature__"] = signature.replace(parameters=fixtures)
        test_rows.__name__, test_rows.__doc__, test_rows.__module__ = test.__name__, test.__doc__, test.__module__
        return test_rows

    assert table, "a table without rows tests nothing"
    return decorate
