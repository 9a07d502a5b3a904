"""Whoever meets with a change waits for the archive that replaces the one that has changed, and not in vain."""

import asyncio
from typing import Any, cast

import pytest

from api.http.rejections import MAX_ATTEMPTS
from api.replacement import ArchiveReplacement, call_with_archive
from facts.archive import Archive, ArchiveChanged
from tests.tables import each_row

NEXT, SAME, LATE = "another one is there", "another one comes in time", "no other one comes in time"


@each_row(
    ("changes", "is_read", "calls", "waits"),
    [
        ([], True, 1, 0),
        ([NEXT], True, 2, 0),
        ([SAME], True, 2, 1),
        ([LATE], False, 1, 1),
        ([NEXT, SAME], True, 3, 1),
        ([SAME, SAME], True, 3, 2),
        ([SAME, LATE], False, 2, 2),
        ([SAME, SAME, SAME], False, 3, 2),
        ([NEXT, NEXT, NEXT], False, 3, 0),
        ([NEXT, NEXT, LATE], False, 3, 0),
    ],
)
def test_nobody_waits_in_vain(changes: list[str], is_read: bool, calls: int, waits: int) -> None:
    """A call is repeated with another archive, so often and no more; after the last attempt nothing is waited for."""
    archives, waited = [0], []
    remaining = iter(changes)

    async def call(archive: Archive) -> int:
        called.append(archive)
        change = next(remaining, None)
        if change is None:
            return archives[-1]
        last_change.append(change)
        if change == NEXT:
            archives.append(len(archives))
        raise ArchiveChanged

    async def wait() -> bool:
        waited.append(last_change[-1])
        if last_change[-1] == SAME:
            archives.append(len(archives))
        return last_change[-1] == SAME

    called: list[Any] = []
    last_change: list[str] = []
    outcome: Any = None
    try:
        outcome = asyncio.run(call_with_archive(call, lambda: cast("Archive", archives[-1]), wait))
    except ArchiveChanged:
        assert not is_read
    else:
        assert is_read
        assert outcome == archives[-1]
    assert called == list(range(calls))
    assert len(waited) == waits
    assert calls <= MAX_ATTEMPTS


def test_other_errors_are_not_tried_again() -> None:
    """An error that is not about a change is raised as it is, at once."""

    async def call(_: Archive) -> None:
        raise KeyError("gone")

    with pytest.raises(KeyError):
        asyncio.run(call_with_archive(call, lambda: cast("Archive", 0), ArchiveReplacement().wait))
