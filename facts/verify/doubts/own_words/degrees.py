"""Own words that say more where their sentence says less of the same: more boats for fewer, a second for a first."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from facts.verify.doubts.own_words.opposite_words import CHANGES, DEGREES, LESS, MORE
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, list_words, tokenize

SIDES: Mapping[str, Sequence[tuple[frozenset[str], frozenset[str]]]] = {
    word: [side for pair in DEGREES for side in (pair, pair[::-1]) if word in side[0]]
    for pair in DEGREES
    for word in pair[0] | pair[1]
}
"""Each word of a degree, with those that mean the same and those that mean the opposite."""
ORDINALS = word_set("first second third fourth fifth sixth seventh eighth ninth tenth last")
DIRECTIONS = word_set("up down")
"""Words that are a degree beside a number or a form of be: were up, down 3 percent."""
BEFORE_DIRECTIONS = word_set("is are was were be been by")
COMPARED = "than"
BEFORE_NUMBER = ("than", "some")
"""Words that make a bound or an estimate of a number after them."""
ALL = re.compile(r"(?<!\w)(?:all|every)\s(?:of\s)?(?:the\s|its\s|their\s)?(?P<noun>[a-z]{4,})(?!\w)", re.IGNORECASE)
"""All of something."""
PART = (
    r"(?<!\w)(?:(?:up to )?(?:\d[\d,.]*%?|percent|some|many|several|two|three|four|five|six|seven|eight|nine|ten)"
    r" of (?:the |its |their )?(?:[\w,'\u2019]+\s){{0,3}}?|first (?:\w+ )?){}(?!\w)"
)
"""A number or a share of something."""
SHIFT = re.compile(
    r"(?:%|\spercent|\sper\scent)\s(?P<degree>more|higher|larger|less|fewer|lower|smaller)(?!\w)[^,;.]{0,40}?"
    r"\sthan\s(?!now(?!\w)|today)",
    re.IGNORECASE,
)
"""By how much something is more than before, or less."""
ENTIRE = re.compile(r"(?<!\w)(?:whole|entire|full|complete)\s[a-z]{4,}(?!\w)", re.IGNORECASE)
"""The whole of something."""
SUM = r"\W?\d[\d,.]{0,20}(?:\s(?:million|billion|thousand))?(?:\s[a-z]+)?"
PART_OF_SUM = re.compile(
    rf"(?<!\w){SUM} of (?:the |an? |its |their )?(?:estimated |agreed |total |total of )?{SUM}(?!\w)"
)
"""A part of an amount."""
WHOLE = re.compile(r"(?<!\w)(?:all|every|each|both|whole|entire|everyone|everybody|none|no)(?!\w)", re.IGNORECASE)
REACH = 4
"""Maximum number of words before and after a degree that may name what is compared."""
STEM = 4
"""The first letters by which forms of a word are the same."""


def find_other_degrees(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have the opposite degree of the same thing as sentences, or another ordinal of it."""
    own = tokenize(text)
    wanted = [(index, token.lower) for index, token in enumerate(own) if token.lower in SIDES]
    has_ordinals = any(token.lower in ORDINALS for token in own)
    theirs = tokenize(sentences) if wanted or has_ordinals else ()
    for index, said in wanted:
        for mine, others in SIDES[said] if is_degree(own, index) else ():
            places = [
                place for place, token in enumerate(theirs) if token.lower in others and is_degree(theirs, place)
            ]
            has_both = any(token.lower in mine for token in theirs) or any(token.lower in others for token in own)
            near = list_near(own, index)
            other = next((place for place in places if near & list_near(theirs, place)), None)
            if other is not None and not has_both:
                yield f"says '{said}', where its sentence says '{theirs[other].lower}'"
    yield from find_other_ordinals(own, theirs) if has_ordinals else ()
    yield from find_other_shift(own, sentences)


def find_other_shift(own: Sequence[Token], sentences: str) -> Iterator[str]:
    """Yield that own words tell of a fall, where the only figure that sentences compare is more, or of a rise."""
    degrees = {match["degree"].lower() for match in SHIFT.finditer(sentences)}
    if len(degrees) != 1:
        return
    (degree,) = degrees
    others = LESS if degree in MORE else MORE
    words, theirs = {token.lower for token in own}, {*list_words(sentences)}
    said = next((token.lower for token in own if token.lower in others & CHANGES), None)
    if said and words.isdisjoint({degree, *((MORE | LESS) - others)}) and theirs.isdisjoint(others):
        yield f"says '{said}', where its sentence says '{degree}'"


def find_parts(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words tell of all of something of which sentences have only a number or a share."""
    entire = ENTIRE.search(text)
    part_of_sum = PART_OF_SUM.search(sentences) if entire else None
    if entire and part_of_sum and not WHOLE.search(sentences) and entire[0].split()[0] not in sentences:
        yield f"says '{entire[0]}', where its sentence says '{part_of_sum[0]}'"
    match = ALL.search(text)
    part = re.search(PART.format(re.escape(match["noun"])), sentences, re.IGNORECASE) if match else None
    if match and part and not WHOLE.search(sentences):
        yield f"says '{match[0]}', where its sentence says '{part[0]}'"


def find_other_ordinals(own: Sequence[Token], theirs: Sequence[Token]) -> Iterator[str]:
    """Yield that own words tell of the second of something, where sentences have only the first of it."""
    pairs = [
        (first.lower, to_singular(second.lower)) for first, second in pairwise(theirs) if first.lower in ORDINALS
    ]
    words = {token.lower for token in theirs}
    for first, second in pairwise(own):
        if first.lower in ORDINALS and first.lower not in words:
            other = next((ordinal for ordinal, noun in pairs if noun == to_singular(second.lower)), None)
            if other and all(token.lower != other for token in own):
                yield f"says '{first.lower} {second.lower}', where its sentence says '{other}'"


def is_degree(tokens: Sequence[Token], index: int) -> bool:
    """Return whether a word says how much something is, and is no bound of a number or a particle of a verb."""
    word, before = tokens[index].lower, tokens[index - 1].lower if index else ""
    rest = tokens[index + 1 : index + 3]
    if word in DIRECTIONS:
        return before in BEFORE_DIRECTIONS or any(token.kind == "number" for token in rest[:1])
    if before == "at":
        return False
    words = [word, *(token.lower for token in rest)]
    is_bound = any(
        first in BEFORE_NUMBER and token.kind == "number" for first, token in zip(words, rest, strict=False)
    )
    return not is_bound


def list_near(tokens: Sequence[Token], index: int) -> set[str]:
    """Return the numbers near a word, the beginnings of the words near it, and than for a comparative."""
    near = [*tokens[max(0, index - REACH) : index], *tokens[index + 1 : index + 1 + REACH]]
    words = {
        token.lower[:STEM]
        for token in near
        if token.kind == "word" and len(token.lower) >= STEM and token.lower not in FUNCTION_WORDS | {COMPARED}
    }
    numbers = {token.lower for token in near if token.kind == "number"}
    is_comparative = tokens[index].lower.endswith("er") and any(token.lower == COMPARED for token in near)
    return words | numbers | ({COMPARED} if is_comparative else set())
