"""Dates of happenings whose only words are those of the dateline, which tells when the article was written."""

import re
from collections.abc import Iterator, Sequence

from facts.model.article import Article
from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.signatures import SIGNING
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words

DATES = {"contracts": "signed", "events": "when"}
"""The field, by kind, that has the date of a happening."""
HEAD = 3
"""Maximum number of passages at the beginning of an article that may have its dateline."""
DATELINE = re.compile(
    r"(?=[^\n]{0,40}?[A-Z]{3})[^.!?\n]{0,60}?(?:\.\s)?[^.!?\n]{0,60}?\s?[\u2013\u2014-]{1,2}\s(?=[\"\u201c]?[A-Z])"
)
"""The place and the date with which an article begins: OSLO, 3 May (Reuters) -."""
DIGIT = re.compile("[0-9]")
HINT = "Quote the words that say when, add a `note` why it is that day, or leave it out"


def find_dateline_dates(context: CheckContext) -> Iterator[Finding]:
    """Yield each date without a note that only the dateline has, of what is told elsewhere, or of a signature."""
    article = context.article
    ranges = list_datelines(article)
    for kind, path in DATES.items() if ranges else ():
        for record in context.of_kind(kind):
            time, receipt = getattr(record, path, None), record.evidence.get(path)
            if not isinstance(time, EdtfDate) or receipt is None or receipt.note is not None:
                continue
            places = list_places(time, receipt, article)
            is_only = bool(places) and all(any(start <= place < end for start, end in ranges) for place in places)
            if is_only and not is_told_there(record, path, places, context.sentences):
                message = f"is {time.edtf}, the day of the dateline, and no words of it say that it was then"
                yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)


def list_datelines(article: Article) -> list[tuple[int, int]]:
    """Return the range of characters of each dateline of an article."""
    matches = ((start, DATELINE.match(article.text[start:end])) for start, end in article.passages[:HEAD])
    return [(start, start + match.end()) for start, match in matches if match and DIGIT.search(match[0])]


def list_places(time: EdtfDate, receipt: Receipt, article: Article) -> list[int]:
    """Return where the spans of a receipt have the words of a date."""
    places = (article.text.find(time.stated, span.start, span.end) for span in receipt.spans)
    return [place for place in places if place >= 0]


def is_told_there(record: Record, path: str, places: Sequence[int], sentences: SentenceMap) -> bool:
    """Return whether a sentence of some places tells a happening, which a signature is only by its verb."""
    numbers = {sentences.number_at(place) for place in places}
    if path == DATES["contracts"]:
        return any(SIGNING & {*list_words(sentences.text(number))} for number in numbers)
    title = record.evidence.get(record.title_field)
    return title is None or bool(sentences.numbers_of(title.spans) & numbers)
