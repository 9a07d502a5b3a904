"""Full text: words without case and accents, found by their beginnings."""

import re
import unicodedata
from collections.abc import Iterator

from pydantic import BaseModel

WORD = re.compile(r"\w+(?:[-.'\u2019]\w+)*")


def tokenize(text: str) -> list[str]:
    """Return the words of `text`, without case and accents."""
    folded = text.casefold()
    if not folded.isascii():
        decomposed = unicodedata.normalize("NFKD", folded)
        folded = "".join(char for char in decomposed if not unicodedata.combining(char))
    return WORD.findall(folded)


def index_text(text: str) -> str:
    """Return the words of `text` and the parts of hyphenated ones, each with a space before it."""
    words = tokenize(text)
    parts = (part for word in words if not word.isalnum() for part in re.split(r"\W", word))
    return "".join(f" {word}" for word in dict.fromkeys((*words, *parts)) if word)


def iter_strings(value: object) -> Iterator[str]:
    """Yield every text inside a field's value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        yield from iter_strings([inner for _, inner in value])
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from iter_strings(inner)
