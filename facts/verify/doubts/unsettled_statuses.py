"""Statuses of what has not happened: it is called, expected or delivered in part, or stands in a condition."""

import re
from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.conditions import find_condition
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_words import PARTICIPLES_OF_INTENT
from facts.verify.tokens import list_words

OVER = ("occurred", "standing")
OPEN = ("planned", "conditional", "threatened")
CALLED = re.compile(
    r"(?<!\w)(?:(?:call(?:ed|s)|schedul(?:ed|es)|conven(?:ed|es)|arrang(?:ed|es)|plann(?:ed|s))"
    r"|(?:announc(?:ed|es)|set|fixed)(?=\s\w+\s(?:[\w-]+\s)?(?:vote|meeting|hearing|strike|election|referendum|session|auction"
    r"|summit|ballot|conference|debate)(?!\w)))\s(?:an?|the|its|their|another)\s(?:[\w-]+\s){0,2}?(?P<noun>[\w-]+)\s"
    r"(?:(?:of|on|about|with|over|between)\s[^,;.]*?\s)?(?:for|to\stake\splace|next)(?!\w)"
)
"""What somebody calls for another day: has called a meeting for Monday."""
CALL = re.compile(r"(?:call|announce|schedul|convo|conven|invit|plan|date|appoint)", re.IGNORECASE)
"""How words of titles begin of records about the call itself."""
CONDITION = re.compile(
    r"(?<!\w)(?P<words>only if|if|unless|provided that|on condition that)\s"
    r"(?:(?!then|otherwise)[\w'\u2019-]+\s){0,8}$",
    re.IGNORECASE,
)
"""The beginning of a condition up to words in it."""
ASKED = re.compile(r"(?<!\w)(?:ask|wonder|question|unclear|know|see|say)\w*\s$")
"""Words after which if begins a question."""
REST = re.compile(r"(?<!\w)(?:remaining|rest|last|final|outstanding|further)(?!\w)", re.IGNORECASE)
"""Words for the part of something that is still to come."""
DELIVERY = re.compile(r"(?<!\w)(?:deliver|arriv|follow|ship|hand)", re.IGNORECASE)
"""How words begin of titles of deliveries."""
STATUS, DELIVERED = "status", "delivery.status"
CALLED_HINT = (
    "Use planned, or call the record after what has happened, or quote the words that say that it took place"
)
CONDITION_HINT = "Use conditional, or quote the words that say that it happened"
PLAN_HINT = "Use planned, or quote the words that say that it has happened"
PART_HINT = "Use planned, and tell what has arrived in an event, or quote the words that say that all has"


def find_unsettled(context: CheckContext) -> Iterator[Finding]:
    """Yield each status of what is over where words only call or expect it, set a condition, or deliver a part."""
    for event in context.of_kind("events"):
        if getattr(event, STATUS, None) in OVER and (fault := find_fault(event, context)):
            yield Finding(f"events/{event.id}", STATUS, *fault, is_certain=False)
    for contract in context.of_kind("contracts"):
        rest = find_rest(contract, context) if DELIVERED in contract.evidence else None
        if rest:
            message = f"is occurred, but {rest.id} is {getattr(rest, STATUS)}"
            yield Finding(f"contracts/{contract.id}", DELIVERED, message, PART_HINT, is_certain=False)


def find_fault(event: Record, context: CheckContext) -> tuple[str, str] | None:
    """Return what is wrong with the status of an event that is over, and what to do; None if nothing is."""
    title, status = str(getattr(event, event.title_field)), getattr(event, STATUS, None)
    receipts = [event.evidence[path] for path in (event.title_field, STATUS) if path in event.evidence]
    for span in (span for receipt in receipts for span in receipt.spans if span.exact):
        first, last = context.sentences.range_at(span.start)
        text = context.article.text[first:last]
        called = next((match for match in CALLED.finditer(text) if match.end("noun") > span.start - first), None)
        nouns = {to_singular(word) for word in list_words(title)}
        if called and to_singular(called["noun"].lower()) in nouns and not CALL.search(title):
            return f"is {status}, but '{called[0]}' does not say that it has taken place", CALLED_HINT
        ahead = text[: span.start - first]
        condition = CONDITION.search(ahead)
        if condition and not ASKED.search(ahead[: condition.start()]):
            return f"is {status}, but '{condition['words']}' makes its words a condition", CONDITION_HINT
        words = find_condition(text, span.start - first, span.end - first) if status == "occurred" else None
        if words:
            return f"is occurred, but '{words}' says in which case alone it happens", CONDITION_HINT
        if span in receipts[-1].spans and (verb := find_plan(text, span.start - first, span.end - first)):
            return f"is {status}, but '{verb}' after its words says that it is still to come", PLAN_HINT
    return None


def find_plan(text: str, start: int, end: int) -> str | None:
    """Return the verb of what is to come right after words without one: full operation | is expected; else None."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    after = next((group for group in groups if group.start >= end), None)
    if after is None or text[end : after.start].strip() or any(start <= group.start < end for group in groups):
        return None
    is_intent = after.verb_class == "intent" and not PARTICIPLES_OF_INTENT.isdisjoint(after.text.lower().split())
    return after.text if after.verb_class == "future" or is_intent else None


def find_rest(contract: Record, context: CheckContext) -> Record | None:
    """Return the event by which a part of what a contract has as delivered is still to come; None without one."""
    delivery = getattr(contract, "delivery", None)
    if delivery is None or delivery.status != "occurred":
        return None
    for event in context.of_kind("events"):
        title = str(getattr(event, event.title_field))
        receipt = event.evidence.get(event.title_field)
        words = " ".join(span.exact or "" for span in receipt.spans) if receipt else ""
        is_open = getattr(event, STATUS, None) in OPEN and contract.id in getattr(event, "about", ())
        if is_open and DELIVERY.search(title) and REST.search(f"{title} {words}"):
            return event
    return None
