"""Statements whose occasion is an event at which nothing says that their speaker was."""

import re
from collections.abc import Iterator

from facts.kinds.event import Event
from facts.kinds.statement import Statement
from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.tokens import list_words

OCCASION = "occasion"
PHRASE = re.compile(r"(?<!\w)(?:after|at|during|before|following)\s(?:the|an?)\s\w+", re.IGNORECASE)
"""Words for an occasion, which the title of its event may call otherwise: after the session."""
HINT = "Write the id of the event at which it was said, or leave it out"


def find_far_occasions(context: CheckContext) -> Iterator[Finding]:
    """Yield each occasion that has neither the speaker nor the date of its statement, nor a sentence near it."""
    events = {event.id: event for event in context.of_kind("events") if isinstance(event, Event)}
    for statement in context.of_kind("statements"):
        receipt = statement.evidence.get(OCCASION)
        event = events.get(statement.occasion or "") if isinstance(statement, Statement) else None
        if not isinstance(statement, Statement) or event is None or receipt is None:
            continue
        is_told = has_speaker(event, statement) or has_date(event, statement) or is_named(event, receipt, context)
        if not (is_told or passages_of(event) & passages_of(statement)):
            message = f"is {event.id}, in which neither its speaker nor its sentence has a part"
            yield Finding(f"statements/{statement.id}", OCCASION, message, HINT, is_certain=False)


def has_speaker(event: Event, statement: Statement) -> bool:
    """Return whether the speaker of a statement takes part in an event, or tells it."""
    voices = {statement.speaker, statement.named} - {None}
    return bool(voices & {*event.participants, event.attributed_to})


def has_date(event: Event, statement: Statement) -> bool:
    """Return whether an event and a statement have one date."""
    return event.when is not None and statement.when is not None and event.when.edtf == statement.when.edtf


def is_named(event: Event, receipt: Receipt, context: CheckContext) -> bool:
    """Return whether the sentences of an occasion have words for one, or a word of its title: in the report."""
    words = {to_singular(word) for word in list_words(event.title)} - FUNCTION_WORDS
    text = context.sentences.text_of(receipt.spans)
    return PHRASE.search(text) is not None or any(to_singular(word) in words for word in list_words(text))


def passages_of(record: Record) -> set[int]:
    """Return the passages that the title of a record rests on."""
    receipt = record.evidence.get(record.title_field)
    return {span.passage for span in receipt.spans} if receipt else set()
