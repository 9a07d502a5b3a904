"""The quotations of a text: what stands between quotation marks, over several lines too."""

import re
from dataclasses import dataclass

from facts.verify.grammar.verb_words import SPEECH_VERBS

PAIRS = {"\u201c": "\u201d", "\u201e": "\u201c\u201d", "\u00ab": "\u00bb", "\u2018": "\u2019"}
"""The marks that close what each opening mark begins."""
STRAIGHT = "\"'"
MAX_LENGTH = 4000
"""The most characters of a quotation; a mark that nothing closes within them opens none."""
TAG_LENGTH = 60
"""Maximum number of characters after a straight mark to a verb of speech, which makes the mark a closing one."""

_MARK = re.compile("[\"'\u201c\u201d\u201e\u00ab\u00bb\u2018\u2019]")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class QuotedText:
    """A quotation at the characters `start` to `end` of a text, its marks included."""

    start: int
    end: int


def find_quotations(text: str) -> list[QuotedText]:
    """Return the quotations of a text in their order; one inside another is none of its own.

    A curly mark may be closed by a straight one, as careless typing has it, where a verb of speech follows.
    """
    quotations: list[QuotedText] = []
    opening: re.Match[str] | None = None
    for match in _MARK.finditer(text):
        if opening and match.start() - opening.start() > MAX_LENGTH:
            opening = None
        if opening is None:
            opening = match if is_opening(text, match.start()) else None
        elif closes(text, opening[0], match.start()):
            quotations.append(QuotedText(opening.start(), match.end()))
            opening = None
    return quotations


def is_opening(text: str, position: int) -> bool:
    """Return whether the mark at a position may begin a quotation."""
    mark, before, after = text[position], text[position - 1 : position], text[position + 1 : position + 2]
    if mark in PAIRS:
        return not (mark == "\u2018" and before.isalnum()) and bool(after.strip())
    return mark in STRAIGHT and not before.isalnum() and bool(after.strip())


def closes(text: str, opening: str, position: int) -> bool:
    """Return whether the mark at a position ends a quotation that `opening` began.

    A straight mark at the start of a line continues it: each paragraph of a long quotation begins with one.
    """
    mark, before, after = text[position], text[position - 1 : position], text[position + 1 : position + 2]
    if mark in PAIRS.get(opening, opening):
        is_apostrophe = mark in "'\u2019" and (after.isalnum() or before.isspace())
        return not is_apostrophe and not (mark in STRAIGHT and before == "\n")
    is_after_mark = text[max(0, position - 2) : position].rstrip()[-1:] in (",", ".", "!", "?")
    return opening in "\u201c\u201e" and mark == '"' and is_after_mark and is_tagged(text, position)


def is_tagged(text: str, position: int) -> bool:
    """Return whether a verb of speech stands soon after the mark at a position."""
    words = _WORD.findall(text[position + 1 : position + TAG_LENGTH].partition("\n")[0])
    return any(word.lower() in SPEECH_VERBS for word in words)
