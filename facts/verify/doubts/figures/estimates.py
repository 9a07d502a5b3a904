"""Figures in the article's own voice that somebody only estimates: which the yard put at 3 million euros."""

import re
from collections.abc import Iterator

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.record import AttributedRecord, Record
from facts.model.share import Share
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.verb_words import HAVE
from facts.verify.grammar.word_list import word_set

KINDS = ("events", "contracts")
ESTIMATE = re.compile(
    r"(?P<words>(?P<who>(?:[\w\u2019'-]+\s&\s)*[\w\u2019'-]+(?:\s(?:has|have|had))?)\s(?:\w+ly\s|first\s|once\s)?"
    r"(?:puts?|estimate[sd]?|value[sd]?|assesse[sd]|calculate[sd]?|reckon(?:s|ed)?|expects?|expected))"
    r"\s(?:(?!(?<!\w)(?:and|but|that|which)(?!\w))[^,.;:]){0,40}?(?<!\w)(?:at|to be|as|to cost|to reach)\s"
    r"(?:about|around|some|roughly|nearly|almost|up to|more than|less than|at least)?\s?\W?$"
)
"""Who puts a figure at what comes next, with a verb."""
PASSIVE = word_set("is are was were be been being to not and first originally once initially previously earlier")
"""Words before such a verb after which nobody does it, or somebody else than is named there."""
STEM = 4
"""The first letters of such a verb that the noun for its act has too."""
ACTS = word_set("valu esti asse calc fore proj appr")
"""The same of nouns for putting a figure at so much, by whatever verb."""
VOICES = ("attributed_to", "voice")
HINT = "Add `attributed_to`, with who that is, or tell the figure in a statement of theirs"


def find_estimates(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure of an event or a contract that nobody tells, where its sentence has who estimates it."""
    for kind in KINDS:
        for record in context.of_kind(kind):
            if not isinstance(record, AttributedRecord):
                continue
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                if receipt is None or not isinstance(field.value, Money | Quantity | Share):
                    continue
                is_told = receipt.attributed_to or record.attribution_of(field.path).attributed_to or receipt.note
                for span in () if is_told else receipt.spans:
                    words = find_estimate(context, span.start, span.end)
                    if words and not is_own_act(record, words, context):
                        message = f"is told by nobody, but '{words}' stands with its words"
                        yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)


def is_own_act(record: Record, words: str, context: CheckContext) -> bool:
    """Return whether a record is about the act that a verb tells, such as a valuation, and has who did it."""
    *who, verb = words.split()
    title = (word[:STEM].lower() for word in str(getattr(record, record.title_field)).split())
    name = " ".join(word for word in who if word not in HAVE)
    known = context.attributions.speakers.patterns
    doers = [doer for doer in getattr(record, "participants", ()) if doer in known]
    is_doer = any(alias.endswith(name) for doer in doers for alias in context.descriptions.records[doer].aliases())
    return is_doer and not {verb[:STEM].lower(), *ACTS}.isdisjoint(title)


def find_estimate(context: CheckContext, start: int, end: int) -> str | None:
    """Return who estimates a figure in a range of the article, with the verb; None if nobody does."""
    first, _ = context.sentences.range_at(start)
    text = context.article.text
    figure = next((start + index for index, sign in enumerate(text[start:end]) if sign.isdigit()), start)
    match = ESTIMATE.search(text[first:figure])
    if match is None or not PASSIVE.isdisjoint(match["who"].lower().split()):
        return None
    return match["words"]
