"""Labels: the common noun of words that may go on with a name, city for city of Norvik."""

import re

from facts.verify.grammar.inflection import to_singular

NAME = re.compile(r"(?<=[a-z])\s(?:of|in|for)\s(?:the\s)?(?-i:[^\W\d_a-z]).*")
"""What is no part of a label: a name after a preposition."""


def to_label(text: str) -> str:
    """Return the label that an author has written, in lower case and without a name at its end."""
    return NAME.sub("", text).lower()


def label_of_words(text: str) -> str:
    """Return the label that the article's words are, in the singular."""
    *first, last = to_label(text).split()
    return " ".join([*first, to_singular(last)])
