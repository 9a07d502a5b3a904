"""Names of records as the article prints them: entire words, and a place of a dateline alone in its capitals."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel

from facts.drafts.names.name_words import require_name
from facts.drafts.names.proper_names import is_cut, without_capitals
from facts.drafts.problems import ClaimError
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.kinds.place import Place
from facts.kinds.system import System
from facts.verify.dateline_names import find_capitals


def as_printed(quote: Quote, model: type[BaseModel], locator: QuoteLocator) -> Quote:
    """Return a name in the letters that the article has for it: in capitals, or without those of a dateline."""
    capitals = find_capitals(quote.words or "", locator.article) if issubclass(model, Place) else None
    if issubclass(model, System) and (plural := find_plural(quote, locator)):
        return plural
    return replace(quote, words=capitals) if capitals else without_capitals(quote, locator)


def find_plural(quote: Quote, locator: QuoteLocator) -> Quote | None:
    """Return a noun for a thing in the plural, if the article has it only so: radar balloons; None for others."""
    words = quote.words or ""
    plural = replace(quote, words=f"{words}s")
    numbers = range(1, len(locator.passages) + 1)
    is_noun = words[-1:].islower() and not any(locator.find(quote, numbers))
    return plural if is_noun and any(locator.find(plural, numbers)) else None


def find_own_name(quotes: Sequence[Quote], model: type[BaseModel], locator: QuoteLocator) -> str | None:
    """Return the name that a draft writes for a place in capitals; None where the article has it as it is written."""
    names = [
        quote.words for quote in quotes if quote.words and as_printed(quote, model, locator).words != quote.words
    ]
    return names[0] if names and not names[0].isupper() else None


def require_names(places: Sequence[Occurrence], model: type[BaseModel], locator: QuoteLocator) -> None:
    """Raise ClaimError for words at places that are no name alone, or a part of a word."""
    for place in places:
        text = locator.text(place)
        require_name(text)
        if is_cut(locator.article.text, place.start, place.end, is_thing=issubclass(model, System)):
            raise ClaimError(f"is a part of a word: '{text}'", "Write the entire name")
