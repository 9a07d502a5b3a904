"""Proper names and pronouns in the words of an article, by their capital letters and a closed list."""

import re
from dataclasses import replace
from itertools import pairwise

from facts.drafts.text.locate import Quote, QuoteLocator
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import MONTH_NUMBERS

PRONOUNS = word_set("he she it they his her its their him them himself herself itself themselves")
CONNECTORS = word_set("of the and & de del della di do da dos das du van von der den la le les el al bin ibn y e for")
"""Words in lower case that may stand inside a name."""
PLACE_WORDS = word_set("in at near from outside around across")
"""Words before a name that make it that of a place."""
MIN_CAPITALS = 4
"""The fewest letters of a name in capitals that need be no abbreviation."""
PLURAL = re.compile(r"e?s(?!\w)")
FIRST_WITHOUT_SPACES = "\u2e80"
"""The first character of the scripts of East Asia, which write names without spaces around them."""
OWNER_ENDS = ("'s", "\u2019s")
WORD = re.compile(r"[^\s,;:.!?()\u201c\u201d\"]+")


def has_pronoun(text: str) -> bool:
    """Return whether a text has a pronoun that stands for somebody: he said, by her account."""
    return bool(PRONOUNS & {word.lower() for word in WORD.findall(text)})


def find_proper_name(text: str) -> tuple[int, int] | None:
    """Return the range of the one proper name in a text; None if there is none, several, or the name of a place."""
    words = list(WORD.finditer(text))
    capitals = [index for index, word in enumerate(words) if is_capital(word[0])]
    if not capitals:
        return None
    first, last = capitals[0], capitals[-1]
    inner = [words[index][0] for index in range(first, last + 1) if index not in capitals]
    gaps = {text[left.end() : right.start()] for left, right in pairwise(words[first : last + 1])}
    is_one = gaps <= {" "} and all(word in CONNECTORS for word in inner)
    is_place = first > 0 and words[first - 1][0].lower() in PLACE_WORDS
    end = words[last].end() - (len("'s") if words[last][0].endswith(OWNER_ENDS) else 0)
    return (words[first].start(), end) if is_one and not is_place else None


def is_capital(word: str) -> bool:
    """Return whether a word may be part of a name: it begins with a capital, and is no day or month."""
    return word[:1].isupper() and word not in WEEKDAYS and word not in MONTH_NUMBERS and word.lower() not in PRONOUNS


def is_cut(text: str, start: int, end: int, *, is_thing: bool) -> bool:
    """Return whether a range of a text begins or ends inside a word, of a thing but for the plural: PC-21s."""
    plural = PLURAL.match(text, end) if is_thing else None
    end = plural.end() if plural else end
    return any(is_inner(text[index : index + 1]) and is_inner(text[index - 1 : index]) for index in (start, end))


def is_inner(character: str) -> bool:
    """Return whether a character is a letter or a digit of a script that has spaces between words."""
    return character.isalnum() and character < FIRST_WITHOUT_SPACES


def without_capitals(quote: Quote, locator: QuoteLocator) -> Quote:
    """Return a name in the capitals of a dateline as the article has it elsewhere; others as they are."""
    words = quote.words or ""
    if len(words) < MIN_CAPITALS or not words.isupper() or quote.passages or quote.start is not None:
        return quote
    name = words.title()
    other = replace(quote, words=name)
    places = locator.find(other, range(1, len(locator.passages) + 1))
    return other if name in map(locator.text, places) else quote
