"""Suggestions: the known name that is closest to an unknown one."""

from collections.abc import Iterable
from difflib import get_close_matches
from itertools import islice

import pycountry

MAX_CANDIDATES = 1000
MAX_LENGTH = 64
MIN_SIMILARITY = 0.65
MIN_NAME_SIMILARITY = 0.8
COMMON_NAMES = {"UK": "GB", "EL": "GR", "TURKEY": "TR", "KOSOVO": "XK", "USSR": "SU", "SOVIET UNION": "SU"}
"""Codes and names in common use that ISO 3166-1 does not have."""


def suggest_name(name: str, candidates: Iterable[str], similarity: float = MIN_SIMILARITY) -> str | None:
    """Return the candidate that is closest to `name`; None if none is close. Only so many are compared."""
    by_text = {candidate.casefold(): candidate for candidate in islice(candidates, MAX_CANDIDATES)}
    matches = get_close_matches(name[:MAX_LENGTH].casefold(), by_text, 1, similarity)
    return by_text[matches[0]] if matches else None


def suggest_choice(text: str, choices: Iterable[str]) -> str | None:
    """Return the choice that is misspelled in `text`; None if none is: words that look alike differ in meaning."""
    return suggest_name(text, choices, MIN_NAME_SIMILARITY)


def suggest_country(text: str) -> str | None:
    """Return the alpha-2 code for a code in another form or a country's name; None if there is none."""
    if text.upper() in COMMON_NAMES:
        return COMMON_NAMES[text.upper()]
    try:
        return lookup_country(text[:MAX_LENGTH])
    except LookupError:
        names = {country.name: country.alpha_2 for country in pycountry.countries}
        name = suggest_choice(text, names) if len(text) > len("TUR") else None
        return names[name] if name else None


def lookup_country(text: str) -> str:
    """Return the alpha-2 code of a present or a former country by a code or its name; raise LookupError."""
    try:
        return str(pycountry.countries.lookup(text).alpha_2)
    except LookupError:
        return str(pycountry.historic_countries.lookup(text).alpha_2)


def format_suggestion(name: str) -> str:
    """Return the hint that suggests a name."""
    return f"Did you mean `{name}`?"
