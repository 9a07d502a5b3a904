"""The speaker of a quotation: who is named beside the verb of speech that stands with it."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from facts.model.article import Article
from facts.model.record import ACTORS, TELLERS, Record
from facts.verify.grammar.abbreviations import FULL_STOP
from facts.verify.grammar.noun_modifiers import is_modifier
from facts.verify.grammar.quoted_text import QuotedText, find_quotations
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.grammar.word_list import word_set
from facts.verify.vocabulary import name_pattern

MAX_TAG = 240
"""The most characters after or before a quotation that may say who speaks."""
MAX_PASSAGES_BACK = 4
"""Maximum number of passages before a quotation that may name the person that a pronoun means."""
OFFICES = word_set("""
    mr mrs ms dr sir prof president minister secretary general prime foreign defence defense deputy chief chairman
    chair chairperson rector dean treasurer
    chairwoman director manager coach professor doctor senator governor mayor king queen prince ambassador spokesman
    spokeswoman spokesperson officer admiral captain colonel lieutenant commander former acting head expert executive
    official analyst surgeon midfielder striker goalkeeper player engineer author lawyer economist scientist founder
    commissioner brigadier sergeant bishop chancellor premier leader councillor
    partner member representative agent surveyor inspector owner boss the a an this that
""")
"""Words for people that are no names."""
DETERMINERS = word_set("the a an this that")
PRONOUNS = word_set("he she")
TAG_VERBS = SPEECH_VERBS | word_set("""
    denied denies threatened threatens demanded demands protested protests objected objects lamented laments revealed
    reveals disclosed discloses agreed agrees
""")
"""Verbs that stand beside a quotation."""

_VERB = re.compile(r"(?<!\w)(?:" + "|".join(sorted(TAG_VERBS, key=len, reverse=True)) + r")(?!\w)")
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_FULL_NAME = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.?\s)?{_NAME.pattern}(?:\s(?:\w\.|[a-z]{{2,3}}|{_NAME.pattern})){{1,3}}"
)
"""Two to four words of a name."""
_CLAUSE_END = re.compile(rf"(?:[!?;:]|{FULL_STOP})(?=\s|$)|\n|[\"\u201c\u201d\u201e\u00ab\u00bb]")
_SENTENCE_BREAK = re.compile(rf"(?:[!?;]|{FULL_STOP})\s|\n")
_QUOTED_SENTENCE = re.compile(r"[.!?][\"\u201d\u00bb]\s")
_SUBJECT_END = re.compile(
    r"[,;:]|(?<!\w)(?:in|on|at|during|to|after|before|when|while|as|from|that|of|who|with|by|for)(?!\w)"
)
_RELATIVE = re.compile(r",\s(?:who|which|whose)\s[^,]*,")
_CIRCUMSTANCE = re.compile(r"(?:in|on|at|after|before|during|with|asked|speaking|writing)\s[^,]*,\s", re.IGNORECASE)
"""Words before the subject of a clause: In a letter to the board, she wrote."""
_OF_WHAT = re.compile(r"^\s(?:of|for|at|in)\s[^,]+,")
"""What an office is of, before the name of who has it."""
_INSERTED = re.compile(r",\s(?P<words>(?P<subject>[^,.;:\n]{2,40})\s(?:said|says)),\s$")
"""Who says the words before and after it, between commas."""
_OTHER_CLAUSE = re.compile(r"(?<!\w)(?:and|but|that|because|when|while|which|who)(?!\w)")


@dataclass(frozen=True, slots=True)
class OtherSpeaker:
    """Whom the words beside a quotation name in place of a statement's speaker, and whether that is certain."""

    name: str
    words: str
    is_certain: bool


class Speakers:
    """Those who may speak in an article, by the names that its sheet has for them; of places those that do."""

    def __init__(self, records: Mapping[str, Sequence[Record]], article: Article) -> None:
        self.article = article
        self.quotations = find_quotations(article.text)
        tellers = {teller for group in records.values() for record in group for teller in list_tellers(record)}
        actors = [
            (kind, record)
            for kind in ACTORS
            for record in records.get(kind, ())
            if kind != "places" or record.id in tellers
        ]
        self.kinds = {record.id: kind for kind, record in actors}
        self.patterns = {record.id: [name_pattern(name) for name in record.aliases()] for _, record in actors}
        self.mentioned: dict[str, list[str]] = {}
        """The ids of those whom texts name that were looked at."""

    def find_other(
        self, speaker: str | None, named: str, ranges: Sequence[tuple[int, int]], *, is_direct: bool
    ) -> OtherSpeaker | None:
        """Return who else speaks the quotations in these ranges of characters; None if it may be the speaker.

        Unless the statement `is_direct`, only the quotations that hold a whole range are looked at.
        """
        others = []
        for index, quotation in enumerate(self.quotations):
            if not any(is_in(quotation, start, end, is_direct=is_direct) for start, end in ranges):
                continue
            tag = self.find_tag(index)
            other = self.other_than(speaker, named, tag, quotation) if tag else None
            if other is None:
                return None
            others.append(other)
        return others[0] if others else None

    def names_other(self, speaker: str, start: int, end: int) -> bool:
        """Return whether a passage names another person than the speaker outside quotations."""
        mentioned = self.mentioned_in(self.without_quotations(start, end))
        return any(self.kinds[name] == "people" and name != speaker for name in mentioned)

    def has_tag(self, start: int, end: int) -> bool:
        """Return whether words beside a quotation in a range of characters say who speaks."""
        indexes = (index for index, quotation in enumerate(self.quotations) if quotation.start < end)
        return any(self.quotations[index].end > start and self.find_tag(index) is not None for index in indexes)

    def find_tag_around(self, start: int, end: int) -> tuple[str, str] | None:
        """Return the words beside the quotation that a range of characters is in, and the part with the name.

        Outside of quotations, those are what stands between commas right before it: that, he said, put it at 5.
        """
        ranges = ((quotation.start <= start and end <= quotation.end) for quotation in self.quotations)
        index = next((index for index, is_around in enumerate(ranges) if is_around), None)
        if index is not None:
            return self.find_tag(index)
        inserted = _INSERTED.search(self.article.text, max(0, start - MAX_TAG), start)
        return (inserted["words"], inserted["subject"]) if inserted else None

    def find_tag(self, index: int) -> tuple[str, str] | None:
        """Return the words beside a quotation that say who speaks, and the part with the name; None if none do."""
        quotation, text = self.quotations[index], self.article.text
        own = parse_after(quotation, text) or parse_before(quotation, text)
        if own or not index:
            return own
        previous = self.quotations[index - 1]
        between = text[previous.end : quotation.start].strip()
        tag = parse_after(previous, text) if len(between) <= MAX_TAG and "\n" not in between else None
        is_other_clause = not between.endswith(".") and bool(_OTHER_CLAUSE.search(between))
        return tag if tag and between.strip(" ,.") == tag[0] and not is_other_clause else None

    def other_than(
        self, speaker: str | None, named: str, tag: tuple[str, str], quotation: QuotedText
    ) -> OtherSpeaker | None:
        """Return whom a tag names if it is not the speaker."""
        words, subject = tag
        if speaker is None and named.lower() in words.lower():
            return None
        mentioned = self.mentioned_in(subject)
        people = [identifier for identifier in mentioned if self.kinds[identifier] == "people"]
        if speaker in mentioned:
            is_behind = self.kinds[speaker] != "people" and people
            return OtherSpeaker(people[0], words, is_certain=False) if is_behind else None
        if people:
            return OtherSpeaker(people[0], words, is_certain=True)
        lower = re.findall(r"\w+", subject.lower())
        is_office = bool(OFFICES.intersection(lower) - DETERMINERS or PRONOUNS.intersection(lower))
        if is_office or self.name_in(apposition_in(words, subject)):
            return self.other_person(speaker, tag, quotation)
        if mentioned:
            is_person = speaker is not None and self.kinds.get(speaker) == "people"
            return OtherSpeaker(mentioned[0], words, is_certain=not is_person)
        is_name = len(_NAME.findall(subject)) > 1
        return OtherSpeaker(subject, words, is_certain=False) if is_name else None

    def mentioned_in(self, text: str) -> list[str]:
        """Return the ids of those whom a text names."""
        if text not in self.mentioned:
            self.mentioned[text] = [
                identifier
                for identifier, patterns in self.patterns.items()
                if any(pattern.search(text) for pattern in patterns)
            ]
        return self.mentioned[text]

    def other_person(self, speaker: str | None, tag: tuple[str, str], quotation: QuotedText) -> OtherSpeaker | None:
        """Return the person whom a pronoun or an office may mean, where the speaker is not named too.

        That is who is named last before it; a sentence with the same pronoun may be about somebody named before. An
        official, or a spokesman, is nobody who is named.
        """
        words, subject = tag
        if subject.lower().startswith(("a ", "an ")):
            is_person = speaker is not None and self.kinds.get(speaker) == "people"
            return OtherSpeaker(subject, words, is_certain=False) if is_person else None
        apposition = apposition_in(words, subject)
        if speaker is None or speaker in self.mentioned_in(apposition):
            return None
        if name := self.name_in(apposition):
            return OtherSpeaker(name, words, is_certain=self.kinds.get(speaker) == "people" and name in self.kinds)
        pronoun = next((word for word in re.findall(r"\w+", subject.lower()) if word in PRONOUNS), None)
        other = self.find_antecedent(speaker, pronoun, quotation.start)
        return OtherSpeaker(other, words, is_certain=False) if other else None

    def name_in(self, apposition: str) -> str | None:
        """Return the id of the person whom words after an office are the name of, or a name without a record."""
        people = [name for name in self.mentioned_in(apposition) if self.kinds[name] == "people"]
        is_name = (_NAME if people else _FULL_NAME).fullmatch(apposition) or _FULL_NAME.fullmatch(apposition)
        return (people or [apposition])[0] if is_name and (people or not self.mentioned_in(apposition)) else None

    def find_antecedent(self, speaker: str, pronoun: str | None, position: int) -> str | None:
        """Return the person who is named last before a position, if that is not the speaker; None if it may be."""
        passages = [(start, min(end, position)) for start, end in self.article.passages if start < position]
        texts = [self.without_quotations(start, end) for start, end in passages[-MAX_PASSAGES_BACK:]]
        for sentence in reversed([sentence for text in texts for sentence in _SENTENCE_BREAK.split(text)]):
            mentioned = self.mentioned_in(sentence)
            people = [identifier for identifier in mentioned if self.kinds[identifier] == "people"]
            is_about_speaker = pronoun in re.findall(r"\w+", sentence.lower())
            if people and not (is_about_speaker and speaker not in people):
                return None if speaker in people else people[0]
        return None

    def without_quotations(self, start: int, end: int) -> str:
        """Return the text between two positions without the quotations in it."""
        parts, position = [], start
        for quotation in self.quotations:
            if quotation.start < end and quotation.end > start:
                parts.append(self.article.text[position : max(position, quotation.start)])
                position = max(position, quotation.end)
        return "".join([*parts, self.article.text[position:end]])


def list_tellers(record: Record) -> list[str]:
    """Return the ids of those who tell a record, or a field of it."""
    own = [getattr(record, field, None) for field in TELLERS]
    return [teller for teller in (*own, *(receipt.attributed_to for receipt in record.evidence.values())) if teller]


def parse_after(quotation: QuotedText, text: str) -> tuple[str, str] | None:
    """Return the clause after a quotation with a verb of speech, and its subject: said X, or X said."""
    if text[quotation.end - 2] == ".":
        return None
    clause = text[quotation.end : quotation.end + MAX_TAG]
    if end := _CLAUSE_END.search(clause):
        clause = clause[: end.start()]
    verb = next((verb for verb in _VERB.finditer(clause) if not is_modifier(clause, *verb.span())), None)
    if verb is None:
        return None
    ahead, behind = clean_subject(clause[: verb.start()]), clause[verb.end() :]
    if ahead:
        return None if _OTHER_CLAUSE.search(ahead) else (clause.strip(" ,"), ahead)
    subject = behind if (end := _SUBJECT_END.search(behind)) is None else behind[: end.start()]
    return (clause.strip(" ,"), subject.strip()) if subject.strip() else None


def parse_before(quotation: QuotedText, text: str) -> tuple[str, str] | None:
    """Return the clause before a quotation that a colon or a comma introduces, and its subject: X told Y."""
    clause = text[max(0, quotation.start - MAX_TAG) : quotation.start].rstrip(" ")
    if clause[-1:] not in (":", ","):
        return None
    clause = _SENTENCE_BREAK.split(_QUOTED_SENTENCE.split(clause)[-1])[-1]
    verbs = [verb for verb in _VERB.finditer(clause) if not is_modifier(clause, *verb.span())]
    subject = clean_subject(clause[: verbs[-1].start()]) if verbs else ""
    return (clause.strip(" ,:"), subject) if subject and not _OTHER_CLAUSE.search(subject) else None


def apposition_in(words: str, subject: str) -> str:
    """Return what a comma sets off after the subject of a clause: a name after an office, or what it is of."""
    after = _OF_WHAT.sub(",", words.partition(subject)[2])
    return after.removeprefix(",").partition(",")[0].strip()


def clean_subject(words: str) -> str:
    """Return the words before a verb without relative clauses, and without what stands before the subject."""
    subject = _RELATIVE.sub("", words).strip(" ,")
    return subject if (match := _CIRCUMSTANCE.match(subject)) is None else subject[match.end() :]


def is_in(quotation: QuotedText, start: int, end: int, *, is_direct: bool) -> bool:
    """Return whether a quotation holds a range of characters, or a part of it if the statement `is_direct`."""
    if is_direct:
        return quotation.start < end and quotation.end > start
    return quotation.start <= start and end <= quotation.end
