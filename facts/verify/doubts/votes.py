"""Votes of one side that are given to the other: in a vote that is passed by 21 votes to 11, 21 are for it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from facts.model.quantity import Quantity
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_numbers import read_numbers
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
OTHER = {"for": "against", "against": "for"}
HINT = "Correct the number, or the words for whose votes they are"


def find_swapped_votes(context: CheckContext) -> Iterator[Finding]:
    """Yield each number of votes that its title or note gives to the side that has another one by its sentence."""
    sentences = context.sentences
    for kind in OWNERS:
        for record in context.of_kind(kind):
            path = "quantity" if kind == "events" else "amount"
            quantity, receipt = getattr(record, path, None), record.evidence.get(path)
            side = find_side(f"{getattr(record, record.title_field)}; {receipt.note or ''}") if receipt else None
            if receipt is None or side is None or not isinstance(quantity, Quantity):
                continue
            for number in sorted(sentences.numbers_of(receipt.spans)):
                votes = find_votes(sentences.text(number))
                if votes and quantity.ends[0] == votes[OTHER[side]] != votes[side]:
                    message = f"is {quantity.value} {side}, where its sentence has {votes[side]} {side}"
                    yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)


def find_side(text: str) -> str | None:
    """Return for or against, as the words of a record say whose votes it counts; None if they say neither or both."""
    is_against, is_for = AGAINST.search(text) is not None, FOR.search(text) is not None
    return None if is_against == is_for else "against" if is_against else "for"


def find_votes(sentence: str) -> dict[str, Decimal] | None:
    """Return how many voted for something and against it by a sentence; None if it does not say so."""
    numbers = list(read_numbers(sentence))
    pair = next(
        (
            (first, second)
            for first, second in pairwise(numbers)
            if BETWEEN.fullmatch(sentence[first.end : second.start])
        ),
        None,
    )
    passed, failed = PASSED.search(sentence), FAILED.search(sentence)
    if pair is None or (passed is None) == (failed is None):
        return None
    winners, losers = (number.value for number in pair)
    return {"for": winners, "against": losers} if passed else {"for": losers, "against": winners}
