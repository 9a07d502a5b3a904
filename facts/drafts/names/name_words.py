"""The words of a name: without verbs and offices around it; and the words of an office, without its holder's name."""

import re
from collections.abc import Collection, Sequence

from facts.drafts.problems import ClaimError
from facts.drafts.reading.clauses import NOUNS, OBJECTS, find_groups, find_verb
from facts.verify.grammar.verb_words import PREPOSITIONS, SPEECH_VERBS
from facts.verify.speech import OFFICES

WORD = re.compile(r"[^\s,;:()]+")
NO_FIRST_WORDS = {*PREPOSITIONS, "what", "that", "which", "who", "whose"}
OFFICE_OF = re.compile(rf"(?:^|\s)(?:{'|'.join(sorted(OFFICES))})\s(?:of|at|for)\s")
"""An office in lower case, and what is before the name of the organization that it belongs to."""


def require_name(text: str) -> None:
    """Raise ClaimError for words that are not a name alone: said the company, the yard will have, director of it."""
    verb, words = find_verb(text), text.split()
    if verb is not None and text[verb].isupper():
        return
    if begins_with_verb(words):
        verb, name = 0, " ".join(words[1:])
    elif words and words[0] in NO_FIRST_WORDS:
        raise name_error(text, words[0], " ".join(words[1:]))
    elif office := OFFICE_OF.search(text):
        raise name_error(text, office[0].strip(), text[office.end() :])
    else:
        name = text[: verb or 0].rstrip(" ,")
    if verb is not None:
        group = next((group.text for group in find_groups(text) if group.start == verb), words[0])
        raise name_error(text, group, name)


def begins_with_verb(words: Sequence[str]) -> bool:
    """Return whether words begin with a verb of speech, and no noun like it: said the company, not state bank."""
    if len(words) < 2 or words[0] not in SPEECH_VERBS:
        return False
    return words[0] not in NOUNS or words[1] in OBJECTS or not words[1].islower()


def name_error(text: str, part: str, name: str) -> ClaimError:
    """Return the error that words have a part besides the name."""
    example = f", such as `{name}`" if name else ""
    hint = f"Quote the name alone{example}: it is looked for where it occurs first, or in its `passage`"
    return ClaimError(f"is not a name alone: '{text}' has '{part}'", hint)


def find_office(text: str, names: Collection[str]) -> tuple[int, int]:
    """Return the range of the office in words that end or begin with a name of its holder, or a part of one.

    It is empty for words that are nothing but the name.
    """
    parts = {word for name in names for word in WORD.findall(name)}
    words = list(WORD.finditer(text))
    while words and words[-1][0] in parts:
        words.pop()
    while words and words[0][0] in parts:
        words.pop(0)
    return (words[0].start(), words[-1].end()) if words else (0, 0)
