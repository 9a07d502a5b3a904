"""Values in drafts: what an author may write, and what is read from the article's words."""

import re

import pytest

from facts.drafts.problems import ClaimError
from facts.drafts.reading.values import Words, parse_value, read_words, words_of_number
from facts.drafts.text.nodes import parse_nodes
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.model.values import CompositeValue, EdtfDate
from facts.verify.context import Excerpt
from tests.tables import each_row

TYPES: dict[str, type[CompositeValue]] = {"date": EdtfDate, "money": Money, "share": Share, "quantity": Quantity}
WRITTEN = {
    ("date", "2025-10-10"): {"edtf": "2025-10-10"},
    ("date", "2017"): {"edtf": "2017"},
    ("date", "'[..2021-12-31]'"): {"edtf": "[..2021-12-31]"},
    ("date", "[..2021-12-31]"): {"edtf": "[..2021-12-31]"},
    ("date", "[2021, 2022]"): None,
    ("date", "{2018,2019}"): {"edtf": "{2018,2019}"},
    ("date", "autumn of 2019"): {"edtf": "2019-23"},
    ("date", "the end of 2031"): None,
    ("money", "2500000000 USD"): {"amount": "2500000000", "currency": "USD"},
    ("money", "'<= 2.5 EUR'"): {"operator": "<=", "amount": "2.5", "currency": "EUR"},
    ("money", "150..170 EUR"): {"operator": "..", "amount": "150", "to": "170", "currency": "EUR"},
    ("money", "€3 billion"): {"amount": "3000000000", "currency": "EUR"},
    ("money", "{amount: 5, currency: EUR}"): {"amount": "5", "currency": "EUR"},
    ("money", "5"): None,
    ("money", "a lot"): None,
    ("quantity", "24 armoured vehicle"): {"value": 24, "unit": "armoured vehicle"},
    ("quantity", "about 300 sailors"): {"operator": "~", "value": 300, "unit": "sailor"},
    ("quantity", "'>= 12 missile'"): {"operator": ">=", "value": 12, "unit": "missile"},
    ("quantity", "2.5"): {"value": 2.5},
    ("quantity", "{value: 7, unit: ship}"): {"value": 7, "unit": "ship"},
    ("quantity", "{value: 7, units: ship}"): None,
    ("quantity", "about 90000 visitor"): {"operator": "~", "value": 90000, "unit": "visitor"},
    ("quantity", "up to 2 million visitors"): {"operator": "<=", "value": 2000000, "unit": "visitor"},
    ("quantity", "2 million visitors"): {"value": 2000000, "unit": "visitor"},
    ("quantity", "several"): None,
    ("money", "5 year"): None,
}
READ = {
    ("date", "signed in 2017"): ("2017", "in 2017"),
    ("date", "in the first quarter of 2027"): ("2027-33", "in the first quarter of 2027"),
    ("date", "delivery in May 2019"): ("2019-05", "in May 2019"),
    ("money", "worth €697.4 million, including VAT"): ("697400000", "worth €697.4 million"),
    ("money", "$1 million and $2 million"): (None, "several values in its words: '$1 million', '$2 million'"),
    ("quantity", "106 Karhu armoured vehicles"): (106, "106 Karhu armoured vehicles"),
    ("quantity", "a batch"): (None, "a batch"),
    ("quantity", "several divisions"): (None, "several divisions"),
    ("quantity", "87 points"): (87, "87 points"),
    ("quantity", "all turbines but two"): (None, "all turbines but two"),
    ("quantity", "a fleet of ferries"): (None, "a fleet of ferries"),
    ("quantity", "a single diesel-electric ferry"): (1, "a single diesel-electric ferry"),
    ("quantity", "for a single ferry"): (1, "a single ferry"),
    ("quantity", "a debate of almost five hours"): (5, "almost five hours"),
    ("money", "five years"): (None, "no value that is read in 'five years'"),
    ("money", "a fortune"): (None, "no value that is read in 'a fortune'"),
    ("date", "in March and April"): (None, "no value that is read"),
    ("date", "held in March and April"): (None, "no value that is read"),
    ("date", "the early 2020s"): (None, "no value that is read"),
    ("date", "since floods damaged it in August 2021"): (None, "'since' may make 'in August 2021' a limit"),
    ("date", "closed until repairs end in May 2019"): (None, "'until' may be the end of a period"),
    ("date", "the time before a vote in May 2019"): (None, "'before' may make 'in May 2019' a limit"),
    ("date", "After the fire of May 2019"): (None, "'After' may make"),
    ("date", "After talks, it was signed in May 2019"): ("2019-05", "in May 2019"),
    ("date", "signed in May 2019 after talks"): ("2019-05", "in May 2019"),
    ("date", "closed since May 2019"): ("2019-05/..", "since May 2019"),
}


@each_row(("kind", "text"), WRITTEN)
def test_what_an_author_writes(kind: str, text: str) -> None:
    """A date is EDTF, a number has its unit, words are read; anything else is refused with examples."""
    expected = WRITTEN[kind, text]
    root = parse_nodes(f"value: {text}")
    node = root.entries["value"]  # type: ignore[union-attr]
    if expected is None:
        with pytest.raises(ClaimError):
            parse_value({kind: TYPES[kind]}, node)
    else:
        assert parse_value({kind: TYPES[kind]}, node) == (kind, expected)


@each_row(("kind", "text"), READ)
def test_what_is_read_from_words(kind: str, text: str) -> None:
    """One phrase of the words is read, with what states it; several values, or none, are refused."""
    expected, stated = READ[kind, text]
    words = Words([text], [Excerpt(text, 0, len(text))])
    if expected is None and kind != "quantity":
        with pytest.raises(ClaimError, match=re.escape(stated)):
            read_words({kind: TYPES[kind]}, words)
    else:
        value = read_words({kind: TYPES[kind]}, words)
        assert (value.get("edtf", value.get("amount", value.get("value"))), value["stated"]) == (expected, stated)


NO_QUANTITIES = {
    "a third ferry expires": "no value that is read in 'a third ferry expires': 'a third' says which one it is",
    "a second ferry": "no value that is read in 'a second ferry'",
    "several divisions were sold": "no value that is read in 'several divisions were sold'",
    "a diesel-electric ferry": "no value that is read in 'a diesel-electric ferry'",
    "an order": "no value that is read in 'an order'",
    "all turbines but two were sold": "no value that is read in 'all turbines but two were sold'",
    "not a single ferry": "no value that is read in 'not a single ferry'",
    "more than a year": "no value that is read in 'more than a year'",
    "for less than a week": "no value that is read in 'for less than a week'",
    "50 basis points": "no value that is read in '50 basis points'",
    "87 percentage points": "no value that is read in '87 percentage points'",
    "missiles": "no value that is read in 'missiles'",
    "three of the boats": "no value that is read in 'three of the boats'",
}
"""Words that state no quantity, and how their problem begins."""


@each_row(("text", "message"), NO_QUANTITIES.items())
def test_words_without_a_figure_are_no_quantity(text: str, message: str) -> None:
    """Words that neither have a figure that is read, with its things, nor a word such as several, are refused."""
    with pytest.raises(ClaimError, match=re.escape(message)):
        read_words({"quantity": Quantity}, Words([text], [Excerpt(text, 0, len(text))]))


def test_one_thing_may_be_meant() -> None:
    """A thing with the article a is no number by itself: the message says how it is written as one."""
    with pytest.raises(ClaimError) as error:
        read_words({"quantity": Quantity}, Words(["an old ferry"], [Excerpt("an old ferry", 0, 12)]))
    assert "`1 ferry` if just one is meant, or leave it out" in error.value.hint


PARTS = {
    "about 31 million euros of that sum": ("31000000", "EUR", "about 31 million euros"),
    "a total of 84 million euros in 2024": ("84000000", "EUR", "a total of 84 million euros"),
}


@pytest.mark.parametrize("text", PARTS)
def test_a_part_of_a_phrase_is_no_second_value(text: str) -> None:
    """A number inside an amount is one value with it; the same number elsewhere is a second one."""
    readings = {kind: TYPES[kind] for kind in ("money", "share", "quantity")}
    value = read_words(readings, Words([text], [Excerpt(text, 0, len(text))]))
    assert (value["amount"], value["currency"], value["stated"]) == PARTS[text]
    twice = f"{text} for {PARTS[text][2].removesuffix(' euros')} trees"
    with pytest.raises(ClaimError, match="several values"):
        read_words(readings, Words([twice], [Excerpt(twice, 0, len(twice))]))


BESIDE_TIMES = {
    "five years later for 9 million euros": "9 million euros",
    "Five years later 7 million euros were due": "7 million euros",
    "a decade later, \u20ac4 million": "\u20ac4 million",
    "for 11 million euros": "11 million euros",
    "five ferries for 12 million euros": "several values in its words: '12 million euros', 'five ferries'",
    "5 million euros, and 7 million euros later": "several values in its words",
}
"""Words, and those of the amount in them, or how their problem begins."""


@each_row("text", BESIDE_TIMES)
def test_a_time_beside_an_amount_is_no_second_value(text: str) -> None:
    """How long after something an amount was paid is no value of its field; things that are counted are."""
    readings = {kind: TYPES[kind] for kind in ("money", "share", "quantity")}
    words = Words([text], [Excerpt(text, 0, len(text))])
    if "several" in BESIDE_TIMES[text]:
        with pytest.raises(ClaimError, match=BESIDE_TIMES[text]):
            read_words(readings, words)
    else:
        assert read_words(readings, words)["stated"] == BESIDE_TIMES[text]
    time = "five years"
    assert read_words(readings, Words([time], [Excerpt(time, 0, len(time))]))["unit"] == "year"


IN_LISTS = {
    ("money", ("Norway has signed", "6.2 billion crowns")): "6.2 billion crowns",
    ("money", ("signed in March 2024", "6.2 billion crowns")): "6.2 billion crowns",
    ("quantity", ("the yard said", "about 40 of them")): "about 40 of them",
    ("money", ("6.2 billion crowns", "Norway has signed")): "6.2 billion crowns",
    ("share", ("the price", "a third of it")): "the price",
    ("date", ("Five years later", "in 2019")): "Five years later",
}
"""The quotations of an inferred value, and the one that it rests on."""


@each_row(("kind", "texts"), IN_LISTS)
def test_an_inferred_number_rests_on_the_quotation_with_a_figure(kind: str, texts: tuple[str, str]) -> None:
    """The words of an inferred number are those with a figure, wherever they stand among the quotations."""
    words = Words(texts, [Excerpt(text, 0, len(text)) for text in texts])
    assert words_of_number(kind, words) == IN_LISTS[kind, texts]


IN_CURRENCIES = {
    ("for about 3 million kroner", "NOK"): ("3000000", "NOK", "about 3 million kroner"),
    ("12 million kroner", "DKK EUR"): ("12000000", "DKK", "12 million kroner"),
    ("It paid $3 million", "CAD"): ("3000000", "CAD", "$3 million"),
    ("paid 3 million dollars", "CAD USD"): ("3000000", "USD", "3 million dollars"),
    ("paid 3 million dollars", "NOK"): ("3000000", "USD", "3 million dollars"),
    ("paid 3 million U.S. dollars", "CAD"): ("3000000", "USD", "3 million U.S. dollars"),
}
"""Words and the currencies that their article names, with the amount that is read."""


@each_row(("text", "named"), IN_CURRENCIES)
def test_an_amount_is_read_in_the_currency_that_the_article_names(text: str, named: str) -> None:
    """A shared name is read as the one of the article's currencies that has it; of two, `verify` wants a note."""
    currencies = frozenset(named.split())
    words = Words([text], [Excerpt(text, 0, len(text), currencies)], article=named)
    value = read_words({"money": Money, "quantity": Quantity}, words)
    assert (value["amount"], value["currency"], value["stated"]) == IN_CURRENCIES[text, named]


FIGURES = {
    "24": ("quantity", {"value": 24}),
    "24 ship": ("quantity", {"value": 24, "unit": "ship"}),
    "'>= 24'": ("quantity", {"operator": ">=", "value": 24}),
    "24%": ("share", {"value": "0.24"}),
    "150%": ("share", {"value": "1.5"}),
    "0.24": ("share", {"value": "0.24"}),
    "'<= 10%'": ("share", {"operator": "<=", "value": "0.1"}),
    "20..25%": ("share", {"operator": "..", "value": "0.2", "to": "0.25"}),
    "at most 10%": ("share", {"operator": "<=", "value": "0.1"}),
    "{value: 0.5}": ("quantity", {"value": 0.5}),
    "24 EUR": ("money", {"amount": "24", "currency": "EUR"}),
}


@each_row("text", FIGURES)
def test_what_an_author_writes_as_a_figure(text: str) -> None:
    """Where money, a share or a quantity may be, a number alone is a quantity, unless it is below 1 or in percent."""
    root = parse_nodes(f"value: {text}")
    readings = {kind: TYPES[kind] for kind in ("money", "share", "quantity")}
    assert parse_value(readings, root.entries["value"]) == FIGURES[text]  # type: ignore[union-attr]
