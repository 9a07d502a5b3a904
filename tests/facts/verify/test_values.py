"""A value is compared with the complete reading of its words, alone and where they stand."""

import pytest

from facts.model.article import Article
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Span, sha256_hex
from facts.model.share import Share
from facts.model.values import EdtfDate
from facts.verify.context import Excerpt
from facts.verify.spans import iter_excerpts
from facts.verify.values import ReadableValue, contradiction, mismatch
from tests.tables import each_row


def money(amount: str, currency: str, stated: str, operator: str = "=", to: str | None = None) -> Money:
    """Return an amount of money."""
    fields = {"operator": operator, "amount": amount, "to": to, "currency": currency, "stated": stated}
    return Money.model_validate(fields)


def share(value: str, stated: str, operator: str = "=", to: str | None = None) -> Share:
    """Return a share."""
    return Share.model_validate({"operator": operator, "value": value, "to": to, "stated": stated})


def quantity(
    operator: str | None, value: float | None, unit: str | None, stated: str, to: float | None = None
) -> Quantity:
    """Return a quantity."""
    fields = {"operator": operator, "value": value, "to": to, "unit": unit, "stated": stated}
    return Quantity.model_validate(fields)


def day(edtf: str, stated: str) -> EdtfDate:
    """Return a date."""
    return EdtfDate(edtf=edtf, stated=stated)


PASSING: list[ReadableValue] = [
    money("2500000000", "USD", "$2.5 B"),
    money("390000000000", "INR", "\u20b939,000 crore"),
    money("5000000000", "CAD", "CAD $5 billion"),
    money("500000000", "USD", "half a billion dollars"),
    money("2500000000.00", "USD", "$ 2.5 billion"),
    quantity(">", 4, "type of missile", "more than four types of missiles"),
    quantity("=", 2, "coastal radar", "two Umibue coastal radars"),
    quantity("=", 36, "jet", "36 F-16 jets"),
    quantity("=", 36, None, "36 jets"),
    quantity("=", 2.5, "brigade", "two-and-a-half brigades"),
    quantity(">=", 12, "missile", "at least 12"),
    quantity(None, None, "division", "several divisions"),
    quantity(None, None, None, "a batch"),
    money("2500000000", "USD", "up to $ 2.5 billion", "<="),
    money("40000000", "GBP", "about \u00a340m", "~"),
    money("1100000000", "NOK", "more than 1.1 billion Norwegian kroner", ">"),
    money("150000000", "EUR", "between \u20ac150 million and \u20ac170 million", "..", "170000000"),
    money("5000000000", "DEM", "5 billion Deutsche marks"),
    quantity("..", 30, "jet", "30 to 40 jets", 40),
    quantity(">=", 36, "jet", "36-plus jets"),
    share("0.45", "45% of the total amount"),
    share("0.45", "45% of the total in advance"),
    share("0.2", "a fifth of the sum"),
    share("0.1", "at most 10%", "<="),
    share("0.2", "between 20 and 25 percent", "..", "0.25"),
    share("1.5", "150%"),
    day("2019-23", "fall of 2019"),
    day("../2021", "by the end of 2021"),
    day("[2021,2022]", "2021 or 2022"),
]

FAILING: list[tuple[ReadableValue, str]] = [
    (money("2.5", "USD", "$2.5 B"), "is 2.5 USD, which '$2.5 B' does not say: it says 2500000000 USD"),
    (money("39000", "INR", "\u20b939,000 crore"), "it says 390000000000 INR"),
    (money("5000000000", "USD", "CAD $5 billion"), "it says 5000000000 CAD"),
    (money("1000000000", "USD", "half a billion dollars"), "it says 500000000 USD"),
    (
        money("2500000000", "USD", "up to $ 2.5 billion"),
        "is 2500000000 USD, which 'up to $ 2.5 billion' does not say: it says up to 2500000000 USD",
    ),
    (
        money("150000000", "EUR", "between \u20ac150 million and \u20ac170 million"),
        "it says between 150000000 and 170000000 EUR",
    ),
    (
        money("150000000", "EUR", "between \u20ac150 million and \u20ac170 million", "..", "180000000"),
        "is between 150000000 and 180000000 EUR, which",
    ),
    (
        money("2500000000", "USD", "$ 2.5 billion", "<="),
        "is up to 2500000000 USD, which '$ 2.5 billion' does not say",
    ),
    (money("2500000000", "USD", "about $ 2.5 billion", "<="), "it says about 2500000000 USD"),
    (share("0.1", "up to 10%"), "is 0.1, which 'up to 10%' does not say: it says up to 0.1"),
    (share("0.45", "55% of the sum"), "it says 0.55"),
    (share("0.45", "two thirds"), "is not read: 'thirds' is a fraction without a decimal value"),
    (money("90000000000", "JPY", "\u00a5 90 billion"), "is not read: '\u00a5' is the sign of several currencies"),
    (money("5000000", "USD", "$5 million a year"), "is not read: 'a year' makes it a rate"),
    (quantity("=", 4, "missile", "four types of missiles"), "it says 4 type"),
    (quantity("=", 12, "boat", "half a dozen boats"), "it says 6 boat"),
    (quantity("=", 30, "jet", "30 to 40 jets"), "it says between 30 and 40 jet"),
    (quantity("=", 36, "jet", "36-plus jets"), "it says at least 36 jet"),
    (quantity(None, None, "ship", "two ships"), "is a word without a number, which 'two ships' does not say"),
    (quantity(None, None, "ship", "a pair of ships"), "does not say"),
    (day("2021-22", "fiscal year 2021-22"), "is not read: 'fiscal year 2021-22' is a fiscal year"),
    (day("2021", "by the end of 2021"), "it says [..2021-12-31]"),
    (day("2021/2022", "2021 or 2022"), "it says [2021,2022]"),
    (day("2021-11", "late 2021"), "it says 2021"),
    (day("2021-12-31", "at the end of 2021"), "it says 2021"),
    (day("2021", "the end of 2021"), "is not read"),
]


def excerpt_of(stated: str, before: str = "", after: str = "") -> Excerpt:
    """Return words with others around them."""
    return Excerpt(f"{before}{stated}{after}", len(before), len(before) + len(stated))


@pytest.mark.parametrize("value", PASSING, ids=lambda value: str(getattr(value, "stated", value)))
def test_right_value_passes(value: Money) -> None:
    """A value that its words state passes, however they are written."""
    assert mismatch(value, [excerpt_of(value.stated, "It is for ", ", he said.")]) is None
    assert contradiction(value) is None


@each_row(("value", "message"), FAILING)
def test_wrong_value_fails(value: Money, message: str) -> None:
    """A value that its words do not state is a problem, which says what they state or what is not understood."""
    assert message in (mismatch(value, [excerpt_of(value.stated)]) or "")


def test_words_around_a_value() -> None:
    """Words around the value refuse it unless one place of them leaves it as it is; the message names the word."""
    value = money("2500000000", "USD", "$2.5 billion")
    ceiling, plain = excerpt_of(value.stated, "worth up to "), excerpt_of(value.stated, "worth ")
    message = "is 2500000000 USD, but the words around '$2.5 billion' change its meaning: 'to'"
    assert mismatch(value, [ceiling]) == message
    assert mismatch(value, [ceiling, plain]) is None
    rate = "is 2500000000 USD, but 'a year' after '$2.5 billion' makes it a rate, which only a note can say"
    assert mismatch(value, [excerpt_of(value.stated, "", " a year.")]) == rate


@each_row(
    ("text", "is_changed"),
    [
        (f"{'x' * 500}$5 million", True),
        (f"$5 million{'x' * 500}", True),
        (f"{'w ' * 500}$5 million{' w' * 500}", False),
    ],
)
def test_distant_words(text: str, is_changed: bool) -> None:
    """What directly touches a value is examined, however long it is."""
    article = Article(text)
    span = Span(passage=1, start=0, end=len(text), digest=sha256_hex(text))
    places = list(iter_excerpts(span, "$5 million", article))
    assert bool(mismatch(money("5000000", "USD", "$5 million"), places)) == is_changed
    assert all(len(place.text) < 500 for place in places)


@each_row(
    ("before", "value", "after", "passes"),
    [
        ("to pay ", share("0.45", "45%"), " of the total amount in advance", True),
        ("pay ", share("0.2", "a fifth of the sum"), "", True),
        ("up to ", share("0.1", "10%"), " of it", False),
        ("pay ", share("0.1", "up to 10%", "<="), " of it", True),
        ("", share("0.03", "3%"), " a year", False),
        ("10-", share("0.15", "15%"), "", False),
    ],
)
def test_words_around_a_share(before: str, value: Share, after: str, passes: bool) -> None:
    """A share is the one that its words state where they stand."""
    assert (mismatch(value, [excerpt_of(value.stated, before, after)]) is None) == passes


@each_row(
    ("value", "contradicts"),
    [
        (day("2029", "by 2030"), True),
        (day("2029/2030", "by 2030"), False),
        (day("2031", "2030"), True),
        (day("2031-11", "late 2031"), False),
        (day("XXXX-07", "by mid-July"), True),
        (day("2031", "no later than 2031"), True),
        (day("2031-05", "due by the end of May 2031"), True),
        (day("2031-21", "by the spring of 2031"), True),
        (day("2031-08-31", "before the autumn"), True),
        (day("[..2031-08-31]", "before the autumn"), False),
        (day("2030", "before 2031"), True),
        (day("2031-09", "after August 2031"), True),
        (day("[2031-09..]", "after August 2031"), False),
        (day("2031-05-06", "one day after 5 May 2031"), False),
        (day("2031-05-04", "one day before 5 May 2031"), False),
        (day("2031-08", "before the vote in August 2031"), False),
        (day("[..XXXX-07-31]", "by mid-July"), False),
        (day("[..2031-12-31]", "by 2031"), False),
        (day("../2031-05", "by the end of May 2031"), False),
        (day("2031-05", "led by Mayor Roe in May 2031"), False),
        (day("2030-11", "late 2031"), True),
        (day("2026-03-10", "Tuesday"), False),
        (day("2026-03-09", "Tuesday"), True),
        (money("2500000000", "USD", "up to $2.5 billion"), False),
        (money("2600000000", "USD", "up to $2.5 billion"), True),
        (money("5", "EUR", "$5"), True),
        (money("5000000", "PKR", "5 million rupees"), False),
        (quantity("=", 35, "jet", "30 to 40 jets"), False),
        (quantity("=", 45, "jet", "30 to 40 jets"), True),
        (quantity(None, None, "jet", "36 jets"), True),
        (money("2400000000", "USD", "up to $2.5 billion", ">="), False),
        (money("2600000000", "USD", "up to $2.5 billion", ">="), True),
        (money("1000000000", "USD", "more than $2 billion", "..", "1900000000"), True),
        (money("40000000", "GBP", "about \u00a345m"), False),
        (money("45000000", "GBP", "about \u00a345m"), True),
        (money("45000000", "GBP", "about \u00a345m", "~"), False),
        (quantity("=", 2300, "vehicle", "About 2,300 vehicles a day"), True),
        (quantity("~", 2300, "vehicle", "About 2,300 vehicles a day"), False),
        (quantity("~", 23000, "vehicle", "About 2,300 vehicles a day"), True),
        (quantity("=", 2300, "vehicle", "2,300 vehicles a day"), False),
        (share("0.3", "20 to 25 percent"), True),
        (share("0.22", "20 to 25 percent"), False),
        (money("2500000000", "NOK", "2.5bn kroner"), False),
        (money("2500000000", "DKK", "2.5bn kroner"), False),
        (money("25000000000", "NOK", "2.5bn kroner"), True),
        (money("2500000000", "USD", "2.5bn kroner"), True),
        (money("5000000", "CAD", "$5 million"), False),
        (money("5000000", "CNY", "\u00a55 million"), False),
        (money("50000000", "CNY", "\u00a55 million"), True),
        (money("5000000", "PKR", "Rs 5 million"), False),
        (money("5000000", "USD", "Rs 5 million"), True),
        (money("50000000", "PKR", "Rs 5 crore"), True),
        (money("4000000000", "NOK", "nearly 4 billion kroner", "<"), False),
        (money("9", "NOK", "nearly 4 billion kroner"), True),
        (money("400000000", "GBP", "about \u00a345m"), True),
        (share("0.67", "two thirds", "~"), False),
        (share("0.667", "two-thirds of the price"), False),
        (share("0.6", "two-thirds of the price"), True),
        (share("0.9", "a third of the price", ">"), True),
        (share("0.34", "as much as a third", "<="), False),
        (share("0.334", "as much as a third", "<="), False),
        (share("0.33", "as much as a third", "<="), True),
        (share("0.33", "less than a third", "<"), True),
        (share("0.34", "less than a third", "<"), False),
        (share("0.66", "at least two thirds", ">="), False),
        (share("0.67", "at least two thirds", ">="), True),
        (share("0.67", "more than two thirds", ">"), True),
        (share("0.66", "more than two thirds", ">"), False),
        (share("0.4", "as much as a third", "<="), True),
        (quantity("<=", 0.33, None, "at most a third"), True),
        (quantity("<=", 0.34, None, "at most a third"), False),
        (quantity("~", 0.33, None, "about a third"), False),
        (quantity("~", 0.5, None, "about a third"), True),
        (quantity("=", 4, "ship", "a third of the ships"), False),
        (day("[..2026-09-15]", "by 15 September"), True),
        (day("[..XXXX-09-15]", "by 15 September"), False),
        (day("[..XXXX-09-30]", "by 15 September"), True),
    ],
)
def test_inferred_value(value: Money, contradicts: bool) -> None:
    """An inferred value may add to its words, but not lie outside of what they say."""
    assert bool(contradiction(value)) == contradicts


def test_a_date_without_a_year_keeps_none() -> None:
    """A year that an editor adds to the value is refused, and the message says where it belongs."""
    message = contradiction(EdtfDate(edtf="2026-04", stated="in April"))
    limits = "the limits that you infer are its `within`"
    assert message == f"is 2026-04, but 'in April' has no year: quoted alone it is XXXX-04, and {limits}"
    assert contradiction(EdtfDate(edtf="XXXX-04", stated="in April")) is None


@each_row(
    "value",
    [
        quantity("=", 1, "tug", "a tug from Denmark"),
        quantity("=", 2, "ship", "some ships early"),
        share("0.1", "a tenth until spring"),
        money("5", "EUR", "5 euros from Monday"),
    ],
)
def test_a_number_is_not_explained_as_a_date(value: Quantity | Share | Money) -> None:
    """What is not read in the words of a number does not advise to write a date."""
    message = mismatch(value, [])
    assert message is not None
    assert "EDTF" not in message
