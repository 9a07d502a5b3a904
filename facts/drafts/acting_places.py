"""Places that act, as the city or the region that they are: not where somebody is, and no part of a longer name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facts.drafts.groups import is_name_complete
from facts.drafts.names import Mention
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
OFFICE_OF = re.compile(rf"(?<!\w)(?:{TITLES})\s(?:of|for|at)\s(?:the\s)?$", re.IGNORECASE)


def select_acting(
    text: str, start: int, end: int, mentions: Sequence[Mention], kinds: Sequence[str]
) -> list[Mention]:
    """Return the mentions between two positions of a text; of those of places only the ones that act.

    That is looked at in fields for one of the `ACTING` kinds; "the city of" is a part of a name.
    """
    return [*iter_acting(text[:end], start, mentions, kinds)] if tuple(kinds) in ACTING else [*mentions]


def iter_acting(text: str, start: int, mentions: Sequence[Mention], kinds: Sequence[str]) -> Iterator[Mention]:
    """Yield the mentions in the words that begin at a position of a text, but those of places that do not act."""
    for mention in mentions:
        if mention.kind != PLACES:
            yield mention
            continue
        body = BODY.search(text[: mention.start])
        name = replace(mention, start=body.start() if body else mention.start)
        is_employer = tuple(kinds) == EMPLOYERS and has_office(text, start, name)
        if is_employer or (not SETTING.search(text, start, name.start) and may_end(text, name)):
            yield name


def has_office(text: str, start: int, mention: Mention) -> bool:
    """Return whether an office stands beside a name: Norvik mayor, mayor of Norvik."""
    return bool(OFFICE.match(text, mention.end) or OFFICE_OF.search(text, start, mention.start))


def may_end(text: str, mention: Mention) -> bool:
    """Return whether what follows a name leaves it as it is: Norvik has, Norvik to; but not Norvik officials."""
    following = re.match(r"\s+([a-z]+)", text[mention.end :])
    return is_name_complete(text, mention) or (following is not None and following[1] in FUNCTION_WORDS)
