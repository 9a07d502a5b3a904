"""Own words that leave out on what their words make it depend: a grant, for a grant if the city pays as much."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.conditions import find_any_condition

KINDS = ("events", "statements")
CONDITIONAL = ("conditional", "threatened", "negotiated")
"""Statuses that say that something is not settled."""
BOUND = re.compile(
    r"(?<!\w)(?:if|unless|provided|once|when|until|till|only|subject|pending|depend\w*|condition\w*|in case"
    r"|as long as|should|need\w*|without|before|after|otherwise|may|might|could|would|offer\w*|return)(?!\w)",
    re.IGNORECASE,
)
"""Words of titles by which something depends on something else, or is not certain."""
HINT = "Tell the condition too, or let the status be conditional, with the words of it"


def find_lost_conditions(context: CheckContext) -> Iterator[Finding]:
    """Yield each title and summary without the condition that its words have, unless its status is conditional."""
    for kind in KINDS:
        for record in context.of_kind(kind):
            path, status = record.title_field, getattr(record, "status", None)
            receipt = record.evidence.get(path)
            if receipt is None or status in CONDITIONAL or BOUND.search(str(getattr(record, path))):
                continue
            for span in (span for span in receipt.spans if span.exact):
                first, last = context.sentences.range_at(span.start)
                text, start, end = context.article.text[first:last], span.start - first, span.end - first
                if words := find_any_condition(text, start, end, is_planned=status == "planned"):
                    message = f"leaves out the condition of its words: '{words}'"
                    yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)
                    break
