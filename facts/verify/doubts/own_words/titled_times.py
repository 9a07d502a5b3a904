"""Titles in the past of records that are only planned, and titles with will of records that have occurred."""

import re
from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.foretold import DONE, HINT, TO_COME, is_done, list_groups
from facts.verify.finding import Finding
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.verb_words import ACTS, DETERMINERS, INTENTS, PARTICIPLES, REFUSALS, THREATS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

OPEN = ("planned", "threatened", "conditional", "negotiated")
"""The statuses of what has not happened."""
OCCURRED = "occurred"
OF_HEAD = re.compile(r"(?:(?:an?|the)\s)?(?:[\w'\u2019-]+\s){1,2}(?:that|which)\s")
"""The beginning of a title with a clause that says what its first noun is or has done."""
MAKING = word_set("taken made reached signed concluded struck passed placed")
"""Participles by which a decision, a deal or an order, which is their object, comes about."""
JOINED = re.compile(r"\s(?:of|for|over|about|with|after|by|from|on|in|to|against)\s")
"""What makes the noun before a clause another one than the first."""
TO_BE = re.compile(r"(?:planned|upcoming|forthcoming|imminent|intended)\s", re.IGNORECASE)
"""The first word of the title of what is to come."""
OVER = re.compile(r"(?:completed|finished|concluded|accomplished)\s", re.IGNORECASE)
"""The first word of the title of what has happened."""
OWN_ACTS = INTENTS | REFUSALS | THREATS | ACTS["intent"] | ACTS["threat"] | ACTS["speech"] | ACTS["refusal"]
"""Words of titles of records about the plan, the promise or the refusal itself."""


def find_mistimed(context: CheckContext) -> Iterator[Finding]:
    """Yield each title of an event, or summary, that tells as done what its record has as open, or the reverse."""
    for kind in ("events", "statements"):
        for record in context.of_kind(kind):
            status = getattr(record, "status", None)
            words = find_other_time(record, status) if status in (*OPEN, OCCURRED) else None
            if words and record.title_field in record.evidence:
                message = f"says '{words}', but the status is {status}"
                yield Finding(f"{kind}/{record.id}", record.title_field, message, HINT, is_certain=False)


def find_other_time(record: Record, status: str | None) -> str | None:
    """Return the words of a record's title that tell of another time than its status; None without any."""
    title = str(getattr(record, record.title_field))
    groups, is_open = list_groups(title), status in OPEN
    if not is_open and not OWN_ACTS.isdisjoint(list_words(TO_BE.sub("", title))):
        return None
    match = (OVER if is_open else TO_BE).match(title)
    if match:
        return match[0].strip()
    if any(group.verb_class in (TO_COME if is_open else DONE) for group in groups):
        return None
    fits = [group for group in groups if (is_told_as_done(group, title) if is_open else is_foretold(group))]
    return fits[0].text if fits else None


def is_told_as_done(group: VerbGroup, title: str) -> bool:
    """Return whether a verb of a title tells that its subject has done something, and no participle of a noun."""
    words = group.text.lower().split()
    if not is_done(group) or not is_of_head(group, title) or not INTENTS.isdisjoint(words):
        return False
    word, following = words[-1], list_words(title[group.end :])[:1]
    is_past = word not in PARTICIPLES and not word.endswith("ed")
    return group.has_auxiliary or is_past or bool({*following} & DETERMINERS)


def is_foretold(group: VerbGroup) -> bool:
    """Return whether a verb tells of what is to come for sure."""
    is_past_plan = group.text.lower().startswith(("was ", "were "))
    return group.verb_class == "future" and group.clause == "main" and not (group.is_negated or is_past_plan)


def is_of_head(group: VerbGroup, title: str) -> bool:
    """Return whether a verb is the main one of a title, or is in a clause of what its first noun does or is made."""
    clause = OF_HEAD.match(title)
    if clause is None:
        return group.clause == "main"
    is_subject = clause.end() == group.start
    is_object = group.text.lower().split()[-1] in MAKING and not JOINED.search(title[: group.start])
    return clause.end() <= group.start and (is_subject or is_object)
