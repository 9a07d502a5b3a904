"""A strict JSON parser, which refuses ambiguous or inexact input, and the canonical text of JSON."""

import json
from collections import Counter
from decimal import Decimal
from math import isfinite
from typing import Any

from facts.sheets.problems import Issue, SheetError
from facts.sheets.raw import JsonObject

COLON_ESCAPE = "\\u003"
"""The beginning of the JSON escape of a colon, which ends with `a` or `A`."""


def parse_json(file: str, text: str) -> dict[str, Any]:
    """Return the JSON object in a text; raise SheetError if it is not one."""
    return parse_canonical_json(file, text)[0]


def parse_canonical_json(file: str, text: str) -> tuple[dict[str, Any], str]:
    """Return the JSON object in a text, and its canonical text; raise SheetError if it is not one."""
    text = text.removeprefix("\ufeff")
    try:
        raw = DECODER.decode(text)
        canonical = canonical_json(raw)
        canonical.encode()  # which half a surrogate pair has no bytes in
        if may_have_duplicate_keys(text, canonical):
            json.loads(text, object_pairs_hook=reject_duplicate_keys)
    except (ValueError, RecursionError) as error:
        message = f"is not valid JSON: {error}"
        raise SheetError([Issue(file, "", "", message, "Correct the file there")]) from None
    if not isinstance(raw, dict):
        raise SheetError([Issue(file, "", "", "is not a JSON object", "See `python -m facts schema`")])
    return raw, canonical


def canonical_json(raw: JsonObject) -> str:
    """Return a JSON object with sorted keys and no spaces: the text that a sheet's digest is computed from."""
    return json.dumps(raw, sort_keys=True, separators=(",", ":"), ensure_ascii=False, check_circular=False)


def may_have_duplicate_keys(text: str, canonical: str) -> bool:
    """Return whether an object in a JSON text may have a key twice; `canonical` is what was parsed of it.

    Each key has a colon, so that the text has more of them if one was lost, unless strings have gained some.
    """
    return COLON_ESCAPE in text or text.count(":") != canonical.count(":")


def reject_duplicate_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return a JSON object from its `pairs`; raise ValueError if a key occurs more than once."""
    members = dict(pairs)
    if len(members) < len(pairs):
        duplicates = sorted(key for key, count in Counter(key for key, _ in pairs).items() if count > 1)
        raise ValueError(f"duplicate keys in one object: {', '.join(duplicates[:5])}")
    return members


def parse_exact_float(text: str) -> float:
    """Return the number in `text`; raise ValueError if a float does not have its value to the last digit."""
    number = float(text)
    if not isfinite(number) or Decimal(repr(number)) != Decimal(text):
        raise ValueError(f"a number that is not exact as JSON: {text[:40]}")
    return number


def reject_constant(text: str) -> float:
    """Raise ValueError: `NaN` and `Infinity` are not JSON."""
    raise ValueError(f"{text} is not a number of JSON")


DECODER = json.JSONDecoder(parse_float=parse_exact_float, parse_constant=reject_constant)
