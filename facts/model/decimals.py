"""Decimal numbers: exact from the text of a sheet to the keys by which a database compares them."""

import re
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from typing import Annotated

from pydantic import BeforeValidator, Field, PlainSerializer, WithJsonSchema

INTEGER_DIGITS = 24
"""The digits before the point that a number has at most."""
DECIMAL_PLACES = 12
"""The digits after the point that a number in a sheet has at most."""
INTEGER = f"(?:0|[1-9][0-9]{{0,{INTEGER_DIGITS - 1}}})"
DECIMAL = re.compile(rf"{INTEGER}(?:\.[0-9]{{1,{DECIMAL_PLACES}}})?")
EXACT = Context(prec=4 * INTEGER_DIGITS)
"""A context in which no product of two numbers is rounded."""
STEP = Decimal(1).scaleb(-DECIMAL_PLACES)
"""The distance between a number and the next."""
KEY_WIDTH = INTEGER_DIGITS + 1 + DECIMAL_PLACES


def parse_decimal(value: object) -> Decimal:
    """Return the decimal in the text `value`; raise ValueError for JSON numbers, which are parsed as floats."""
    if isinstance(value, Decimal) and value.is_finite() and not value.is_signed():
        if value.adjusted() < INTEGER_DIGITS:
            return value
        raise ValueError(f"must have {INTEGER_DIGITS} digits before the point at most")
    if isinstance(value, str) and DECIMAL.fullmatch(value):
        return Decimal(value)
    raise ValueError('must be a decimal number written as text, such as "2500000000" or "0.45"')


def format_decimal(number: Decimal) -> str:
    """Return `number` in digits without an exponent: `2500000000`, `0.45`."""
    return format(number, "f")


def decimal_schema(pattern: str, *examples: str) -> WithJsonSchema:
    """Return the JSON Schema of a decimal number written as text."""
    return WithJsonSchema({"type": "string", "pattern": f"^{pattern}$", "examples": list(examples)})


def multiply(first: Decimal, second: Decimal) -> Decimal:
    """Return the exact product of two numbers, without zeros at its end."""
    return EXACT.normalize(EXACT.multiply(first, second))


def lower_key(number: Decimal, is_strict: bool = False) -> str:
    """Return the key of the least number that is not below `number`, or above it if `is_strict`.

    Keys have one width, so that comparing them as text is comparing the numbers.
    """
    return to_key(EXACT.add(number.quantize(STEP, ROUND_FLOOR, EXACT), STEP * is_strict))


def upper_key(number: Decimal, is_strict: bool = False) -> str:
    """Return the key of the greatest number that is not above `number`, or below it if `is_strict`."""
    return to_key(EXACT.subtract(number.quantize(STEP, ROUND_CEILING, EXACT), STEP * is_strict))


def to_key(number: Decimal) -> str:
    """Return a number of 0 or more as text of one width: leading zeros, then the point and the decimal places."""
    return f"{number:0{KEY_WIDTH}.{DECIMAL_PLACES}f}"


Amount = Annotated[
    Decimal,
    BeforeValidator(parse_decimal),
    Field(ge=0),
    PlainSerializer(format_decimal, return_type=str),
    decimal_schema(DECIMAL.pattern, "2500000000"),
]
"""A number as decimal text, of 0 or more."""
Product = Annotated[
    Decimal,
    BeforeValidator(parse_decimal),
    Field(ge=0),
    PlainSerializer(format_decimal, return_type=str),
    decimal_schema(rf"{INTEGER}(?:\.[0-9]{{1,{2 * DECIMAL_PLACES}}})?", "1125000000"),
]
"""The product of two amounts, which has twice as many decimal places."""
Fraction = Annotated[
    Decimal,
    BeforeValidator(parse_decimal),
    Field(ge=0, le=1),
    PlainSerializer(format_decimal, return_type=str),
    decimal_schema(rf"(?:0(?:\.[0-9]{{1,{DECIMAL_PLACES}}})?|1(?:\.0{{1,{DECIMAL_PLACES}}})?)", "0.45"),
]
"""A part of one as decimal text."""
