"""Pairs: the names and values of a query string, which must not be ambiguous."""

import re
from urllib.parse import unquote

from api.http.problems import InvalidParam, ParameterError, safe_name

ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def parse_query(query: bytes) -> list[tuple[str, str]]:
    """Return the parameters of a query string; raise ParameterError for what is ambiguous.

    Refused are broken escapes, text that is not UTF-8, control characters and a parameter given twice.
    """
    found = [parse_pair(part) for part in query.decode("latin-1").split("&") if part]
    given = [name for name, _ in found]
    twice = [name for name in dict.fromkeys(given) if given.count(name) > 1]
    if twice:
        faults = (
            InvalidParam(parameter=safe_name(name), message="is given twice", accepted="once") for name in twice
        )
        raise ParameterError(*faults)
    return found


def parse_pair(part: str) -> tuple[str, str]:
    """Return the name and the value in one part of a query string; raise ParameterError if it cannot be read."""
    name, _, value = part.replace("+", " ").partition("=")
    try:
        decoded = unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        decoded = None
    if decoded is None or not part.isascii() or ESCAPE.search(part) or any(map(CONTROL.search, decoded)):
        message = "has a broken escape, text that is not UTF-8, or a control character"
        raise ParameterError(
            InvalidParam(parameter=safe_name(name), message=message, accepted="percent-encoded UTF-8")
        )
    return decoded
