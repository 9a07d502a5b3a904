"""Verification: a sheet held against the text of its article, and every problem told at once."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from facts.model.article import Article
from facts.model.fields import FieldMetadata, RecordField, WithEvidence, field_metadata, iter_fields
from facts.model.receipt import Receipt, Span
from facts.model.values import EdtfDate, Money, Quantity
from facts.sheets.problems import Issue
from facts.sheets.sheet import Sheet
from facts.verify.names import mentions
from facts.verify.spans import describe_difference, passages_of, span_error, text, with_context
from facts.verify.values import contradiction, mismatch, unsupported_limit
from facts.verify.vocabulary import Vocabulary

INFER = 'or use basis "inferred" with a note why'
FACT = re.compile(r'\d|["“”„«»]')
"""What a passage that holds no fact has not: a number, or quotation marks."""


@dataclass(frozen=True)
class Report:
    """What verification found."""

    problems: tuple[Issue, ...]
    passages: int
    covered: int
    """How many passages are under a receipt of a record."""
    factless: int
    """How many passages are declared to hold no fact."""
    spans: int
    coverage: tuple[tuple[int, tuple[str, ...]], ...]
    """Each passage with the records that have a receipt there; none where it is blank."""


def verify(file: str, sheet: Sheet, article: Article) -> Report:
    """Return what there is to say of the sheet in `file`, held against the text of `article`."""
    return Verifier(file, sheet, article).report()


class Verifier:
    """A sheet and its article, and the `problems` found by holding one against the other."""

    def __init__(self, file: str, sheet: Sheet, article: Article) -> None:
        self.file = file
        self.sheet = sheet
        self.article = article
        self.problems: list[Issue] = []
        self.vocabulary = Vocabulary(article.text)
        self.records = {record.id: record for _, record in sheet}
        self.models: list[tuple[str, WithEvidence]] = [("source", sheet.source)]
        self.models += [(f"{kind}/{record.id}", record) for kind, record in sheet]

    def add(self, record: str, field: str, message: str, remedy: str) -> None:
        """Note a problem."""
        self.problems.append(Issue(self.file, record, field, message, remedy))

    def report(self) -> Report:
        """Hold everything against the article, and return what was found."""
        self.own_words("sheet", "title", self.sheet.title)
        self.identifier("sheet", self.sheet.id, self.vocabulary)
        self.source([span for _, model in self.models for _, span in spans(model)])
        for name, model in self.models:
            for path, span in spans(model):
                if found := span_error(span, self.article):
                    self.add(name, path, *found)
            self.model(name, model)
        coverage = self.coverage()
        return Report(
            problems=tuple(self.problems),
            passages=len(coverage),
            covered=sum(bool(records) for _, records in coverage),
            factless=len(self.sheet.source.factless),
            spans=sum(1 for _, model in self.models for _ in spans(model)),
            coverage=coverage,
        )

    def source(self, pinned: Sequence[Span]) -> None:
        """Hold the article's fingerprint and size against its text."""
        source, article = self.sheet.source, self.article
        if source.digest != article.digest:
            message = f"is not the fingerprint of the article; {describe_difference(pinned, article)}"
            self.add("source", "digest", message, "Name the text that the sheet is of, or anchor and read it again")
        for field, size in {"characters": len(article.text), "passages": len(article.passages)}.items():
            if (stated := getattr(source, field)) != size:
                self.add("source", field, f"is {stated} where the article has {size}", "Run `anchor`")

    def model(self, name: str, model: WithEvidence) -> None:
        """Hold each field against the text of its receipt, and all that is in our words against the article."""
        passages = Vocabulary("\n".join(self.passage(span.passage) for _, span in spans(model)))
        if isinstance(identifier := getattr(model, "id", None), str):
            self.identifier(name, identifier, passages)
        for leaf in iter_fields(model):
            for mark, words in strings(leaf.value, leaf.metadata):
                if mark.is_own_words:
                    self.own_words(name, leaf.path, words, passages)
            if receipt := model.evidence.get(leaf.path):
                standard = leaf.metadata.standard.name if leaf.metadata.standard else ""
                self.own_words(name, leaf.path, (receipt.note or "").removeprefix(standard), passages)
                self.field(name, leaf, receipt)
        for path, gap in model.gaps.items():
            self.own_words(name, path, gap.note, passages)

    def field(self, name: str, leaf: RecordField, receipt: Receipt) -> None:
        """Hold the words, the value, the label and the references of a field against its spans."""
        texts = [text(span, self.article) for span in receipt.spans]
        stated = receipt.basis == "stated"
        for mark, words in strings(leaf.value, leaf.metadata):
            if mark.is_verbatim and not any(words in found for found in texts):
                message = f"has '{words}', which stands in none of its spans"
                self.add(name, leaf.path, message, "Copy the article's words, or add the span where they stand")
            if stated and mark.is_label and not any(Vocabulary(found).contains_phrase(words) for found in texts):
                message = f"has '{words}', which none of its spans says"
                self.add(name, leaf.path, message, f"Use the article's words, {INFER}")
        self.value(name, leaf, receipt, texts)
        for target in leaf.references if stated else ():
            if target in self.records and not mentions(self.records[target], "\n".join(texts)):
                message = f"points to {target}, which none of its spans names"
                remedy = f"Add the span that names it, or its words there to that record's also_called, {INFER}"
                self.add(name, leaf.path, message, remedy)

    def value(self, name: str, leaf: RecordField, receipt: Receipt, texts: Sequence[str]) -> None:
        """Hold a stated value against its words, an inferred one against what they exclude."""
        message = None
        if leaf.path.endswith(".within"):
            message = unsupported_limit(leaf.value, texts)
        elif isinstance(leaf.value, EdtfDate | Money | Quantity | Decimal):
            words = "" if isinstance(leaf.value, Decimal) else leaf.value.stated
            contexts = (found for span in receipt.spans for found in with_context(span, words, self.article))
            stated = receipt.basis == "stated"
            message = mismatch(leaf.value, texts, contexts) if stated else contradiction(leaf.value)
        if message:
            self.add(name, leaf.path, message, f"Correct one of the two, {INFER}")

    def own_words(self, name: str, field: str, words: str, passages: Vocabulary | None = None) -> None:
        """Hold text in our words against the article: no number or name beyond it, no sentence from it.

        Figures must stand in the `passages` that the record has receipts in.
        """
        missing = self.vocabulary.unknown_words(words)
        for word in missing:
            remedy = "Leave it out, or spell it as the article does"
            self.add(name, field, f"has '{word}', which the article has not", remedy)
        for word in passages.unknown_numbers(words) if passages else ():
            if word not in missing:
                message = f"has '{word}', which stands in no passage that the record has a receipt in"
                self.add(name, field, message, "Correct it, or add the span where it stands")
        if run := self.vocabulary.copied_run(words):
            self.add(name, field, f"repeats the article: '{run}'", "Tell it in other words")

    def identifier(self, name: str, identifier: str, passages: Vocabulary) -> None:
        """Hold the digits of an id against the passages that the record has receipts in."""
        for digits in sorted(set(re.findall(r"\d+", identifier)) - passages.digits):
            message = f"has {digits}, which stands in no passage that the record has a receipt in"
            self.add(name, "id", message, "Choose another id")

    def coverage(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Return the records that have a receipt in each passage; each passage has one or holds no fact."""
        found: dict[int, dict[str, None]] = {number: {} for number in range(1, len(self.article.passages) + 1)}
        for name, model in self.models:
            for _, span in spans(model):
                for number in passages_of(span, self.article):
                    found[number][name] = None
        blank = {entry.passage: entry.reason for entry in self.sheet.source.factless}
        for number, records in found.items():
            if not records and number not in blank:
                remedy = "Add the record that it tells of, or name it in source.factless with a reason"
                self.add("source", "passages", f"passage {number} is under no receipt", remedy)
        for number, reason in blank.items():
            self.own_words("source", "factless", reason)
            if fact := FACT.search(self.passage(number)):
                message = f"names passage {number}, which has {fact[0]} in it"
                self.add("source", "factless", message, "Add the record that it tells of")
        return tuple((number, tuple(records)) for number, records in found.items())

    def passage(self, number: int) -> str:
        """Return the text of a passage; nothing where the article has no such passage."""
        return self.article.passage(number) if number <= len(self.article.passages) else ""


def spans(model: WithEvidence) -> Iterator[tuple[str, Span]]:
    """Yield the spans of a model's receipts with the field that each is of."""
    for path, receipt in model.evidence.items():
        for span in receipt.spans:
            yield path, span


def strings(value: Any, mark: FieldMetadata) -> Iterator[tuple[FieldMetadata, str]]:
    """Yield each text inside a field's value with what its annotation says of it."""
    if isinstance(value, str):
        yield mark, value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item, mark)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from strings(getattr(value, name), field_metadata(type(value), name))
