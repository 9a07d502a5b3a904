"""Quotations that begin or end inside a word or a number: refused, but for what is attached to a word."""

import pytest

from facts.drafts.problems import LocationError
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.model.article import Article
from tests.facts.drafts.helpers import HEAD, messages
from tests.tables import each_row

TEXT = """\
The Mayor ordered three ferries and US-made PC-21s for \u20ac5m, not 1,500 or 2.75 million, in the 1990s.
Norland's union, the Mayors of l'Ouest and the Andersons\u2019 firm fly the F-16 and the A400M.
\u5317\u6597\u96fb\u6a5f\u304c\u4f5c\u3063\u305f. \u05d4\u05de\u05de\u05e9\u05dc\u05d4 \u0627\u0644\u062c\u064a\u0634
"""
LOCATOR = QuoteLocator(Article(TEXT))
ACCEPTED = {
    "US": "in a compound with a hyphen",
    "made PC-21s": "a compound, begun at its hyphen",
    "PC-21": "the plural of a designation",
    "Anderson": "the plural of a name",
    "21s": "a number after a hyphen",
    "16": "a number after a hyphen",
    "Norland": "a possessive",
    "Andersons": "a possessive plural",
    "Ouest": "after an elided article",
    "\u20ac5m": "a number with its scale",
    "5m": "an amount without the sign of its currency",
    "\u96fb\u6a5f": "a script without spaces",
    "\u05de\u05de\u05e9\u05dc\u05d4": "after a prefix in Hebrew",
    "\u062c\u064a\u0634": "after an article in Arabic",
    "Mayor": "by itself, though it is inside another word elsewhere",
}
"""Words, and why they need no more."""
REFUSED = {
    "Ma": "`Mayor`, `Mayors`",
    "dered three fer": "`ordered three ferries`",
    "three ferr": "`three ferries`",
    "three ferrie": "`three ferries`",
    "5": "`5m`, `1,500`, `2.75`",
    "\u20ac5": "`\u20ac5m`",
    "500": "`1,500`",
    "1": "`1,500`",
    "75 million": "`2.75 million`",
    "2": "`21s`, `2.75`",
    "1990": "`1990s`",
    "400M": "`A400M`",
    "PC-2": "`PC-21s`",
    "C-21s": "`PC-21s`",
    "The Ma \u2026 three ferries": "",
}
"""Words that are cut, and the entire ones that the message has."""


@each_row(("words", "reason"), ACCEPTED.items())
def test_what_is_attached_to_a_word_cuts_none(words: str, reason: str) -> None:
    """A hyphen, an apostrophe, the plural of a name, and scripts that write words together leave a word whole."""
    places = LOCATOR.locate(Quote(1, words))
    assert [LOCATOR.text(place) for place in places] == [words], reason


@each_row(("words", "entire"), REFUSED.items())
def test_a_quotation_is_not_cut(words: str, entire: str) -> None:
    """Words that begin or end inside others, or inside a number, are refused with the entire ones."""
    with pytest.raises(LocationError) as error:
        LOCATOR.locate(Quote(1, words))
    assert not entire or error.value.message == f"is a part of a word: '{words}'"
    assert entire in error.value.hint


@each_row(
    ("record", "path"),
    [
        ("people: {ase-bjorno: {name: \u00c5se Bj\u00f8rn\u00f8, offices: May}}", "offices.0.title"),
        ("people: {ase-bjorno: {name: \u00c5se Bj\u00f8rn\u00f8, offices: 5}}", "offices.0.title"),
        ("events: {what is due: {quote: ferries call, status: {standing: ferries cal}}}", "status"),
        ("events: {what is due: {quote: hree ferries cal}}", "quote"),
        ("contracts: {a pier: {value: 2.5 million kroner}}", "value"),
    ],
)
def test_fields_have_entire_words(record: str, path: str) -> None:
    """Whatever a field holds, its words are no parts of others."""
    assert any(f"{path}: is a part of a word" in problem for problem in messages(HEAD + record))
