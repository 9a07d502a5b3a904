"""Workers: several processes that serve the same sheets."""

import os
import signal
import socket
from collections.abc import Sequence
from functools import partial

import uvicorn
from uvicorn.supervisors import Multiprocess

from api.front import Front
from api.options import Options
from api.reload import Reload, refuse
from api.server import application, loaded
from facts.sheet import Sheet


class Workers(Multiprocess):
    """uvicorn's processes, which reload where they are: uvicorn would replace them, and lose what they are asked."""

    def __init__(self, options: Options, config: uvicorn.Config, sockets: list[socket.socket]) -> None:
        super().__init__(config, sockets)
        self.options = options

    def handle_hup(self) -> None:
        """Have every worker read the sheets again, if they load; if not, tell why."""
        try:
            sheets = list(loaded(self.options))
        except Exception as error:
            refuse(error)
            return
        self.config.app = partial(worker, self.options, sheets)
        for process in self.processes:
            if process.pid is not None and process.exitcode is None:
                os.kill(process.pid, signal.SIGHUP)


def worker(options: Options, sheets: Sequence[Sheet]) -> Front:
    """Return the application of a worker, for sheets that were loaded before it was started."""
    return Reload(options, application(options, sheets)).heed()
