"""Options: how the server is to run, from the command line and the environment."""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from api.http.access_log import FORMATTERS
from api.http.limits import Limits
from facts.sheets.loader import BUNDLED

PREFIX = "FACT_SHEET_"
TRUTHS = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}
"""How a variable says yes and no."""
EPILOG = """\
environment: every option has a variable of the same name, such as FACT_SHEET_PORT for --port or
FACT_SHEET_CACHE_BYTES for --cache-bytes; places in FACT_SHEET_SHEETS are separated as in PATH. An option
goes before its variable.

signals: SIGHUP reads the sheets again, and goes on with the old ones if the new ones do not load;
SIGTERM ends the server when what was asked is answered.

exit status: 0 in the end, 1 for sheets that do not load or an address that is taken, 2 for an option or variable
that cannot be read, 130 for Ctrl-C before the server runs

examples:
  python -m api                            the bundled sheet at http://127.0.0.1:8000
  python -m api --port 8080 --sheets mine  all sheets in the directory `mine`
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server is to run."""

    host: str
    port: int
    workers: int
    sheets: tuple[Path, ...]
    log_format: str
    access_log: bool
    public_url: str | None
    forwarded_allow_ips: frozenset[str] | None
    limits: Limits

    @classmethod
    def from_command_line(cls, arguments: Sequence[str] | None = None) -> "Settings":
        """Return the options on the command line, else those of the environment; exits with status 2 for bad ones."""
        given = vars(build_parser().parse_args(arguments))
        limits = Limits(**{limit.name: given.pop(limit.name) for limit in fields(Limits)})
        return cls(**given | {"sheets": tuple(given["sheets"]), "limits": limits})


def told(value: object) -> str:
    """Return the default of a limit as one would write it."""
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return str(value)


def env_name(name: str) -> str:
    """Return the variable of an option."""
    return PREFIX + name.upper()


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with defaults from the environment."""
    found = argparse.ArgumentParser(
        "fact-sheet-api",
        description="Serve fact sheets as a JSON API, read-only.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )

    def option(name: str, default: object, kind: Callable[[str], Any], about: str, **more: Any) -> None:
        flag = f"--{name.replace('_', '-')}"
        preset = os.environ.get(env_name(name), default)
        found.add_argument(flag, type=kind, default=preset, help=f"{about} ({default})" if default else about, **more)

    option("host", "127.0.0.1", str, "address to listen on")
    option("port", "8000", whole(65535), "port to listen on")
    option("workers", "1", whole(64), "number of processes")
    sheets_help = "sheet files, or directories of them (the bundled sheet)"
    found.add_argument("--sheets", type=Path, nargs="+", metavar="PATH", default=places(), help=sheets_help)
    option("log_format", "json", one_of(FORMATTERS), "how the access log is written", metavar="|".join(FORMATTERS))
    access_log = os.environ.get(env_name("access_log"), "yes")
    if access_log.lower() not in TRUTHS:
        found.error(f"{env_name('access_log')}: is none of {', '.join(TRUTHS)}: {access_log[:40]!r}")
    log_help = "whether to write a line for each request (yes)"
    preset = TRUTHS[access_log.lower()]
    found.add_argument("--access-log", action=argparse.BooleanOptionalAction, default=preset, help=log_help)
    option("public_url", None, str, "public address of the API, for documents that locate themselves")
    option(
        "forwarded_allow_ips",
        None,
        networks,
        "proxies whose X-Forwarded-For tells who asks: addresses, commas between",
    )
    for limit in fields(Limits):
        kinds = {int: whole(2**40), float: seconds, frozenset[str]: names}
        option(limit.name, told(limit.default), kinds[limit.type], limit.metadata["about"])  # type: ignore[index]
    return found


def places() -> list[Path]:
    """Return the places that the environment names, or that of the bundled sheets."""
    named = os.environ.get(env_name("sheets"), "")
    return [Path(place) for place in named.split(os.pathsep) if place] or [BUNDLED]


def one_of(known: Iterable[str]) -> Callable[[str], str]:
    """Return a reader of `known` words, which raises ArgumentTypeError for anything else."""

    def read(text: str) -> str:
        if text not in known:
            raise argparse.ArgumentTypeError(f"is none of {', '.join(known)}: {text[:40]!r}")
        return text

    return read


def whole(most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers from 1 to `most`, which raises ArgumentTypeError for anything else."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and 1 <= int(text[:20]) <= most):
            raise argparse.ArgumentTypeError(f"is no whole number from 1 to {most}: {text[:40]!r}")
        return int(text)

    return read


def seconds(text: str) -> float:
    """Return a time in seconds; raise ArgumentTypeError for anything that is none between 0 and an hour."""
    try:
        found = float(text)
    except ValueError:
        found = 0.0
    if not 0 < found <= 3600:
        raise argparse.ArgumentTypeError(f"is no number of seconds up to 3600: {text[:40]!r}")
    return found


def networks(text: str) -> frozenset[str]:
    """Return the addresses or networks in `text`; raise ArgumentTypeError for what is none."""
    found = names(text)
    for name in found:
        try:
            ip_network(name)
        except ValueError:
            raise argparse.ArgumentTypeError(f"is no address such as 10.0.0.1 or 10.0.0.0/8: {name[:40]!r}") from None
    return found


def names(text: str) -> frozenset[str]:
    """Return the names that `text` lists with commas between."""
    return frozenset(text.lower().split(",")) - {""}
