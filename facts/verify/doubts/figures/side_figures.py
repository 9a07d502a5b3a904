"""Figures of events that their sentence says of something else: hired 50 for fired 40, sales for a loss."""

import re
from collections.abc import Iterator, Sequence

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.converses import CONVERSES
from facts.verify.doubts.own_words.opposite_words import PAIRS
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

BASE = re.compile(
    r"(?<!\w)(?:on|with|from|against|despite)\s(?:annual\s|yearly\s|total\s)?(?P<noun>sales|revenues?|turnover|income|costs|assets)"
    r"\sof\s(?:\w+\s){0,2}$"
)
"""What a figure after it is that of, beside another one: lost 3 million on sales of 20 million."""
PLANNED = re.compile(
    r"(?<!\w)of\s(?:an?|the|its)\s(?P<noun>planned|promised|intended|targeted|expected|hoped-for)\s(?:\w+\s)?$"
)
"""What makes the figure after it the whole that was to be."""
STAFF = (
    word_set("fired dismissed sacked shed cut dropped axed"),
    word_set("hired recruited employed added created engaged"),
)
OPPOSITES = (*PAIRS, *CONVERSES, STAFF)
OPEN = ("planned", "conditional", "threatened", "negotiated")
STEM = 4
HINT = "Quote the figure that its sentence says of this, or tell the other one in a record of its own"


def find_side_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure of an event that stands with another noun, or with the opposite of the event's verb."""
    for event in context.of_kind("events"):
        title = event.evidence.get(event.title_field)
        for field in event.fields if title else ():
            receipt = event.evidence.get(field.path)
            stated = str(getattr(field.value, "stated", "") or "")
            if receipt is None or title is None or not isinstance(field.value, Money | Quantity) or not stated:
                continue
            faults = [find_fault(event, stated, span, title.spans, context) for span in receipt.spans]
            if faults and all(faults):
                message = f"is '{stated}', which stands with '{faults[0]}'"
                yield Finding(f"events/{event.id}", field.path, message, HINT, is_certain=False)


def find_fault(event: Record, stated: str, span: Span, title: Sequence[Span], context: CheckContext) -> str | None:
    """Return the words that a figure in a span stands with, if they are of something else; None if not."""
    first, last = context.sentences.range_at(span.start)
    text = context.article.text[first:last]
    position = text.find(stated, max(0, span.start - first))
    words = list_words(str(getattr(event, event.title_field)))
    ahead = text[: max(position, 0)]
    base, planned = BASE.search(ahead), PLANNED.search(ahead)
    if base and not any(word.startswith(base["noun"][:STEM]) for word in words):
        return base[0].strip()
    if planned and getattr(event, "status", None) not in OPEN and planned["noun"] not in words:
        return planned[0].strip()
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups if group.end <= len(ahead)]
    own = [
        group for group in groups if any(inside.start - first <= group.start < inside.end - first for inside in title)
    ]
    if not own or groups[-1] in own:
        return None
    verb, other = own[-1].text.lower().split()[-1], groups[-1].text.lower().split()[-1]
    is_turned = any((verb in one and other in two) or (verb in two and other in one) for one, two in OPPOSITES)
    return other if is_turned else None
