"""Reading of English numbers, amounts of money, shares and quantities."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

import pycountry

_TO_NINETEEN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
UNITS = tuple(re.findall("[a-z]+", _TO_NINETEEN))
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CARDINALS = dict(zip(UNITS, range(20), strict=True)) | dict(zip(TENS, range(20, 100, 10), strict=True))
SCALES = {
    "dozen": 12,
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
}
SHORT_SCALES = {"k": "thousand", "m": "million", "mn": "million", "bn": "billion", "tn": "trillion"}

SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "C$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY CNY",
    "₽": "RUB",
    "₺": "TRY",
    "₹": "INR",
    "₩": "KRW",
    "₪": "ILS",
}
"""The ISO 4217 codes that each sign may stand for."""

COMMON_NAMES = {
    "dollar": "USD",
    "american dollar": "USD",
    "pound": "GBP",
    "yuan": "CNY",
    "renminbi": "CNY",
    "ruble": "RUB",
    "rouble": "RUB",
    "russian rouble": "RUB",
    "shekel": "ILS",
    "south korean won": "KRW",
}
"""Names of currencies that ISO 4217 does not list, or that are part of several of its names."""

OPERATORS = (
    ("<=", r"(?:no|not) (?:more|greater) than|at most|up to|a maximum of", r"or (?:fewer|less)"),
    (">=", r"(?:no|not) (?:fewer|less) than|at least|a minimum of", r"or more"),
    (">", r"(?:more|greater) than|over|above|exceeding|upwards of", None),
    ("<", r"(?:fewer|less) than|under|below", None),
    ("~", r"about|around|approximately|roughly|some|nearly|almost|circa|an estimated", r"or so"),
)
"""Each operator with the patterns of the words for it before and after a number; the first match counts."""

_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_SMALL = rf"(?:{'|'.join(TENS)})(?:[-\s](?:{'|'.join(UNITS[1:10])}))?|(?:{'|'.join(reversed(UNITS))})"
_SCALE = rf"(?:{'|'.join(SCALES)})"
_NUMBER = (
    rf"(?<!\w)(?<!\d[.,])(?<![^\W\d_]-)"
    rf"(?:{_DIGITS}|{_SMALL}|an?(?=\s{_SCALE}))(?:[-\s]{_SCALE})*"
    rf"(?:(?:(?<=hundred)|(?<=thousand))\s(?:and\s)?(?:{_SMALL})(?:[-\s]{_SCALE})*)*"
    rf"(?!\w|[.,]\d)"
)
_SIGN = "|".join(re.escape(sign) for sign in sorted(SIGNS, key=len, reverse=True))
_RANGE = re.compile(
    rf"\bbetween\s{_NUMBER}\sand\s{_NUMBER}|{_NUMBER}(?:\sto\s|\s?[-\u2013\u2014]\s?){_NUMBER}", re.IGNORECASE
)
_CURRENCY_BEFORE = re.compile(rf"(?:^|\W)({_SIGN}|[A-Z]{{3}})\s?$")
_CURRENCY_AFTER = re.compile(rf"\s?({_SIGN})|[\s-]([A-Z]{{3}})\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text and its position."""

    value: Decimal
    start: int
    end: int


def read_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of `text`, in digits or words, without those inside names such as F-35."""
    for match in re.finditer(_NUMBER, text, re.IGNORECASE):
        yield Number(_parse_number(match[0].lower()), match.start(), match.end())


def read_money(text: str) -> set[tuple[Decimal, str]]:
    """Return the amounts of money in `text`, each with the ISO 4217 code of its currency."""
    spaced = re.sub(rf"(?<!\w)({_SIGN}|[A-Z]{{3}})(?=\d)", r"\1 ", text)
    expanded = re.sub(r"(?<=\d)\s?(k|m|mn|bn|tn)\b", lambda match: f" {SHORT_SCALES[match[1]]}", spaced)
    return {
        (number.value, code)
        for number in read_numbers(expanded)
        for code in _adjacent_currencies(expanded[: number.start], expanded[number.end :])
    }


def read_shares(text: str) -> set[Decimal]:
    """Return the percentages in `text` as shares of one, 45% as 0.45."""
    percent = re.compile(r"\s?(?:%|per\s?cent\b)")
    return {number.value / 100 for number in read_numbers(text) if percent.match(text, number.end)}


def read_quantities(text: str) -> set[tuple[str, Decimal | None]]:
    """Return the numbers in `text` with their operators; `=` and None if it has no number.

    The ends of a range (30 to 40) are not read as quantities.
    """
    rest = _RANGE.sub(" ", text)
    quantities: set[tuple[str, Decimal | None]] = {
        (_find_operator(rest[: number.start], rest[number.end :]), number.value) for number in read_numbers(rest)
    }
    return quantities or {("=", None)}


def _find_operator(before: str, after: str) -> str:
    """Return the operator of a number from the texts before and after it."""
    for operator, leading, trailing in OPERATORS:
        if re.search(rf"\b(?:{leading})\s$", before, re.IGNORECASE):
            return operator
        if trailing and re.match(rf"\s(?:\w+\s)?(?:{trailing})\b", after, re.IGNORECASE):
            return operator
    return "="


def _parse_number(words: str) -> Decimal:
    """Return the value of a number in lower-case `words`, such as 2.5 billion."""
    total = current = Decimal(0)
    for part in re.findall(rf"{_DIGITS}|[a-z]+", words):
        if part[0].isdigit():
            current = Decimal(part.replace(",", ""))
        elif part in CARDINALS:
            current += CARDINALS[part]
        elif part in SCALES:
            current = (current or Decimal(1)) * SCALES[part]
        if SCALES.get(part, 0) >= SCALES["thousand"]:
            total, current = total + current, Decimal(0)
    return total + current


def _adjacent_currencies(before: str, after: str) -> list[str]:
    """Return the codes of the currency directly before or after a number."""
    if match := _CURRENCY_BEFORE.search(before) or _CURRENCY_AFTER.match(after):
        unit = next(filter(None, match.groups()))
        codes = SIGNS.get(unit, unit).split()
        return [code for code in codes if pycountry.currencies.get(alpha_3=code)]
    name = re.match(r"(?:[\s-][^\W\d_][\w.]*){1,3}", after)
    words = [_singular(word) for word in re.split(r"[\s-]", name[0])[1:]] if name else []
    matches = (_currency_codes().get(" ".join(words[:length])) for length in (3, 2, 1))
    return [code for code in matches if code][:1]


def _singular(word: str) -> str:
    """Return the singular of a word of a currency's name, in lower case and without dots."""
    normalized = word.lower().replace(".", "").replace("roner", "rone").replace("ronor", "rona")
    return normalized.removesuffix("s")


@cache
def _currency_codes() -> dict[str, str]:
    """Return the codes of the currencies by name, and by the last word of the name where it is unique."""
    by_name = {currency.name.lower(): currency.alpha_3 for currency in pycountry.currencies}
    by_last_word: dict[str, set[str]] = {}
    for name, code in by_name.items():
        by_last_word.setdefault(name.split()[-1], set()).add(code)
    unique = {word: next(iter(codes)) for word, codes in by_last_word.items() if len(codes) == 1}
    codes_by_name = unique | by_name | COMMON_NAMES
    return {" ".join(map(_singular, name.split())): code for name, code in codes_by_name.items()}
