"""A word that changes a value, put into any place of any phrase that is read, changes or refuses the reading."""

from collections import defaultdict

import pytest
from hypothesis import settings

from facts.verify.context import is_same
from facts.verify.reader import Unread, read_as
from facts.verify.readings import Reading
from tests.facts.verify.test_readings import CASES, READ, format_reading, phrases_of
from tests.tables import each_row

CHANGING = """
    half|per|each|up to|minus|first|fiscal|about|a year|dozens|percent|before|million|k|bn|twice|not|no|or|to|and|-
    \u2013|~|%|$|\u20ac|CAD|late|early|end of|by|than|less|more|a quarter|third|two|5|1,000|2019|Q3|of|in|Friday
    other|additional|under|last|next|hundred|dozen|dollars|euros|Canadian|since|after|until|May|5th|around|some
    at least|or more|or so|plus|+|each of|apiece|annually|half of|points|mid|circa|perhaps|between|from|on|every
    times|x|mm|US|0.5|\u00bd|1/2|and a half|BC|over|above|below|nearly|almost|average|maximum|thousand|crore|lakh|(
    )|/|:|\u201c|'s|?|;|without|except|a|an|the|,
    """
"""Words and signs, most of which change a value; those of HARMLESS do not, where they stand there."""
HARMLESS: dict[str, dict[str, str]] = {
    "money": {
        "$": "a sign before and after the same amount",
        "\u20ac": "the same",
        "CAD": "the same, as a code",
        "US": "US dollars are dollars",
        "dollars": "the name after the sign: $5 billion dollars",
        "euros": "the same",
        "a": "an article before an amount",
        "an": "the same",
        "the": "the same",
        "and": "two million and three hundred thousand",
        "of": "half of a billion",
        "additional": "an additional amount is one",
        "from": "from before a range",
    },
    "share": {
        "of": "half of the fleet",
        "%": "between 20% and 25%, where the first sign may be missing",
        "percent": "the same",
        "a": "a 45% share",
        "an": "the same",
        "the": "the same",
        "from": "from before a range",
        "late": "an adjective of what is shared",
        "early": "the same",
        "Canadian": "the same",
        "Q3": "a name in what is shared",
        "end of": "two parts of what is shared",
    },
    "quantity": {
        "a": "a half-dozen",
        "more": "36 more jets are 36 jets",
        "additional": "the same",
        "other": "the same",
        "an": "before a noun after of",
        "the": "an article before a number",
        "from": "from before a range",
        "of": "half of a dozen",
        "5": "the number of a model after its name",
        "late": "an adjective of the things",
        "early": "the same",
        "Canadian": "the same",
        "Q3": "a name in the things",
    },
    "date": {
        ",": "a comma before the year",
        "May": "5 May or 9 May, where the first month may be missing",
        "in": "a preposition before a date",
        "on": "the same",
        "the": "an article before a date",
        "of": "October of 2018",
        "Friday": "the weekday of a day, where it is the right one or the year is open",
        "end of": "by the end of a day is by that day",
        "by": "by 2020 at the latest, where by may be missing",
        "early": "a part of a month or year, which is read as all of it",
        "mid": "the same",
        "late": "the same",
    },
}
"""The words that leave a value as it is, with what they are there; reviewed."""

SHARE = 4
"""One phrase in so many is tried with a word."""
GREATER = ("million", "thousand", "hundred", "lakh", "crore", "dozen", "k", "bn", "\u00bd", "1/2", "and a half", "5")
"""What makes the whole greater that a number is a part of, which stays as it is: 21 of 33, or of 33 thousand."""
SCALES = ("million", "thousand", "hundred", "lakh")
"""The words that the start of a range may share with its end: 10 million to 12 million, 10 to 12 million."""

PHRASES = [(case["kind"], case["words"]) for case in CASES] + [
    (kind, phrase) for kind in READ for phrase in READ[kind]
]


@pytest.fixture(scope="module")
def readings() -> list[tuple[str, str, Reading | Unread]]:
    """The phrases with what each is read as."""
    return [(kind, phrase, read_as(kind, phrase)) for kind, phrase in PHRASES]


@each_row(("number", "word"), list(enumerate(phrases_of(CHANGING))))
def test_inserted_word_changes_the_reading(
    number: int, word: str, readings: list[tuple[str, str, Reading | Unread]]
) -> None:
    """No phrase with one word more is read as the value without it, unless the word is reviewed as harmless.

    Each word is put into a share of the phrases, and each phrase gets a share of the words;
    the profile `thorough` tries all.
    """
    holes = defaultdict(list)
    step = SHARE if settings.get_current_profile_name() == "suite" else 1
    for kind, phrase, reading in readings[number % step :: step]:
        is_shared = word in SCALES and " to " in phrase
        if isinstance(reading, Unread) or word in HARMLESS[kind] or is_shared:
            continue
        words = phrase.split(" ")
        for place in range(len(words) + 1):
            variant = " ".join([*words[:place], word, *words[place:]])
            if kind == "quantity" and "of" in words[:place] and word in GREATER:
                continue
            changed = read_as(kind, variant)
            if not isinstance(changed, Unread) and is_same(reading, changed):
                holes[kind].append(variant)
    assert holes == {}


@each_row(("kind", "phrase"), [case for case in PHRASES if case[0] in ("money", "share")])
def test_dropped_number_changes_the_reading(kind: str, phrase: str) -> None:
    """No amount and no share without one of its numbers is read as the value with it."""
    words = phrase.split(" ")
    for place, word in enumerate(words):
        shorter = read_as(kind, " ".join(words[:place] + words[place + 1 :]))
        if any(map(str.isdigit, word)) and not isinstance(shorter, Unread):
            assert format_reading(shorter) != format_reading(read_as(kind, phrase))
