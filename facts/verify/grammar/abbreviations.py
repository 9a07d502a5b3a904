"""Full stops that end no sentence: those of titles such as Dr. and of initials."""

from facts.verify.grammar.word_list import word_set

TITLES = word_set("""
    mr mrs ms mx dr gen col lt maj sgt cpl capt cmdr adm brig prof sen rep gov rev hon pres amb insp supt messrs mme
    fr st mt vs jr sr inc ltd co corp approx
""")
"""Abbreviations whose full stop ends no sentence."""
NUMBER = "no"
"""An abbreviation before a number only: No. 5."""
_NO_TITLE = "".join(rf"(?<!\b(?i:{title})\.)" for title in sorted(TITLES))
FULL_STOP = rf"\.{_NO_TITLE}(?<!\b[^\W\d_a-z]\.)(?!(?<=\b(?i:{NUMBER})\.)\s?\d)"
"""The pattern of a full stop that may end a sentence."""


def is_abbreviated(word: str, following: str) -> bool:
    """Return whether a full stop after a word, with `following` after it, is not that of a sentence."""
    is_initial = len(word) == 1 and word.isalpha()
    return word.lower() in TITLES or is_initial or (word.lower() == NUMBER and following[:1].isdigit())
