"""Names beside verbs of speech in a text: who may be the speaker of a statement."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from facts.verify.country_names import codes_by_adjective
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.verb_words import NO_SUBJECTS
from facts.verify.grammar.word_list import word_set
from facts.verify.speech import OFFICES
from facts.verify.tokens import MONTH_NUMBERS

VERBS = TELLING_VERBS | word_set("expected feared hoped")
NAME_WORD = r"[^\W\d_a-z][\w\u2019'-]{0,40}\w|[^\W\d_]\."
NAME = rf"(?:{NAME_WORD})(?: (?:(?:de|da|di|van|von|der|al|bin|le|la|of|&) )?(?:{NAME_WORD})){{0,4}}"
VERB = rf"(?:(?:has|have|had|also|later) )?(?:{'|'.join(sorted(VERBS, key=len, reverse=True))})"
OFFICE = rf"(?:(?:the|its|his|her|their|a|an|{NAME}['\u2019]s?) )?(?:[a-z][\w\u2019'-]{{0,40}} ){{0,4}}"
"""Words for a person that may stand before a name: its director."""
ASIDE = r"(?:, [^,.;:\u201c\u201d\"]{2,60},|,)?"
"""What may stand between a name and its verb."""
ADDRESS = r"(?:(?:Mr|Mrs|Ms|Dr|Prof)\.? )?"
AFTER_QUOTATION = rf"(?:[\u201d\"\u00bb] (?:{VERB})|, (?:said|says|added|adds|wrote))"
"""A verb before its subject."""
PATTERNS = (
    re.compile(
        rf"(?<![\w\u2019'-])(?<!by )(?<!to )(?<!from )(?P<name>{NAME})(?: of (?:the )?{NAME})?{ASIDE} {VERB}(?!\w)"
    ),
    re.compile(
        re.compile(rf"{AFTER_QUOTATION} {OFFICE}(?:[a-z-]+, )?{ADDRESS}(?P<name>{NAME})"),
    ),
    re.compile(rf"(?<!\w)[Aa]ccording to (?:{OFFICE}(?:[a-z-]+, )?)(?P<name>{NAME})"),
)
"""A name before a verb of speech, one after it, and one after according to; an office may stand before the name."""
NO_NAMES = NO_SUBJECTS | word_set("""
    somebody someone anybody anyone everybody everyone everything people critics experts officials sources residents
    witnesses reporters observers analysts opponents supporters
""")
"""Words that begin a sentence, but name nobody."""
MONTHS = frozenset(name.lower() for name in MONTH_NUMBERS)
MARKS = ',\u201d"\u00bb '
"""What is before a verb that its subject follows: the end of a quotation."""
MAX_PHRASE_WORDS = 12


@dataclass(frozen=True, slots=True)
class SpeakerPhrase:
    """Words of a text that name who speaks, and the name in them."""

    words: str
    name: str
    start: int


def find_speakers(text: str) -> Iterator[SpeakerPhrase]:
    """Yield the names beside verbs of speech in a text, in their order; the office before a name is no part of it."""
    phrases: dict[int, SpeakerPhrase] = {}
    for pattern in PATTERNS:
        for match in pattern.finditer(text):
            name, start = clean_name(match["name"]), match.start("name")
            if name and len(match[0].split()) <= MAX_PHRASE_WORDS:
                phrases.setdefault(start, SpeakerPhrase(match[0].lstrip(MARKS), name, start))
    yield from (phrases[start] for start in sorted(phrases))


def clean_name(words: str) -> str:
    """Return a name without offices, adjectives and function words before it; empty if nothing is left."""
    parts = words.split()
    offices = [number for number, word in enumerate(parts, 1) if word.lower() in OFFICES]
    parts = parts[max(offices, default=0) :]
    while parts and (parts[0].lower() in FUNCTION_WORDS - MONTHS or parts[0] in codes_by_adjective()):
        parts = parts[1:]
    name = " ".join(parts).removesuffix("\u2019s").removesuffix("'s")
    return "" if name.lower() in FUNCTION_WORDS | NO_NAMES else name
