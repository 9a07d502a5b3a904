"""The amount that the words of an event or a statement state, where it is their only figure besides dates."""

from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.drafts.text.phrases import find_phrases
from facts.verify.reader import Unread, read_as
from facts.verify.shared_currencies import list_currencies_named
from facts.verify.spans import excerpt_of
from facts.verify.uncovered import find_figures

KINDS = ("money", "share")


def find_own_amount(expanded: Expanded, spec: FieldSpec, locator: QuoteLocator) -> Quote | None:
    """Return the words of the only amount or share in the own words of a record, besides dates, or None."""
    places = expanded.own_places if "money" in spec.readings else ()
    texts = [locator.text(place) for place in places]
    currencies = list_currencies_named(locator.article.text)
    figures = [
        (kind, text[start:end])
        for text in texts
        for kind, start, end in find_figures(text, currencies)
        if kind != "date"
    ]
    if len(figures) != 1 or figures[0][0] not in KINDS:
        return None
    kind, figure = figures[0]
    excerpts = [excerpt_of(place.start, place.end, locator.article) for place in places]
    phrases = [words for excerpt in excerpts for words, _ in find_phrases(kind, excerpt) if figure in words]
    is_read = len(phrases) == 1 and not isinstance(read_as(kind, phrases[0], currencies), Unread)
    return Quote(expanded.line, phrases[0]) if is_read else None
