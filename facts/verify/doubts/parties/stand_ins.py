"""Words with a note for somebody else than whose name is cited from elsewhere: according to the city, for a firm."""

import re
from collections.abc import Iterator, Sequence
from functools import cached_property

from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.model.fields import RecordField
from facts.model.receipt import Receipt, Span
from facts.model.record import ACTORS, Record
from facts.verify.described_speakers import is_body
from facts.verify.descriptions import iter_descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.datelines import DATELINE
from facts.verify.doubts.parties.actors import find_doers
from facts.verify.finding import Finding
from facts.verify.grammar.acting_subjects import BOUNDARY
from facts.verify.grammar.organization_nouns import GENERAL
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import name_at_head
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.tokens import tokenize
from facts.verify.vocabulary import mentions, name_pattern, normalize

FIELDS = re.compile(
    r"buyers|suppliers|payment\.lender|participants|attributed_to|speaker|(?P<office>offices\.\d+\.organization)"
)
"""The fields for those who do or tell something, and for whom somebody works for."""
RELATIVE = re.compile(r"(?:which|who)\s")
OF_SUBJECT = re.compile(r"(?:which|who)\s(?!(?:an?|the|its?|their|they|he|she|his|her|we|our)\s)[a-z]")
"""The beginning of a clause whose subject is which or who."""
OPEN_END = re.compile(r"(?<!\w)(?:for|of|at|by)$")
"""The last word of words after which the name comes: spokeswoman for."""
ARTICLE = re.compile(r"\s(?:the\s)?")
PERSON = re.compile(r"(?<!\w)(?:he|she|his|her)(?!\w)", re.IGNORECASE)
BODY = re.compile(r"(?<!\w)(?:it|its)(?!\w)", re.IGNORECASE)
TELLING = re.compile(rf"(?:according to|by|{'|'.join(sorted(SPEECH_VERBS))})\s(?:the\s)?(?:[a-z]+\s){{0,2}}$")
"""What is before the name of who tells something."""
PARTICIPLE = re.compile(r"\s[a-z]+ing$")
"""The last of words that go on with a description: the contractor replacing."""
LATER = re.compile(r"(?<!\w)(?:below|later|next|after(?:wards)?|follow\w*)(?!\w)", re.IGNORECASE)
"""Words of a note for a name that comes only after the words."""
MIN_PART = 4
"""The fewest letters of a word of a name by which words mean its bearer."""
HINT = "Correct it, or quote the words that say so of it"
LATER_HINT = "Correct it, or let the note say that the name comes only later"


def find_stand_ins(context: CheckContext) -> Iterator[Finding]:
    """Yield each reference whose words, beside a name from elsewhere, mean somebody else than who has the name."""
    for kind, group in context.records.items():
        for record in group:
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                match = FIELDS.fullmatch(field.path) if receipt and receipt.note else None
                if receipt and match and (fault := find_fault(field, receipt, context)):
                    hint = HINT if fault[1] else LATER_HINT
                    yield Finding(f"{kind}/{record.id}", field.path, fault[0], hint, is_certain=False)


def find_fault(field: RecordField, receipt: Receipt, context: CheckContext) -> tuple[str, bool] | None:
    """Return what words of a receipt for an id say of another record, or that they stand before any name; or None."""
    spans = [span for span in receipt.spans if span.exact]
    for target in field.references:
        record = context.descriptions.records.get(target)
        if record is None or not record.aliases():
            continue
        words = [span for span in spans if not mentions(record, span.exact or "")]
        for span in words:
            stand_in = StandIn(span, field, target, context)
            is_alone = len(words) == len(spans)
            other = stand_in.find_described() if is_alone else stand_in.find_meant()
            if other and is_other(other, target, field, context):
                return f"is {target}, but '{span.exact}' means {other}", True
            if (
                other is None
                and not is_alone
                and stand_in.is_unnamed_before()
                and not LATER.search(receipt.note or "")
            ):
                return f"is {target}, which is named only after '{span.exact}'", False
    return None


def is_other(other: str, target: str, field: RecordField, context: CheckContext) -> bool:
    """Return whether a record is another than a reference of a field, and nobody who speaks for it."""
    principals = context.attributions.principals.get(other, set())
    return other not in field.references and principals.isdisjoint(field.references)


class StandIn:
    """Words of a field for a record, `target`, that do not name it."""

    def __init__(self, span: Span, field: RecordField, target: str, context: CheckContext) -> None:
        self.span, self.target, self.context = span, target, context
        self.words = span.exact or ""
        self.is_office = field.path.startswith("offices.")
        self.record = context.descriptions.records[target]
        reference = field.metadata.reference
        kinds = [kind for kind in ACTORS if reference and (kind in reference.kinds or not reference.kinds)]
        self.actors: Sequence[Record] = [record for kind in kinds for record in context.of_kind(kind)]

    @property
    def ahead(self) -> str:
        """What is before the words in their sentence."""
        return self.context.sentences.ahead_of(self.span.start)

    @cached_property
    def verb(self) -> int:
        """Where the first verb of the words begins; their end without one."""
        groups = (group for sentence in parse_sentences(self.words) for group in sentence.groups)
        return next((group.start for group in groups), len(self.words))

    def find_meant(self) -> str | None:
        """Return the id of whom the words mean, of the record itself too; None if they leave it open."""
        if self.has_part_of_name():
            return self.target
        steps = (self.find_named, self.find_antecedent_of_clause, self.find_following, self.find_described)
        return next((name for step in (*steps, self.find_behind_pronoun) if (name := step())), None)

    def has_part_of_name(self) -> bool:
        """Return whether the words have a word of the record's name with a capital: Oslo, of the port of Oslo."""
        parts = {part for name in self.record.aliases() for part in name.split() if len(part) >= MIN_PART}
        return any(part != part.lower() and name_pattern(part).search(self.words) for part in parts)

    def find_named(self) -> str | None:
        """Return whom the words name as who does or tells something, or as whom somebody works for."""
        for actor in self.actors:
            for match in (match for name in actor.aliases() for match in name_pattern(name).finditer(self.words)):
                ahead = self.words[: match.start()]
                is_subject = match.end() <= self.verb and name_at_head(self.words[: self.verb], *match.span())
                if self.is_office or is_subject or RELATIVE.fullmatch(ahead) or TELLING.search(ahead):
                    return actor.id
        return None

    def find_antecedent_of_clause(self) -> str | None:
        """Return whom the words before which or who name, where these begin a clause and are its subject."""
        if not OF_SUBJECT.match(self.words):
            return None
        antecedent = self.find_doer(BOUNDARY.split(self.ahead.rstrip(" ,"))[-1].strip())
        is_alike = antecedent is not None and self.is_person(antecedent) == self.words.startswith("who")
        return antecedent if is_alike else None

    def find_following(self) -> str | None:
        """Return whom the article names right after the words, which end before the name: spokeswoman for."""
        text = self.context.article.text
        if not OPEN_END.search(self.words) or not (article := ARTICLE.match(text, self.span.end)):
            return None
        names = ((actor, name_pattern(name)) for actor in self.actors for name in actor.aliases())
        return next((actor.id for actor, name in names if name.match(text, article.end())), None)

    def find_described(self) -> str | None:
        """Return whom a description such as the council means: of several, who is named last before it."""
        ids, last = {actor.id for actor in self.actors}, None
        for modifiers, noun in iter_descriptions(PARTICIPLE.sub("", self.words)):
            fitting = [name for name in self.context.descriptions.fitting(modifiers, noun) if name in ids]
            is_general = normalize(noun.text) in GENERAL and isinstance(self.record, Organization)
            if self.target in fitting or is_general:
                is_open = len(fitting) > 1 or is_general
                return (self.find_named_before([] if is_general else fitting) if is_open else None) or self.target
            if len(fitting) == 1 and (noun.end <= self.verb or self.is_office):
                last = fitting[0]
        return None if self.is_person(self.target) else last

    def find_named_before(self, fitting: Sequence[str]) -> str | None:
        """Return the only other organization that the passage names before the words, if it does not name the record.

        It is one of those that fit the description, if there are any.
        """
        first = self.context.article.passages[self.span.passage - 1][0]
        before = self.context.article.text[first : self.span.start]
        kinds = self.context.attributions.organizations
        others = fitting or [name for name in kinds if not is_body(name, kinds)]
        named = [name for name in others if mentions(self.context.descriptions.records[name], before)]
        return named[0] if len(named) == 1 and not mentions(self.record, before) else None

    def find_behind_pronoun(self) -> str | None:
        """Return whom the subject of the sentence before a pronoun names, or that of its own sentence."""
        pronoun = (PERSON if self.is_person(self.target) else BODY).search(self.words, 0, self.verb)
        if pronoun is None:
            return None
        sentences, position = self.context.sentences, self.span.start + pronoun.start()
        number = sentences.number_at(position)
        own = self.subject_of(sentences.ahead_of(position))
        if own is None and number:
            is_near = sentences.passage_of(number - 1) == self.span.passage or self.is_person(self.target)
            own = self.subject_of(sentences.text(number - 1)) if is_near else None
        return own

    def subject_of(self, text: str) -> str | None:
        """Return the record itself if a text names it; else who is the subject of its first verb; None if open."""
        if mentions(self.record, text):
            return self.target
        if dateline := DATELINE.match(text):
            text = text[dateline.end() :]
        groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
        ahead = text[: groups[0].start] if groups else text
        other = self.find_doer(BOUNDARY.split(ahead)[0].strip())
        return other if other and self.is_person(other) == self.is_person(self.target) else None

    def find_doer(self, subject: str) -> str | None:
        """Return the only one whom a subject names or describes; None if it may be several."""
        doers = find_doers(subject, self.actors, self.context.descriptions)
        return next(iter(doers)) if len(doers) == 1 else None

    def is_person(self, name: str) -> bool:
        """Return whether the record with an id is a person."""
        return isinstance(self.context.descriptions.records[name], Person)

    def is_unnamed_before(self) -> bool:
        """Return whether the words are a pronoun, before which the article neither names nor describes the record."""
        if not (PERSON if self.is_person(self.target) else BODY).match(self.words):
            return False
        before = self.context.article.text[: self.span.start]
        nouns = {token.lower for token in tokenize(self.ahead)}
        kind = str(getattr(self.record, "kind", None) or "").split()
        return not mentions(self.record, before) and nouns.isdisjoint(kind[-1:])
