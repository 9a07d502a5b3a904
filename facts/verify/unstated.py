"""The figures and dates that a sheet quotes, and that no value, name or own words of it tell."""

from collections.abc import Collection, Iterable, Iterator

from facts.model.article import Article
from facts.model.fields import RecordField, WithEvidence
from facts.model.receipt import Receipt, Span
from facts.sheets.sheet import Sheet
from facts.verify.tokens import tokenize
from facts.verify.uncovered import CoveredRanges, Uncovered, find_statements
from facts.verify.values import ReadableValue


def find_unstated(sheet: Sheet, article: Article) -> Iterator[Uncovered]:
    """Yield each figure and date of an article that words of a sheet quote, but none of its fields states.

    A value states what its words say, a name what is part of it. The own words and notes of a record tell each number
    of its quotations that they have too.
    """
    passages = frozenset(article.passages)
    stated, vocabularies = [], []
    for model in models_of(sheet):
        quoted = list(list_quoted_spans(model, passages))
        stated += [span for field, _, span in quoted if is_stating(field)]
        words = frozenset[str]().union(*(words_of(field, receipt) for field, receipt, _ in quoted))
        vocabularies.append((as_ranges(span for *_, span in quoted), words))
    is_stated = as_ranges(stated)
    for figure in find_statements(article):
        tellers = [words for ranges, words in vocabularies if ranges.overlap(figure.start, figure.end)]
        if figure.kind == "quotation" or not tellers or is_stated.overlap(figure.start, figure.end):
            continue
        if not any(first_number(figure.words) in words for words in tellers):
            yield figure


def models_of(sheet: Sheet) -> Iterator[WithEvidence]:
    """Yield the source and the records of a sheet."""
    yield sheet.source
    yield from (record for _, record in sheet)


def list_quotations(sheet: Sheet, article: Article) -> Iterator[Span]:
    """Yield the spans of a sheet by which its fields quote words."""
    passages = frozenset(article.passages)
    for model in models_of(sheet):
        yield from (span for *_, span in list_quoted_spans(model, passages))


def list_quoted_spans(
    model: WithEvidence, passages: Collection[tuple[int, int]]
) -> Iterator[tuple[RecordField, Receipt, Span]]:
    """Yield the spans of each field but complete passages: own words that rest on them need not tell all."""
    for field in model.fields:
        receipt = model.evidence.get(field.path)
        for span in receipt.spans if receipt else ():
            if receipt and (field.metadata.is_verbatim or span.exact or (span.start, span.end) not in passages):
                yield field, receipt, span


def as_ranges(spans: Iterable[Span]) -> CoveredRanges:
    """Return the characters of spans."""
    return CoveredRanges((span.start, span.end) for span in spans)


def is_stating(field: RecordField) -> bool:
    """Return whether the value of a field is read from its words, or consists of them."""
    values = field.value if isinstance(field.value, list | tuple) else [field.value]
    return field.metadata.is_verbatim or any(isinstance(value, ReadableValue) for value in values)


def words_of(field: RecordField, receipt: Receipt) -> frozenset[str]:
    """Return the words of a value and of its note, in lower case."""
    return words_in(f"{field.value} {receipt.note or ''}")


def first_number(text: str) -> str:
    """Return the first number of a text in lower case, else its first word."""
    tokens = tokenize(text)
    return next((token for token in tokens if token.value is not None), tokens[0]).lower


def words_in(text: str) -> frozenset[str]:
    """Return the words and numbers of a text, in lower case."""
    return frozenset(token.lower for token in tokenize(text) if token.kind != "mark")
