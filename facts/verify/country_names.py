"""Names of countries, and the adjectives of what belongs to them, by which articles mention them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from facts.verify.grammar.word_list import word_set

SECOND_NAMES: Mapping[str, str] = {
    "AE": "UAE, Emirates",
    "BA": "Bosnia",
    "CD": "Democratic Republic of Congo, DR Congo",
    "CI": "Ivory Coast, C\u00f4te d'Ivoire",
    "CZ": "Czech Republic",
    "GB": "Britain, Great Britain, UK, U.K.",
    "HK": "Hong Kong",
    "KP": "North Korea",
    "KR": "South Korea",
    "MK": "North Macedonia",
    "MM": "Myanmar, Burma",
    "MO": "Macau, Macao",
    "NL": "Holland",
    "PS": "Palestine",
    "SU": "Soviet Union, USSR",
    "SZ": "Swaziland",
    "TL": "East Timor",
    "TR": "Turkey, Turkiye",
    "US": "United States of America, USA, U.S.A., US, U.S., America",
    "VA": "Vatican",
    "XK": "Kosovo",
    "YU": "Yugoslavia",
}
"""Names in common use besides those of CLDR."""
ADJECTIVES: Mapping[str, str] = {
    "AE": "Emirati",
    "AR": "Argentinian",
    "BA": "Bosnian",
    "BD": "Bangladeshi",
    "BF": "Burkinabe",
    "BJ": "Beninese",
    "CI": "Ivorian",
    "CM": "Cameroonian",
    "GA": "Gabonese",
    "GL": "Greenlandic",
    "IS": "Icelandic",
    "KG": "Kyrgyz",
    "KZ": "Kazakh",
    "LI": "Liechtensteiner",
    "LU": "Luxembourgish",
    "ME": "Montenegrin",
    "MK": "North Macedonian",
    "MM": "Burmese",
    "NE": "Nigerien",
    "PH": "Filipino",
    "PS": "Palestinian",
    "PR": "Puerto Rican",
    "SG": "Singaporean",
    "SN": "Senegalese",
    "SU": "Soviet",
    "TD": "Chadian",
    "TG": "Togolese",
    "TJ": "Tajik",
    "TM": "Turkmen",
    "TW": "Taiwanese",
    "US": "American",
    "UZ": "Uzbek",
    "XK": "Kosovan, Kosovar",
    "YU": "Yugoslav",
}
"""Adjectives that no currency has in its name."""
SHARED = word_set("Congolese Dominican Guinean Samoan Macedonian Korean Micronesian")
"""Adjectives of several countries, or of a part of one."""
_ADJECTIVE = re.compile(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?(?<=[nhietsksc])")
_NO_ADJECTIVE = word_set("""
    Readjusted Peso Socialist Unit Value Kupon Financial Investment Silver Nominal Constant Guinea New Wage Index
    Islands Hong Kong Bosnia Belize Brunei Lesotho Myanmar Gibraltar Vanuatu Singapore Zealand Emirates Real
""")


@cache
def codes_by_name() -> Mapping[str, str]:
    """Return the alpha-2 code of each name of a country, in CLDR and in common use."""
    import pycountry  # noqa: PLC0415 - the server starts faster without it
    from babel import Locale  # noqa: PLC0415

    territories = Locale("en").territories
    codes = [*sorted(country.alpha_2 for country in pycountry.countries), "XK"]
    names = {str(territories[code]): code for code in codes if code in territories}
    return names | {name: code for code, text in SECOND_NAMES.items() for name in text.split(", ")}


@cache
def codes_by_adjective() -> Mapping[str, str]:
    """Return the alpha-2 code of each country's adjective: those in CLDR's names of currencies, and a few others."""
    from babel.numbers import get_currency_name, list_currencies  # noqa: PLC0415 - the server starts faster without it

    adjectives: dict[str, str] = {}
    countries = {*codes_by_name().values()}
    for currency in sorted(list_currencies("en")):
        name = re.sub(r"\s*\(.*?\)", "", get_currency_name(currency, locale="en"))
        adjective = re.sub(r" (?:New|Convertible|Gold|Hard)$", "", name.rpartition(" ")[0])
        is_adjective = _ADJECTIVE.fullmatch(adjective) and not _NO_ADJECTIVE & {*adjective.split()}
        if is_adjective and currency[:2] in countries:
            adjectives.setdefault(adjective, currency[:2])
    adjectives |= {word: code for code, text in ADJECTIVES.items() for word in text.split(", ")}
    return {word: code for word, code in adjectives.items() if word not in SHARED}


@cache
def names_by_code() -> Mapping[str, Sequence[str]]:
    """Return the names of each country, in CLDR and in common use, by its alpha-2 code."""
    names: defaultdict[str, list[str]] = defaultdict(list)
    for name, code in codes_by_name().items():
        names[code].append(name)
    return names


def names_of_adjective(word: str) -> Sequence[str]:
    """Return the names of the country with an adjective: Norway for Norwegian; none for another word."""
    return names_by_code().get(codes_by_adjective().get(word, ""), ())


@cache
def name_pattern() -> re.Pattern[str]:
    """Return the pattern of all names and adjectives, the longest first."""
    words = sorted({**codes_by_name(), **codes_by_adjective()}, key=len, reverse=True)
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, words))})(?!\w)")


def find_countries(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the start, the end and the alpha-2 code of each name or adjective of a country in a text."""
    adjectives, names = codes_by_adjective(), codes_by_name()
    for match in name_pattern().finditer(text.replace("\u2019", "'")):
        yield match.start(), match.end(), names.get(match[0]) or adjectives[match[0]]
