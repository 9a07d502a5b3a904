"""Figures, dates and parties whose sentence is about another record: nothing else of theirs rests on it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain

from facts.model.fields import RecordField
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Receipt, Span
from facts.model.record import Attribution, Record
from facts.model.share import Share
from facts.model.values import EdtfDate
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.lenders import LENDER
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words
from facts.verify.vocabulary import Vocabulary, mentions

OWNERS = ("contracts", "events", "statements")
"""The kinds of records whose figures are examined."""
PARTIES = frozenset(("buyers", "suppliers", "participants", "system", "where", LENDER))
"""The references that are examined too."""
SHARED = frozenset(("buyers", "participants", "where", LENDER))
"""Those that a record may have from a sentence of one that it is about, or that is about it."""
COMMON = SHARED - {LENDER}
"""Those that it may have from a sentence of any record that has the same one."""
SIDES = frozenset(("for", "against"))
"""Words of a title that tell two happenings of one kind apart: votes for, votes against."""
NO_SUBJECTS = frozenset((*Attribution._fields, "named"))
"""Fields whose words say nothing of what a sentence is about."""
OCCASION = "when"
"""The field of a statement that has the date of its occasion, which may be an event of its own."""
OWN_PARTS = "delivery."
"""The part of a contract of which several sentences may tell."""
CONTRACTS = "contracts/"
NO_THINGS = word_set("contract order deal agreement purchase supply sale delivery")
"""Words of titles and subjects that are no things to deliver."""
MIN_LETTERS = 4
"""The fewest letters of the name of a thing."""
CONTINUED = re.compile(
    r"(?:It|They|This|These|Its|Their|Both)\b|The (?:\w+ )?(?:rest|remainder|balance|contract|deal|order|agreement"
    r"|price|sum|purchase|deliver(?:y|ies)|payments?)\b"
)
"""The first words of a sentence that goes on about the subject of the one before it."""
THE_CONTRACT = re.compile(r"The (?:\w+ )?(?:contract|deal|order|agreement|purchase)\b")
DUE = re.compile(
    r"(?<!\w)(?:deadline|due|agreed|scheduled|contractual(?:ly)?|target date|delivery date|stipulated)(?!\w)",
    re.IGNORECASE,
)
"""Words for a date of delivery that a contract has."""
ASIDE = re.compile(r",?\s(?:the|as|its|their|an?)\s(?:[\w'\u2019-]+\s?){1,4}")
"""What is said of a date right after it."""
HINT = "Check that its sentence is about this record; if it is, quote words of it that say so in another field"


def find_foreign_sentences(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure, date and party whose sentences no other field of its record rests on."""
    return ForeignSentences(context.records, context.sentences).find()


class ForeignSentences:
    """The sentences that the records of a sheet, by kind, rest on."""

    def __init__(self, records: Mapping[str, Sequence[Record]], sentences: SentenceMap) -> None:
        self.owners = {f"{kind}/{record.id}": record for kind in OWNERS for record in records.get(kind, ())}
        self.records = {record.id: record for record in chain.from_iterable(records.values())}
        self.descriptions = Descriptions(self.records)
        self.sentences = sentences
        self.article = sentences.article

    @cached_property
    def subjects(self) -> Mapping[str, Mapping[str, set[int]]]:
        """The sentences, by record and field, of the fields that may say what a sentence is about."""
        return {
            name: {
                path: self.subjects_of(record, path, receipt)
                for path, receipt in record.evidence.items()
                if path not in NO_SUBJECTS and path.rpartition(".")[2] != "within"
            }
            for name, record in self.owners.items()
        }

    def subjects_of(self, record: Record, path: str, receipt: Receipt) -> set[int]:
        """Return the sentences of a field; of a party only those that its record rests on, if it has words there."""
        numbers = self.sentences.numbers_of(receipt.spans)
        title = record.evidence.get(record.title_field)
        own = self.sentences.numbers_of(title.spans) & numbers if title and path in PARTIES else set()
        return own or numbers

    def find(self) -> Iterator[Finding]:
        """Yield each figure, date and party of which no sentence has words of another field of its record."""
        for name, record in self.owners.items():
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                if receipt is None or not field.is_filled or not is_examined(field, receipt):
                    continue
                spans = self.select_spans(record, field, receipt) or list(receipt.spans)
                if self.is_apart(name, field.path, spans) and not self.is_common(name, field, spans):
                    words = self.article.text[spans[0].start : spans[0].end]
                    message = f"is from '{words}', a sentence that no other field {self.owner_of(name, spans)}"
                    yield Finding(name, field.path, message, HINT, is_certain=False)

    def select_spans(self, record: Record, field: RecordField, receipt: Receipt) -> list[Span]:
        """Return the spans with the words that state a figure or a date, or those that name somebody referred to.

        The words of the record itself name nobody whom their sentence does not.
        """
        stated = getattr(field.value, "stated", None)
        if isinstance(stated, str):
            texts = [(span, self.article.text[span.start : span.end]) for span in receipt.spans]
            return [span for span, text in texts if receipt.note or stated in text]
        title = record.evidence.get(record.title_field)
        own = self.sentences.text_of(title.spans) if title else ""
        targets = [target for target in field.references if target in self.records]
        is_named = any(self.descriptions.mention(target, own) for target in targets)
        return [] if title is None or is_named else [span for span in receipt.spans if span not in title.spans]

    def is_apart(self, name: str, path: str, spans: Sequence[Span]) -> bool:
        """Return whether a field's sentences have no words of another one, in a passage that is of others."""
        own = self.sentences.numbers_of(spans)
        others = [numbers for key, numbers in self.subjects[name].items() if key != path]
        beside = [numbers for key, numbers in self.subjects[name].items() if not is_of_group(key, path)]
        owners = self.find_owners(name, own)
        is_shared = any(owner.startswith(CONTRACTS) for owner in owners)
        continued = path in SHARED and any(self.continues(numbers, [own]) for numbers in others)
        is_known = continued or self.continues(own, others)
        if any(own & numbers for numbers in (beside if is_shared else others)) or is_known:
            return False
        passages = {
            span.passage
            for key in self.subjects[name]
            if key != path
            for span in self.owners[name].evidence[key].spans
        }
        is_about = self.is_told_about(name, path, own) or self.is_due(spans)
        if path.startswith(OWN_PARTS) and is_about and not any(owner.startswith(CONTRACTS) for owner in owners):
            return False
        if owners:
            is_occasion = path == OCCASION and all(self.speaks_at(name, owner) for owner in owners)
            return not (is_occasion or self.is_the_contract(name, own, owners))
        is_near = any(span.passage in passages for span in spans)
        return not (is_near or is_about or self.is_named_in(name, own))

    def is_due(self, spans: Sequence[Span]) -> bool:
        """Return whether words for a date, or an aside after them, say that it was agreed: the agreed deadline."""
        text = self.article.text
        asides = (ASIDE.match(text, span.end) for span in spans)
        texts = [*(text[span.start : span.end] for span in spans), *(aside[0] for aside in asides if aside)]
        return any(DUE.search(words) for words in texts)

    def is_common(self, name: str, field: RecordField, spans: Sequence[Span]) -> bool:
        """Return whether a sentence of other records names a party of theirs too, or the happening of this record."""
        own = self.sentences.numbers_of(spans)
        names = self.find_owners(name, own)
        owners, record, path = [self.owners[owner] for owner in names], self.owners[name], field.path
        if not owners or path not in SHARED | {OCCASION}:
            return False
        borrowers = self.find_borrowers(name, own) if path == LENDER else []
        if path in SHARED and any(self.is_near_to(name, owner, path) for owner in (*names, *borrowers)):
            return True
        if path in COMMON and any(references_at(owner, path).issuperset(field.references) for owner in owners):
            return True
        parties = [receipt.spans for other, receipt in record.evidence.items() if other in SHARED and other != path]
        is_theirs = path == OCCASION and any(own & self.sentences.numbers_of(party) for party in parties)
        return is_theirs or any(is_act_of(record, self.sentences.text(number)) for number in own)

    def find_borrowers(self, name: str, numbers: set[int]) -> list[str]:
        """Return the other contracts whose lenders sentences name."""
        receipts = ((key, owner.evidence.get(LENDER)) for key, owner in self.owners.items() if key != name)
        return [key for key, receipt in receipts if receipt and self.sentences.numbers_of(receipt.spans) & numbers]

    def is_near_to(self, name: str, owner: str, path: str) -> bool:
        """Return whether two records are linked, or a sentence of the other may name the lender of a contract.

        It does where the other one is about what is about the contract, or is a contract with the same lender that
        other sentences tell together with it.
        """
        record, other = self.owners[name], self.owners[owner]
        if is_linked(record, other):
            return True
        if path == LENDER and any(
            refers_to(third, record) and refers_to(other, third) for third in self.owners.values()
        ):
            return True
        if not references_at(record, path) & references_at(other, path):
            return False
        fields = (self.subjects[key].items() for key in (name, owner))
        first, second = (set[int]().union(*(part for key, part in group if key != path)) for group in fields)
        return bool(first & second)

    def continues(self, own: set[int], others: Sequence[set[int]]) -> bool:
        """Return whether a sentence begins with words for what the one before it, of the same passage, is about."""
        article, sentences = self.article, self.sentences
        for number in own - {0}:
            is_near = "\n" not in article.text[sentences.starts[number - 1] : sentences.starts[number]]
            if is_near and CONTINUED.match(sentences.text(number)) and any(number - 1 in other for other in others):
                return True
        return False

    def speaks_at(self, name: str, owner: str) -> bool:
        """Return whether a record refers to the speaker of a statement: it may be the occasion, and have its date."""
        speaker = getattr(self.owners[name], "speaker", None)
        return speaker is not None and any(speaker in field.references for field in self.owners[owner].fields)

    def is_the_contract(self, name: str, own: set[int], owners: Sequence[str]) -> bool:
        """Return whether "the contract" of a sentence is the contract of which the article tells last before it."""
        if not name.startswith(CONTRACTS) or any(owner.startswith(CONTRACTS) for owner in owners):
            return False
        first = min(own)
        if not THE_CONTRACT.match(self.sentences.text(first)):
            return False
        tellers = {
            number: other
            for other, fields in self.subjects.items()
            for numbers in fields.values()
            for number in numbers
            if other.startswith(CONTRACTS) and number < first
        }
        return bool(tellers) and tellers[max(tellers)] == name

    def is_told_about(self, name: str, path: str, own: set[int]) -> bool:
        """Return whether a sentence names what a record is about, or somebody that another field refers to."""
        record = self.owners[name]
        others = [self.records[target] for target in referents_of(record, path) if target in self.records]
        text = "\n".join(map(self.sentences.text, own))
        if any(other.aliases() and mentions(other, text) for other in others):
            return True
        texts = (getattr(record, part, None) for part in ("title", "subject", "summary"))
        words = {word for text in texts if text for word in Vocabulary(str(text)).words if len(word) >= MIN_LETTERS}
        words = {to_singular(word) for word in words - FUNCTION_WORDS - NO_THINGS}
        sentences = (Vocabulary(self.sentences.text(number)).words for number in own)
        return any(words & {to_singular(word) for word in sentence} for sentence in sentences)

    def is_named_in(self, name: str, own: set[int]) -> bool:
        """Return whether a sentence has the first words of the title of a record: the merger is to be completed."""
        record = self.owners[name]
        words = getattr(record, "kind", None) or str(getattr(record, record.title_field)).split()[0]
        return any(Vocabulary(self.sentences.text(number)).contains_phrase(words) for number in own)

    def find_owners(self, name: str, numbers: set[int]) -> list[str]:
        """Return the other records that have words in sentences, and not just the complete passages of these."""
        others = set[str]().union(*(self.tellers.get(number, ()) for number in numbers)) - {name}
        return [other for other in self.subjects if other in others]

    @cached_property
    def tellers(self) -> Mapping[int, set[str]]:
        """The records that have words in each sentence, and not just its complete passage."""
        tellers: dict[int, set[str]] = {}
        for name, fields in self.subjects.items():
            for number in chain.from_iterable(own for path, own in fields.items() if self.has_words(name, path)):
                tellers.setdefault(number, set()).add(name)
        return tellers

    def has_words(self, name: str, path: str) -> bool:
        """Return whether a field of a record rests on words, and not on a complete passage."""
        spans = self.owners[name].evidence[path].spans
        return any((span.start, span.end) not in self.article.passages for span in spans)

    def owner_of(self, name: str, spans: Sequence[Span]) -> str:
        """Return the end of the message about spans: whose sentence it is, as far as the sheet tells."""
        owners = self.find_owners(name, self.sentences.numbers_of(spans))
        return f"of it rests on, but {owners[0]} does" if owners else "of it rests on"


def is_of_group(path: str, other: str) -> bool:
    """Return whether two paths are the same, or are in one group of fields, such as a payment or one of the terms."""
    return path == other or ("." in other and path.startswith(f"{other.rpartition('.')[0]}."))


def referents_of(record: Record, path: str) -> set[str]:
    """Return the ids of those whom a record refers to, but not of who tells it, nor in the field at a path."""
    fields = [field for field in record.fields if field.path not in NO_SUBJECTS and field.path != path]
    return {target for field in fields for target in field.references}


def is_linked(record: Record, other: Record) -> bool:
    """Return whether one of two records refers to the other."""
    return refers_to(record, other) or refers_to(other, record)


def refers_to(record: Record, other: Record) -> bool:
    """Return whether a field of a record refers to another one."""
    return any(other.id in field.references for field in record.fields)


def references_at(record: Record, path: str) -> set[str]:
    """Return the ids that the field of a record at a path refers to."""
    return {target for field in record.fields if field.path == path for target in field.references}


def is_act_of(record: Record, sentence: str) -> bool:
    """Return whether a sentence has the verb of the first word of a title: voted, for votes against a deal."""
    title, words = list_words(str(getattr(record, record.title_field))), list_words(sentence)
    noun = to_singular(title[0]) if title else ""
    is_named = len(noun) >= MIN_LETTERS and any(word.startswith(noun) for word in words)
    return is_named and SIDES & set(title) <= set(words)


def is_examined(field: RecordField, receipt: Receipt) -> bool:
    """Return whether a field is a figure, a date or a lender, or another party that its words state."""
    is_figure = isinstance(field.value, EdtfDate | Money | Share | Quantity)
    is_party = field.path in PARTIES and (receipt.basis == "stated" or field.path == LENDER)
    return is_figure or is_party
