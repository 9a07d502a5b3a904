"""Votes of one side that are given to the other: in a vote that is passed by 21 votes to 11, 21 are for it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from facts.model.quantity import Quantity
from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_numbers import Number, read_numbers
from facts.verify.finding import Finding

OWNERS = ("events", "statements")
"""The kinds of records that tell how many voted for something or against it."""
PASSED = re.compile(
    r"(?<!\w)(?:pass(?:es|ed)?|approv\w+|adopt\w*|back(?:s|ed)?|carried|endors\w+|agreed|ratif\w+"
    r"|voted (?:to|for|in favou?r))(?!\w)"
)
FAILED = re.compile(
    r"(?<!\w)(?:reject\w*|defeat\w*|voted (?:down|against)|threw out|turned down|block\w*|fell|failed)(?!\w)"
)
"""Verbs of a vote in favour, and of one against."""
BETWEEN = re.compile(r"\s?(?:votes?\s)?(?:to|-|\u2013|against)\s?|\svotes? in favou?r (?:and|to|against)\s")
"""What is between the votes of the side that wins and those of the other."""
AGAINST = re.compile(r"(?<!\w)(?:against|oppos\w+|no votes?|nays?|dissent\w*)(?!\w)", re.IGNORECASE)
FOR = re.compile(
    r"(?<!\w)(?:votes?|councillors?|members?|lawmakers?|deputies)\s(?:[\w'\u2019-]+\s){0,4}?(?:for|in favou?r)(?!\w)"
    r"|(?<!\w)(?:ayes?|yes votes?|supporters?)(?!\w)",
    re.IGNORECASE,
)
"""Own words for the one side, and for the other."""
DECISION = re.compile(
    r"(?<!\w)(?:approv\w+|adopt\w+|passage|passing|ratif\w+|back\w+|endors\w+|decision|vote|reject\w+|defeat|refus\w+)(?!\w)",
    re.IGNORECASE,
)
"""Own words for what was decided by a vote."""
SIDE = re.compile(r"\s?(?:votes?\s|,\s)?(?P<side>for|in favou?r|against)(?!\w)")
"""For what own words have the votes of the two sides, after them: 31 to 22 for the plan."""
SENTENCES_BEFORE = 2
"""How many sentences before that of a vote may tell how it was decided."""
UNIT = "vote"
OTHER = {"for": "against", "against": "for"}
HINT = "Correct the number, or the words for whose votes they are"


def find_swapped_votes(context: CheckContext) -> Iterator[Finding]:
    """Yield each number of votes that its words do not say, or that its sentence has of the other side.

    Whose they are, the title or the note says; those of a decision, without more, are those by which it was made.
    """
    sentences = context.sentences
    for kind in OWNERS:
        for record in context.of_kind(kind):
            path = "quantity" if kind == "events" else "amount"
            quantity, receipt = getattr(record, path, None), record.evidence.get(path)
            if receipt is None or not isinstance(quantity, Quantity):
                continue
            title = str(getattr(record, record.title_field))
            numbers = sorted(sentences.numbers_of(receipt.spans))
            faults = (find_fault(quantity, receipt, title, sentences.text(number)) for number in numbers)
            if message := next(filter(None, faults), None):
                is_certain = receipt.basis == "stated" and find_side(f"{title}; {receipt.note or ''}") is None
                yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain)


def find_turned_votes(context: CheckContext) -> Iterator[Finding]:
    """Yield each title by which the greater number of votes was cast on the side that lost by the sentences."""
    sentences = context.sentences
    for kind in OWNERS:
        for record in context.of_kind(kind):
            receipt, title = record.evidence.get(record.title_field), str(getattr(record, record.title_field))
            if receipt is None or (words := find_winners(title)) is None:
                continue
            numbers = sorted(sentences.numbers_of(receipt.spans))
            known = range(max(0, numbers[0] - SENTENCES_BEFORE), numbers[-1] + 1) if numbers else ()
            text = " ".join(map(sentences.text, known))
            is_failed = FAILED.search(text) is not None
            is_turned = is_failed and not PASSED.search(text)
            if words.endswith("against"):
                is_turned = not (is_failed or AGAINST.search(text))
            if is_turned:
                message = f"says '{words}', where its sentences do not say that the vote went that way"
                yield Finding(f"{kind}/{record.id}", record.title_field, message, HINT, is_certain=False)


def find_winners(title: str) -> str | None:
    """Return the words of a title for the votes of two sides, the greater number first, and for what those are."""
    pair = find_pair(title)
    if pair is None or pair[0].value <= pair[1].value:
        return None
    side = SIDE.match(title, pair[1].end)
    return title[pair[0].start : side.end()] if side else None


def find_fault(quantity: Quantity, receipt: Receipt, title: str, sentence: str) -> str | None:
    """Return what is wrong with a number of votes by its words and its sentence; None if nothing is."""
    side, votes = find_side(f"{title}; {receipt.note or ''}"), find_votes(sentence)
    value = quantity.ends[0]
    words = " ".join(span.exact or "" for span in receipt.spans)
    numbers = {number.value for number in read_numbers(words)}
    if quantity.unit == UNIT and words and value is not None and value not in numbers:
        return f"is {value} of the {UNIT}s, which '{words}' does not say"
    if votes is None or value is None:
        return None
    if side is not None:
        is_swapped = value == votes[OTHER[side]] != votes[side]
        return f"is {quantity.value} {side}, where its sentence has {votes[side]} {side}" if is_swapped else None
    winners, losers = max(votes.values()), min(votes.values())
    is_silent = not (AGAINST.search(title) or FOR.search(title)) and DECISION.search(title)
    if quantity.unit in (None, UNIT) and is_silent and value == losers != winners:
        return f"is {value}, the {UNIT}s of those who lost: {winners} made the decision"
    return None


def find_side(text: str) -> str | None:
    """Return for or against, as the words of a record say whose votes it counts; None if they say neither or both."""
    is_against, is_for = AGAINST.search(text) is not None, FOR.search(text) is not None
    return None if is_against == is_for else "against" if is_against else "for"


def find_votes(sentence: str) -> dict[str, Decimal] | None:
    """Return how many voted for something and against it by a sentence; None if it does not say so."""
    pair = find_pair(sentence)
    passed, failed = PASSED.search(sentence), FAILED.search(sentence)
    if pair is None or (passed is None) == (failed is None):
        return None
    winners, losers = (number.value for number in pair)
    return {"for": winners, "against": losers} if passed else {"for": losers, "against": winners}


def find_pair(text: str) -> tuple[Number, Number] | None:
    """Return the numbers of the votes of two sides in a text; None without them."""
    pairs = pairwise(read_numbers(text))
    return next((pair for pair in pairs if BETWEEN.fullmatch(text[pair[0].end : pair[1].start])), None)
