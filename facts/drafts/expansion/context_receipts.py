"""References and statuses that no words of the article say: they follow from the context, and are inferred."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Any

from facts.drafts.expansion.attribution_scopes import numbers_of
from facts.drafts.names.article_names import find_mentions
from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.standard_names import is_adjective
from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import Expanded, PointedTo, construct
from facts.drafts.reading.fields import CLAUSE
from facts.drafts.reading.relations import EDITORIAL, ORIGIN
from facts.drafts.reading.specs import RELATION_TYPE, field_specs
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import Record
from facts.verify.contradictions import words_of
from facts.verify.descriptions import NEUTRAL, iter_descriptions
from facts.verify.grammar.inflection import to_singular
from facts.verify.statuses import PAYMENT_STATUSES, StatusOwner, judge_part, judge_status
from facts.verify.vocabulary import Vocabulary, name_pattern

ABOUT = "about"
"""The reference that an id alone may be, also of a record with a name."""
NOTES = {
    ABOUT: "the context says what it concerns",
    "occasion": "the context says on which occasion",
    "participants": "the context says who takes part",
    "relations": "the context says which claim is meant",
    "where": "the context says where",
}
"""The note of each reference that may follow from the context."""
STATUS_NOTE = "the context says how it stands"
STATUS_PATHS = ("status", "delivery.status", "payment.advance_status")
ADJECTIVE_NOTE = "the article has only its adjective"
"""The note of the name of a country that the article names by an adjective alone."""
INFERRED = NOTES | dict.fromkeys(STATUS_PATHS, STATUS_NOTE)
"""The note of each field that may follow from the context; others need words that say so, or a note."""
CONTEXT_NOTES = frozenset((*INFERRED.values(), ADJECTIVE_NOTE))
"""The notes that a draft has without writing them."""
DEFAULT_STATUS = "asserted"
"""The status of what is said, which no verb needs to tell."""
MORE = re.compile(r"\s(?:of|for|with|from|by|between|that|which|to)\s")
"""What is after a noun that says which thing is meant: the order of the court."""
DEALS = frozenset(("contract", "deal", "order", "agreement"))
"""Nouns for a contract."""


def may_be_inferred(record: str, path: str, value: Any) -> bool:
    """Return whether a field of a record without a note is inferred unless the draft says that it is stated."""
    return path in INFERRED or (path == "name" and record.startswith("countries/") and is_adjective(str(value)))


def infer_adjective(expanded: Expanded) -> None:
    """Mark the name of a country that is only its adjective as inferred, unless the draft has its basis."""
    if is_adjective(str(expanded.values.get("name"))):
        infer_from_context(expanded, "name", ADJECTIVE_NOTE)


def is_open(expanded: Expanded, path: str) -> bool:
    """Return whether a field is stated without the draft saying so."""
    return expanded.evidence.get(path, {}).get("basis") == "stated" and path not in expanded.based


def infer_from_context(expanded: Expanded, path: str, note: str | None = None) -> None:
    """Mark a field as inferred from the context, unless the draft says on which basis it is."""
    receipt = expanded.evidence.get(path, {})
    note = note or INFERRED.get(path)
    if note is None or not is_open(expanded, path):
        return
    expanded.evidence[path] = receipt | {"basis": "inferred", "note": note}
    spec = field_specs(expanded.model).get(path)
    if spec and spec.relation and RELATION_TYPE in spec.relation.model_fields:
        default = field_specs(spec.relation)["note"].default
        for relation in expanded.values.get(path, ()):
            if default and relation.get("note") == default.text:
                relation["note"] = note
            relation[ORIGIN] = EDITORIAL


class ContextReceipts:
    """Finds the references of `records` to those without a name, and the statuses, that no words tell."""

    def __init__(self, records: Mapping[str, Expanded], finder: MentionFinder, locator: QuoteLocator) -> None:
        self.records = records
        self.finder = finder
        self.locator = locator

    def infer(self) -> None:
        """Mark as inferred what the sentences of its receipt do not tell."""
        for expanded in self.records.values():
            pointers = [
                pointer
                for pointer in expanded.pointers
                if pointer.field in NOTES and not pointer.is_quoted and is_open(expanded, pointer.field)
            ]
            unnamed = [pointer for pointer in pointers if not self.is_named(expanded, pointer)]
            refused = {pointer.field for pointer in unnamed if pointer.field not in {ABOUT} & expanded.unquoted}
            for pointer in pointers:
                is_told = pointer not in unnamed and self.is_told(expanded, pointer)
                if pointer.field not in refused and not is_told:
                    infer_from_context(expanded, pointer.field)
            for path in STATUS_PATHS:
                if path in expanded.unquoted and is_open(expanded, path) and not self.is_status_told(expanded, path):
                    infer_from_context(expanded, path)

    @cached_property
    def nameless(self) -> Mapping[str, tuple[Expanded, Record]]:
        """The records without a name, by id."""
        keys = {identifier for (_, identifier), names in self.finder.aliases.items() if not names}
        pairs = ((expanded, construct(expanded, ("id",))[0]) for expanded in self.records.values())
        return {
            record.id: (expanded, record)
            for expanded, record in pairs
            if isinstance(record, Record) and record.id in keys
        }

    @cached_property
    def sentences(self) -> Mapping[str, frozenset[int]]:
        """The sentences on which stated fields of each record without a name rest, by id."""
        return {
            identifier: frozenset(
                number
                for receipt in expanded.evidence.values()
                if receipt.get("basis") == "stated"
                for span in receipt.get("spans", ())
                if len(numbers := numbers_of([span], self.locator)) == 1
                for number in numbers
            )
            for identifier, (expanded, _) in self.nameless.items()
        }

    def is_named(self, expanded: Expanded, pointer: PointedTo) -> bool:
        """Return whether the words of a reference name its target, if that has a name."""
        spans = expanded.evidence.get(pointer.field, {}).get("spans", ())
        text = "\n".join(self.locator.article.text[span["start"] : span["end"]] for span in spans)
        is_bearer = pointer.target in self.finder.described.records
        return not is_bearer or self.finder.described.descriptions.mention(pointer.target, text)

    def is_told(self, expanded: Expanded, pointer: PointedTo) -> bool:
        """Return whether the sentences of a reference tell of its target, if that has no name."""
        target = self.nameless.get(pointer.target)
        if target is None:
            return True
        numbers = numbers_of(expanded.evidence.get(pointer.field, {}).get("spans", ()), self.locator)
        texts = [self.locator.sentences.text(number) for number in sorted(numbers)]
        if pointer.field == "relations":
            return any(self.names_speaker(target[0], text) for text in texts)
        is_shared = bool(numbers & self.sentences[pointer.target])
        return is_shared or any(self.describes(pointer.target, text) for text in texts)

    def names_speaker(self, statement: Expanded, text: str) -> bool:
        """Return whether a text names who says a statement, or describes them."""
        speaker, named = statement.values.get("speaker"), statement.values.get("named")
        if named and name_pattern(named).search(text):
            return True
        mentions = find_mentions(text, self.finder.aliases) if speaker else []
        try:
            mentions += self.finder.described.find(text, 0, len(text), (), mentions) if speaker else []
        except ClaimError:
            return any(mention.identifier == speaker for mention in mentions)
        return any(mention.identifier == speaker for mention in mentions)

    def describes(self, target: str, text: str) -> bool:
        """Return whether a text describes a record without a name, and no other record: the ferries, the vote."""
        for modifiers, noun in iter_descriptions(text):
            singular = to_singular(noun.lower)
            if MORE.match(text, noun.end) or (singular in DEALS and singular != noun.lower):
                continue
            bearers = [identifier for identifier in self.nameless if singular in self.nouns[identifier]]
            is_only = bearers == [target] and singular not in self.named_nouns
            if is_only and all(token.lower in NEUTRAL or self.says(target, token.text) for token in modifiers):
                return True
        return False

    @cached_property
    def nouns(self) -> Mapping[str, frozenset[str]]:
        """The nouns of what each record without a name is, in the singular."""
        return {
            identifier: frozenset(list_nouns(expanded, record))
            for identifier, (expanded, record) in self.nameless.items()
        }

    @cached_property
    def named_nouns(self) -> frozenset[str]:
        """The last words of the names and the kinds of the other records, in the singular."""
        return frozenset(self.finder.described.descriptions.bearers)

    def says(self, target: str, word: str) -> bool:
        """Return whether the title or the subject of a record without a name has a word."""
        expanded, record = self.nameless[target]
        texts = (expanded.values.get(record.title_field), expanded.values.get("subject"))
        return any(Vocabulary(text).contains_phrase(word) for text in texts if isinstance(text, str))

    def is_status_told(self, expanded: Expanded, path: str) -> bool:
        """Return whether a status is said by its words, or else by their sentence; what words deny has checks."""
        *parents, name = path.split(".")
        container: Any = expanded.values
        for step in parents:
            container = container.get(step, {})
        value, (record, _) = container.get(name), construct(expanded)
        if not isinstance(value, str) or value == DEFAULT_STATUS or not isinstance(record, Record):
            return True
        owner = StatusOwner(words_of(record), expanded.record.startswith("statements/"), is_part=bool(parents))
        status = PAYMENT_STATUSES.get(value, value)
        places = [
            Occurrence(span["passage"], span["start"], span["end"])
            for span in expanded.evidence.get(path, {}).get("spans", ())
        ]
        if any(any(judge_part(status, owner, *self.finder.part_of(place))) for place in places):
            return True
        sentences = [self.finder.part_of(self.locator.sentence_of(place)) for place in places]
        judgement = judge_status(status, owner, sentences)
        return judgement is not None and judgement.verdict == "supported"


def list_nouns(expanded: Expanded, record: Record) -> Iterator[str]:
    """Yield the nouns of what a record without a name is: of its title, its kind, its subject, or of a contract."""
    title = expanded.values.get(record.title_field)
    head = CLAUSE.split(title, maxsplit=1)[0] if isinstance(title, str) else None
    texts = (head, expanded.values.get("kind"), expanded.values.get("subject"))
    yield from (to_singular(text.split()[-1].lower()) for text in texts if isinstance(text, str) and text.split())
    if expanded.record.startswith("contracts/"):
        yield from DEALS
