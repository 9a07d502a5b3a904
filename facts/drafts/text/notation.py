"""Numbers as an author writes them: with an operator, and a unit or a currency."""

import re
from decimal import Decimal
from typing import Any

from facts.model.decimals import format_decimal
from facts.model.numeric import OPERATOR_WORDS
from facts.verify.english_numbers import SCALES
from facts.verify.grammar.inflection import to_singular

SIGNS = {words.strip(): operator for operator, words in OPERATOR_WORDS.items()}
"""The operators by the words for them that messages have."""
NOTATION = re.compile(
    rf"(?P<operator>>=|<=|[=><~]|{'|'.join(filter(None, SIGNS))})?"
    r"\s*(?P<number>\d+(?:\.\d+)?)(?:\s*\.\.\s*(?P<to>\d+(?:\.\d+)?))?"
    r"(?:\s*(?P<percent>%)|\s+(?P<unit>\D.*))?"
)
"""A number as an author writes it: `2500000000 USD`, `>= 12 missile`, `0.2..0.25`, `<= 10%`."""


def parse_notation(kind: str, text: str) -> dict[str, Any] | None:
    """Return a number with its operator and its unit or currency; None if the text is none, or not of the kind.

    With a scale, as in 2 million vehicles, it is words to be read.
    """
    match = NOTATION.fullmatch(text.strip())
    if match is None or kind == "date" or SCALES.keys() & set((match["unit"] or "").split()[:1]):
        return None
    unit, number, to = match["unit"], match["number"], match["to"]
    sign = match["operator"] or "="
    operator = ".." if to else SIGNS.get(sign, sign)
    head = {} if operator == "=" else {"operator": operator}
    if kind == "money" and unit and re.fullmatch("[A-Z]{3}", unit):
        return head | {"amount": number} | ({"to": to} if to else {}) | {"currency": unit}
    if kind == "share" and unit is None:
        parts = {"value": number} | ({"to": to} if to else {})
        return head | ({name: to_part(part) for name, part in parts.items()} if match["percent"] else parts)
    if kind == "quantity" and not match["percent"] and unit != "percent":
        numbers = {"value": to_number(number)} | ({"to": to_number(to)} if to else {})
        return head | numbers | ({"unit": to_unit(unit)} if unit else {})
    return None


def to_unit(text: str) -> str:
    """Return what is counted in lower case and the singular, as it is read: type of missile."""
    parts = [part.split() for part in text.lower().split(" of ")]
    return " of ".join(" ".join([*words[:-1], *map(to_singular, words[-1:])]) for words in parts)


def to_part(text: str) -> str:
    """Return a percentage as the part of one that it is, both as decimal text."""
    return format_decimal(Decimal(text) / 100)


def to_number(text: str) -> int | float:
    """Return the JSON number in a text."""
    number = Decimal(text)
    return int(number) if number == number.to_integral_value() else float(number)
