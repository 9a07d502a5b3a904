"""Numbers, amounts of money, shares and quantities are read from newspaper English."""

from decimal import Decimal

import pytest

from facts.verify.english_numbers import read_money, read_numbers, read_quantities, read_shares

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
    "no numbers: S-400, SA-21, F-35, the 5th, the 1990s, 90km, phone, often, tent": [],
}

MONEY = {
    "$ 2.5 billion": {("2500000000", "USD")},
    "US$3,500,000": {("3500000", "USD")},
    "$90m": {("90000000", "USD")},
    "£1.2bn a year": {("1200000000", "GBP")},
    "EUR 480 million": {("480000000", "EUR")},
    "€ 480 million": {("480000000", "EUR")},
    "480 million euros": {("480000000", "EUR")},
    "480 million EUR": {("480000000", "EUR")},
    "a 480-million-euro contract": {("480000000", "EUR")},
    "1.2 billion Norwegian kroner": {("1200000000", "NOK")},
    "three million Swedish kronor": {("3000000", "SEK")},
    "48.5 billion yen": {("48500000000", "JPY")},
    "¥ 90 billion": {("90000000000", "JPY"), ("90000000000", "CNY")},
    "10 million Turkish liras, 2 million lira": {("10000000", "TRY"), ("2000000", "TRY")},
    "5 million U.S. dollars or 4 million pounds": {("5000000", "USD"), ("4000000", "GBP")},
    "two hundred and fifty thousand rubles": {("250000", "RUB")},
    "no sum: 5 rupees, 5 crowns, billions of dollars, 400 SAM, S-400 USD, 7 frigates": set(),
}

SHARES = {
    "45%": {"0.45"},
    "12.5 percent of the price": {"0.125"},
    "five per cent": {"0.05"},
    "pay 45 % now and 5% later": {"0.45", "0.05"},
    "45 of them": set(),
}

QUANTITIES: dict[str, set[tuple[str, str | None]]] = {
    "five frigates": {("=", "5")},
    "more than four types of missiles": {(">", "4")},
    "over 1,200 troops": {(">", "1200")},
    "at least 12": {(">=", "12")},
    "no fewer than twenty": {(">=", "20")},
    "40 or more": {(">=", "40")},
    "40 ships or more": {(">=", "40")},
    "fewer than 40 apprentices": {("<", "40")},
    "up to 40": {("<=", "40")},
    "no more than 40": {("<=", "40")},
    "About 300": {("~", "300")},
    "some 300": {("~", "300")},
    "a dozen": {("=", "12")},
    "two or three": {("=", "2"), ("=", "3")},
    "a batch": {("=", None)},
    "several divisions of S-400": {("=", None)},
    "30 to 40 ships": {("=", None)},
    "between five and nine": {("=", None)},
}


@pytest.mark.parametrize("words", NUMBERS)
def test_numbers(words: str) -> None:
    """Numbers are read in digits and words, with scales, but not inside names, ordinals and measures."""
    assert [number.value for number in read_numbers(words)] == list(map(Decimal, NUMBERS[words]))


def test_number_positions() -> None:
    """A number has its position in the text."""
    text = "worth $ 2.5 billion, five times"
    assert [text[number.start : number.end] for number in read_numbers(text)] == ["2.5 billion", "five"]


@pytest.mark.parametrize("words", MONEY)
def test_money(words: str) -> None:
    """An amount has the currency of the sign, code or unambiguous name next to it."""
    assert read_money(words) == {(Decimal(amount), currency) for amount, currency in MONEY[words]}


@pytest.mark.parametrize("words", SHARES)
def test_shares(words: str) -> None:
    """Percentages are shares of one."""
    assert read_shares(words) == set(map(Decimal, SHARES[words]))


@pytest.mark.parametrize("words", QUANTITIES)
def test_quantities(words: str) -> None:
    """A number has the operator of the words around it; a range, or no number at all, is read as None."""
    expected = {(operator, number and Decimal(number)) for operator, number in QUANTITIES[words]}
    assert read_quantities(words) == expected
