"""Replacement of the archive in service by a newer one."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TypeVar

from api.http.rejections import MAX_ATTEMPTS
from facts.archive import Archive, ArchiveChanged

T = TypeVar("T")
REOPEN_TIMEOUT = 2.0
"""Seconds to wait until an archive that has changed is opened again."""


class ArchiveReplacement:
    """Lets requests wait for the archive that replaces one that has changed.

    `on_wait`, if it is set, is called when a request begins to wait, to open that archive immediately.
    """

    def __init__(self) -> None:
        self.on_wait: Callable[[], object] | None = None
        self.waiting: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        """Wake the requests that wait: another archive is in service."""
        for future in self.waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self) -> bool:
        """Return whether another archive is put into service in time."""
        future = asyncio.get_running_loop().create_future()
        self.waiting.add(future)
        try:
            if self.on_wait:
                self.on_wait()
            await asyncio.wait_for(future, REOPEN_TIMEOUT)
        except TimeoutError:
            return False
        finally:
            self.waiting.remove(future)
        return True


async def call_with_archive(
    call: Callable[[Archive], Awaitable[T]],
    get_archive: Callable[[], Archive],
    wait_for_archive: Callable[[], Awaitable[bool]],
) -> T:
    """Return the result of `call`, which gets the archive in service, and the one that replaces it if it has changed.

    Raises ArchiveChanged if `wait_for_archive` returns that no other one is put into service in time, or if that one
    has changed, too, and so has the next.
    """
    attempts = MAX_ATTEMPTS
    while True:
        archive = get_archive()
        try:
            return await call(archive)
        except ArchiveChanged:
            attempts -= 1
            if not attempts or (get_archive() is archive and not await wait_for_archive()):
                raise
