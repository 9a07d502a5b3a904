"""A worker: one of several processes that serve the same sheets, told its options by the environment."""

import sys

from api.front import Front
from api.options import Options
from api.reload import Reload
from api.server import application, log_of
from api.wire import protocol
from facts.problems import SheetError

OPTIONS = Options.read([])
Wire = protocol(OPTIONS.limits, log_of(OPTIONS))


def app() -> Front:
    """Return the application; end the process, with the messages of `check`, if the sheets do not load.

    The status is not the one by which uvicorn would end the other workers too: they serve what they have.
    """
    try:
        return Reload(OPTIONS, application(OPTIONS)).heed()
    except SheetError as error:
        print(error, file=sys.stderr)
        sys.exit(1)
