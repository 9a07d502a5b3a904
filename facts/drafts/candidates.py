"""A draft to start from: what the tool reads in an article by itself, as comments where it is not certain."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from facts.drafts.emit import format_flow, format_text
from facts.drafts.folding import fold_words
from facts.drafts.locate import Quote, QuoteLocator
from facts.drafts.phrases import find_phrases
from facts.model.article import Article
from facts.model.values import MAX_QUOTED_WORDS
from facts.verify.context import Excerpt
from facts.verify.word_list import word_set

KINDS_READ = ("money", "share", "date", "quantity")
"""The kinds of readings that are candidates."""
SPEECH_VERBS = word_set("""
    said says say told tells added adds noted notes stated states claimed claims insisted insists warned warns
    explained explains argued argues announced announces denied denies rejected rejects promised promises confirmed
    confirms stressed stresses recalled recalls predicted predicts believes thinks wrote writes
""")
NAME = r"[^\W\d_a-z][\w\u2019'.-]*(?:\s+[^\W\d_a-z][\w\u2019'.-]*){1,3}|[^\W\d_a-z]\w+"
VERB = "|".join(sorted(SPEECH_VERBS))
SPEAKER = re.compile(
    rf"(?P<phrase>(?P<before>{NAME}) (?:{VERB})|(?:{VERB}) (?P<after>{NAME})|[Aa]ccording to (?P<source>{NAME}))\b"
)
"""A name beside a verb of speech."""
QUOTED = re.compile('[\u201c"\u00ab\u201e][^\u201d"\u00bb\u201c]+[\u201d"\u00bb\u201c]')
LIKE_OTHER_NAMES = frozenset(("GE", "JO", "TD", "ML", "CU", "GG", "JE", "IM", "NE", "TG", "DM", "PN", "AX"))
"""Countries whose names are also names of people, states, rivers and words."""
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
    """Yield the lines of the countries that the article names."""
    countries = dict(find_countries(article))
    if countries:
        yield "countries:  # add the other words for them, such as adjectives: `FI: [Finland, Finnish]`"
    for code, words in countries.items():
        yield f"  {'# ' if code in LIKE_OTHER_NAMES else ''}{code}: {format_text(words)}"


def find_countries(article: Article) -> Iterator[tuple[str, str]]:
    """Yield the code and the name of each country whose English name is in the article, in the order of the codes."""
    text = fold_words(article.text)
    for code, name in territory_names().items():
        if re.search(rf"(?<!\w){re.escape(fold_words(name))}(?!\w)", text):
            yield code, name


@cache
def territory_names() -> Mapping[str, str]:
    """Return the English name of each country by its alpha-2 code, as CLDR has it."""
    import pycountry  # noqa: PLC0415 - only drafts need it
    from babel import Locale  # noqa: PLC0415

    territories = Locale("en").territories
    codes = sorted(country.alpha_2 for country in pycountry.countries)
    return {code: str(territories[code]) for code in codes if code in territories} | {"XK": "Kosovo"}


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
    for kind in KINDS_READ:
        for words, reading in find_phrases(kind, Excerpt(text, 0, len(text))):
            if kind == "quantity" and not reading.as_json().get("unit"):
                continue
            yield f"{kind}: {format_quote(locator, words, number)}  # {reading}"


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
    """Yield who speaks in a passage, and whether in quotation marks."""
    text = locator.article.passage(number)
    for match in SPEAKER.finditer(text):
        name = match["before"] or match["after"] or match["source"]
        form = "direct" if QUOTED.search(text) else "indirect"
        if name.lower() not in ("the", "he", "she", "it", "they"):
            quote = format_quote(locator, match["phrase"], number)
            quote = quote if quote.startswith("{") else format_flow({"quote": match["phrase"]})
            yield f"speaker: {quote}  # {name}, {form}"
