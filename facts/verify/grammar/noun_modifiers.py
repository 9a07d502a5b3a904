"""Forms of verbs of speech that stand before a noun and say what it is: state auditors, report authors."""

import re

from facts.verify.grammar.verb_words import ADVERBS, BE, DETERMINERS, DO, HAVE, MODALS, PREPOSITIONS
from facts.verify.grammar.word_list import word_set

NOUN_LIKE = word_set("""
    state report claim call note estimate comment answer remark doubt hope fear charge
""")
"""Base forms of verbs of telling that are nouns or adjectives too."""
NO_NOUNS = (
    DETERMINERS
    | PREPOSITIONS
    | ADVERBS
    | BE
    | HAVE
    | word_set("that how why what when where whether who which it he she they we i you him her them us and or but")
)
"""Words after a verb of speech by which it is one."""
PLURAL = word_set("they we i you who that which people police media men women children to not both all many")
"""Words besides plurals that may stand before the base form of a verb."""
_BEFORE = re.compile(r"(?P<joined>(?<!\w)and\s)?(?P<word>[\w'\u2019]+)\s$")
_NOUN = re.compile(r"\s(?P<noun>[a-z][a-z-]+)(?!\w)")


def is_modifier(text: str, start: int, end: int) -> bool:
    """Return whether a form of a verb at a place of a text is no verb, but a modifier of the noun after it.

    A base form is a verb only where a plural, two names or an auxiliary stand before it.
    """
    noun = _NOUN.match(text, end)
    if text[start:end] not in NOUN_LIKE or noun is None or noun["noun"] in NO_NOUNS:
        return False
    before = _BEFORE.search(text, max(0, start - 40), start)
    word = before["word"] if before else ""
    is_plural = word.endswith("s") and not word.endswith(("ss", "us", "'s", "\u2019s", "US"))
    is_verb = (
        is_plural
        or bool(before and before["joined"])
        or word.lower() in PLURAL | MODALS.keys() | DO | ADVERBS
        or word.endswith("ly")
    )
    return not is_verb
