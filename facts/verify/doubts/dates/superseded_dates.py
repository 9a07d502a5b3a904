"""Dates of deliveries that their sentences say of a plan that was given up: was due in May, but is now late."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap

DATES = ("delivery.started", "delivery.when")
"""The dates of a delivery."""
FORMER_PLAN = re.compile(
    r"(?<!\w)(?:(?:was|were|had been)\s(?:\w+ly\s|first\s)?(?:to\s|due|expected|planned|scheduled|meant|supposed)"
    r"|(?:originally|initially|first|previously)\s(?:planned|scheduled|due|expected|promised))[^,;]*$"
)
"""What is before a date on which something was to come."""
GIVEN_UP = re.compile(
    r"(?<!\w)(?:now|postponed|delayed|put off|moved|pushed back|slipped|slid|instead|rescheduled)(?!\w)"
)
"""What is after it where the plan has been given up."""
HINT = "Quote the words for when it comes now, and tell the former plan in an event"


def find_superseded_dates(context: CheckContext) -> Iterator[Finding]:
    """Yield each date of a delivery whose sentences say that it was planned once and is not any more."""
    for contract in context.of_kind("contracts"):
        for path in DATES:
            receipt = contract.evidence.get(path)
            plans = (
                [find_former_plan(span.start, span.end, context.sentences) for span in receipt.spans]
                if receipt
                else []
            )
            if plans and all(plans):
                message = f"is from '{plans[0]}', a plan that its sentence says is given up"
                yield Finding(f"contracts/{contract.id}", path, message, HINT, is_certain=False)


def find_former_plan(start: int, end: int, sentences: SentenceMap) -> str | None:
    """Return the words of a plan that was given up, up to the end of a date; None if the sentence has none."""
    number = sentences.number_at(start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    plan = FORMER_PLAN.search(text[: end - first])
    return plan[0] if plan and GIVEN_UP.search(text, end - first) else None
