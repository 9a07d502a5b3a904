"""Settings of the server, from the command line and the environment."""

import argparse
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, fields
from importlib.util import find_spec
from ipaddress import ip_network
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit

from api.http.limits import Limits
from api.http.logs import FORMATTERS
from facts.commands.command import positive_int
from facts.formats.publication import Contact, License, Publication
from facts.sheets.loader import BUNDLED

T = TypeVar("T")
ENV_PREFIX = "FACT_SHEET_"
BOOLEANS = {"yes": True, "true": True, "1": True, "on": True, "no": False, "false": False, "0": False, "off": False}
"""Values of boolean environment variables."""
EPILOG = """\
environment: every option has a variable of the same name, such as FACT_SHEET_PORT for --port or
FACT_SHEET_CACHE_BYTES for --cache-bytes; paths in FACT_SHEET_SHEETS are separated as in PATH. An option
takes precedence over its variable.

signals: SIGHUP reloads the sheets; if they fail to load, the errors are logged and the current sheets stay
in service. With --database a change is noticed within seconds without a signal. SIGTERM stops the server once
requests in progress are complete.

exit status: 0 on normal shutdown, 1 if the server cannot start (sheets that do not load, a database without an
archive, an address that is taken), 2 for an invalid option or variable, 130 for Ctrl-C before the server runs

examples:
  python -m api                                   serve the bundled sheet at http://127.0.0.1:8000
  python -m api --port 8080 --sheets mine         serve all sheets in the directory `mine`
  python -m api --database sqlite:///archive.db   serve what `python -m facts load` has put there
"""


@dataclass(frozen=True, slots=True)
class Settings:
    """How the server runs."""

    host: str
    port: int
    workers: int
    public_url: str | None
    license: License | None
    contact: Contact | None
    forwarded_allow_ips: frozenset[str] | None
    mcp: bool
    metrics: bool
    sheets: tuple[Path, ...]
    database: str | None = field(repr=False)
    """URL of the database to serve instead of sheets; it may contain a password."""
    log_format: str
    access_log: bool
    limits: Limits

    @classmethod
    def from_command_line(cls, arguments: Sequence[str] | None = None) -> "Settings":
        """Return the settings of the command line, else of the environment; exit with status 2 for invalid ones."""
        parser = build_parser()
        args = vars(parser.parse_args(arguments))
        if args["mcp"] and find_spec("mcp") is None:
            parser.error("--mcp needs the extra `mcp`: pip install '.[mcp]'")
        if args["metrics"] and find_spec("prometheus_client") is None:
            parser.error("--metrics needs the extra `metrics`: pip install '.[metrics]'")
        choose_archive(parser, args)
        limits = Limits(**{limit.name: args.pop(limit.name) for limit in fields(Limits)})
        return cls(**args | {"limits": limits})

    @property
    def publication(self) -> Publication:
        """Where the API is published, and under which license."""
        return Publication(self.public_url, self.license, self.contact)


def env_name(name: str) -> str:
    """Return the environment variable of an option."""
    return ENV_PREFIX + name.upper()


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the command line, with defaults from the environment."""
    parser = argparse.ArgumentParser(
        "fact-sheet-api",
        description="Serve fact sheets as a read-only JSON API.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    server = parser.add_argument_group("server")
    add_option(server, "host", "127.0.0.1", str, "address to listen on")
    add_option(server, "port", "8000", positive_int(65535), "port to listen on", "N")
    add_option(server, "workers", "1", positive_int(64), "number of processes", "N")
    add_option(server, "public_url", None, public_url, "public URL of the API, for links and documents", "URL")
    license_help = "license of the data, an SPDX identifier such as CC-BY-4.0 or a URL (default: none is granted)"
    add_option(server, "license", None, argument_type(License.parse), license_help, "NAME")
    contact_help = "whom to ask about the data: an e-mail address or a URL"
    add_option(server, "contact", None, argument_type(Contact.parse), contact_help, "ADDRESS")
    proxies_help = "comma-separated addresses or networks of proxies whose X-Forwarded-For and -Proto are trusted"
    add_option(server, "forwarded_allow_ips", None, networks, proxies_help, "ADDRESS,...")
    add_flag(server, parser, "mcp", "no", "serve agents at /mcp (Model Context Protocol); needs the extra `mcp`")
    add_flag(server, parser, "metrics", "no", "serve metrics at /metrics (Prometheus); needs the extra `metrics`")
    sheets_help = "sheets, drafts beside their articles, or directories of them (default: the bundled sheet)"
    database_help = "database to serve instead, which `python -m facts load` has filled"
    group = parser.add_argument_group("sheets").add_mutually_exclusive_group()
    group.add_argument("--sheets", type=Path, nargs="+", metavar="PATH", help=sheets_help)
    group.add_argument("--database", type=database_url, metavar="URL", help=database_help)
    log = parser.add_argument_group("logging")
    add_option(log, "log_format", "json", choice(FORMATTERS), "format of log records", "|".join(FORMATTERS))
    add_flag(log, parser, "access_log", "yes", "log each request")
    limits = parser.add_argument_group("limits")
    types = {
        int: (positive_int(2**40), "N"),
        float: (seconds, "SECONDS"),
        frozenset[str]: (split_names, "NAME,..."),
    }
    for limit in fields(Limits):
        parse, metavar = types[limit.type]  # type: ignore[index]
        metavar = "SECONDS" if limit.name.endswith("_timeout") else metavar
        add_option(limits, limit.name, format_default(limit.default), parse, limit.metadata["help"], metavar)
    return parser


def add_option(
    group: argparse._ArgumentGroup,
    name: str,
    default: str | None,
    parse: Callable[[str], Any],
    description: str,
    metavar: str | None = None,
) -> None:
    """Add an option whose default is its environment variable, else `default`."""
    group.add_argument(
        f"--{name.replace('_', '-')}",
        type=parse,
        default=os.environ.get(env_name(name), default),
        help=f"{description} (default: {default})" if default else description,
        metavar=metavar,
    )


def format_default(value: object) -> str:
    """Return the default of a limit as an option has it."""
    if isinstance(value, frozenset):
        return ",".join(sorted(value))
    return str(value)


def add_flag(
    group: argparse._ArgumentGroup, parser: argparse.ArgumentParser, name: str, default: str, description: str
) -> None:
    """Add an option that is on or off; exit with status 2 for an invalid value of its environment variable."""
    value = os.environ.get(env_name(name), default)
    if value.lower() not in BOOLEANS:
        parser.error(f"{env_name(name)}: must be one of {', '.join(BOOLEANS)}, not {value[:40]!r}")
    group.add_argument(
        f"--{name.replace('_', '-')}",
        action=argparse.BooleanOptionalAction,
        default=BOOLEANS[value.lower()],
        help=f"{description} (default: {default})",
    )


def choose_archive(parser: argparse.ArgumentParser, args: dict[str, Any]) -> None:
    """Complete the sheets or the database in `args`: an option, else a variable, else the bundled sheets."""
    paths = args["sheets"] or []
    if not paths and not args["database"]:
        paths = [Path(path) for path in os.environ.get(env_name("sheets"), "").split(os.pathsep) if path]
        url = os.environ.get(env_name("database"))
        if paths and url:
            parser.error(f"{env_name('sheets')} and {env_name('database')} exclude each other: unset one of them")
        try:
            args["database"] = database_url(url) if url else None
        except argparse.ArgumentTypeError as error:
            parser.error(f"{env_name('database')}: {error}")
    args["sheets"] = () if args["database"] else tuple(paths or [BUNDLED])


def choice(accepted: Iterable[str]) -> Callable[[str], str]:
    """Return a parser of the `accepted` words; it raises ArgumentTypeError for any other."""

    def parse(text: str) -> str:
        if text not in accepted:
            raise argparse.ArgumentTypeError(f"must be one of {', '.join(accepted)}, not {text[:40]!r}")
        return text

    return parse


def argument_type(parse: Callable[[str], T]) -> Callable[[str], T]:
    """Return a parser that raises ArgumentTypeError where `parse` raises ValueError."""

    def parse_argument(text: str) -> T:
        try:
            return parse(text)
        except ValueError as error:
            raise argparse.ArgumentTypeError(f"{error}, not {text[:40]!r}") from None

    return parse_argument


def seconds(text: str) -> float:
    """Return a time in seconds; raise ArgumentTypeError unless it is above 0 and at most an hour."""
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value <= 3600:
        raise argparse.ArgumentTypeError(f"must be a number of seconds above 0, at most 3600, not {text[:40]!r}")
    return value


def base_url(text: str) -> str:
    """Return an absolute URL without a slash at its end; raise ArgumentTypeError for any other text."""
    url = urlsplit(text)
    is_printable = text.isascii() and text.isprintable() and " " not in text
    if url.scheme not in {"http", "https"} or not url.hostname or url.query or url.fragment or not is_printable:
        raise argparse.ArgumentTypeError(f"must be a URL such as https://facts.example, not {text[:40]!r}")
    return text.rstrip("/")


def public_url(text: str) -> str:
    """Return the absolute URL of a host; raise ArgumentTypeError for one with a path, which URLs of records lack."""
    url = base_url(text)
    if urlsplit(url).path:
        raise argparse.ArgumentTypeError(
            f"must be a URL without a path, such as https://facts.example, not {text[:40]!r}: the API is at the root "
            "of its host"
        )
    return url


def database_url(text: str) -> str:
    """Return the URL of a database; raise ArgumentTypeError, without its password, for one that is not supported."""
    from facts.archive.database import ArchiveError, parse_url  # noqa: PLC0415 - takes a while, `--help` does without

    try:
        parse_url(text)
    except ArchiveError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    return text


def networks(text: str) -> frozenset[str]:
    """Return the addresses and networks in a comma-separated list; raise ArgumentTypeError for an invalid one."""
    names = split_names(text)
    for name in names:
        try:
            ip_network(name)
        except ValueError:
            accepted = "an IP address or network such as 10.0.0.1 or 10.0.0.0/8"
            raise argparse.ArgumentTypeError(f"must be {accepted}, not {name[:40]!r}") from None
    return names


def split_names(text: str) -> frozenset[str]:
    """Return the names in a comma-separated list, in lower case."""
    return frozenset(text.lower().split(",")) - {""}
