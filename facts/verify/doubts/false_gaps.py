"""Gaps that say that something is not stated, though the words of their record state it."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from facts.model.money import Money
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.shared_currencies import find_shared_name
from facts.verify.uncovered import find_figures

MONEY, DATE = "money", "date"
FIELDS: Mapping[str, Mapping[str, str]] = {
    "contracts": {"value": MONEY},
    "events": {"amount": MONEY, "when": DATE},
    "statements": {"amount": MONEY},
}
"""The fields, by kind, with the kind of figure that they hold."""
NOT_STATED = "not_stated"
TELLING = ("contracts", "events")
"""The kinds of records of which another amount in a sentence may be, besides those of the same kind."""
DIGIT = re.compile(r"\d")
NEXT_WORD = re.compile(r"\s\w+")
PARTIES = ("buyers", "suppliers", "subject", "quantity")
"""The fields of a contract in whose sentences its value may be."""
BREAK = re.compile(r"[,;:()]|(?<!\w)(?:and|but|after|before|since|until|than|by|to|for|from)(?!\w)")
"""What is between words and a date that is that of something else, or no more than a limit."""


def find_false_gaps(context: CheckContext) -> Iterator[Finding]:
    """Yield each gap `not_stated` of an amount or a date that the words of its record, or their sentence, have."""
    for kind, fields in FIELDS.items():
        taken = list_amounts(context.records, {*TELLING, kind})
        for record in context.of_kind(kind):
            for path, figure in fields.items():
                gap = record.gaps.get(path)
                if gap is None or gap.status != NOT_STATED:
                    continue
                words = find_date(record, context) if figure == DATE else find_amount(record, taken, context)
                if words:
                    message = f"is not stated, but the words of the record have '{words}'"
                    hint = f"Write `{path}: {{quote: {words}}}`, or `{path}: {{ambiguous: why}}`"
                    yield Finding(f"{kind}/{record.id}", path, message, hint, is_certain=False)


def list_amounts(records: Mapping[str, Sequence[Record]], kinds: Collection[str]) -> set[tuple[int, int]]:
    """Return the ranges of characters of the amounts that records of some kinds have."""
    tellers = [record for kind in kinds for record in records.get(kind, ())]
    fields = [(record, field) for record in tellers for field in record.fields]
    receipts = [record.evidence.get(field.path) for record, field in fields if isinstance(field.value, Money)]
    return {(span.start, span.end) for receipt in receipts if receipt for span in receipt.spans}


def find_amount(record: Record, taken: set[tuple[int, int]], context: CheckContext) -> str | None:
    """Return the only amount of money in the sentences of a record's words that no contract or event has."""
    receipts = [record.evidence[path] for path in (record.title_field, *PARTIES) if path in record.evidence]
    spans = [span for receipt in receipts for span in receipt.spans if span.exact]
    amounts: list[tuple[int, int]] = []
    for number in context.sentences.numbers_of(spans):
        first = context.sentences.ranges[number][0]
        amounts += [(first + start, first + end) for start, end in iter_amounts(context.sentences.text(number))]
    free = [place for place in amounts if not any(start < place[1] and end > place[0] for start, end in taken)]
    return context.article.text[slice(*free[0])] if len(free) == 1 else None


def iter_amounts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the range of each amount of money of a sentence, in a currency that several countries may have too."""
    for kind, start, end in find_figures(text):
        following = NEXT_WORD.match(text, end)
        last = following.end() if following and kind != MONEY else end
        name = None if kind == MONEY else find_shared_name(text[start:last])
        if kind == MONEY or (name and start + name.end in (end, last)):
            yield start, last


def find_date(record: Record, context: CheckContext) -> str | None:
    """Return the date that follows a record's own words in their clause, or is in them; None if there is none."""
    receipt, text = record.evidence.get(record.title_field), context.article.text
    for span in receipt.spans if receipt else ():
        if not span.exact:
            continue
        number = context.sentences.number_at(span.start)
        first, last = context.sentences.ranges[number]
        dates = [(first + start, first + end) for kind, start, end in find_figures(text[first:last]) if kind == DATE]
        dates = [place for place in dates if DIGIT.search(text[slice(*place)]) and place[1] > span.start]
        if not dates:
            continue
        start, end = dates[0]
        between = text[max(span.start, span.end if start >= span.end else span.start) : start]
        has_verb = start >= span.end and any(sentence.groups for sentence in parse_sentences(between))
        if not BREAK.search(between) and not has_verb:
            return text[start:end]
    return None
