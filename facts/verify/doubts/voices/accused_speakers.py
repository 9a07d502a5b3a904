"""Speakers whom the words of their record accuse: Frisk, where Lind accused Frisk of hiding a leak."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.accusations import find_accused
from facts.verify.grammar.speech_subjects import name_at_head
from facts.verify.sentence_map import SentenceMap

VOICES = {"statements": ("summary", "speaker"), "events": ("title", "attributed_to")}
"""The field, by kind, with the words that somebody says, and the one for who that is."""
PART = re.compile(r",\s(?:and\s)?|\sand\s")
HINT = "Write who accuses, as in `named: its words` for a group, or quote what this one says"


def find_accused_speakers(context: CheckContext) -> Iterator[Finding]:
    """Yield each speaker of a claim whom its own words have as the one who is accused of it."""
    for kind, (content, voice) in VOICES.items():
        for record in context.of_kind(kind):
            speaker, receipt = getattr(record, voice, None), record.evidence.get(content)
            patterns = context.attributions.speakers.patterns.get(speaker or "", ())
            for start, end in [(span.start, span.end) for span in receipt.spans if span.exact] if receipt else ():
                accused = find_accused_in(context.sentences, start, end)
                if accused and any(is_head(accused[1], pattern) for pattern in patterns):
                    message = f"is {speaker}, of whom '{accused[0]}' makes it an accusation"
                    yield Finding(f"{kind}/{record.id}", voice, message, HINT)
                    break


def find_accused_in(sentences: SentenceMap, start: int, end: int) -> tuple[str, str] | None:
    """Return the verb by which a range of characters is what somebody is accused of, and the words for whom."""
    number = sentences.number_at(start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    return find_accused(text, start - first, end - first)


def is_head(text: str, pattern: re.Pattern[str]) -> bool:
    """Return whether a name is one of those whom a text names, and no part of another's description."""
    parts = PART.split(text)
    return any(name_at_head(part, *match.span()) for part in parts for match in pattern.finditer(part))
