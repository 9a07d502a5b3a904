"""Memory of the process, as the C library manages it."""

from contextlib import suppress
from ctypes import CDLL

M_ARENA_MAX = -8
"""The parameter of `mallopt` for the maximum number of arenas, see mallopt(3)."""


def share_memory_arena() -> None:
    """Have all threads allocate from one arena, where the C library is glibc.

    Each thread would keep what it freed for itself; under Python's lock they hardly ever compete for an arena.
    """
    with suppress(AttributeError, OSError):
        CDLL(None).mallopt(M_ARENA_MAX, 1)
