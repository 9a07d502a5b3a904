"""Comparison of a statement's speaker with the subject of the verb of speech in the sentence of its words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.described_speakers import OfficeWords, find_bearer, find_described, find_holder
from facts.verify.gapped_clauses import find_figure_owner
from facts.verify.grammar.abbreviations import FULL_STOP
from facts.verify.grammar.accusations import find_claim, is_claimed
from facts.verify.grammar.brackets import is_bracketed
from facts.verify.grammar.claim_nouns import find_claim_of_other
from facts.verify.grammar.governed_clauses import (
    has_that_clause,
    is_claim_of_other,
    is_outside,
    is_reported,
    reports_clause,
)
from facts.verify.grammar.quoted_text import QuotedText
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import (
    FINDING,
    TELLING_VERBS,
    SpeechSubject,
    find_speech_subjects,
    name_at_head,
)
from facts.verify.grammar.teller_nouns import DOCUMENTS, RECORDS, heads_of, is_somebody
from facts.verify.grammar.verb_words import SPEECH_PARTICIPLES, SPEECH_VERBS
from facts.verify.grammar.word_list import word_set
from facts.verify.speech import OFFICES, PRONOUNS, OtherSpeaker, Speakers

_SENTENCE_END = re.compile(rf"(?:[!?;]|{FULL_STOP})\s")
_PARTICIPLE = re.compile(
    rf"(?:^|{_SENTENCE_END.pattern})(?P<subject>(?:(?!{FULL_STOP})[^!?;])*),\s(?P<verb>{'|'.join(sorted(SPEECH_PARTICIPLES))})\s"
    r"(?:(?!,\s(?:and|but|while|which|who)\s)[^.;:])*$"
)
"""A verb of saying that goes on with a sentence, up to what it governs."""
CLAIMS = word_set("claim claims claimed")
"""Verbs that say nothing where a sum follows that somebody wants to have."""
_FIGURE = re.compile(r"[^\w\s]?\d|(?:damages|compensation|penalties|a refund)(?!\w)")
IT = "it"
"""The pronoun for an organization or a country."""
SUBJECTS = frozenset((IT, "they", "who"))
"""Pronouns that may stand for those who tell something, and for others."""
OWN_TAGS = word_set("said says")
"""Verbs by which somebody only tells what it did, where announced or confirmed would be an act of its own."""
REPORTING = word_set("reported reports")
"""Verbs by which somebody tells what others do."""
REPORTED_ACTS = word_set("threatened demanded accused denied rejected")
"""Verbs of acts by words, which are not those of who does them where somebody reports the act."""
_BY = re.compile(r"according to|in the (?:words|view|opinion|eyes) of|as |by ", re.IGNORECASE)
LEADING = re.compile(r"(?:that|of|for)\s(?=[a-z])")
"""A word at the start of a range that only joins it to the verb before: of having caused the delay."""


class Attributions:
    """The names of those who speak in an article, and whom each may speak for."""

    def __init__(self, records: Mapping[str, Sequence[Record]], speakers: Speakers) -> None:
        self.speakers = speakers
        self.article = speakers.article
        self.tellers: dict[tuple[int, int], tuple[str, str] | None] = {}
        self.organizations, self.places = (
            {record.id: str(getattr(record, "kind", None) or "") for record in records.get(kind, ())}
            for kind in ("organizations", "places")
        )
        self.offices = {person.id: OfficeWords.of(person) for person in records.get("people", ())}
        self.principals = {
            record.id: set(principals_of(record))
            for kind in ("people", "organizations")
            for record in records.get(kind, ())
        }

    def find_other(
        self, speaker: str | None, named: str, ranges: Sequence[tuple[int, int]], *, is_direct: bool
    ) -> OtherSpeaker | None:
        """Return whom the sentences of a statement's words name as its speaker; None if one leaves it open."""
        others: list[OtherSpeaker | None] = []
        for start, end in ranges:
            first = self.article.text.rfind("\n", 0, start) + 1
            owner = find_figure_owner(
                self.article.text[first:end], start - first, end - first, self.speakers.patterns
            )
            if owner:
                others.append(None if owner[0] == speaker else self.compare_speaker(speaker, *owner))
            else:
                others.append(self.other_in(speaker, named, start, end, is_direct=is_direct))
        return others[0] if others and all(others) else None

    def other_in(
        self, speaker: str | None, named: str, start: int, end: int, *, is_direct: bool
    ) -> OtherSpeaker | None:
        """Return whom the sentence of a range of characters names, if it is not the speaker."""
        if is_direct and self.speakers.has_tag(start, end):
            return None
        attribution = self.find_subjects(start, end)
        if attribution is None:
            return None
        speech_subjects, between = attribution
        subject, texts = speech_subjects[0], [f"{subject.head} {subject.apposition}" for subject in speech_subjects]
        name, is_between = self.name_of(subject), self.is_named(speaker, named, between)
        claim = find_claim_of_other(self.article.text[start - len(between) :]) or ""
        is_own_claim = subject.head not in claim and self.is_named(speaker, named, claim)
        if is_between and not is_own_claim and self.is_subject_of_claim(speaker, subject, between, start, end):
            teller = self.compare_speaker(speaker, name, subject.words) if name and name != speaker else None
            return replace(teller, is_certain=False) if teller else None
        if is_own_claim or is_between or any(self.is_named(speaker, named, text) for text in texts):
            return self.find_reporting(speaker, start, end)
        if name is None:
            return self.behind_description(speaker, speech_subjects, start)
        return self.compare_speaker(speaker, name, subject.words)

    def behind_description(
        self, speaker: str | None, speech_subjects: Sequence[SpeechSubject], end: int
    ) -> OtherSpeaker | None:
        """Return whom the first subject before a position describes, or the first pronoun means, if another one."""
        words = speech_subjects[0].words.strip()
        other = self.read_description(speaker, words, end)
        if other is None:
            return self.behind_pronoun(speaker, speech_subjects, end)
        is_own = speaker in self.principals.get(other, ())
        return None if is_own else OtherSpeaker(other, words, is_certain=False)

    def is_subject_of_claim(
        self, speaker: str | None, subject: SpeechSubject, between: str, start: int, end: int
    ) -> bool:
        """Return whether a speaker is only whom a claim is about, or who is told it: Lind said Frisk had lied."""
        verb = next(iter({*subject.words.split()} & TELLING_VERBS), "")
        text, patterns = self.article.text[start:end], self.speakers.patterns.get(speaker or "", ())
        matches = chain.from_iterable(pattern.finditer(between) for pattern in patterns)
        end_of_name = len(between.rstrip().removesuffix(" that"))
        is_last = is_claimed(verb, between, text) or any(match.end() == end_of_name for match in matches)
        return is_last and is_claim_of_other(verb, between, text)

    def find_reporting(self, speaker: str | None, start: int, end: int) -> OtherSpeaker | None:
        """Return who reports the act of the speaker that words tell, as in: X reported that Y had threatened it."""
        words = self.article.text[start:end].split()
        if not REPORTED_ACTS & {*words} or SPEECH_VERBS & {*words}:
            return None
        teller = self.find_reporter(start)
        if teller is None or teller[0] in ("", speaker) or not REPORTING & {*teller[1].split()}:
            return None
        return OtherSpeaker(*teller, is_certain=False)

    def behind_pronoun(
        self, speaker: str | None, speech_subjects: Sequence[SpeechSubject], end: int
    ) -> OtherSpeaker | None:
        """Return the person whom the first pronoun among the subjects before a position means, if another one."""
        behind = next((subject for subject in speech_subjects if subject.head.lower() in PRONOUNS | {IT}), None)
        if speaker is None or behind is None:
            return None
        pronoun, words = behind.head.lower(), behind.words.strip()
        position = self.place_of(words, end)
        find = self.find_subject_before if pronoun == IT else self.speakers.find_antecedent
        other = find(speaker, pronoun, position)
        return OtherSpeaker(other, words, is_certain=False) if other else None

    def find_described(self, speaker: str | None, words: str, start: int) -> str | None:
        """Return whom the description in words near a position means, if it is neither the speaker nor an ally."""
        other = self.read_description(speaker, words, start)
        is_ally = other is not None and (
            speaker in self.principals.get(other, ()) or other in self.principals.get(speaker or "", ())
        )
        return None if is_ally else other

    def read_description(self, speaker: str | None, words: str, start: int) -> str | None:
        """Return whom the description in words near a position means, if it is not the speaker."""
        position = self.place_of(words, start)
        first = max((first for first, _ in self.article.passages if first <= position), default=0)
        if speaker is None:
            return None
        before = self.article.text[first:position]
        other = find_described(speaker, words, before, self.speakers, self.organizations, self.places)
        return other or find_holder(speaker, words, self.offices)

    def place_of(self, words: str, position: int) -> int:
        """Return where the words of a subject and its verb are nearest to a position; the position without them."""
        ends = (self.article.text.rfind(words, 0, position), self.article.text.find(words, position))
        places = [place for place in ends if place >= 0]
        return min(places, key=lambda place: abs(place - position), default=position)

    def find_subject_before(self, speaker: str, pronoun: str, position: int) -> str | None:
        """Return whom the subject of the last sentence before a pronoun names, in its passage, if not the speaker.

        A sentence whose subject is the same pronoun goes on about the one before.
        """
        first = max((first for first, _ in self.article.passages if first <= position), default=0)
        text = self.article.text[first:position]
        for sentence in reversed(parse_sentences(text)):
            words = text[sentence.start : sentence.end]
            if not sentence.groups or speaker in self.speakers.mentioned_in(words):
                return None
            subject = text[sentence.start : sentence.groups[0].start].strip()
            bearer = find_bearer(subject, self.organizations, self.places)
            names = list(self.subjects_in(subject)) or ([bearer] if bearer else [])
            is_unfinished = not text[sentence.start :].rstrip().endswith((".", "!", "?"))
            if subject.lower() != pronoun and not (is_unfinished and not names):
                is_own = any(speaker in (name, *self.principals.get(name, ())) for name in names)
                is_own = is_own or not self.principals.get(speaker, set()).isdisjoint(names)
                return names[0] if len(names) == 1 and not is_own else None
        return None

    def find_teller(self, start: int, end: int) -> tuple[str, str] | None:
        """Return what `read_teller` does, which is asked for several fields with the same words."""
        if (start, end) not in self.tellers:
            self.tellers[start, end] = self.read_teller(start, end)
        return self.tellers[start, end]

    def read_teller(self, start: int, end: int) -> tuple[str, str] | None:
        """Return the id of who says a range of characters, empty for a pronoun, and the words that say so; or None.

        The subject of a verb in the range tells only a clause after it there, and that of one before it what "that"
        begins or what it says or expects, unless the words are "according to" and the like. Brackets are nobody's.
        """
        if is_bracketed(self.article.text, start, end):
            return None
        if leading := LEADING.match(self.article.text, start, end):
            start = leading.end()
        if tag := self.speakers.find_tag_around(start, end):
            names = self.speakers.mentioned_in(tag[1])
            return (names[0], tag[0]) if names else ("", tag[0]) if tag[1].lower() in PRONOUNS else None
        attribution = self.find_subjects(start, end)
        if attribution is None:
            return self.find_participle(start) or self.find_claim_subject(start, end)
        (speech_subject, *outer), between = attribution
        text = self.article.text[start:end]
        verbs = set(speech_subject.words.split()) & TELLING_VERBS
        if verbs & set(text.split()) and not reports_clause(text, verbs):
            speech_subject = next((other for other in outer if is_outside(other, text)), speech_subject)
            return None if speech_subject not in outer else self.teller_of(speech_subject)
        if not self.is_told(speech_subject, between, start, text):
            return self.find_participle(start) or self.find_claim_subject(start, end)
        is_before = bool(between) or bool(OWN_TAGS & {*speech_subject.words.split()})
        return self.teller_of(speech_subject, is_before=is_before) or self.find_claim_subject(start, end)

    def is_told(self, speech_subject: SpeechSubject, between: str, start: int, text: str) -> bool:
        """Return whether a verb of speech with words after it governs a text that starts at a position."""
        words = speech_subject.words.strip()
        verbs = set(words.split()) & (TELLING_VERBS | FINDING)
        is_in_subject = re.search(rf"(?<!\w){re.escape(text)}(?!\w)", words) is not None
        is_inside = is_in_subject and not verbs & {*text.split()}
        if is_inside or (verbs & CLAIMS and not between.strip() and _FIGURE.match(text)):
            return False
        verb = self.article.text[: start - len(between)].split()[-1] if between else words.split()[-1]
        if is_claimed(verb, between, text):
            return True
        is_next = bool(verbs & SPEECH_VERBS) and {*between.split()[-1:]} <= SPEECH_VERBS
        is_clause = has_that_clause(between) or _BY.match(words) is not None
        return is_next or is_clause or is_reported(words, verb, between, text)

    def teller_of(self, speech_subject: SpeechSubject, *, is_before: bool = False) -> tuple[str, str] | None:
        """Return the id of a subject, empty for a pronoun, and its words; None for a thing that no record names.

        "It" tells what is after its verb; where it stands behind, somebody tells what it did itself.
        """
        name = self.name_of(speech_subject)
        heads, verbs = heads_of(speech_subject.head), {*speech_subject.words.split()}
        is_teller = name or heads & (PRONOUNS | OFFICES) or is_somebody(heads)
        is_document = _BY.match(speech_subject.words) is not None and not heads.isdisjoint(DOCUMENTS)
        is_record = not (verbs.isdisjoint(FINDING) or heads.isdisjoint(RECORDS))
        is_teller = is_teller or is_document or is_record or (is_before and heads & SUBJECTS)
        return (name or "", speech_subject.words.strip()) if is_teller else None

    def find_reporter(self, start: int) -> tuple[str, str] | None:
        """Return who tells, before words that tell an act such as a threat, that somebody did it; None if nobody."""
        teller = self.find_teller(start, start + 1)
        return teller if teller and self.article.text.rfind(teller[1], 0, start) >= 0 else None

    def find_participle(self, start: int) -> tuple[str, str] | None:
        """Return whom the sentence of a position names before "saying" and the like that governs it; None if none."""
        first = self.article.text.rfind("\n", 0, start) + 1
        match = _PARTICIPLE.search(self.article.text[first:start])
        names = self.speakers.mentioned_in(match["subject"]) if match else []
        return (names[0] if len(names) == 1 else "", match["verb"]) if match else None

    def find_claim_subject(self, start: int, end: int) -> tuple[str, str] | None:
        """Return no id and the words that make a range of characters what somebody is accused of; None if none do."""
        ahead = self.article.text[self.article.text.rfind("\n", 0, start) + 1 : start]
        words = find_claim(_SENTENCE_END.split(ahead)[-1], self.article.text[start:end])
        return ("", words) if words else None

    def find_subjects(self, start: int, end: int) -> tuple[Sequence[SpeechSubject], str] | None:
        """Return the subjects of the verbs of speech that govern a range of characters, and the words in between."""
        passage = next(((first, last) for first, last in self.article.passages if first <= start < end <= last), None)
        if passage is None:
            return None
        first, last = passage
        quotations = [
            QuotedText(max(quotation.start, first) - first, min(quotation.end, last) - first)
            for quotation in self.speakers.quotations
            if quotation.start < last and quotation.end > first
        ]
        return find_speech_subjects(self.article.text[first:last], quotations, start - first, end - first)

    def is_named(self, speaker: str | None, named: str, text: str) -> bool:
        """Return whether a text names a speaker, or the group that a statement without one has."""
        return speaker in self.speakers.mentioned_in(text) or (speaker is None and named.lower() in text.lower())

    def name_of(self, speech_subject: SpeechSubject) -> str | None:
        """Return the id of the subject of a verb: a person before an organization; None if no record has its name."""
        apposition = (
            "" if speech_subject.apposition.startswith(("who", "which", "whose")) else speech_subject.apposition
        )
        names = [name for part in (speech_subject.head, apposition) for name in self.subjects_in(part)]
        people = [name for name in names if self.speakers.kinds[name] == "people"]
        return next(iter(people or names), None)

    def subjects_in(self, text: str) -> Iterator[str]:
        """Yield the ids of the names that are the subject itself, not a part of it."""
        for identifier, patterns in self.speakers.patterns.items():
            places = (match.span() for pattern in patterns for match in pattern.finditer(text))
            if any(name_at_head(text, *place) for place in places):
                yield identifier

    def compare_speaker(self, speaker: str | None, name: str, words: str) -> OtherSpeaker | None:
        """Return the other speaker; None where that is a person who speaks for the speaker."""
        if speaker in self.principals.get(name, ()):
            return None
        is_own_institution = speaker is not None and name in self.principals.get(speaker, ())
        return OtherSpeaker(name, words.strip(), is_certain=not is_own_institution)


def principals_of(record: Record) -> Iterator[str]:
    """Yield the ids of the organizations and the country that a person or an organization may speak for."""
    if record.home_country:
        yield record.home_country
    for office in getattr(record, "offices", ()):
        if office.organization:
            yield office.organization


def is_apart(statement: Receipt, words: Receipt, speaker: str, speakers: Speakers) -> bool:
    """Return whether another person is named between each of a statement's words and the words for its speaker.

    Words in the same passage or in the next one are never apart, and quotations between them name nobody.
    """
    pairs = [(own.passage, span.passage) for own in words.spans for span in statement.spans]
    between = [speakers.article.passages[min(pair) : max(pair) - 1] for pair in pairs]
    return all(any(speakers.names_other(speaker, *passage) for passage in passages) for passages in between)
