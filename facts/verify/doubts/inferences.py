"""Inferred values that nothing in the words or the passages of their receipt suggests, whatever their note says."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import chain, permutations

from facts.model.article import Article
from facts.model.edtf import Edtf, EdtfError, parse
from facts.model.fields import RecordField
from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.receipt import Receipt
from facts.model.share import Share
from facts.model.values import EdtfDate
from facts.verify.beginnings import as_period
from facts.verify.country_names import find_countries
from facts.verify.currencies import currency_codes
from facts.verify.descriptions import Descriptions, has_office_of
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.borrowed_years import find_invented_year
from facts.verify.doubts.dates.counted_days import find_counted_fault
from facts.verify.doubts.dates.inferred_times import find_time_fault
from facts.verify.doubts.dates.relative_dates import find_relative_fault
from facts.verify.doubts.figures.turned_figures import KINDS, find_lost_bound, find_turned_multiple, iter_readings
from facts.verify.english_dates import find_dates
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.english_numbers import read_numbers
from facts.verify.english_shares import DENOMINATORS, find_endless_fraction
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set
from facts.verify.precision import NO_YEAR, has_open_week
from facts.verify.reader import read_as
from facts.verify.readings import MoneyReading, QuantityReading, ShareReading
from facts.verify.shared_currencies import UNNAMED, find_shared_name, is_shared, list_currencies_named, list_meant
from facts.verify.time_distances import find_distances, is_at_distance
from facts.verify.tokens import Token, tokenize
from facts.verify.uncovered import find_figures
from facts.verify.vocabulary import Vocabulary

REACHES: Sequence[tuple[int, frozenset[str]]] = (
    (1100, word_set("years decade decades century")),
    (732, word_set("year spring summer autumn fall winter season christmas easter")),
    (200, word_set("months quarter half")),
    (62, word_set("month weeks")),
    (21, word_set("today yesterday tomorrow tonight week day days weekend morning evening eve")),
    (21, frozenset(day.lower() for day in WEEKDAYS)),
    (400, word_set("last next this same previous earlier later ago since now recently until till")),
)
"""Maximum number of days from a date of the article to one that such words are said of; the first counts."""
SMALL_NUMBERS: Mapping[str, int] = dict.fromkeys(("a", "an", "the", "single", "another", "one"), 1) | dict.fromkeys(
    ("both", "pair", "couple", "twin", "twins", "twice", "double"), 2
)
FACTORS: Mapping[str, Decimal] = (
    dict.fromkeys(("halve", "halves", "halved", "halving"), Decimal("0.5"))
    | dict.fromkeys(("doubled", "doubles", "doubling"), Decimal(2))
    | dict.fromkeys(("tripled", "triples", "trebled"), Decimal(3))
)
"""Verbs that tell by how much something changes."""
PRONOUNS = frozenset(("its", "their", "his", "her", "he", "she", "it", "they"))
"""Words for somebody whom an earlier sentence names."""
PLACE = "where"
"""The field for a place, which no such word means."""
OWNER_REACH = 2
"""Maximum number of sentences before that may name whom a pronoun means."""
HEAD = 2
"""Maximum number of passages at the beginning of an article that may have the day of its publication."""
ROUNDING = Decimal("0.01")
HINT = "Quote the words from which it follows, or leave the field out"


def find_groundless(context: CheckContext) -> Iterator[Finding]:
    """Yield each inferred figure, date, reference and label that its passages do not suggest."""
    records = context.records
    by_id = {record.id: record for record in chain.from_iterable(records.values())}
    for kind, group in records.items():
        for record in group:
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                if receipt is None or receipt.basis != "inferred" or not field.is_filled:
                    continue
                title = Vocabulary(record.display_title(by_id))
                if message := find_fault(field, receipt, title, context):
                    yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)


def find_fault(field: RecordField, receipt: Receipt, title: Vocabulary, context: CheckContext) -> str | None:
    """Return what an inferred value has that nothing in its passages suggests; None if it may follow from them."""
    article, descriptions, sentences = context.article, context.descriptions, context.sentences
    numbers = sorted({span.passage for span in receipt.spans if span.passage <= len(article.passages)})
    passages, value = "\n".join(article.passage(number) for number in numbers), field.value
    if isinstance(value, EdtfDate):
        value = as_period(value) if field.metadata.is_beginning else value
        return find_date_fault(value, receipt, passages, context)
    if isinstance(value, Money):
        fault = find_foreign_currency(value, descriptions, passages, article) or find_other_currency(value, passages)
        if fault:
            return fault
    if isinstance(value, Money | Share | Quantity):
        number = next((part for part in value.ends if part is not None), None)
        is_rounded = find_endless_fraction(value.stated) is not None
        words = " ".join(article.text[span.start : span.end] for span in receipt.spans if span.exact)
        if fault := find_lost_bound(value, list_readable(value, article)) or find_turned_multiple(value, words):
            return fault
        if number is None or is_rounded or follows_from_words(Decimal(str(number)), words, passages):
            return None
        return f"is {number}, which follows from no number of the passages that are cited"
    text = sentences.text_of(receipt.spans)
    if field.path != PLACE and PRONOUNS & {token.lower for token in tokenize(text)}:
        first = min(sentences.numbers_of(receipt.spans))
        text += "".join(f"\n{sentences.text(number)}" for number in range(max(0, first - OWNER_REACH), first))
    return find_unnamed(field, text, descriptions) or find_foreign_label(field, passages, title, article)


def find_date_fault(value: EdtfDate, receipt: Receipt, passages: str, context: CheckContext) -> str | None:
    """Return what an inferred date has that neither its words nor the dates near it suggest."""
    article, published = context.article, context.published
    words = " ".join(article.text[span.start : span.end] for span in receipt.spans)
    is_counted = is_counted_from(published, value, words)
    fault = None if is_counted else find_time_fault(value, receipt.spans, article)
    fault = fault or find_counted_fault(value, receipt.spans, article)
    fault = fault or find_relative_fault(value, words, passages, article)
    if fault := fault or find_invented_year(value, words, passages, published):
        return fault
    if "XXXX" in value.edtf:
        return None
    if is_counted or follows_from_dates(value, words, passages, article):
        head = "\n".join(article.passage(number) for number in range(1, min(HEAD, len(article.passages)) + 1))
        is_open = has_open_week(value, words, list_ranges(f"{head}\n{passages}"))
        return f"is {value.edtf}, but nothing beside '{words}' says in which week" if is_open else None
    if not list_ranges(article.text):
        return f"is {value.edtf}, but the article has no date from which '{words}' could be counted"
    if any(find_distances(words)):
        return f"is {value.edtf}, at no such distance as '{words}' from a date of the article"
    return f"is {value.edtf}, near no date that is cited"


def find_foreign_currency(value: Money, descriptions: Descriptions, passages: str, article: Article) -> str | None:
    """Return that neither the words of an amount nor the countries of the sheet say which currency it is in.

    Where the article names such currencies in full, they say it; of several countries, those that the passages name.
    """
    name = find_shared_name(value.stated)
    codes = list_meant(name, list_currencies_named(article.text)) if name else []
    if codes and value.currency not in codes:
        return f"is in {value.currency}, but of such currencies the article names only {' and '.join(codes)}"
    if name is None or codes or value.currency == UNNAMED:
        return find_known_currency(name, passages) if name and not codes else None
    if value.currency[:2] in descriptions.records:
        choices = [code for code in list_meant(name, currency_codes()) if code[:2] in descriptions.records]
        named = [code for code in choices if descriptions.mention(code[:2], passages)]
        if not named or value.currency in named:
            return None
        return f"is in {value.currency}, but its passages name {named[0][:2]}, whose {named[0]} has such a name"
    reading = read_as(MoneyReading.kind, value.stated)
    if isinstance(reading, MoneyReading) and reading.currency == value.currency:
        return None
    return f"is in {value.currency}, which '{value.stated}' does not say, and its country is not in the sheet"


def find_other_currency(value: Money, passages: str) -> str | None:
    """Return that an amount is in another currency than its words, or than all amounts of its passages; None if not.

    The passages tell nothing where they have a name that several currencies have.
    """
    is_open = any(map(is_shared, tokenize(f"{value.stated} {passages}")))
    for text in (value.stated, "" if is_open else passages):
        readings = [reading for _, reading in iter_readings(text, frozenset()) if isinstance(reading, MoneyReading)]
        if currencies := {reading.currency for reading in readings}:
            is_other = value.currency not in currencies
            return f"is in {value.currency}, but its words are in {min(currencies)}" if is_other else None
    return None


def list_readable(value: Money | Share | Quantity, article: Article) -> frozenset[str]:
    """Return the currencies by which the words of an amount are read: those named, else any that has their name."""
    named = list_currencies_named(article.text)
    name = find_shared_name(value.stated) if isinstance(value, Money) else None
    is_read = name is None or bool(list_meant(name, named))
    return named if is_read or name is None else named | {*list_meant(name, currency_codes())[:1]}


def find_known_currency(name: Token, passages: str) -> str | None:
    """Return that passages name a country whose currency has a name that is said to be that of none; or None."""
    countries = {code for *_, code in find_countries(passages)}
    known = next((code for code in list_meant(name, currency_codes()) if code[:2] in countries), None)
    return f"is in {UNNAMED}, but its passages name {known[:2]}, whose {known} has such a name" if known else None


def find_unnamed(field: RecordField, text: str, descriptions: Descriptions) -> str | None:
    """Return that the sentences of a field do not name a record of certain kinds that it refers to."""
    has_kinds = field.metadata.reference is not None and bool(field.metadata.reference.kinds)
    for target in field.references if has_kinds else ():
        record = descriptions.records.get(target)
        if record and not (descriptions.mention(target, text) or has_office_of(record, text)):
            return f"refers to {target}, which no sentence that is cited names"
    return None


def find_foreign_label(field: RecordField, passages: str, title: Vocabulary, article: Article) -> str | None:
    """Return that a label is neither in some passages nor in its record's title, but elsewhere in the article."""
    label = field.value
    if not field.metadata.is_label or not isinstance(label, str):
        return None
    is_near = Vocabulary(passages).contains_phrase(label) or title.contains_phrase(label)
    is_elsewhere = not is_near and Vocabulary(article.text).contains_phrase(label)
    return f"is '{label}', which the article says only elsewhere" if is_elsewhere else None


def follows_from_words(number: Decimal, words: str, text: str) -> bool:
    """Return whether a number is in words, or follows from one of theirs and another of a text around them.

    Without a number in the words, it may follow from any two of the text.
    """
    own = {value.value for value in read_numbers(words)}
    if not own:
        return follows_from_numbers(number, text)
    values, others = {*own, *list_values(words)}, list_values(text) - {Decimal(1)}
    alone = {number for number, count in Counter(value.value for value in read_numbers(text)).items() if count == 1}
    results = chain.from_iterable(
        combine(left, right) for left in values for right in others if left != right or left not in alone
    )
    return any(abs(number - result) <= ROUNDING * abs(result) for result in chain(values, results)) or (
        1 - number in values
    )


def combine(left: Decimal, right: Decimal) -> Iterator[Decimal]:
    """Yield the sum, the differences, the product and the quotients of two numbers, of one only its parts.

    With one, the others would be about as great as the other number.
    """
    if left and right:
        yield left / right
    if left != 1:
        yield from (left + right, left - right, right - left, left * right, right / left if left else right)


def follows_from_numbers(number: Decimal, text: str) -> bool:
    """Return whether a number is in a text, or is the sum, difference, product or quotient of two that are."""
    values = list_values(text)
    if any(abs(number - value) <= ROUNDING * abs(value) for value in values):
        return True
    results = chain.from_iterable(
        (left + right, left - right, left * right, left / right if right else left)
        for left, right in permutations(values, 2)
    )
    return any(abs(number - result) <= ROUNDING * abs(result) for result in results) or 1 - number in values


@lru_cache(maxsize=256)
def list_values(text: str) -> frozenset[Decimal]:
    """Return the numbers of a text, those of its amounts and fractions too, and one and two where words say them."""
    return frozenset(iter_values(text))


def iter_values(text: str) -> Iterator[Decimal]:
    """Yield the numbers of a text, those of its amounts and fractions too, and one and two where words say them."""
    for number in read_numbers(text):
        yield number.value
    for kind, start, end in find_figures(text):
        reading = read_as(kind, text[start:end]) if kind in KINDS else None
        if isinstance(reading, MoneyReading):
            yield reading.amount
        elif isinstance(reading, ShareReading | QuantityReading):
            yield reading.value
    for token in tokenize(text):
        if token.lower in SMALL_NUMBERS:
            yield Decimal(SMALL_NUMBERS[token.lower])
        if token.lower in FACTORS:
            yield FACTORS[token.lower]
        if token.kind in ("ordinal", "fraction") and token.value is not None:
            yield token.value
        if token.lower in DENOMINATORS:
            yield 1 / Decimal(DENOMINATORS[token.lower])


def is_counted_from(published: EdtfDate | None, value: EdtfDate, words: str) -> bool:
    """Return whether words for a day are cited with a day of publication that is near, and whose year is inferred."""
    if published is None or published.within is None or published.stated not in words:
        return False
    days = [date.fromisoformat(day) for day in (value.earliest, value.latest) if day]
    lower = {token.lower for token in tokenize(words)}
    reach = next((reach for reach, times in REACHES if lower & times), 0)
    written = {date.fromisoformat(day) for day in (published.earliest, published.latest) if day}
    return len(written) == 1 and all(abs((day - min(written)).days) <= reach for day in days)


def follows_from_dates(value: EdtfDate, words: str, passages: str, article: Article) -> bool:
    """Return whether an inferred date lies in one of the passages, or as near to one as words for a time allow.

    A date that words count from another one lies at this distance from a date of the article.
    """
    days = [date.fromisoformat(day) for day in (value.earliest, value.latest) if day]
    lower = {token.lower for token in tokenize(words)}
    reach = next((reach for reach, times in REACHES if lower & times), 0)
    ranges = list_ranges(article.text if reach else passages)
    if distances := list(find_distances(words)):
        ranges += tuple(iter_yearless(passages, value.edtf[:4])) if value.edtf[:4] in article.text else ()
        return bool(ranges) and is_at_distance(days, distances, ranges)
    reach = max(reach, 1)
    return bool(ranges) and all(
        any((first - day).days <= reach and (day - last).days <= reach for first, last in ranges) for day in days
    )


@lru_cache(maxsize=256)
def list_ranges(text: str) -> tuple[tuple[date, date], ...]:
    """Return the first and the last day of each date of a text; one that is open ends where it begins."""
    return tuple(iter_ranges(text))


def iter_yearless(text: str, year: str) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day that each date of a text without a year has in a year of the article."""
    for time in find_dates(text):
        if time.startswith(NO_YEAR):
            with suppress(EdtfError):
                yield from edges_of(parse(time.replace(NO_YEAR, year)))


def iter_ranges(text: str) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of each date of a text; one that is open ends where it begins."""
    for time in map(parse, find_dates(text)):
        yield from edges_of(time)


def edges_of(time: Edtf) -> Iterator[tuple[date, date]]:
    """Yield the first and the last day of a time that has one."""
    edges = [date.fromisoformat(day) for day in (time.earliest, time.latest) if day]
    if edges:
        yield edges[0], edges[-1]
