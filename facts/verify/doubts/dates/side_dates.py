"""Dates of events that are those of something else in their sentence: of a report, or of a later fire."""

import re
from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import is_regular_past
from facts.verify.grammar.verb_words import PAST_FORMS
from facts.verify.tokens import list_words

REPORT = re.compile(
    r"(?<!\w)(?P<noun>report|letter|statement|article|study|survey|filing|audit|memo|interview)\s"
    r"(?:of|from|dated|(?:published|released)\s(?:on|in))\s$",
    re.IGNORECASE,
)
"""What a date after it is that of."""
RELATIVE = re.compile(r"\s(?:that|which|who)\s(?!(?:is|are|was|were)\s(?:on|in|by)\s)")
"""The beginning of a clause that says something else of the noun before it."""
WHEN = "when"
STEM = 4
HINT = "Quote the date of the event itself, or leave it out"


def find_side_dates(context: CheckContext) -> Iterator[Finding]:
    """Yield each date of an event, without a note, that its sentence gives to a report, or to a clause of its own."""
    for event in context.of_kind("events"):
        receipt = event.evidence.get(WHEN)
        if receipt is None or receipt.note is not None:
            continue
        faults = [find_fault(event, span.start, span.end, context) for span in receipt.spans if span.exact]
        if faults and all(faults):
            message = f"is from words that stand with '{faults[0]}'"
            yield Finding(f"events/{event.id}", WHEN, message, HINT, is_certain=False)


def find_fault(event: Record, start: int, end: int, context: CheckContext) -> str | None:
    """Return the words for what has the date in a range, if that is not the event; None if it may be."""
    first, _ = context.sentences.range_at(start)
    ahead = context.article.text[first:start]
    words = list_words(str(getattr(event, event.title_field)))
    report = REPORT.search(ahead)
    if report and not any(word.startswith(report["noun"].lower()[:STEM]) for word in words):
        return report[0].strip()
    title = event.evidence.get(event.title_field)
    spans = [span for span in title.spans if span.exact] if title else []
    own = [span for span in spans if first <= span.start and span.end <= start]
    if len(own) != len(spans) or not own or any(span.start < end and span.end > start for span in spans):
        return None
    has_verb = any(sentence.groups for span in own for sentence in parse_sentences(span.exact or ""))
    between = context.article.text[max(span.end for span in own) : start]
    clause = RELATIVE.match(between) if has_verb and not re.search("[,;:]", between) else None
    verbs = [word for word in list_words(between) if word in PAST_FORMS or is_regular_past(word)] if clause else []
    return verbs[0] if verbs else None
