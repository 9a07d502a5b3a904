"""Figures of the second of two who name one, without a verb: Lund put the cost at 3 million and Reyes at 5."""

import re
from collections.abc import Mapping, Sequence

AHEAD = re.compile(r"(?:[;,]|(?<!\w)(?:and|but|while|whereas))\s(?:the\s)?(?:[a-z]+\s){0,3}$")
"""What is before the name of who says something else with the verb of the clause before."""
FIGURE = re.compile(
    r"(?:,|\s(?:at|on|of|to))?\s(?:(?:about|around|nearly|some|only|up to|at least)\s)?[^\w\s]?(?P<figure>\d)"
)
"""What is after that name."""


def find_figure_owner(
    text: str, start: int, end: int, patterns: Mapping[str, Sequence[re.Pattern[str]]]
) -> tuple[str, str] | None:
    """Return whose name a figure in a range of a passage follows, and the words for it; None if nobody's."""
    has_figure = any(map(str.isdigit, text[start:end]))
    for identifier, names in patterns.items() if has_figure else ():
        for match in (match for name in names for match in name.finditer(text, 0, end)):
            figure = FIGURE.match(text, match.end())
            if figure and start <= figure.start("figure") < end and AHEAD.search(text[: match.start()]):
                return identifier, match[0]
    return None
