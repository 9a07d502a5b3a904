"""Tune the memory allocator of the process."""

from contextlib import suppress
from ctypes import CDLL

M_ARENA_MAX = -8
"""The parameter of `mallopt` for the maximum number of arenas, see mallopt(3)."""


def share_memory_arena() -> None:
    """Make all threads allocate from one arena, where the C library is glibc.

    With arenas of their own, threads do not share freed memory; under Python's lock they rarely compete.
    """
    with suppress(AttributeError, OSError):
        CDLL(None).mallopt(M_ARENA_MAX, 1)
