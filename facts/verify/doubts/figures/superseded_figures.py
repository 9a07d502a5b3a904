"""Figures and dates of contracts that held once by their sentences: was due in May, but is now late."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.figure_clauses import FIELDS
from facts.verify.finding import Finding
from facts.verify.grammar.changes import CHANGES
from facts.verify.sentence_map import SentenceMap

FORMER = re.compile(
    r"(?<!\w)(?:(?:was|were|had been)\s(?:\w+ly\s|first\s)?(?:to\s|due|expected|planned|scheduled|meant|supposed)"
    r"|(?:originally|initially|first|previously)\s(?:planned|scheduled|due|expected|promised)"
    r"|(?:once|formerly)(?!\s(?:the|an?|it|he|she|they)(?!\w)))[^,;]*$"
)
"""What is before a figure that was to hold, or a date on which something was to come, or held once."""
NO_LONGER = re.compile(
    rf"(?<!\w)(?:now|later|instead|put off|pushed back|rescheduled|{'|'.join(sorted(CHANGES))})(?!\w)"
)
"""What is after it where it holds no longer."""
HINT = "Quote the words for what holds now, and tell the former plan in an event"


def find_superseded_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure and date of a contract whose sentences say that it held once, and does not any more."""
    for contract in context.of_kind("contracts"):
        for path in FIELDS:
            receipt = contract.evidence.get(path)
            spans = receipt.spans if receipt else ()
            plans = [find_former(span.start, span.end, context.sentences) for span in spans]
            if plans and all(plans):
                message = f"is from '{plans[0]}', which its sentence says holds no longer"
                yield Finding(f"contracts/{contract.id}", path, message, HINT, is_certain=False)


def find_former(start: int, end: int, sentences: SentenceMap) -> str | None:
    """Return the words of what held once, up to the end of a figure; None if the sentence has none."""
    number = sentences.number_at(start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    former = FORMER.search(text[: end - first])
    return former[0] if former and NO_LONGER.search(text, end - first) else None
