"""Cached properties that threads compute at the same time."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):  # noqa: N801 - a decorator, as that of functools
    """A property whose value is computed once for each object, in a thread of its own perhaps.

    That of functools has one lock for all objects of a class before Python 3.12: while it is computed for one, other
    threads wait that need it for another.
    """

    def __init__(self, function: Callable[[Any], T]) -> None:
        self.function = function
        self.name = function.__name__
        self.__doc__ = function.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type) -> T: ...

    def __get__(self, instance: object | None, owner: type) -> Self | T:
        """Return the value of the property; later it is found in the object without this method."""
        if instance is None:
            return self
        value: T = self.function(instance)
        instance.__dict__[self.name] = value
        return value
