"""Records and terms of one of several contracts whose sentences tell of another one."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.foreign_sentences import NO_SUBJECTS
from facts.verify.doubts.parties.joint_figures import list_references
from facts.verify.doubts.term_sentences import group_terms
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words
from facts.verify.vocabulary import mentions

ABOUT = "about"
OWNERS = ("events", "statements")
FIRST = word_set("first earlier previous old older original former initial existing present current")
LATER = word_set("second third new newer later latest next additional further another planned follow-up repeat")
"""Words that tell one of several contracts from those before it, and from those after it."""
SIZES = word_set("smaller larger bigger cheaper")
DEALS = word_set("contract deal order agreement purchase sale lease")
"""Nouns for a contract."""
MAX_MODIFIERS = 2
"""The most words between such a word and such a noun."""
OPEN = frozenset(("title", "subject", "buyers", "suppliers", "system"))
"""Fields of a contract whose words may be in a sentence of another one."""
THAN = re.compile(r"(?<!\w)(?:than|compared\s(?:with|to)|unlike)\s")
PARTS = ("delivery.", "payment.", "terms.")
"""The beginnings of the paths of its parts, of which a sentence may tell that goes on about another contract."""
THE_CONTRACT = re.compile(
    r"^(?:(?:The|That|This)\s(?:\w+\s)?(?:contract|deal|order|agreement|purchase|sale|lease)|It|They)\b", re.MULTILINE
)
"""The beginning of a sentence that may go on about any contract."""
HINT = "Write the id of the contract that they tell of, or quote words of a sentence about this one"


def find_exchanged_contracts(context: CheckContext) -> Iterator[Finding]:
    """Yield each `about`, and each term, of one of several contracts whose sentences tell of another alone."""
    contracts = context.of_kind("contracts")
    if len(contracts) < 2:
        return
    tellers = Tellers(contracts, context)
    for kind in OWNERS:
        for record in context.of_kind(kind):
            receipt, topics = record.evidence.get(record.title_field), getattr(record, ABOUT, ())
            own = [contract for contract in contracts if contract.id in topics]
            if receipt and len(own) == 1 and (other := tellers.find_other(own[0], receipt.spans, record)):
                message = f"is {own[0].id}, but '{other[1]}' tells of {other[0]}"
                yield Finding(f"{kind}/{record.id}", ABOUT, message, HINT, is_certain=False)
    for contract in contracts:
        for paths in group_terms(contract).values():
            spans = [span for path in paths for span in contract.evidence[path].spans]
            if other := tellers.find_other(contract, spans, contract, paths):
                message = f"is from a sentence of {other[0]}, by '{other[1]}'"
                yield Finding(f"contracts/{contract.id}", next(iter(paths)), message, HINT, is_certain=False)


@dataclass(frozen=True)
class Tellers:
    """The sentences that tell of each of several contracts."""

    contracts: Sequence[Record]
    context: CheckContext

    def find_other(
        self, own: Record, spans: Sequence[Span], record: Record, skipped: Collection[str] = ()
    ) -> tuple[str, str] | None:
        """Return the id of another contract of which the sentences of spans tell, and their words; None for none.

        Words of a contract are those of its fields, but of the ones `skipped`, the names of its parties, and a word
        for which of several it is, such as second.
        """
        numbers = self.context.sentences.numbers_of(spans)
        text = "\n".join(map(self.context.sentences.text, sorted(numbers)))
        title = "" if record is own else str(getattr(record, record.title_field))
        topics = {target for field in record.fields for target in field.references}
        others = [other for other in self.contracts if other.id not in {own.id, *topics}]
        for other in others:
            if (mark := find_mark(title)) and opposes(mark, marks_of(own), marks_of(other)):
                return other.id, mark
        if self.words_in(own, numbers, skipped) or any(self.is_own(own, other, text) for other in others):
            return None
        for other in others:
            words = self.find_words(own, other, self.text_until(spans), topics)
            words = words or self.words_in(other, numbers, PARTS if THE_CONTRACT.search(text) else ())
            if words:
                return other.id, words
        return None

    def text_until(self, spans: Sequence[Span]) -> str:
        """Return the sentences of spans up to the end of each, without what they compare something with."""
        sentences = self.context.sentences
        starts = (sentences.range_at(span.start)[0] for span in spans)
        texts = (sentences.article.text[start : span.end] for start, span in zip(starts, spans, strict=True))
        return "\n".join(THAN.split(text)[0] for text in texts)

    def is_own(self, own: Record, other: Record, text: str) -> bool:
        """Return whether a text has words for a contract that are not those for another one."""
        mark = find_mark(text)
        is_marked = mark is not None and opposes(mark, marks_of(other), marks_of(own))
        return is_marked or self.find_named(list_references(own) - list_references(other), text) is not None

    def find_words(self, own: Record, other: Record, text: str, topics: set[str]) -> str | None:
        """Return the words of a text for another contract, or the name of who is in that one alone; None for none.

        Who is in the record itself may be told apart from that contract.
        """
        mark = find_mark(text)
        if mark and opposes(mark, marks_of(own), marks_of(other)):
            return mark
        names = [list_references(contract) for contract in (own, other)]
        has_names = any(self.by_id[name].aliases() for name in names[0] - names[1] if name in self.by_id)
        return self.find_named(names[1] - names[0] - topics, text) if has_names else None

    def find_named(self, targets: Collection[str], text: str) -> str | None:
        """Return the name of the first of some records that a text names; None if it names none."""
        named = (self.by_id[target] for target in sorted(targets) if target in self.by_id)
        return next((record.aliases()[0] for record in named if record.aliases() and mentions(record, text)), None)

    def words_in(self, contract: Record, numbers: set[int], skipped: Collection[str] = ()) -> str | None:
        """Return the words of a contract in some sentences, but of its voice, parties and title; None for none."""
        places = (
            span
            for path, receipt in contract.evidence.items()
            if path not in NO_SUBJECTS | OPEN and not path.startswith((*skipped,))
            for span in receipt.spans
            if span.exact and self.context.sentences.numbers_of([span]) <= numbers
        )
        return next((span.exact for span in places), None)

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records of the sheet by id."""
        return {record.id: record for group in self.context.records.values() for record in group}


def opposes(mark: str, own: Collection[str], other: Collection[str]) -> bool:
    """Return whether a word such as second tells of another contract, whose title has it, and not of the own one."""
    if mark in other:
        return mark not in own
    opposite = LATER if mark in FIRST else FIRST if mark in LATER else frozenset[str]()
    return bool(opposite & {*own}) and not opposite & {*other}


def marks_of(contract: Record) -> set[str]:
    """Return the words of the title and the id of a contract that tell it from others."""
    words = {*list_words(str(getattr(contract, contract.title_field))), *contract.id.split("-")}
    return words & (FIRST | LATER | SIZES)


def find_mark(text: str) -> str | None:
    """Return the word before a noun for a contract that tells it from others; None without one."""
    words = list_words(text)
    for index, word in enumerate(words):
        nouns = {to_singular(following) for following in words[index + 1 : index + 2 + MAX_MODIFIERS]}
        if word in FIRST | LATER | SIZES and DEALS & nouns:
            return word
    return None
