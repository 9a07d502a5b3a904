"""Numbers are read from newspaper English, in digits and words."""

import re
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from facts.verify.currencies import codes_by_name, currency_codes
from facts.verify.english_numbers import TENS, UNITS, read_numbers
from facts.verify.reader import read_as
from facts.verify.readings import MoneyReading, QuantityReading, ShareReading, format_number
from facts.verify.tokens import tokenize
from tests.tables import each_row

NUMBERS = {
    "five frigates": ["5"],
    "twenty-one of twenty two": ["21", "22"],
    "a hundred and five, two hundred fifty": ["105", "250"],
    "one hundred and five thousand": ["105000"],
    "a dozen": ["12"],
    "1,200.50 and 2.5 billion": ["1200.50", "2500000000"],
    "three million in 2017": ["3000000", "2017"],
    "127-mm guns": ["127"],
    "30-40": ["30", "40"],
    "half a billion": ["500000000"],
    "two and a half million": ["2500000"],
    "two million three hundred thousand": ["2300000"],
    "39,000 crore and 12,34,567": ["390000000000", "1234567"],
    "$90m": ["90000000"],
    "no numbers: S-400, SA-21, F-35, the 5th, the 1990s, 90km, phone, often, tent, 1.250.000": [],
}
SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9}


def spell(number: int) -> str:
    """Return a number below a trillion in words."""
    for scale, value in reversed(SCALES.items()):
        if number >= value:
            head, rest = divmod(number, value)
            return f"{spell(head)} {scale}" + (f" {'and ' if rest < 100 else ''}{spell(rest)}" if rest else "")
    if number >= 100:
        head, rest = divmod(number, 100)
        return f"{UNITS[head]} hundred" + (f" and {spell(rest)}" if rest else "")
    if number >= 20:
        tens, rest = divmod(number, 10)
        return TENS[tens - 2] + (f"-{UNITS[rest]}" if rest else "")
    return UNITS[number]


@each_row("words", NUMBERS)
def test_numbers(words: str) -> None:
    """Numbers are read in digits and words, with scales, but not inside names, ordinals and measures."""
    assert [number.value for number in read_numbers(words)] == list(map(Decimal, NUMBERS[words]))


def test_number_positions() -> None:
    """A number has its position in the text."""
    text = "worth $ 2.5 billion, five times"
    assert [text[number.start : number.end] for number in read_numbers(text)] == ["2.5 billion", "five"]


@given(st.integers(0, 10**12 - 1))
def test_words_and_digits_read_alike(number: int) -> None:
    """A number in words is read as the same number in digits, with commas and without."""
    for text in (spell(number), f"{number:,}"):
        assert read_as("money", f"{text} euros") == MoneyReading("=", Decimal(number), "EUR")
        assert read_as("share", f"{text}%") == ShareReading("=", Decimal(number) / 100)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(["million", "billion", "bn", ""]))
def test_formatted_amount_reads_as_the_amount(amount: Decimal, scale: str) -> None:
    """An amount that is written with a sign, commas and a scale is read as the amount."""
    multiplier = {"million": 10**6, "billion": 10**9, "bn": 10**9, "": 1}[scale]
    reading = read_as("money", f"${amount:,} {scale}")
    assert reading == MoneyReading("=", amount * multiplier, "USD")
    assert read_as("money", f"{format_number(amount * multiplier)} US dollars") == reading


@given(st.integers(2, 10**6))
def test_ranges_end_above_their_start(number: int) -> None:
    """A range keeps both ends; one that falls or stays is refused."""
    reading = QuantityReading("..", Decimal(number), Decimal(number + 1), "ship", ("ship",))
    assert read_as("quantity", f"{number:,} to {number + 1:,} ships") == reading
    assert not isinstance(read_as("quantity", f"{number + 1:,} to {number:,} ships"), QuantityReading)
    assert not isinstance(read_as("quantity", f"{number:,} to {number:,} ships"), QuantityReading)


@given(st.text(st.sampled_from("$€5 1.,-'%abcK½٣\u00a0\u2013")))
def test_tokens_hold_every_character(text: str) -> None:
    """Tokens have their positions, in order and without gaps except for spaces."""
    position = 0
    for token in tokenize(text):
        assert text[position : token.start].strip() == ""
        assert token.start < token.end
        assert token.is_glued == (token.start == position > 0)
        position = token.end
    assert text[position:].strip() == ""


def test_currencies() -> None:
    """Former currencies have codes and names; names of several currencies have none without the adjective."""
    assert {"DEM", "FRF", "ITL", "SUR", "XAF"} <= currency_codes()
    assert not {"XAU", "XTS", "XXX", "CHE"} & currency_codes()
    names = codes_by_name()
    assert {names[f"{country} {unit}"] for country, unit in (("german", "marks"), ("deutsche", "mark"))} == {"DEM"}
    several = (
        "dinar",
        "krone",
        "kronor",
        "rupees",
        "lira",
        "francs",
        "pesos",
        "marks",
        "colones",
        "won",
        "lei",
        "rials",
    )
    assert [name for name in several if names.get(name)] == []
    assert all(re.fullmatch("[A-Z]{3}|", code) for code in names.values())
