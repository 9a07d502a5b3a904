"""Words beside an amount that make it the price of one unit: each, apiece, a piece, per round, for each missile."""

from collections.abc import Sequence

from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.english_numbers import CARDINALS, SCALES
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token, tokenize

TIMES = word_set("""
    second minute hour day night week weekend fortnight month quarter semester season year decade century annum diem
    term shift time
""")
"""What a rate is for that is no price of a unit."""
RATES = word_set("a an per each every annually annual yearly monthly weekly daily hourly quarterly pa yr plus minus")
"""Words after those for one unit that make the price a rate, or add to it."""
SEVERAL_UNITS = word_set("cent dozen score pair batch lot few couple")
"""Words for more than one unit, or for none."""
MAX_NOUNS = 3


def without_unit(words: str) -> str:
    """Return the words of an amount without those that make it the price of one unit, if it ends with some."""
    tokens = tokenize(words)
    for index in range(1, len(tokens)):
        if count_unit_words(tokens[index:]) == len(tokens) - index:
            return words[: tokens[index - 1].end]
    return words


def is_for_one_unit(after: Sequence[Token]) -> bool:
    """Return whether the tokens after an amount make it the price of one unit, and no rate: each, not each year."""
    count = count_unit_words(after)
    return count > 0 and (len(after) == count or after[count].lower not in RATES)


def count_unit_words(tokens: Sequence[Token]) -> int:
    """Return how many of the tokens, from the first on, say that an amount is for one unit; 0 if none do."""
    words = [token.lower if token.kind == "word" else "" for token in tokens]
    start = 1 if words[:1] == ["for"] else 0
    if words[:1] in (["apiece"], ["each"]) and not (len(words) > 1 and words[1] in TIMES):
        return 1
    if start == len(words) or words[start] not in ("each", "every", "per", *(() if start else ("a", "an"))):
        return 0
    nouns = 0
    for word in words[start + 1 : start + 1 + MAX_NOUNS]:
        if not word or word in FUNCTION_WORDS or word in CARDINALS or word in SCALES or word in SEVERAL_UNITS:
            break
        nouns += 1
    is_rate = start + 1 < len(words) and words[start + 1] in TIMES
    return start + 1 + nouns if nouns and not is_rate else 0
