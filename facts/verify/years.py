"""Years beside a phrase that change it: October last year, and lira of a year before their currency was replaced."""

from collections.abc import Sequence

from facts.verify.english_dates import END_OF_YEAR
from facts.verify.grammar.word_list import word_set
from facts.verify.readings import DateReading, MoneyReading, Reading
from facts.verify.tokens import Token

DETERMINERS = word_set("last this next that same following previous past coming each every one two three a")
"""Words before year, after a date without one, that say which year is meant."""
MAX_WORDS = 4
"""Maximum number of words after a date that may say its year."""
AFTER_YEARS = ("after", "before", "of", "when", "that", "which")
"""Words that say which year is meant, after "by the end of the year"."""
REFORMS = {
    "AOA": 1999,
    "ARS": 1992,
    "AZN": 2006,
    "BGN": 1999,
    "BRL": 1994,
    "BYN": 2016,
    "GHS": 2007,
    "ILS": 1986,
    "MXN": 1993,
    "MZN": 2006,
    "PEN": 1991,
    "PLN": 1995,
    "RON": 2005,
    "RUB": 1998,
    "TMT": 2009,
    "TRY": 2005,
    "UYU": 1993,
    "VES": 2018,
    "ZMW": 2013,
}
"""The year in which each currency replaced one of the same name (ISO 4217, list three)."""


def names_year(reading: Reading, after: Sequence[Token]) -> str | None:
    """Return the word after a date without a year that says which: last, in October last year; None if none does."""
    if not isinstance(reading, DateReading) or "XXXX" not in reading.edtf:
        return None
    if reading.edtf == END_OF_YEAR and after and after[0].lower in AFTER_YEARS:
        return after[0].text
    words = [token.lower for token in after[:MAX_WORDS]]
    while words and words[0] in ("of", "the", "in"):
        words = words[1:]
    is_year = len(words) > 1 and words[0] in DETERMINERS and words[1] in ("year", "years")
    return words[0] if is_year else None


def earlier_year(reading: Reading, phrase: Sequence[Token], around: Sequence[Token]) -> str | None:
    """Return a year around an amount in which its currency was another of the same name; None if there is none."""
    if not isinstance(reading, MoneyReading) or any(token.text == reading.currency for token in phrase):
        return None
    reform = REFORMS.get(reading.currency, 0)
    years = (token for token in around if token.kind in ("number", "decade") and len(token.text) == len("1998"))
    return next((token.text for token in years if token.text.isdigit() and 1000 <= int(token.text) < reform), None)
