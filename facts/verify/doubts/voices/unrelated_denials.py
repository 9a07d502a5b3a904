"""Denials of what was told last that are related to no statement: the agency denied this."""

from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.denied_objects import ANAPHOR
from facts.verify.doubts.voices.relation_order import start_of
from facts.verify.finding import Finding

RELATIONS = "relations"
UNEXAMINED = "unexamined"


def find_unrelated_denials(context: CheckContext) -> Iterator[Finding]:
    """Yield each statement that denies "this" without a relation, after one of another speaker beside it."""
    statements = context.of_kind("statements")
    for statement in statements:
        receipt = statement.evidence.get(statement.title_field)
        gap = statement.gaps.get(RELATIONS)
        if receipt is None or getattr(statement, RELATIONS, None) or (gap and gap.status != UNEXAMINED):
            continue
        span = receipt.spans[0]
        denial = ANAPHOR.search((span.exact or "").rstrip(".,"))
        before = [other for other in statements if denial and start_of(other) < span.start]
        last = max(before, key=start_of, default=None)
        if denial is None or last is None or getattr(last, "speaker", None) == getattr(statement, "speaker", None):
            continue
        passage = last.evidence[last.title_field].spans[0].passage
        if span.passage - passage in (0, 1):
            message = f"are empty, but '{denial[0]}' answers what was told before, such as {last.id}"
            hint = f"Write `disputes: {{{last.id}: {denial[0]}}}`, or the statement that it answers"
            yield Finding(f"statements/{statement.id}", RELATIONS, message, hint, is_certain=False)
