"""Figures of the clause of another record in the same sentence: 31 million for the buses, which is the trams'."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Span
from facts.model.record import Record
from facts.model.share import Share
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.tokens import list_words
from facts.verify.uncovered import find_figures

KINDS = ("contracts", "events", "statements")
FIGURES = {Money: "money", Share: "share", Quantity: "quantity"}
IN_TURN = "respectively"
"""The word by which the figures of several clauses stand together."""
COUNTED = re.compile(r"(?<![\w.,])\d[\d.,]*[\s-](?:[a-z-]+\s?){1,2}")
"""A number with what it counts."""
HINT = "Quote the figure of its own clause"


class Clause(NamedTuple):
    """Where a sentence begins to tell of a record, and where it begins to tell of the next one."""

    start: int
    end: int
    owner: str


def find_exchanged_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure in the clause of another record, where its own clause has one of the same kind."""
    records = {f"{kind}/{record.id}": record for kind in KINDS for record in context.of_kind(kind)}
    clauses = list_clauses(records, context)
    for name, record in records.items():
        for field in record.fields:
            receipt, value = record.evidence.get(field.path), field.value
            if receipt is None or not isinstance(value, Money | Share | Quantity):
                continue
            faults = [find_fault(name, value, span, clauses, context) for span in receipt.spans]
            if faults and all(faults):
                message = f"is '{value.stated}', of the clause of {faults[0]}"
                yield Finding(name, field.path, message, HINT, is_certain=False)


def list_clauses(records: dict[str, Record], context: CheckContext) -> dict[int, list[Clause]]:
    """Return the clauses of each sentence, by its number, that begin with the own words of records.

    A sentence with own words that two records share has none.
    """
    sentences = context.sentences
    places: dict[int, list[tuple[Span, str]]] = {}
    for name, record in records.items():
        receipt = record.evidence.get(record.title_field)
        for span in receipt.spans if receipt else ():
            if span.exact:
                places.setdefault(sentences.number_at(span.start), []).append((span, name))
    clauses = {}
    for number, own in places.items():
        own.sort(key=lambda place: (place[0].start, place[0].end))
        ends = [span.start for span, _ in own[1:]] + [sentences.ranges[number][1]]
        is_apart = all(span.end <= end for (span, _), end in zip(own, ends, strict=True))
        if is_apart and len(own) > 1 and IN_TURN not in sentences.text(number):
            clauses[number] = [Clause(span.start, end, name) for (span, name), end in zip(own, ends, strict=True)]
    return clauses


def find_fault(
    name: str, value: Money | Share | Quantity, span: Span, clauses: dict[int, list[Clause]], context: CheckContext
) -> str | None:
    """Return the record in whose clause a figure of another one is, which has a figure of that kind in its own."""
    inside = clauses.get(context.sentences.number_at(span.start), ())
    holder = next((clause for clause in inside if clause.start <= span.start < clause.end), None)
    own = [clause for clause in inside if clause.owner == name]
    if holder is None or holder in own or not span.exact or span.end > holder.end:
        return None
    text = context.article.text
    is_told = any(has_figure(value, text[clause.start : clause.end]) for clause in own)
    return holder.owner if is_told else None


def has_figure(value: Money | Share | Quantity, text: str) -> bool:
    """Return whether a text has a figure of the kind of a value, of the same things if it counts some."""
    kind = FIGURES[type(value)]
    figures = [text[start:end] for other, start, end in find_figures(text) if other == kind]
    if not isinstance(value, Quantity):
        return bool(figures)
    if not value.unit:
        return False
    unit = value.unit.split()[-1]
    figures += COUNTED.findall(text)
    return any(unit in map(to_singular, words) for words in map(list_words, figures))
