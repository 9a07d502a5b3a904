"""Words of the article for a label, which is in the singular where they may be in the plural."""

from collections.abc import Sequence

from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.verify.grammar.inflection import to_plural


def label_quotes(label: str, line: int) -> Sequence[Quote]:
    """Return the quotations that a label may be: its own words, and their plural."""
    return [Quote(line, words) for words in dict.fromkeys((label, to_plural(label)))]


def find_in_sentences(
    quotes: Sequence[Quote], places: Sequence[Occurrence], locator: QuoteLocator
) -> Occurrence | None:
    """Return the first place of one of some quotations in the sentences of some places; None if there is none."""
    sentences = [locator.sentence_of(place) for place in places]
    numbers = sorted({place.passage for place in places})
    words = (place for quote in quotes for place in locator.find(quote, numbers))
    return next((place for place in words if any(place.is_inside(other) for other in sentences)), None)
