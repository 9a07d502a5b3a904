"""Statements that are no opinion by their status, though their words are a forecast or an explanation of a cause."""

import re
from collections.abc import Iterator, Sequence

from facts.model.record import Record
from facts.verify.contradiction import Contradiction
from facts.verify.sentence_map import SentenceMap
from facts.verify.verb_words import SPEECH_VERBS

FACTS = ("occurred", "standing", "planned")
"""The statuses of what is no opinion."""
FORECAST = re.compile(
    r"(?<!\w)(?:[\w\u2019'-]+\s)?(?:expects?|believes?|thinks?|fears?|hopes?|predicts?|predicted|doubts?)\s(?!to\s|not\s)",
    re.IGNORECASE,
)
"""The verb of who expects something of others, with the word before it."""
CAUSE = re.compile(
    rf"(?<!\w)(?:{'|'.join(sorted(SPEECH_VERBS))}|blamed|blames)\s(?:[^.;]*?\s)?"
    r"(?:caused by|due to|because of|owing to|blamed on|the (?:result|fault) of|(?<=blamed\s)\w+|(?<=blames\s)\w+)(?!\w)"
)
"""A verb of speech with a cause."""
HINT = "Use asserted, or quote words that are no forecast and give no reasons"


def find_hidden_opinions(statements: Sequence[Record], sentences: SentenceMap) -> Iterator[Contradiction]:
    """Yield each statement with the status of a fact or a plan whose words are a forecast, or somebody's reasons."""
    for statement in statements:
        status, receipt = getattr(statement, "status", None), statement.evidence.get("summary")
        if status not in FACTS or receipt is None:
            continue
        for span in receipt.spans:
            number = sentences.number_at(span.start)
            start, text = sentences.ranges[number][0], sentences.text(number)
            match = next((match for pattern in (FORECAST, CAUSE) for match in pattern.finditer(text)), None)
            if span.exact and match and match.start() < span.end - start and is_before(match, span.start - start, text):
                message = f"is {status}, but '{match[0].strip()}' tells an opinion or a forecast"
                yield Contradiction(f"statements/{statement.id}", "status", message, HINT, is_certain=False)
                break


def is_before(match: re.Match[str], start: int, text: str) -> bool:
    """Return whether words reach into others from a position on, or govern these without a comma in between."""
    return match.end() > start or not re.search(r"[,;:]", text[match.end() : start])
