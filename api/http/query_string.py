"""Strict parsing of query strings: whatever parsers disagree on is rejected."""

import re
from collections.abc import Container
from urllib.parse import unquote

from api.http.problems import InvalidParam, ParameterError, safe_name

BROKEN_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")
CONTROL_CHARS = re.compile(r"[\x00-\x1f\x7f]")


def parse_query(query_string: bytes, lists: Container[str] = ()) -> list[tuple[str, str]]:
    """Return the parameters of a query string; raise ParameterError for an ambiguous one.

    Ambiguous are broken escapes, text that is not UTF-8, control characters and repeated parameters. The values of
    repeated `lists`, as some clients send those, are joined with commas.
    """
    pairs = [parse_pair(part) for part in query_string.decode("latin-1").split("&") if part]
    joined: dict[str, str] = {}
    for name, value in pairs:
        if name in lists:
            joined[name] = f"{joined[name]},{value}" if name in joined else value
    params = [*joined.items(), *(pair for pair in pairs if pair[0] not in joined)]
    names = [name for name, _ in params]
    duplicates = [name for name in dict.fromkeys(names) if names.count(name) > 1]
    if duplicates:
        raise ParameterError(
            *(
                InvalidParam(parameter=safe_name(name), message="must be given once", accepted="one value")
                for name in duplicates
            )
        )
    return params


def parse_pair(part: str) -> tuple[str, str]:
    """Return the name and the value in one part of a query string; raise ParameterError if it cannot be decoded."""
    name, _, value = part.replace("+", " ").partition("=")
    try:
        decoded = unquote(name, errors="strict"), unquote(value, errors="strict")
    except UnicodeDecodeError:
        decoded = None
    if decoded is None or not part.isascii() or BROKEN_ESCAPE.search(part) or any(map(CONTROL_CHARS.search, decoded)):
        message = "contains a broken escape, text that is not UTF-8, or a control character"
        raise ParameterError(
            InvalidParam(parameter=safe_name(name), message=message, accepted="percent-encoded UTF-8")
        )
    return decoded
