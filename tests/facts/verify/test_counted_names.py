"""Names and periods that are counted: PC-21s, Super Tucanos, decades."""

from facts.drafts.text.notation import parse_notation
from facts.drafts.text.phrases import find_phrases
from facts.model.quantity import Quantity
from facts.verify.context import Excerpt
from facts.verify.reader import Unread, read_as
from facts.verify.values import agrees
from facts.verify.vocabulary import Vocabulary
from tests.tables import each_row

AGREEING = (
    ("12 A-29N Super Tucanos", 12, "a-29n super tucano"),
    ("12 A-29N Super Tucanos", 12, "super tucano"),
    ("12 A-29N Super Tucanos", 12, "tucano"),
    ("two decades", 2, "decade"),
    ("two decades", 20, "year"),
    ("a fortnight", 2, "week"),
)
"""Words, and values that they state."""
OTHERS = (
    ("12 A-29N Super Tucanos", 12, "super"),
    ("12 A-29N Super Tucanos", 12, "a-29n"),
    ("12 A-29N Super Tucanos", 29, "tucano"),
    ("two decades", 2, "year"),
    ("two decades", 20, "decade"),
    ("a fortnight", 1, "week"),
)
"""Words, and values that are others."""
TEXTS: tuple[tuple[str, list[str]], ...] = (
    ("It took a decade.", ["a decade"]),
    ("It lasted half a century.", ["half a century"]),
    ("It began almost a decade ago.", ["almost a decade"]),
    ("after less than a decade of war", ["less than a decade"]),
    ("They build 30 ships a decade.", []),
    ("It is once a decade.", []),
    ("a decade-long search", []),
    ("for a decade and a half", []),
    ("the end of the decade", []),
    ("one crashed near Beja", []),
)
"""Texts, and the numbers of something that are read in them."""


def quantity(words: str, value: int, unit: str) -> Quantity:
    """Return a quantity."""
    return Quantity.model_validate({"value": value, "unit": unit, "stated": words})


@each_row(("words", "value", "unit"), AGREEING)
def test_a_name_or_a_period_may_be_counted(words: str, value: int, unit: str) -> None:
    """The entire name is what is counted, or the words that it ends with; periods may be counted in shorter ones."""
    reading = read_as("quantity", words)
    assert not isinstance(reading, Unread)
    assert agrees(quantity(words, value, unit), reading)


@each_row(("words", "value", "unit"), OTHERS)
def test_another_unit_is_another_value(words: str, value: int, unit: str) -> None:
    """The first words of a name are not what is counted, and a decade is no year."""
    reading = read_as("quantity", words)
    assert not isinstance(reading, Unread)
    assert not agrees(quantity(words, value, unit), reading)


@each_row(("text", "phrases"), TEXTS)
def test_a_period_is_read_where_it_is_no_rate(text: str, phrases: list[str]) -> None:
    """A decade is ten years after a verb or a preposition, and a rate after what there is so much of in each."""
    assert [words for words, _ in find_phrases("quantity", Excerpt(text, 0, len(text), frozenset()))] == phrases


@each_row(
    ("words", "unknown"),
    [
        ("pc-21", []),
        ("an order for PC-21 trainers", []),
        ("a320neo", []),
        ("pc-22", ["22"]),
        ("21 trainers", ["21"]),
        ("PC 21", ["21"]),
        ("1990", ["1990"]),
        ("b-1990", ["1990"]),
    ],
)
def test_a_designation_in_the_plural_is_one_in_the_singular(words: str, unknown: list[str]) -> None:
    """A text that has PC-21s has PC-21, but not its number alone, nor the year that a decade begins with."""
    assert Vocabulary("ten PC-21s and A320neos of the 1990s").unknown_words(words) == unknown


@each_row(
    ("words", "unknown"),
    [
        ("sales of Aalto Marine", ["Aalto Marine"]),
        ("sales of Aalto Marine's boats", ["Aalto Marine's"]),
        ("Aalto, Marine", ["Aalto", "Marine"]),
        ("Aalto and Marine", ["Aalto", "Marine"]),
        ("Aalto Fjordvik Marine", ["Aalto", "Marine"]),
        ("Fjordvik Marine", ["Marine"]),
        ("the Big Red Boat of the Fjordvik", ["Big Red Boat"]),
        ("Aalto 300 Marine", ["300", "Aalto", "Marine"]),
    ],
)
def test_unknown_words_that_follow_each_other_are_one_name(words: str, unknown: list[str]) -> None:
    """A name of several words is unknown once; a word that the text has, or a comma, divides it."""
    assert Vocabulary("the shipyard Fjordvik").unknown_words(words) == unknown


@each_row(
    ("text", "unit"),
    [
        ("11 votes", "vote"),
        (">= 12 missiles", "missile"),
        ("2 types of missiles", "type of missile"),
        ("3 PC-21s", "pc-21"),
        ("30 aircraft", "aircraft"),
        ("2 news agencies", "news agency"),
    ],
)
def test_a_unit_is_in_the_singular(text: str, unit: str) -> None:
    """A unit that an author writes in the plural is what the readers make of it."""
    assert (parse_notation("quantity", text) or {})["unit"] == unit


@each_row(
    ("text", "unknown"),
    [
        ("Both ships left.", []),
        ("Neither ship left.", []),
        ("The twin towers fell, and a pair of cranes.", []),
        ("One ship left, and the other did not.", ["two"]),
        ("Both ships left, and 12 did not.", []),
        ("Bothered crews left.", ["two"]),
    ],
)
def test_two_is_said_by_words_for_a_pair(text: str, unknown: list[str]) -> None:
    """Own words may say two where a text has both, neither or a pair."""
    assert Vocabulary(text).unknown_words("two ships") == unknown
