"""Own words that turn round a comparison: at most for at least, dearer for cheaper, after for before."""

import re
from collections.abc import Iterator
from decimal import Decimal

from facts.verify.doubts.own_words.lost_negations import NEGATIONS, find_words
from facts.verify.english_bounds import BEFORE
from facts.verify.english_numbers import read_numbers
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

SIDES = {">": "least", ">=": "least", "<": "most", "<=": "most"}
"""The side of a number on which each operator leaves what is counted."""
_BOUNDS = sorted((words for words, sign in BEFORE.items() if sign in SIDES), key=len, reverse=True)
ANY_BOUND = re.compile(rf"(?<!\w)(?:{'|'.join(_BOUNDS)})(?!\w)", re.IGNORECASE)
BOUND = re.compile(
    rf"(?<!\w)(?P<words>{'|'.join(_BOUNDS)})"
    r"\s(?:an?\s|the\s)?\W?$",
    re.IGNORECASE,
)
"""The words of a bound directly before a number."""
_SUM = r"(?:million|billion|euros?|dollars?|pounds|percent|per cent|%|\d|costs?|costing)\s(?:\w+\s)?"
COSTS = (
    re.compile(
        rf"(?<!\w)(?:cheap(?:er|est)?|saved?|saves|savings?|less expensive|{_SUM}less)(?!\w)(?!\sthan)", re.IGNORECASE
    ),
    re.compile(
        rf"(?<!\w)(?:dear(?:er|est)?|cost(?:ly|lier|liest)|expensive|{_SUM}more)(?!\w)(?!\sthan)", re.IGNORECASE
    ),
)
"""Words by which something costs less than something else, and those by which it costs more."""
TIMES = (word_set("before"), word_set("after following since"))
"""Words before what comes later, and before what comes earlier."""
NOT_NOUNS = word_set("the a an its his her their this that of and in on at to for by with from")
REACH = 4
"""Maximum number of words after "before" and "after" that say what comes later or earlier."""


def find_turned_comparisons(text: str, sentences: str) -> Iterator[str]:
    """Yield how own words turn round a bound, a difference of costs or an order in time of sentences."""
    bounds = list(list_bounds(text))
    theirs = dict(list_bounds(sentences)) if bounds else {}
    for number, (side, words) in bounds:
        other_side, other = theirs.get(number, (side, ""))
        if side != other_side:
            yield f"says '{words} {number}', where its sentence says '{other}'"
    cost = find_cost(text)
    other_cost = find_cost(sentences) if cost and not find_words(sentences, NEGATIONS) else None
    if cost and other_cost and cost[0] != other_cost[0]:
        yield f"says '{cost[1]}', where its sentence says '{other_cost[1]}'"
    own_times = list_times(text)
    their_times = list_times(sentences) if own_times else []
    for place, word, nouns in own_times:
        others = [(other_place, other) for other_place, other, things in their_times if nouns & things]
        if others and all(other_place != place for other_place, _ in others):
            yield f"says '{word}', where its sentence says '{others[0][1]}'"


def list_bounds(text: str) -> Iterator[tuple[Decimal, tuple[str, str]]]:
    """Yield each number of a text that has a bound, with the side on which it bounds and the words that do."""
    for number in read_numbers(text) if ANY_BOUND.search(text) else ():
        match = BOUND.search(text[: number.start])
        if match:
            yield number.value, (SIDES[BEFORE[match["words"].lower()]], match["words"])


def find_cost(text: str) -> tuple[int, str] | None:
    """Return which way the costs of a text differ, and the words that say so; None if neither or both do."""
    matches = [(index, match[0]) for index, costs in enumerate(COSTS) if (match := costs.search(text))]
    return matches[0] if len(matches) == 1 else None


def list_times(text: str) -> list[tuple[int, str, set[str]]]:
    """Return each word of a text for an order in time, with its side and the words after it."""
    words = list_words(text)
    return [
        (side, word, {to_singular(other) for other in words[index + 1 : index + 1 + REACH]} - NOT_NOUNS)
        for index, word in enumerate(words)
        for side, names in enumerate(TIMES)
        if word in names
    ]
