"""`python -m api`: serve fact sheets over HTTP."""

import signal
import sys
from collections.abc import Sequence
from contextlib import nullcontext
from pathlib import Path
from tempfile import TemporaryDirectory

import uvicorn

from api.app import create_app
from api.http.logs import configure_logging, log_event
from api.server.config import CreateApp, load_configured_sheets, prepare_app, uvicorn_config
from api.server.settings import Settings
from api.server.workers import WorkerSupervisor, multiprocess_config
from facts.archive import Archive
from facts.sheets.problems import SheetError


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until stopped; return the exit status: 0 on normal shutdown, 1 for unusable sheets or a taken port."""
    settings = Settings.from_command_line(arguments)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGHUP})  # until the sheets can be reloaded
    with nullcontext("") if settings.workers == 1 else TemporaryDirectory(prefix="fact-sheet-") as tempdir:
        snapshot_dir = Path(tempdir)
        try:
            if settings.workers == 1:
                config = single_process_config(settings)
            else:
                config = multiprocess_config(app_factory(settings), settings, snapshot_dir)
            sock = config.bind_socket()
        except SheetError as error:
            print(error, file=sys.stderr)
            return 1
        except SystemExit:
            address = f"{settings.host}:{settings.port}"
            print(f"Cannot listen on {address}: choose another address with --host or --port.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return 130
        configure_logging(settings.log_format)
        host = f"[{settings.host}]" if ":" in settings.host else settings.host
        log_event("listen", f"Listening on http://{host}:{settings.port}")
        for signum in (signal.SIGINT, signal.SIGTERM):
            signal.signal(signum, handle_exit)
        if settings.workers == 1:
            uvicorn.Server(config).run([sock])
        else:
            WorkerSupervisor(settings, snapshot_dir, config, sock).run()
    return 0


def handle_exit(*_: object) -> None:
    """Exit the process; uvicorn raises a captured signal again after its graceful shutdown."""
    sys.exit(0)


def single_process_config(settings: Settings) -> uvicorn.Config:
    """Return uvicorn's configuration for this process; raise SheetError for sheets that do not load."""
    return uvicorn_config(
        settings,
        prepare_app(app_factory(settings), settings, lambda: Archive.build(load_configured_sheets(settings))),
    )


def app_factory(settings: Settings) -> CreateApp:
    """Return what creates the application, with an MCP server if the settings say so."""
    if not settings.mcp:
        return create_app
    from api.mcp.app import create_mcp_app  # noqa: PLC0415 - the SDK is an extra, and takes a second to import

    return create_mcp_app


if __name__ == "__main__":
    sys.exit(main())
