"""Replacement of the archive in service by a newer one."""

import asyncio
from collections.abc import Callable

REOPEN_TIMEOUT = 2.0
"""Seconds to wait until an archive that has changed is opened again."""


class ArchiveReplacement:
    """Lets requests wait for the archive that takes the place of one that has changed.

    `request` has it opened at once; by default it is opened when others want it.
    """

    def __init__(self) -> None:
        self.request: Callable[[], object] = int
        self.waiting: set[asyncio.Future[None]] = set()

    def announce(self) -> None:
        """Let the requests that wait go on: another archive is in service."""
        for future in self.waiting:
            if not future.done():
                future.set_result(None)

    async def wait(self) -> bool:
        """Return whether another archive is put into service in time."""
        future = asyncio.get_running_loop().create_future()
        self.waiting.add(future)
        try:
            self.request()
            await asyncio.wait_for(future, REOPEN_TIMEOUT)
        except TimeoutError:
            return False
        finally:
            self.waiting.remove(future)
        return True
