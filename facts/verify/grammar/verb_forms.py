"""The classes of English verbs and the shapes of their forms, by endings and closed lists."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from facts.verify.english_nouns import WEEKDAYS
from facts.verify.english_numbers import CARDINALS, SCALES
from facts.verify.grammar import verb_words as words
from facts.verify.tokens import MONTH_NUMBERS

DAYS_AND_MONTHS = frozenset(name.lower() for name in (*WEEKDAYS, *MONTH_NUMBERS)) - {"march", "may", "mar"}
"""The names of weekdays and months that are no verbs too."""
NUMBERS = frozenset([*CARDINALS, *SCALES])
VerbClass: TypeAlias = Literal[
    "past",
    "perfect",
    "past_state",
    "present",
    "progressive",
    "future",
    "would",
    "possible",
    "able",
    "failed",
    "obliged",
    "compelled",
    "unreal",
    "intent",
    "threat",
    "refusal",
    "negotiating",
    "negotiated",
    "infinitive",
    "speech",
]
Clause: TypeAlias = Literal["main", "relative", "condition", "awaited", "question", "denied"]


@dataclass(frozen=True, slots=True)
class VerbGroup:
    """Verbs that belong together, at the tokens `first` to `last` of a sentence and the characters `start` to `end`.

    `infinitive` is where the infinitive after a verb such as threatened begins; None if none follows.
    """

    verb_class: VerbClass
    first: int
    last: int
    start: int = 0
    end: int = 0
    text: str = ""
    has_auxiliary: bool = False
    is_negated: bool = False
    infinitive: int | None = None
    clause: Clause = "main"


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb by its ending."""
    return len(word) > len("only") and word.endswith("ly")


def is_regular_past(word: str) -> bool:
    """Return whether a word may be the past form of a regular verb."""
    return len(word) > len("red") and word.endswith("ed") and word.isalpha() and word not in words.NOT_PAST


def is_participle(word: str) -> bool:
    """Return whether a word may be a past participle."""
    return word in words.PARTICIPLES or is_regular_past(word)


def is_base_form(word: str) -> bool:
    """Return whether a word after to may be a verb."""
    is_name = not word.isalpha() or word in words.DETERMINERS | words.PREPOSITIONS
    is_name |= word.removesuffix("s") in NUMBERS
    is_name |= word in DAYS_AND_MONTHS
    return not is_name and not word.endswith(("ing", "ed")) and word not in ("date", "come", "life", "war", "school")


def is_sure_intent(word: str) -> bool:
    """Return whether a verb of intent is one without an infinitive too: expects results, pledged help."""
    return word not in words.WEAK_INTENTS and (word.endswith("ed") or word in words.SURE_INTENTS)


def classify_progressive(word: str, *, is_present: bool) -> VerbClass:
    """Return the class of a participle in -ing after a form of to be."""
    if word in words.THREATS:
        return "threat"
    if word in words.NEGOTIATIONS:
        return "negotiating" if is_present else "negotiated"
    stem = word.removesuffix("ing")
    if {stem, f"{stem}e", stem[:-1]} & words.INTENTS and word not in ("trying", "looking", "meaning"):
        return "intent"
    return "progressive" if is_present else "past_state"
