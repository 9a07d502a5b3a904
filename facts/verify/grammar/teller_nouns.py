"""Nouns for those, and for that, by which something is told without a name: two people, the county, its report."""

import re

from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.organization_nouns import BODIES, COMPANIES, PLACES
from facts.verify.grammar.word_list import word_set

UNNAMED = (
    BODIES
    | COMPANIES
    | PLACES
    | word_set("""
    people person source doctor nurse worker resident witness statement neighbour neighbor relative spokeswoman
    spokesperson scientist critic activist politician expert official student parent customer opponent proponent
    passenger patient mother father wife husband friend study survey audit review inquiry investigation inspectorate
    ombudsman assembly side magazine media press outlet prosecution defence plaintiff
""")
)
"""Words for those who tell something and are not named where they do."""
DOCUMENTS = word_set("report document filing letter memo memorandum account")
"""Words for that according to which something is told, and for nobody."""
RECORDS = DOCUMENTS | word_set("figure data email e-mail minute file study")
"""Words for that which shows something."""
_AGENT = re.compile(r"[a-z]{3,}(?:or|er|ist|ian|ee)")
"""A noun for somebody by what they do: auditor, farmer, economist."""
_MODIFIER = re.compile(
    r"\s(?:familiar|close|briefed|involved|who|with|of|at|in|from|for|by|seen|obtained|reviewed|leaked|published)\s"
)
"""What begins the words after a noun that say more of it: an official familiar with the talks."""
_ONE_OF = re.compile(r"^(?:one|some|many|most|several|both|two|three|four|five)\sof\s(?:the|its|their)\s")
"""Words for a part of those whom a noun after it means."""


def heads_of(subject: str) -> set[str]:
    """Return the noun at the head of a subject, in lower case and in the singular; an empty set without one."""
    words = _ONE_OF.sub("", subject.lower().strip())
    return {to_singular(noun) for noun in _MODIFIER.split(words)[0].split()[-1:]}


def is_somebody(heads: set[str]) -> bool:
    """Return whether a noun is one for those who tell something."""
    return not heads.isdisjoint(UNNAMED) or any(map(_AGENT.fullmatch, heads))
