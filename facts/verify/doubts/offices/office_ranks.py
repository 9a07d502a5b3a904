"""Titles of offices that their sentences call deputy, acting and the like, or that are verbs."""

import re
from collections.abc import Iterator

from facts.kinds.person import Person
from facts.model.receipt import Span
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap

RANK = re.compile(
    r"(?<!\w)(?:deputy|vice|acting|assistant|associate|interim|caretaker|shadow|junior|honorary)(?!-general)[\s-]+"
    r"(?:(?!(?:of|for|to|by|at|with|from|and|or)(?!\w))\w[\w\u2019'-]*\s+){0,2}$",
    re.IGNORECASE,
)
"""What is before an office that makes it another one."""
NOT_YET = re.compile(r"[\s-](?:designate|elect|in-waiting|nominate)(?!\w)", re.IGNORECASE)
"""What is after an office that nobody has taken up."""
SUBJECT = re.compile(
    r"(?<!\w)(?:who|which|he|she|they)\s(?:(?:now|also|still|once|then|later|currently|previously|\w+ly)\s)*$",
    re.IGNORECASE,
)
"""What is before a verb."""
VERB = re.compile(r"[a-z]+(?:[^s]s|ed)(?!\w)")
"""How a verb begins a title."""


def find_wrong_ranks(context: CheckContext) -> Iterator[Finding]:
    """Yield each title of an office that is a part of a longer one in its words, or a verb."""
    for person in context.of_kind("people"):
        for number, office in enumerate(person.offices if isinstance(person, Person) else ()):
            path = f"offices.{number}.title"
            receipt = person.evidence.get(path)
            places = [find_title(office.title, span, context.sentences) for span in receipt.spans] if receipt else []
            ranks = [find_rank(text, start, end) for text, start, end in places]
            name, is_stated = f"people/{person.id}", receipt is not None and receipt.basis == "stated"
            if ranks and all(ranks):
                message = f"is '{office.title}', but the article has '{ranks[0]}'"
                yield Finding(name, path, message, f"Write `title: {ranks[0]}`", is_certain=is_stated)
            elif (
                places and VERB.match(office.title) and all(SUBJECT.search(text[:start]) for text, start, _ in places)
            ):
                message = f"is '{office.title}', which is what somebody does, and no office"
                hint = "Quote the noun of an office, or tell it in an event"
                yield Finding(name, path, message, hint, is_certain=False)


def find_title(title: str, span: Span, sentences: SentenceMap) -> tuple[str, int, int]:
    """Return the sentence of a span, and where in it a title begins and ends; the span's own place if it lacks it."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    start, end = span.start - first, span.end - first
    position = text.lower().find(title.lower(), start, end)
    return (text, position, position + len(title)) if position >= 0 else (text, start, end)


def find_rank(text: str, start: int, end: int) -> str | None:
    """Return an office in a text with the words beside it that make it another one; None if there are none."""
    before, after = RANK.search(text[:start]), NOT_YET.match(text, end)
    if before or after:
        return text[before.start() if before else start : after.end() if after else end]
    return None
