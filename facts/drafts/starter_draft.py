"""A draft to start from: what the tool reads in an article by itself, as comments where it is not certain."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facts.drafts.names.speakers import find_speakers
from facts.drafts.text.emit import format_flow, format_text
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.drafts.text.phrases import find_phrases
from facts.drafts.unread import KINDS_READ, is_name, unread_lines
from facts.model.article import Article
from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.context import Excerpt
from facts.verify.country_names import codes_by_adjective, find_countries
from facts.verify.grammar.quoted_text import find_quotations
from facts.verify.readings import MoneyReading
from facts.verify.shared_currencies import find_shared_name, list_currencies_named, list_meant

LIKE_OTHER_NAMES = frozenset(("GE", "JO", "TD", "ML", "CU", "GG", "JE", "IM", "NE", "TG", "DM", "PN", "AX"))
"""Countries whose names are also names of people, states, rivers and words."""
SENTENCE_END = re.compile(r"[.!?;](?:\s|$)")
MAX_SKELETON = 40
"""Quotations that a draft has skeletons of statements for."""


def format_candidates(article: Article, name: str) -> str:
    """Return a draft with the passages of an article, the countries that it names, and candidates in comments."""
    locator = QuoteLocator(article)
    return "\n".join([*head_lines(article, name), *country_lines(article), *passage_lines(locator)]) + "\n"


def head_lines(article: Article, name: str) -> Iterator[str]:
    """Yield the lines of what every draft has."""
    first = article.passage(1) if article.passages else ""
    yield f"id: {format_text(name)}"
    yield "title:  # what the article is about, in your own words"
    yield "source:"
    yield "  language: en"
    if first and not first.rstrip().endswith((".", "\u201d", '"')):
        yield "  headline: {passage: 1}"
    yield "  # factless: {2: a line that states no fact}"


def country_lines(article: Article) -> Iterator[str]:
    """Yield the lines of the countries that the article names, each with its name and its adjective there.

    References by adjectives need no record, so that a country without a name has none.
    """
    words: dict[str, dict[str, None]] = {}
    for start, end, code in sorted(find_countries(article.text), key=lambda mention: mention[2]):
        words.setdefault(code, {})[" ".join(article.text[start:end].split())] = None
    named = {code: texts for code, texts in words.items() if not texts.keys() <= codes_by_adjective().keys()}
    if named:
        yield "countries:"
    for code, texts in named.items():
        names = sorted(texts, key=codes_by_adjective().__contains__)
        text = format_text(names[0]) if len(names) == 1 else format_flow(names)
        yield f"  {'# ' if code in LIKE_OTHER_NAMES else ''}{code}: {text}"


def passage_lines(locator: QuoteLocator) -> Iterator[str]:
    """Yield the lines of comments about each passage: its number, its first words, and what is read in it."""
    yield ""
    yield "# The passages, with what is read in each; copy what you need, as in"
    yield "# contracts:"
    yield "#   some-id:"
    yield "#     title: what it is, in your own words"
    yield "#     value: an amount from the list"
    skeletons = 0
    for number in range(1, len(locator.passages) + 1):
        text = locator.article.passage(number)
        words = text.split()
        yield "#"
        more = " \u2026" if len(words) > MAX_QUOTED_WORDS else ""
        yield f"# {number}: {' '.join(words[:MAX_QUOTED_WORDS])}{more}"
        yield from (f"#    {line}" for line in reading_lines(locator, number))
        if skeletons < MAX_SKELETON and (lines := list(speaker_lines(locator, number))):
            skeletons += 1
            yield from (f"#    {line}" for line in lines)


def reading_lines(locator: QuoteLocator, number: int) -> Iterator[str]:
    """Yield each amount, share, date and quantity of a passage, as what a draft says of it."""
    text = locator.article.passage(number)
    currencies = list_currencies_named(locator.article.text)
    read: list[str] = []
    for kind in KINDS_READ:
        for words, reading in find_phrases(kind, Excerpt(text, 0, len(text), currencies)):
            is_bare = kind == "quantity" and not reading.as_json().get("unit")
            if is_bare or (kind == "date" and is_name(words, text)):
                continue
            read.append(words)
            quote = format_quote(locator, words.rstrip("."), number)
            codes = list_meant_by(words, currencies) if isinstance(reading, MoneyReading) else ()
            if len(codes) > 1 and isinstance(reading, MoneyReading):
                pair = format_flow({str(replace(reading, currency=codes[0])): words, "note": "why"})
                yield f"# {kind}: {quote}  # the article names {' and '.join(codes)}: write {pair}, or another code"
            else:
                yield f"{kind}: {quote}  # {reading}"
    yield from unread_lines(text, read, currencies)


def list_meant_by(words: str, currencies: frozenset[str]) -> Sequence[str]:
    """Return which of the currencies that an article names a shared name in the words of an amount may mean."""
    name = find_shared_name(words)
    return list_meant(name, currencies) if name else ()


def format_quote(locator: QuoteLocator, words: str, number: int) -> str:
    """Return what a draft says of words in a passage: the words, with the passage if they occur elsewhere too."""
    places = list(locator.find(Quote(0, words), range(1, len(locator.passages) + 1)))
    here = [place for place in places if place.passage == number]
    if len(places) == 1:
        return format_text(words)
    if len(here) == 1:
        return format_flow({"quote": words, "passage": str(number)})
    return format_flow({"quote": words, "passage": str(number), "prefix": "the words before it"})


def speaker_lines(locator: QuoteLocator, number: int) -> Iterator[str]:
    """Yield who speaks in a passage, and whether in quotation marks; a name inside of them is not the speaker's."""
    text = locator.article.passage(number)
    quotations = find_quotations(text)
    for phrase in find_speakers(text):
        if any(quotation.start < phrase.start < quotation.end for quotation in quotations):
            continue
        form = "direct" if is_beside_quotation(text, phrase.words) else "indirect"
        yield f"speaker: {format_quote(locator, phrase.words, number)}  # {phrase.name}, {form}"


def is_beside_quotation(text: str, words: str) -> bool:
    """Return whether words are in the same sentence as a quotation before or after them."""
    start = text.find(words)
    gaps = [
        text[mark.end : start] if mark.end <= start else text[start + len(words) : mark.start]
        for mark in find_quotations(text)
    ]
    return not all(SENTENCE_END.search(gap) for gap in gaps)
