"""Statements that are no opinion by their status, though their words are a forecast or an explanation of a cause."""

import re
from collections.abc import Iterator
from itertools import chain

from facts.model.receipt import Span
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.sentence_map import SentenceMap

FACTS = ("occurred", "standing", "planned")
"""The statuses of what is no opinion."""
FORECAST = re.compile(
    r"(?<!\w)(?:[\w\u2019'-]+\s)?(?:expects?|believes?|thinks?|fears?|hopes?|predicts?|predicted|doubts?)\s"
    r"(?!to\s|not\s)",
    re.IGNORECASE,
)
"""The verb of who expects something of others, with the word before it."""
CAUSE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(SPEECH_VERBS))})\s(?:[^.;]*?\s)?(?:was|were|been)\s(?:\w+ly\s)?"
    r"(?:caused by|due to|because of|the (?:result|fault) of)(?!\w)|(?<!\w)blam(?:ed|es)\s\w+"
)
"""A verb of speech with the cause of what has happened."""
ALLEGATION = re.compile(
    r"(?<!\w)(?<!the )(?<!an )(?<!a )(?<!its )(?:alleg(?:ed|es|ing)|suspect(?:ed|s)|insinuat(?:ed|es))\s(?:that\s)?",
    re.IGNORECASE,
)
"""The verb of who says what is not proved."""
JUDGEMENT = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were|am)\s(?:\w+ly\s|very\s|far\s|much\s|simply\s)*(?:cheaper|better|worse|superior|inferior|unfair"
    r"|absurd|ridiculous|unacceptable|disgraceful|outrageous|excellent|terrible|wonderful|too\s\w+)"
    r"|(?:won|lost|lose|win)\son\s(?:quality|merit|price|service))(?!\w)",
    re.IGNORECASE,
)
"""Words by which somebody judges something."""
MARK = re.compile("[,;:]")
HINT = "Use asserted, or quote words that are no forecast and give no reasons"


def find_hidden_opinions(context: CheckContext) -> Iterator[Finding]:
    """Yield each statement with the status of a fact or a plan whose words are a forecast, a charge or reasons."""
    for statement in context.of_kind("statements"):
        status, receipt = getattr(statement, "status", None), statement.evidence.get("summary")
        if status not in FACTS or receipt is None:
            continue
        spans = [span for span in receipt.spans if span.exact]
        opinions = [find_opinion(span, context.sentences) for span in spans]
        basis = statement.evidence.get("status")
        if status != "planned" and basis is not None and basis.note is None:
            opinions += [match[0] for span in spans if (match := JUDGEMENT.search(span.exact or ""))]
        words = next(filter(None, opinions), None)
        if words:
            message = f"is {status}, but '{words}' tells an opinion or a forecast"
            yield Finding(f"statements/{statement.id}", "status", message, HINT, is_certain=False)


def find_opinion(span: Span, sentences: SentenceMap) -> str | None:
    """Return the words of a forecast, a charge or a reason that reach into a span, or stand before its clause."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    start, end = span.start - first, span.end - first
    for match in chain(FORECAST.finditer(text), CAUSE.finditer(text), ALLEGATION.finditer(text)):
        is_governing = match.end() > start or not (
            MARK.search(text, match.end(), start) or SPEECH_VERBS & {*text[match.end() : start].split()}
        )
        if match.start() < end and is_governing:
            return match[0].strip()
    return None
