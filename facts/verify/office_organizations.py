"""Organizations of offices compared with their words: whom "its" means, and whether the person is named there."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.person import EMPLOYERS, Person
from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.contradiction import Contradiction
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

ITS = re.compile(r"(?<!\w)[Ii]ts(?!\w)")
TOLD = re.compile(r"(?<!\w)(?:told|tells|tell)\s(?:the\s)?(?:[a-z]+\s){0,2}$")
"""What is before the name of whom somebody tells something."""
REACH = 3
"""How many sentences, that of the office included, may name the organization that a pronoun means."""
HINT = "Correct the organization, or quote the words that name it beside the office"


def find_wrong_organizations(
    records: Mapping[str, Sequence[Record]], sentences: SentenceMap
) -> Iterator[Contradiction]:
    """Yield each organization of an office that the words for it mean another than, or tell of somebody else."""
    organizations = {
        record.id: [name_pattern(name) for name in record.aliases()]
        for kind in EMPLOYERS
        for record in records.get(kind, ())
    }
    for person in records.get("people", ()):
        for number, office in enumerate(person.offices if isinstance(person, Person) else ()):
            path = f"offices.{number}.organization"
            receipt = person.evidence.get(path)
            if receipt is None or office.organization is None:
                continue
            message = find_other_antecedent(office.organization, receipt, organizations, sentences)
            message = message or find_told(organizations.get(office.organization, ()), receipt, sentences)
            if message is None and receipt.basis == "stated":
                message = find_distance(person, receipt, person.evidence.get(f"offices.{number}.title"), sentences)
            if message:
                yield Contradiction(f"people/{person.id}", path, message, HINT, is_certain=False)


def find_other_antecedent(
    organization: str,
    receipt: Receipt,
    organizations: Mapping[str, Sequence[re.Pattern[str]]],
    sentences: SentenceMap,
) -> str | None:
    """Return which organization "its" in the words of an office means, if it is not this one."""
    article = sentences.article
    for span in receipt.spans:
        words = article.text[span.start : span.end]
        pronoun = ITS.search(words)
        if pronoun is None:
            continue
        position = span.start + pronoun.start()
        number = sentences.number_at(position)
        for earlier in range(number, max(-1, number - REACH), -1):
            start, end = sentences.ranges[earlier]
            text = article.text[start : min(end, position)]
            places = sorted(
                (match.start(), identifier)
                for identifier, patterns in organizations.items()
                for pattern in patterns
                for match in pattern.finditer(text)
            )
            if places:
                is_meant = organization in (places[0][1], places[-1][1])
                return None if is_meant else f"is {organization}, but '{words}' stands after {places[-1][1]}"
    return None


def find_told(patterns: Sequence[re.Pattern[str]], receipt: Receipt, sentences: SentenceMap) -> str | None:
    """Return that an organization is only that to which somebody tells something in the sentences of an office."""
    text = sentences.text_of(receipt.spans)
    names = [match for pattern in patterns for match in pattern.finditer(text)]
    is_told = bool(names) and all(TOLD.search(text[: match.start()]) for match in names)
    return f"is {names[0][0]}, which is only told something there" if is_told else None


def find_distance(person: Record, receipt: Receipt, title: Receipt | None, sentences: SentenceMap) -> str | None:
    """Return that the sentences of an organization name neither the person nor the office; None if they do."""
    numbers = sentences.numbers_of(receipt.spans)
    is_beside = title is not None and numbers & sentences.numbers_of(title.spans)
    names = [name_pattern(name) for name in person.aliases()]
    if is_beside or any(pattern.search(sentences.text(number)) for number in numbers for pattern in names):
        return None
    words = sentences.article.text[receipt.spans[0].start : receipt.spans[0].end]
    return f"is from '{words}', a sentence that names neither the person nor the office"
