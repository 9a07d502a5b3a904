"""The text of an article and the positions of its passages."""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facts.model.lookalikes import BYTE_ORDER_MARK
from facts.model.receipt import sha256_hex

TextRange = tuple[int, int]
"""The start and the end of a part of a text."""


@dataclass(frozen=True)
class Article:
    """The text of an article, exactly as in its file."""

    text: str

    @classmethod
    def read(cls, path: Path) -> "Article":
        """Return the article in the UTF-8 file `path`, line endings unchanged; raise OSError or ValueError."""
        return cls(path.read_bytes().decode("utf-8"))

    @property
    def digest(self) -> str:
        """The SHA-256 of the text in UTF-8."""
        return sha256_hex(self.text)

    @cached_property
    def passages(self) -> tuple[TextRange, ...]:
        """The start and end of each non-empty line, without its line ending and a byte order mark before it."""
        bounds, start = [], len(self.text) - len(self.text.removeprefix(BYTE_ORDER_MARK))
        for line in self.text[start:].split("\n"):
            if line.strip():
                bounds.append((start, start + len(line.rstrip("\r"))))
            start += len(line) + 1
        return tuple(bounds)

    @cached_property
    def passage_starts(self) -> tuple[int, ...]:
        """The start of each passage."""
        return tuple(start for start, _ in self.passages)

    def passage_at(self, position: int) -> int:
        """Return the number of the last passage that begins at `position` or before; 0 if there is none."""
        return bisect_right(self.passage_starts, position)

    def passage(self, number: int) -> str:
        """Return the text of passage `number`, counted from 1; raise IndexError if it does not exist."""
        if number < 1:
            raise IndexError(number)
        start, end = self.passages[number - 1]
        return self.text[start:end]
