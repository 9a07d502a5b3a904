"""Offices compared with the names beside them: an office that stands with another person's name is theirs."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from facts.model.receipt import Span
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

BESIDE = re.compile(r"(?:['\u2019]s(?=\s(?:an?|the)\s))?\s?,?\s?(?:(?:an?|the|who is|who was|is|was|as)\s)?")
"""What may stand between a name and the office of its holder."""
OWNED = re.compile(
    r"(?:['\u2019]s|(?<=s)['\u2019])\s(?:(?!(?:an?|the|as|in|of|at|on|by|for|from|to|with)\s)[\w-]+\s){0,3}"
)
"""What stands between a name and the office of another, who works for its bearer: Lind's former lawyer."""
SERVES = re.compile(r"\s(?:for|of|to)\s$")
"""What stands between an office and the name of whom its holder works for."""
HINT = "Give the office to its holder, or quote it where it stands with this person's name"


def find_wrong_holders(context: CheckContext) -> Iterator[Finding]:
    """Yield each office whose sentences name another person beside it, and not its holder."""
    sentences = context.sentences
    names = {person.id: person.aliases() for person in context.of_kind("people")}
    for person in context.of_kind("people"):
        for number in range(len(getattr(person, "offices", ()))):
            path = f"offices.{number}.title"
            receipt = person.evidence.get(path)
            holders = [find_holder(span, person.id, names, sentences) for span in receipt.spans] if receipt else []
            if receipt and holders and all(holder != person.id for holder in holders):
                other = next((holder for holder in holders if holder), None)
                words = context.article.text[receipt.spans[0].start : receipt.spans[0].end]
                is_owner = any(is_owned(span, names[person.id], sentences) for span in receipt.spans)
                whose = "whose sentence does not name this person"
                whose = f"which is that of somebody who works for {person.id}" if is_owner else whose
                whose = f"which stands with the name of {other}" if other else whose
                is_certain = (is_owner or other is not None) and receipt.basis == "stated"
                yield Finding(f"people/{person.id}", path, f"is '{words}', {whose}", HINT, is_certain)


def find_holder(span: Span, person: str, names: Mapping[str, Sequence[str]], sentences: SentenceMap) -> str | None:
    """Return whose name stands beside an office; else the person, if its sentence or the one before names it."""
    number = sentences.number_at(span.start)
    text, first = sentences.text(number), sentences.ranges[number][0]
    start, end = span.start - first, span.end - first
    own = set()
    for identifier, aliases in names.items():
        for match in chain.from_iterable(name_pattern(alias).finditer(text) for alias in aliases):
            if owns(text, match.span(), start, end):
                continue
            own.add(identifier)
            gap = text[match.end() : start] if match.end() <= start else text[end : match.start()]
            is_beside = (match.end() > start and match.start() < end) or BESIDE.fullmatch(gap)
            if is_beside:
                return identifier
    if person in own:
        return person
    if is_owned(span, names[person], sentences):
        return None
    before = sentences.text(number - 1) if number else ""
    is_named_before = any(name_pattern(alias).search(before) for alias in names[person])
    return person if is_named_before and not own else None


def is_owned(span: Span, aliases: Sequence[str], sentences: SentenceMap) -> bool:
    """Return whether a name stands with an office, in its sentence, as that of whom its holder works for."""
    number = sentences.number_at(span.start)
    text, first = sentences.text(number), sentences.ranges[number][0]
    matches = chain.from_iterable(name_pattern(alias).finditer(text) for alias in aliases)
    return any(owns(text, match.span(), span.start - first, span.end - first) for match in matches)


def owns(text: str, name: tuple[int, int], start: int, end: int) -> bool:
    """Return whether the name at a place owns the office from a start to an end: Lind's lawyer, a lawyer for Lind."""
    name_start, name_end = name
    if name_end <= start:
        return OWNED.fullmatch(text, name_end, start) is not None
    is_served = SERVES.search(text, min(start, name_start), name_start) is not None
    if name_start >= end:
        return is_served and SERVES.fullmatch(text, end, name_start) is not None
    return name_start >= start and (is_served or OWNED.match(text, name_end, end) is not None)
