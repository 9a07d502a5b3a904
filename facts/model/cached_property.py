"""A cached property without a lock."""

from collections.abc import Callable
from typing import Any, Generic, Self, TypeVar, overload

T = TypeVar("T")


class cached_property(Generic[T]):  # noqa: N801 - a decorator, as that of functools
    """Like functools.cached_property, but without its lock: concurrent callers may compute the value twice.

    Before Python 3.12 that lock is shared by all objects of a class, so that threads wait for each other's objects.
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
        """Return the value of the property, and store it in the object, where later accesses read it."""
        if instance is None:
            return self
        value: T = self.function(instance)
        instance.__dict__[self.name] = value
        return value
