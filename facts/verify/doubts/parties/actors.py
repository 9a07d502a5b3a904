"""Participants of events compared with the subject of the verb that tells the event: the city has claimed money."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.organization import Organization
from facts.kinds.place import Place
from facts.model.receipt import Span
from facts.model.record import ACTORS, Record
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.foreign_sentences import is_act_of
from facts.verify.doubts.voices.speaker_words import HINT as SPEAKER_HINT
from facts.verify.finding import Finding
from facts.verify.grammar.acting_subjects import find_acting_subject, find_agent
from facts.verify.grammar.organization_nouns import GENERAL
from facts.verify.grammar.speech_subjects import name_at_head
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words
from facts.verify.vocabulary import mentions, name_pattern

OWNER = re.compile(r"\w['\u2019]s?\s")
DEFINITE = re.compile(r"(?:the|this)\s", re.IGNORECASE)
UNKNOWN = re.compile(
    r"(?:An?|Another|a|an|another)\s(?:[a-z-]+\s){0,2}(?:bidder|buyer|supplier|company|firm|rival|competitor|party|group|man|woman"
    r"|court|judge|union|bank|insurer|yard|airline|maker|operator|investor|customer|agency|official)"
)
"""Somebody of whom an article has not told before."""
OCCASIONS = word_set("statement interview remarks remark conference briefing speech address")
"""Words of titles of events in which somebody tells what others do."""
BY = re.compile(
    r"(?<!\w)by\s(?P<name>.+?)(?=\s(?:against|for|on|in|to|from|about|over|of|with|at|after|before)\s|,|$)"
)
"""Words of a title for who does something."""
OF_ANOTHER = re.compile(r"(?:the|an?|its|their)(?:\s[a-z-]+)+")
"""A noun that is no name, which may be of something else than a record's: the maker, of the engines."""
TITLE_HINT = "Correct the title, or quote the words that name who does it"
DENIAL = re.compile(
    r"(?P<subject>(?:[^\W\d]\w*['\u2019]?\s){1,6}?)(?P<verb>(?:has\s|had\s|have\s)?(?:den(?:ied|ies)|reject(?:ed|s)"
    r"|declin(?:ed|es)\sto|refus(?:ed|es)\sto|did\snot\s(?:say|name|comment|respond|reply)))(?!\w)"
)
"""The beginning of a sentence in which somebody denies something, or is silent."""
HINT = "Correct the participants, or quote the words that name who does it"


def find_exchanged_actors(context: CheckContext) -> Iterator[Finding]:
    """Yield each event whose participants lack the subject of its verb, or whose title says that another does it."""
    sentences, descriptions = context.sentences, context.descriptions
    actors = [record for kind in ACTORS for record in context.of_kind(kind)]
    for event in context.of_kind("events"):
        receipt = event.evidence.get(event.title_field)
        if receipt is None or is_occasion(event) or is_told_elsewhere(event, sentences):
            continue
        participants: Sequence[str] = getattr(event, "participants", ())
        related = list_related(event, descriptions.records)
        by = BY.search(str(getattr(event, event.title_field)))
        by = None if by and OF_ANOTHER.fullmatch(by["name"]) and by.string[by.end() :].startswith(" of ") else by
        named = find_doers(by["name"], actors, descriptions) if by else set()
        for span in receipt.spans:
            subject = find_subject(span, sentences) if len(sentences.numbers_of([span])) == 1 else ""
            doers = find_doers(subject, actors, descriptions) if subject else set()
            doers = list_named_before(span, actors, sentences) if is_general(subject) and not doers else doers
            name = f"events/{event.id}"
            if not doers and find_unknown(subject, span, event, context):
                message = f"has {', '.join(participants)}, but '{subject}' does it, who is another one"
                yield Finding(name, "participants", message, HINT, is_certain=False)
            if len(doers) != 1:
                continue
            if participants and doers.isdisjoint(related):
                message = f"has {', '.join(participants)}, but '{subject}' does it, who is {min(doers)}"
                yield Finding(name, "participants", message, HINT, is_certain=False)
            elif by and named and doers.isdisjoint(named):
                message = f"says '{by[0]}', but '{subject}' does it, who is {min(doers)}"
                yield Finding(name, event.title_field, message, TITLE_HINT, is_certain=False)


def find_unknown(subject: str, span: Span, event: Record, context: CheckContext) -> bool:
    """Return whether a subject is somebody who is new, where the sentence names no participant of the event."""
    participants: Sequence[str] = getattr(event, "participants", ())
    receipt, descriptions = event.evidence.get("participants"), context.descriptions
    known = [name for name in participants if name in descriptions.records]
    if not UNKNOWN.fullmatch(subject) or receipt is None or receipt.note or len(known) < max(1, len(participants)):
        return False
    text = context.sentences.text_of([span])
    return not any(descriptions.mention(name, text) for name in known)


def is_occasion(event: Record) -> bool:
    """Return whether an event is one on which somebody speaks."""
    return not OCCASIONS.isdisjoint(list_words(str(getattr(event, event.title_field))))


def is_told_elsewhere(event: Record, sentences: SentenceMap) -> bool:
    """Return whether the participants of an event are from another sentence that tells it: who voted against it."""
    title, words = event.evidence[event.title_field], event.evidence.get("participants")
    numbers = sentences.numbers_of(words.spans) - sentences.numbers_of(title.spans) if words else set()
    return any(is_act_of(event, sentences.text(number)) for number in numbers)


def list_related(event: Record, records: Mapping[str, Record]) -> set[str]:
    """Return the ids of whom an event refers to, and of whom its participants refer to."""
    participants: Sequence[str] = getattr(event, "participants", ())
    others = [event, *(records[name] for name in participants if name in records)]
    return {target for record in others for field in record.fields for target in field.references}


def find_subject(span: Span, sentences: SentenceMap) -> str:
    """Return the words for the subject of the first verb that a span has; empty if it does nothing."""
    number = sentences.number_at(span.start)
    first, text = sentences.ranges[number][0], sentences.text(number)
    start, end = span.start - first, span.end - first
    subject = find_agent(text, start, end) or find_acting_subject(text, start, end)
    return text[subject.start : subject.end] if subject else ""


def find_doers(subject: str, actors: Sequence[Record], descriptions: Descriptions) -> set[str]:
    """Return the ids of whom a subject names at its head, or of the only place or organization that it describes.

    A description of an owner, as in the firm's chairman, is not that of the subject, and "the company" may be any.
    """
    named = {
        actor.id
        for actor in actors
        for alias in actor.aliases()
        for match in name_pattern(alias).finditer(subject)
        if name_at_head(subject, *match.span())
    }
    if named or is_general(subject) or not DEFINITE.match(subject) or OWNER.search(subject):
        return named
    bearers = [actor.id for actor in actors if isinstance(actor, Organization | Place)]
    return {name for name in bearers if descriptions.mention(name, subject)}


def is_general(subject: str) -> bool:
    """Return whether a subject is a description that fits each company: the company, the firm."""
    return DEFINITE.match(subject) is not None and subject.rsplit(maxsplit=1)[-1].lower() in GENERAL


def list_named_before(span: Span, actors: Sequence[Record], sentences: SentenceMap) -> set[str]:
    """Return the ids of the organizations that the sentence before that of a span names, in its passage."""
    number = sentences.number_at(span.start) - 1
    if number < 0 or sentences.passage_of(number) != span.passage:
        return set()
    text = sentences.text(number)
    return {actor.id for actor in actors if isinstance(actor, Organization) and mentions(actor, text)}


def find_other_deniers(context: CheckContext) -> Iterator[Finding]:
    """Yield each denial and silence that is given to another speaker than the subject of its sentence."""
    sentences, descriptions = context.sentences, context.descriptions
    actors = [record for kind in ACTORS for record in context.of_kind(kind)]
    for statement in context.of_kind("statements"):
        speaker: str = getattr(statement, "speaker", None) or ""
        receipt = statement.evidence.get(statement.title_field)
        for span in receipt.spans if receipt and speaker in descriptions.records else ():
            start, _ = sentences.range_at(span.start)
            words = DENIAL.match(context.article.text, start, span.end)
            subject = words["subject"] if words and words.start("verb") >= span.start else ""
            doers = find_doers(subject, actors, descriptions) if subject else set()
            near = doers.union(*(list_related(descriptions.records[doer], {}) for doer in doers))
            if len(doers) == 1 and not {speaker, *list_related(descriptions.records[speaker], {})} & near:
                message = f"is {speaker}, but '{words[0] if words else subject}' says it of {min(doers)}"
                yield Finding(f"statements/{statement.id}", "speaker", message, SPEAKER_HINT, is_certain=False)
                break
