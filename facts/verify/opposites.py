"""Own words that say the opposite of the sentences they rest on: rose for fell, was sold for will be sold."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from facts.verify.lost_negations import NEGATIONS, TRANSPARENT, find_words
from facts.verify.tokens import tokenize
from facts.verify.word_list import word_set

PAIRS: Sequence[tuple[frozenset[str], frozenset[str]]] = (
    (
        word_set("""
            rise rises rose risen rising increase increases increased increasing grow grows grew grown growing climb
            climbs climbed climbing growth
        """),
        word_set("""
            fall falls fell fallen falling decrease decreases decreased decreasing decline declines drop drops dropped
            dropping shrink shrinks shrank shrunk shrinking sank sunk
        """),
    ),
    (word_set("accept accepts accepted approve approves approved"), word_set("reject rejects rejected refused")),
    (word_set("support supports supported back backs backed"), word_set("oppose opposes opposed")),
    (word_set("opened opens reopened"), word_set("closed closes")),
    (word_set("began begun started starts begins"), word_set("ended stopped ceased finished")),
    (word_set("together"), word_set("each apiece")),
)
"""Words of opposite meaning."""
PAST_PASSIVE = re.compile(r"(?<!\w)(?:was|were|been)\s(?:\w+ly\s)?(\w+(?:ed|en|wn|lt|ld|nt|ught|de|id))(?!\w)")
FUTURE_PASSIVE = (
    r"(?<!\w)(?:will|would|to|may|might|could|can|must|should|shall)\s(?:\w+ly\s)?be\s(?:\w+ly\s)?{}(?!\w)"
)
PREPOSITIONS = ("for", "against")
NO_PREFIX = word_set("like less even")
"""Words that un- makes no opposite of."""
MIN_LETTERS = 4
"""The fewest letters of a word that is compared."""


def find_opposites(text: str, sentences: str) -> Iterator[str]:
    """Yield how own words say the opposite of sentences; none where either has both words, or own words deny."""
    if find_words(text, NEGATIONS):
        return
    own, theirs = list_words(text), list_words(sentences)
    if not find_words(sentences, NEGATIONS):
        for pair in PAIRS:
            for mine, others in (pair, pair[::-1]):
                said, opposite = (next((word for word in own if word in words), None) for words in (mine, others))
                other = next((word for word in theirs if word in others), None)
                if said and other and opposite is None and not mine & {*theirs}:
                    yield f"says '{said}', where its sentence says '{other}'"
    yield from find_other_sides(own, theirs)
    for word in own:
        if len(word) >= MIN_LETTERS and word not in NO_PREFIX and f"un{word}" in theirs and word not in theirs:
            yield f"says '{word}', where its sentence says 'un{word}'"
    yield from (
        f"says '{word}', which its sentence denies with '{negation}'"
        for negation, word in list_negated(theirs)
        if word in own and theirs.count(word) == 1
    )
    for match in PAST_PASSIVE.finditer(text):
        future = re.search(FUTURE_PASSIVE.format(match[1]), sentences)
        if future and match[1] not in (past[1] for past in PAST_PASSIVE.finditer(sentences)):
            yield f"says '{match[0]}', where its sentence says '{future[0]}'"


def find_other_sides(own: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """Yield that own words have for with a verb that stands with against in the sentences, or the other way round."""
    for word, preposition in pairwise(own):
        if preposition in PREPOSITIONS and len(word) >= MIN_LETTERS:
            other = PREPOSITIONS[not PREPOSITIONS.index(preposition)]
            nouns = [first for first, second in pairwise(theirs) if second == other]
            is_told = any(noun[:MIN_LETTERS] == word[:MIN_LETTERS] for noun in nouns)
            if is_told and preposition not in theirs and other not in own:
                yield f"says '{word} {preposition}', where its sentence has '{other}'"


def list_negated(words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each negation among words with the verb that it negates: not and disclosed, in were not yet disclosed."""
    for index, negation in enumerate(words):
        if negation in ("not", "never") or negation.endswith("n't"):
            verb = next((word for word in words[index + 1 :] if word not in TRANSPARENT), "")
            if len(verb) >= MIN_LETTERS:
                yield negation, verb


def list_words(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return [token.lower for token in tokenize(text) if token.kind == "word"]
