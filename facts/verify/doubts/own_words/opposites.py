"""Own words that say the opposite of the sentences they rest on: rose for fell, was sold for will be sold."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice, pairwise

from facts.verify.doubts.own_words.comparisons import find_turned_comparisons
from facts.verify.doubts.own_words.degrees import find_other_degrees, find_parts
from facts.verify.doubts.own_words.denied_verbs import DENYING, MIN_LETTERS, find_asserted
from facts.verify.doubts.own_words.lost_negations import NEGATIONS, NEGATIVE, OPPOSITES, find_words
from facts.verify.doubts.own_words.opposite_words import SIDES
from facts.verify.doubts.own_words.turned_conditions import list_exchanged
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.verb_words import ADVERBS, HAVE
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

MULTIPLES = (
    word_set("double doubles doubled doubling twice twofold"),
    word_set("triple triples tripled tripling treble trebles trebled trebling thrice threefold"),
    word_set("quadruple quadruples quadrupled quadrupling fourfold"),
    word_set("half halve halves halved halving"),
)
"""Words for how many times as much something is."""
FRACTION = re.compile(r"(?<!\w)(half|thirds?|quarters?|fifths?|tenths?|all|most|none)(?= of(?!\w))", re.IGNORECASE)
"""Words for a part of something."""
ORIGIN = re.compile(r"(?<!\w)([A-Z][a-z]+(?:ish|ese|ian|an|ch|i))\s([a-z]\w+)")
"""An adjective of a country or a city, and the noun after it."""
WINNING = word_set("won wins win beat beats")
OUTCOME = re.compile(
    r"(?<!\w)(?P<name>[A-Z]\w+)(?:,?\s(?:which|who|that|had|has|have|will|would|also|narrowly)){0,3}\s"
    r"(?P<verb>won|wins|win|beat|beats|lost|loses|lose)(?!\w)"
)
"""Who wins or loses."""
PAST_PASSIVE = re.compile(r"(?<!\w)(?:was|were|been)\s(?:\w+ly\s)?(\w+(?:ed|en|wn|lt|ld|nt|ught|de|id))(?!\w)")
FUTURE_PASSIVE = (
    r"(?<!\w)(?:will|would|to|may|might|could|can|must|should|shall)\s(?:\w+ly\s)?be\s(?:\w+ly\s)?{}(?!\w)"
)
PREPOSITIONS = ("for", "against")
SIDED = ("vot", "spe", "spok", "argu", "deci", "rul", "campaign", "evidence", "stand", "stood", "case")
"""How words begin that have one meaning with for, and the opposite one with against."""
OWNED = ("of", "by")
MAX_OWNER = 8
"""The most words of a vote and of whose it is."""
LESS = "less"
ADJECTIVE = ("ed", "ive", "ous", "able", "ible", "ful", "ant", "ent", "ain", "ure", "ing")
"""How adjectives end that less may deny in part: less convinced."""
ADJECTIVE_OF_IN = (
    "plete",
    "rate",
    "quate",
    "valid",
    "ible",
    "able",
    "ular",
    "ent",
    "ive",
    "cure",
    "ect",
    "mal",
)
"""How adjectives end that in- or im- denies."""
OF_DIS = (
    "satisf",
    "agree",
    "honest",
    "approv",
    "allow",
    "appear",
    "connect",
    "continu",
    "qualif",
    "loyal",
    "obe",
    "respect",
    "similar",
    "prov",
)
"""How words begin that dis- denies."""
DENIED_BY: Mapping[str, Callable[[str], bool]] = {
    "un": lambda rest: len(rest) >= MIN_LETTERS and rest not in ("like", "less", "even"),
    "in": lambda rest: len(rest) > MIN_LETTERS and rest.endswith(ADJECTIVE_OF_IN),
    "im": lambda rest: len(rest) > MIN_LETTERS and rest.endswith(ADJECTIVE_OF_IN),
    "il": lambda rest: rest in ("legal", "legally", "legible"),
    "ir": lambda rest: rest in ("regular", "relevant", "responsible", "reversible"),
    "dis": lambda rest: rest.startswith(OF_DIS),
}
"""Prefixes by which a word denies the rest of it, and whether one does: incomplete, but not income."""
CERTAIN = re.compile(r"(?<!\w)(?:will|shall)\s(?:be\s)?(?P<verb>[a-z]{3,})(?!\w)")
POSSIBLE = r"(?<!\w)(?:may|might|could|can)\s(?:be\s)?(?:\w+ly\s)?{}(?!\w)"
"""A verb of what will happen, and of what may."""


def find_opposites(text: str, sentences: str) -> Iterator[str]:
    """Yield how own words say the opposite of sentences; none where either has both words, or own words deny."""
    if find_words(text, NEGATIONS):
        return
    own, theirs = list_words(text), list_words(sentences)
    if not find_words(sentences, NEGATIONS):
        turned = (
            find_opposite_words(own, theirs),
            find_other_degrees(text, sentences),
            find_parts(text, sentences),
        )
        yield from islice(chain.from_iterable(turned), 1)
    yield from find_other_sides(own, theirs)
    yield from find_other_multiples(own, theirs)
    yield from find_other_fractions(text, sentences)
    yield from find_other_origins(text, sentences)
    yield from find_other_prefixes(own, theirs)
    yield from find_certain(text, sentences)
    yield from find_lost_less(own, theirs)
    yield from find_other_outcomes(text, sentences)
    yield from find_turned_comparisons(text, sentences)
    if not (DENYING & {*own} or list_exchanged(text, sentences)):
        yield from find_asserted(text, own, sentences, theirs)
    for match in PAST_PASSIVE.finditer(text):
        future = re.search(FUTURE_PASSIVE.format(match[1]), sentences)
        if future and match[1] not in (past[1] for past in PAST_PASSIVE.finditer(sentences)):
            yield f"says '{match[0]}', where its sentence says '{future[0]}'"


def find_opposite_words(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield each word of own words whose opposite alone the sentences have, and own words do not."""
    pairs = {id(mine): (word, mine, others) for word in reversed(own) for mine, others in SIDES.get(word, ())}
    for said, mine, others in pairs.values():
        other = next((word for word in theirs if word in others), None)
        if other and others.isdisjoint(own) and mine.isdisjoint(theirs):
            yield f"says '{said}', where its sentence says '{other}'"


def find_other_prefixes(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield each word that sentences deny by a prefix, and own words do not, or the other way round."""
    for words, others in ((own, theirs), (theirs, own)):
        for denied in others:
            prefix = next((prefix for prefix in DENIED_BY if denied.startswith(prefix)), None)
            rest = denied.removeprefix(prefix or "")
            is_turned = prefix is not None and rest in words and rest not in others and denied not in words
            is_plain = words is own or NEGATIONS.isdisjoint(theirs)
            if prefix and is_turned and is_plain and DENIED_BY[prefix](rest):
                said, other = (rest, denied) if words is own else (denied, rest)
                yield f"says '{said}', where its sentence says '{other}'"


def find_certain(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have will with a verb that sentences have with may or could alone."""
    for match in (match for match in CERTAIN.finditer(text) if match["verb"] not in ADVERBS | HAVE):
        possible = re.search(POSSIBLE.format(match["verb"]), sentences)
        if possible and not re.search(rf"(?<!\w)(?:will|to)\s(?:be\s)?{match['verb']}(?!\w)", sentences):
            yield f"says '{match[0]}', where its sentence says '{possible[0]}'"


def find_lost_less(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield each adjective of own words that sentences have with less alone: convinced for less convinced."""
    if LESS not in theirs or not (NEGATIVE | OPPOSITES | {"more"}).isdisjoint(own):
        return
    for before, word in pairwise(theirs):
        if before == LESS and word.endswith(ADJECTIVE) and word in own and theirs.count(word) == 1:
            yield f"says '{word}', where its sentence says '{LESS} {word}'"


def find_other_outcomes(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have somebody win who loses in the sentences, or the other way round."""
    theirs = [(match["name"], match["verb"]) for match in OUTCOME.finditer(sentences)]
    for match in OUTCOME.finditer(text):
        others = [verb for name, verb in theirs if name == match["name"]]
        if others and all((verb in WINNING) != (match["verb"] in WINNING) for verb in others):
            yield f"says '{match[0]}', where its sentence says '{others[0]}'"


def find_other_sides(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield that own words have for with a verb that stands with against in the sentences, or the other way round."""
    for index, preposition in enumerate(own):
        word = find_sided(own[:index])
        if word and preposition in PREPOSITIONS:
            other = PREPOSITIONS[not PREPOSITIONS.index(preposition)]
            places = [place for place, second in enumerate(theirs) if second == other and place]
            alike = [place for place in places if theirs[place - 1][:MIN_LETTERS] == word[:MIN_LETTERS]]
            topics = {*own[index + 1 :]} - FUNCTION_WORDS
            is_same = word == own[index - 1] or any(topics & {*theirs[place + 1 :]} for place in alike)
            if alike and is_same and preposition not in theirs and other not in own:
                yield f"says '{word} {preposition}', where its sentence has '{other}'"


def find_sided(words: Sequence[str]) -> str | None:
    """Return the last of some words if it has a side, or one that has before whose it is: vote of the mayor."""
    ends = [words[-1:], *([first] for first, second in pairwise(words[-MAX_OWNER:]) if second in OWNED)]
    return next((end[0] for end in ends if end and end[0].startswith(SIDED)), None)


def find_other_multiples(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield that own words have another multiple than the sentences, which lack it: tripled for doubled."""
    for word in own:
        words = next((words for words in MULTIPLES if word in words), None)
        if words is None:
            continue
        others = [other for other in theirs if any(other in more for more in MULTIPLES if more is not words)]
        if others and words.isdisjoint(theirs):
            yield f"says '{word}', where its sentence says '{others[0]}'"


def find_other_fractions(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words have another part of something than the sentences, which lack it: half of for a third."""
    own, theirs = ([match[1].lower() for match in FRACTION.finditer(words)] for words in (text, sentences))
    for part in own:
        if theirs and part not in theirs and part not in list_words(sentences):
            yield f"says '{part}', where its sentence says '{theirs[0]}'"


def find_other_origins(text: str, sentences: str) -> Iterator[str]:
    """Yield that own words say that something is of another country than the sentences do: Danish for Norwegian."""
    pairs = [(match[1], match[2]) for match in ORIGIN.finditer(sentences)]
    for match in ORIGIN.finditer(text):
        others = [origin for origin, noun in pairs if noun == match[2]]
        if others and match[1] not in others:
            yield f"says '{match[0]}', where its sentence says '{others[0]} {match[2]}'"
