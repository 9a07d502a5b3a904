"""Codes of countries: ISO 3166-1, former states by ISO 3166-3, and Kosovo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import pycountry

CLDR = "CLDR"
"""The standard of the English names of countries, in its note."""
STANDARDS = (ISO_3166_1, ISO_3166_3, USER_ASSIGNED) = "ISO 3166-1", "ISO 3166-3", "ISO 3166-1, user-assigned"


@dataclass(frozen=True, slots=True)
class CountryCodes:
    """The alpha-3 and the numeric code that a standard has for a country, None where it has none."""

    standard: str
    alpha3: str | None
    numeric: str | None

    def __str__(self) -> str:
        """Return the standard with its codes."""
        return f"{self.standard} gives {self.alpha3 or 'no alpha-3 code'} and {self.numeric or 'no numeric code'}"


KOSOVO = tuple(CountryCodes(USER_ASSIGNED, alpha3, None) for alpha3 in (None, "XKX"))
"""`XK` and `XKX` are of the ranges that the standard leaves to its users; the latter is less widely used."""


@cache
def list_country_codes() -> Mapping[str, Sequence[CountryCodes]]:
    """Return the codes of each country by its alpha-2 code.

    A code that was withdrawn and assigned again has several: those of ISO 3166-1 first, then those of former states.
    """
    codes = {country.alpha_2: [read_codes(ISO_3166_1, country)] for country in pycountry.countries}
    codes["XK"] = [*KOSOVO]
    for state in pycountry.historic_countries:
        codes.setdefault(state.alpha_2, []).append(read_codes(ISO_3166_3, state))
    return codes


@cache
def find_standard_name(code: str) -> str | None:
    """Return the English name that CLDR has for a country; None for a former state, which it does not have."""
    from babel import Locale  # noqa: PLC0415 - the server starts faster without it

    name = Locale("en").territories.get(code)
    return None if name is None else str(name)


def read_codes(standard: str, country: object) -> CountryCodes:
    """Return the codes that `pycountry` has for a country."""
    return CountryCodes(standard, getattr(country, "alpha_3", None), getattr(country, "numeric", None))


def require_country(code: str) -> str:
    """Return `code` if it is an alpha-2 code of a present or former country; raise ValueError otherwise."""
    if code not in list_country_codes():
        raise ValueError("must be an ISO 3166 alpha-2 code in capitals, such as TR, or SU for a former state")
    return code
