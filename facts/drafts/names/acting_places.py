"""Places that act, as the city or the region that they are: not where somebody is, and no part of a longer name."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facts.drafts.names.article_names import Mention
from facts.drafts.names.groups import is_name_complete
from facts.kinds.person import EMPLOYERS
from facts.model.record import ACTORS
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.speech import DETERMINERS, OFFICES

PLACES = "places"
ACTING = (ACTORS, EMPLOYERS)
"""The kinds of records of fields in which a place is a place first, and acts only where the words say so."""
BODY = re.compile(
    r"(?<!\w)(?:city|town|village|municipality|commune|borough|district|county|province|region|state|port)"
    r"\sof\s(?:the\s)?$",
    re.IGNORECASE,
)
"""What belongs to the name of a place that acts: the city of."""
SETTING = re.compile(
    r"(?<!\w)(?:in|at|near|from|of|outside|inside|around|across|off|behind|into|through)\s(?:the\s)?$", re.IGNORECASE
)
"""What is before the name of a place where somebody is, or that somebody belongs to."""
TITLES = "|".join(sorted(OFFICES - DETERMINERS))
OFFICE = re.compile(rf"\s(?:{TITLES})(?!\w)", re.IGNORECASE)
NAME = r"(?:\s[^\W\d_a-z][\w\u2019'-]*){0,4}"
OFFICE_OF = re.compile(rf"(?<!\w)(?i:{TITLES}){NAME}\s(?:of|for|at)\s(?:the\s)?$")
"""An office, with or without the name of its holder, before whom it belongs to."""


def select_acting(
    text: str, start: int, end: int, mentions: Sequence[Mention], kinds: Sequence[str]
) -> list[Mention]:
    """Return the mentions between two positions of a text; of those of places only the ones that act.

    That is looked at in fields for one of the `ACTING` kinds; "the city of" is a part of a name.
    """
    names = [with_body(text, mention) if mention.kind == PLACES else mention for mention in mentions]
    if tuple(kinds) not in ACTING:
        return names
    return [name for name in names if name.kind != PLACES or is_acting(text[:end], start, name, kinds)]


def with_body(text: str, mention: Mention) -> Mention:
    """Return the mention of a place with the words before it that say what it is: the city of."""
    body = BODY.search(text[: mention.start])
    return replace(mention, start=body.start()) if body else mention


def is_acting(text: str, start: int, name: Mention, kinds: Sequence[str]) -> bool:
    """Return whether a place acts in the words that begin at a position of a text, or has the office in them."""
    is_employer = tuple(kinds) == EMPLOYERS and has_office(text, start, name)
    return is_employer or (not SETTING.search(text, start, name.start) and may_end(text, name))


def has_office(text: str, start: int, mention: Mention) -> bool:
    """Return whether an office stands beside a name: Norvik mayor, mayor of Norvik."""
    return bool(OFFICE.match(text, mention.end) or OFFICE_OF.search(text, start, mention.start))


def may_end(text: str, mention: Mention) -> bool:
    """Return whether what follows a name leaves it as it is: Norvik has, Norvik to; but not Norvik officials."""
    following = re.match(r"\s+([a-z]+)", text[mention.end :])
    return is_name_complete(text, mention) or (following is not None and following[1] in FUNCTION_WORDS)
