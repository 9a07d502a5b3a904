"""Brackets, by which an article adds what is its own to what somebody says, such as an amount in another currency."""

import re

_BRACKET = re.compile(r"\((?:(?:about|around|or|some|roughly|nearly|approximately|equal to)\s)?$")
"""The beginning of a bracket."""


def is_bracketed(text: str, start: int, end: int) -> bool:
    """Return whether a range of characters is all that stands in brackets."""
    return text[end : end + 1] == ")" and _BRACKET.search(text, 0, start) is not None
