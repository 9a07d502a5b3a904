"""Verification of a sheet against the text of its article."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from facts.model.article import Article
from facts.model.fields import FieldMetadata, RecordField, WithEvidence, field_metadata
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Receipt, Span
from facts.model.share import Share
from facts.model.values import MAX_QUOTED_WORDS, EdtfDate
from facts.sheets.problems import Issue
from facts.sheets.sheet import Sheet
from facts.verify.beginnings import as_period, find_endless, without_from
from facts.verify.contradictions import find_contradictions
from facts.verify.date_limits import unsupported_limit
from facts.verify.dateline_names import find_capitals
from facts.verify.descriptions import Descriptions, hint_at_names
from facts.verify.doubts.checks import find_doubts
from facts.verify.doubts.own_words.sheet_titles import find_turned_title
from facts.verify.english_quantities import LONG_PERIODS
from facts.verify.publication_times import find_later_happenings
from facts.verify.report import Report
from facts.verify.sentence_map import SentenceMap
from facts.verify.shared_currencies import list_currencies_named
from facts.verify.spans import describe_difference, iter_excerpts, passages_of, span_error, span_text
from facts.verify.totals import is_total
from facts.verify.turned_bounds import find_turn_of, find_turned_bound
from facts.verify.uncovered import find_uncovered
from facts.verify.untold_sentences import find_untold
from facts.verify.values import MORE_OR_LONG, contradiction, mismatch, words_of
from facts.verify.vocabulary import Vocabulary, list_numbers

PLACES = "places/"
"""How the names of records begin whose names only a dateline may have."""
INFER_HINT = 'or use basis "inferred" with a note why'
WITHIN = ".within"
"""End of the path of a date's limits."""
LIMITS_HINT = (
    "`within` is the period in which the date must lie: leave it out, or begin and end it on dates in its words, or "
    "a year from one, such as 2023-10-04/2024-10-04"
)
NOT_SAID = "contains '{label}', which none of its spans says"
"""The message about a label that the words of its receipt do not have."""
NOTE_HAS = "its note contains"
DIGITS = re.compile(r"\d+")
FACT_PATTERN = re.compile(r'\d|["“”„«»]')
"""A digit or a quotation mark, which no passage without facts may contain."""


def verify(file: str, sheet: Sheet, article: Article) -> Report:
    """Return the report on the sheet in `file`, checked against the text of `article`."""
    return Verifier(file, sheet, article).run()


class Verifier:
    """Checks a sheet against its article and collects the `problems` and the `warnings`."""

    def __init__(self, file: str, sheet: Sheet, article: Article) -> None:
        self.file = file
        self.sheet = sheet
        self.article = article
        self.problems: list[Issue] = []
        self.warnings: list[Issue] = []
        self.vocabulary = Vocabulary(article.text)
        self.currencies = list_currencies_named(article.text)
        self.records = {record.id: record for _, record in sheet}
        self.descriptions = Descriptions(self.records)
        self.models: list[tuple[str, WithEvidence]] = [("source", sheet.source)]
        self.models += [(f"{kind}/{record.id}", record) for kind, record in sheet]
        self.spans = [span for _, model in self.models for _, span in iter_spans(model)]

    def add_problem(self, record: str, field: str, message: str, hint: str) -> None:
        """Add a problem."""
        self.problems.append(Issue(self.file, record, field, message, hint))

    def run(self) -> Report:
        """Run all checks and return the report."""
        self.check_paraphrase("sheet", "title", self.sheet.title)
        self.check_id("sheet", self.sheet.id, self.vocabulary.digits | set(DIGITS.findall(Path(self.file).stem)))
        self.check_source()
        for record, model in self.models:
            for path, span in iter_spans(model):
                if error := span_error(span, self.article):
                    self.add_problem(record, path, *error)
            self.check_model(record, model)
        self.check_title()
        self.check_contradictions()
        self.check_sentences()
        coverage = self.check_coverage()
        uncited = {number for number, records in coverage if not records}
        return Report(
            problems=tuple(self.problems),
            warnings=tuple(self.warnings),
            passages=len(coverage),
            covered=sum(bool(records) for _, records in coverage),
            factless=len(uncited & {entry.passage for entry in self.sheet.source.factless}),
            spans=len(self.spans),
            coverage=coverage,
            uncovered=find_uncovered(self.article, self.spans),
        )

    def check_source(self) -> None:
        """Check the digest and size of the article."""
        source, article = self.sheet.source, self.article
        if source.digest != article.digest:
            message = f"is not the digest of the article; {describe_difference(self.spans, article)}"
            self.add_problem(
                "source", "digest", message, "Use the article of the sheet, or run `anchor` and check again"
            )
        if source.characters != len(article.text):
            message = f"is {source.characters} where the article has {len(article.text)}"
            self.add_problem("source", "characters", message, "Run `anchor`")
        ranges = [(passage.start, passage.end) for passage in source.passages]
        if len(ranges) != len(article.passages):
            message = f"are {len(ranges)} where the article has {len(article.passages)}"
            self.add_problem("source", "passages", message, "Run `anchor`")
        for number, (stated, actual) in enumerate(zip(ranges, article.passages, strict=False), 1):
            if stated != actual:
                message = f"has passage {number} at {stated[0]} to {stated[1]}; it is at {actual[0]} to {actual[1]}"
                self.add_problem("source", "passages", message, "Run `anchor`")
                break

    def check_model(self, record: str, model: WithEvidence) -> None:
        """Check each field against the spans of its receipt, and every paraphrase against the article."""
        cited = dict.fromkeys(span.passage for _, span in iter_spans(model))
        passages = Vocabulary("\n".join(map(self.passage_text, cited)))
        if isinstance(identifier := getattr(model, "id", None), str):
            self.check_id(record, identifier, passages.digits)
        fields = {field.path: field for field in model.fields}
        for field in fields.values():
            for metadata, words in iter_strings(field.value, field.metadata):
                if metadata.is_own_words:
                    self.check_paraphrase(record, field.path, words, passages)
            if receipt := model.evidence.get(field.path):
                note = without_own_figures(own_words_of(receipt, field.metadata), field.value)
                self.check_paraphrase(record, field.path, note, contains=NOTE_HAS)
                self.check_field(record, field, receipt, fields.get(field.path.removesuffix(WITHIN)))
        for path, gap in model.gaps.items():
            self.check_paraphrase(record, path, gap.note, contains=NOTE_HAS)

    def check_field(self, record: str, field: RecordField, receipt: Receipt, limited: RecordField | None) -> None:
        """Check the quotations, labels, value and references of a field against the spans of its receipt.

        The field may hold the limits of the one that is `limited`.
        """
        texts = [span_text(span, self.article) for span in receipt.spans]
        is_stated = receipt.basis == "stated"
        for metadata, words in iter_strings(field.value, field.metadata):
            is_verbatim = metadata.is_verbatim and receipt.basis != "reference"
            names = (words, find_capitals(words, self.article) if record.startswith(PLACES) else None)
            if is_verbatim and not any(name in text for name in names if name for text in texts):
                message = f"contains '{words}', which is in none of its spans"
                self.add_problem(
                    record, field.path, message, "Copy the article's words, or add the span that has them"
                )
            if is_stated and metadata.is_label and not any(says_label(text, words) for text in texts):
                message = NOT_SAID.format(label=words)
                self.add_problem(record, field.path, message, f"Use the article's words, {INFER_HINT}")
        if field.is_unquoted(receipt) and (count := sum(len(text.split()) for text in texts)) <= MAX_QUOTED_WORDS:
            message = f"is not quoted, but its spans have only {count} {'word' if count == 1 else 'words'}"
            self.add_problem(record, field.path, message, "Write them as its value")
        if field.path.endswith(WITHIN):
            self.check_limits(record, field, limited, texts)
        else:
            self.check_value(record, field, receipt, texts)
        for target in field.references if is_stated else ():
            if target in self.records and not self.descriptions.mention(target, "\n".join(texts)):
                message = f"refers to {target}, which none of its spans names"
                hint = f"{hint_at_names(self.records[target])}, {INFER_HINT}"
                self.add_problem(record, field.path, message, hint)

    def check_value(self, record: str, field: RecordField, receipt: Receipt, texts: Sequence[str]) -> None:
        """Check that a stated value can be read from its words, and that an inferred one does not contradict them."""
        value, is_stated = field.value, receipt.basis == "stated"
        if not isinstance(value, EdtfDate | Money | Share | Quantity):
            return
        is_unit_price = field.metadata.is_unit_price
        words = words_of(value, is_unit_price=is_unit_price)
        places = [place for span in receipt.spans for place in iter_excerpts(span, words, self.article)]
        message = find_endless(value) if field.metadata.is_beginning and isinstance(value, EdtfDate) else None
        if message is None and is_stated:
            stated = as_period(value) if field.metadata.is_beginning and isinstance(value, EdtfDate) else value
            places = [*map(without_from, places)] if field.metadata.is_beginning else places
            message = mismatch(stated, places, is_unit_price=is_unit_price, currencies=self.currencies)
            model = self.records.get(record.partition("/")[2]) if isinstance(value, Quantity) else None
            if message and model and is_total(model, field.path, receipt, self.article):
                message = contradiction(value, self.currencies, texts)
        elif message is None:
            negation = find_turn_of(value, places) if isinstance(value, EdtfDate) else None
            if isinstance(value, EdtfDate) and negation:
                message = find_turned_bound(value, negation)
            else:
                message = contradiction(value, self.currencies, texts)
        hint = f"Correct the value or its words, {INFER_HINT}" if is_stated else "Correct the value or its words"
        hint += ', such as "how long it lasts"' if message and message.endswith(MORE_OR_LONG) else ""
        if message:
            self.add_problem(record, field.path, message, hint)

    def check_limits(
        self, record: str, field: RecordField, limited: RecordField | None, texts: Sequence[str]
    ) -> None:
        """Check that the limits of a date follow from dates in their words, or from the date itself."""
        time = limited.value if limited and isinstance(limited.value, EdtfDate) else None
        published = self.sheet.source.published
        if message := unsupported_limit(field.value, texts, time, published if published != time else None):
            self.add_problem(record, field.path, message, LIMITS_HINT)

    def check_title(self) -> None:
        """Check that the headline does not contradict the title of the sheet."""
        receipt = self.sheet.source.evidence.get("headline")
        headline = SentenceMap(self.article).text_of(receipt.spans) if receipt else ""
        for message in find_turned_title(self.sheet.title, headline, self.article.text):
            self.warnings.append(Issue(self.file, "sheet", "title", message, "Correct it"))

    def check_contradictions(self) -> None:
        """Check that the words of a receipt do not contradict its field; what language leaves open is a warning."""
        findings = chain(
            find_contradictions(self.sheet.records, self.article),
            find_later_happenings(self.sheet.records, self.sheet.source.published),
            find_doubts(self.sheet.records, self.article, self.sheet.source.published),
        )
        for finding in findings:
            issue = Issue(self.file, finding.record, finding.field, finding.message, finding.hint)
            (self.problems if finding.is_certain else self.warnings).append(issue)

    def check_sentences(self) -> None:
        """Check that each sentence of a passage that is cited has words of a record."""
        cited = {number for span in self.spans for number in passages_of(span, self.article)}
        passages = cited - {entry.passage for entry in self.sheet.source.factless}
        if finding := find_untold(self.spans, passages, SentenceMap(self.article)):
            issue = Issue(self.file, finding.record, finding.field, finding.message, finding.hint)
            self.warnings.append(issue)

    def check_paraphrase(
        self, record: str, field: str, words: str, passages: Vocabulary | None = None, contains: str = "contains"
    ) -> None:
        """Check that text in the sheet's own words has no name or number from outside and no copied sentence.

        Numbers in digits must be in the `passages` that the record cites, if any; `contains` begins the message.
        """
        unknown = self.vocabulary.unknown_words(words)
        for word in unknown:
            message = f"{contains} '{word}', which is not in the article"
            self.add_problem(record, field, message, "Leave it out, or spell it as the article does")
        for word in passages.unknown_numbers(words) if passages else ():
            if word not in unknown:
                message = f"{contains} '{word}', which is in no passage that the record cites"
                self.add_problem(record, field, message, "Correct it, or add the span that has it")
        if run := self.vocabulary.copied_run(words):
            self.add_problem(record, field, f"repeats the article: '{run}'", "Use other words")

    def check_id(self, record: str, identifier: str, known: Collection[str]) -> None:
        """Check that the digits of an id are among those that are known, of the passages that the record cites."""
        for digits in sorted(set(DIGITS.findall(identifier)) - {*known}):
            message = f"contains {digits}, which is in no passage that the record cites"
            self.add_problem(record, "id", message, "Choose another id")

    def check_coverage(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """Check that each passage is cited or declared factless, and return each with the records that cite it."""
        citing: dict[int, dict[str, None]] = {number: {} for number in range(1, len(self.article.passages) + 1)}
        for record, model in self.models:
            for _, span in iter_spans(model):
                for number in passages_of(span, self.article):
                    citing[number][record] = None
        factless = {entry.passage: entry.reason for entry in self.sheet.source.factless}
        for number, records in citing.items():
            if not records and number not in factless:
                hint = "Add a record with its facts, or list it in source.factless with a reason"
                self.add_problem("source", "passages", f"passage {number} is cited by no receipt", hint)
        for number, reason in factless.items():
            self.check_paraphrase("source", "factless", reason)
            if fact := FACT_PATTERN.search(self.passage_text(number)):
                message = f"lists passage {number}, which contains {fact[0]}"
                self.add_problem("source", "factless", message, "Add a record with its facts")
        return tuple((number, tuple(records)) for number, records in citing.items())

    def passage_text(self, number: int) -> str:
        """Return the text of a passage; an empty string if the article has no such passage."""
        return self.article.passage(number) if number <= len(self.article.passages) else ""


def own_words_of(receipt: Receipt, metadata: FieldMetadata) -> str:
    """Return the note of a receipt, without the name of the standard that it begins with."""
    note = receipt.note or ""
    names = metadata.standard.names if metadata.standard else ()
    return note.removeprefix(max(filter(note.startswith, names), key=len, default=""))


def without_own_figures(note: str, value: object) -> str:
    """Return a note without the figures that are its field's own value: a fifth is 0.2."""
    ends = value.ends if isinstance(value, Money | Share | Quantity) else ()
    for words, number in list_numbers(note):
        note = note.replace(words, " ", 1) if number in ends else note
    return note


def says_label(text: str, label: str) -> bool:
    """Return whether a text has the words of a label; years are also said by decades, and weeks by fortnights."""
    periods = [period for period, (_, unit) in LONG_PERIODS.items() if unit == label]
    vocabulary = Vocabulary(text)
    return label in vocabulary.words or any(map(vocabulary.contains_phrase, (label, *periods)))


def iter_spans(model: WithEvidence) -> Iterator[tuple[str, Span]]:
    """Yield each span of a model's receipts with the path of its field."""
    for path, receipt in model.evidence.items():
        for span in receipt.spans:
            yield path, span


def iter_strings(value: Any, metadata: FieldMetadata) -> Iterator[tuple[FieldMetadata, str]]:
    """Yield each string inside a field's value with the metadata of the innermost field that contains it."""
    if isinstance(value, str):
        yield metadata, value
    elif isinstance(value, tuple):
        for item in value:
            yield from iter_strings(item, metadata)
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from iter_strings(getattr(value, name), field_metadata(type(value), name))
