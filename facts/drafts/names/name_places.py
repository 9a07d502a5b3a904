"""Quotations beside a name: an office before or after its holder, or in a sentence with it."""

from collections.abc import Collection, Sequence

from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator


def find_beside(
    quote: Quote, names: Sequence[str], numbers: Collection[int], locator: QuoteLocator
) -> Occurrence | None:
    """Return the only place of a quotation, in some passages, that is beside a name, or in a sentence with one."""
    places = [*locator.find(quote, numbers)]
    beside = [place for place in places if is_beside(place, names, locator)]
    sentences = {place: locator.text(locator.sentence_of(place)) for place in places}
    near = [place for place, sentence in sentences.items() if any(name in sentence for name in names)]
    return next((group[0] for group in (beside, near) if len(group) == 1), None)


def is_beside(place: Occurrence, names: Sequence[str], locator: QuoteLocator) -> bool:
    """Return whether one of the names begins directly after a place, or ends directly before it."""
    first, last = locator.article.passages[place.passage - 1]
    text = locator.article.text
    before, after = text[first : place.start].rstrip(" ,"), text[place.end : last].lstrip(" ,")
    return any(before.endswith(name) or after.startswith(name) for name in names)
