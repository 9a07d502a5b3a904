"""Full stops that end no sentence: those of titles such as Dr., of initials, and of abbreviations before a number."""

from collections.abc import Collection

from facts.verify.grammar.word_list import word_set

TITLES = word_set("""
    mr mrs ms mx dr gen col lt maj sgt cpl capt cmdr adm brig prof sen rep gov rev hon pres amb insp supt messrs mme
    fr st mt vs jr sr inc ltd co corp approx
""")
"""Abbreviations whose full stop ends no sentence."""
NUMBERED = word_set("no nos art fig vol pp jan feb mar apr jun jul aug sep sept oct nov dec")
"""Abbreviations before a number, whose full stop ends no sentence there: No. 5, Nov. 14."""


def after_any(words: Collection[str]) -> str:
    """Return the pattern of the place after the full stop of any of `words`, in any case."""
    lengths = sorted({len(word) for word in words})
    by_length = ("|".join(sorted(word for word in words if len(word) == length)) for length in lengths)
    return "(?:" + "|".join(rf"(?<=\b(?i:{alternatives})\.)" for alternatives in by_length) + ")"


FULL_STOP = rf"\.(?!{after_any(TITLES)})(?<!\b[^\W\d_a-z]\.)(?!{after_any(NUMBERED)}\s?\d)"
"""The pattern of a full stop that may end a sentence."""


def is_abbreviated(word: str, following: str) -> bool:
    """Return whether a full stop after a word, with `following` after it, is not that of a sentence."""
    is_initial = len(word) == 1 and word.isalpha()
    return word.lower() in TITLES or is_initial or (word.lower() in NUMBERED and following[:1].isdigit())
