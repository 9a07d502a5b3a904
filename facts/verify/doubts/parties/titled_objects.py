"""Events whose title has another object of their verb than their words: cancellation of the lease, not the tender."""

import re
from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.actors import list_related
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.tokens import list_words

OBJECT = re.compile(r"(?P<act>\w+)\sof\s(?:the|this|its|their)\s(?P<words>\w+(?:\s\w+)?)", re.IGNORECASE)
"""An act in a title, and what it is done to: cancellation of the lease."""
VERB_OBJECT = r"(?<!\w){}\w*(?:ed|es|s|ing)\s(?:(?:a|an|the|its|their|this)\s)(?P<words>\w+(?:\s\w+)?)"
"""A verb with the stem of such an act, and its object."""
STEM, ACT_STEM = 4, 5
HINT = "Correct the title, or quote the words that say what it happens to, or add `about`"


def find_foreign_objects(context: CheckContext) -> Iterator[Finding]:
    """Yield each event of a contract, or of another event, by its title alone."""
    by_id = {record.id: record for group in context.records.values() for record in group}
    heads = {record.id: head_of(record) for kind in ("contracts", "events") for record in context.of_kind(kind)}
    for event in context.of_kind("events"):
        receipt, match = event.evidence.get(event.title_field), OBJECT.search(str(getattr(event, event.title_field)))
        if receipt is None or match is None or not any(span.exact for span in receipt.spans):
            continue
        quotes = " ".join(span.exact or "" for span in receipt.spans)
        verb = re.search(VERB_OBJECT.format(re.escape(match["act"][:ACT_STEM].lower())), quotes)
        quoted = {word[:STEM] for word in list_words(quotes)}
        words = [to_singular(word) for word in list_words(match["words"])]
        named = [name for name, head in heads.items() if head in words and len(head) >= STEM and name != event.id]
        is_quoted = any(word[:STEM] in quoted for word in words)
        if verb and named and not is_quoted and list_related(event, by_id).isdisjoint(named):
            message = f"says '{match[0]}', which is {named[0]}, where its words say '{verb[0]}'"
            yield Finding(f"events/{event.id}", event.title_field, message, HINT, is_certain=False)


def head_of(record: Record) -> str:
    """Return the first word of the title of a record, in the singular."""
    words = list_words(str(getattr(record, record.title_field)))
    return to_singular(words[0]) if words else ""
