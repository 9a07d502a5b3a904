"""Random edits of a text that remember where each of its characters came from."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import cached_property
from itertools import pairwise, takewhile
from random import Random
from typing import NamedTuple

NEW = -1
"""The origin of a character that the text before did not have."""


class Character(NamedTuple):
    """A character of an edited text."""

    char: str
    origin: int
    """Its position in the text before, or NEW; a copy has that of its original."""
    is_copy: bool = False


Line = list[Character]


class EditedText:
    """A text whose characters know where they come from."""

    def __init__(self, characters: Sequence[Character]) -> None:
        originals = {character.origin for character in characters if not character.is_copy}
        self.text = "".join(character.char for character in characters)
        self.origins = [
            character.origin if not character.is_copy or character.origin not in originals else NEW
            for character in characters
        ]
        """The origin of each character; a copy whose original was taken out has taken its place."""

    @cached_property
    def places(self) -> dict[int, list[int]]:
        """The positions of the characters with each origin."""
        places: dict[int, list[int]] = defaultdict(list)
        for place, origin in enumerate(self.origins):
            places[origin].append(place)
        return places

    def position_of(self, start: int, end: int) -> int | None:
        """Return where the range of the text before is now; None if it is not anywhere in one piece, or in two."""
        origins = list(range(start, end))
        places = [place for place in self.places[start] if self.origins[place : place + len(origins)] == origins]
        return places[0] if len(places) == 1 else None


class Editor:
    """Applies random edits to a text; each method is one kind of edit."""

    def __init__(self, text: str, random: Random) -> None:
        characters = [Character(char, position) for position, char in enumerate(text)]
        ends = [0, *(position + 1 for position, char in enumerate(text) if char == "\n"), len(text)]
        self.lines = [characters[start:end] for start, end in pairwise(ends) if start < end]
        self.random = random
        self.vocabulary = text.split()

    def new_words(self, most: int) -> Line:
        """Return up to `most` words of the text in any order, and a space."""
        words = " ".join(self.random.choices(self.vocabulary, k=self.random.randint(1, most)))
        return [Character(char, NEW) for char in f"{words} "]

    def new_line(self) -> Line:
        """Return a line of words of the text in any order."""
        return [*self.new_words(30)[:-1], Character("\n", NEW)]

    def choose_line(self) -> int:
        """Return the index of a line that is not empty."""
        return self.random.choice([number for number, line in enumerate(self.lines) if text_of(line).strip()])

    def choose_words(self) -> tuple[Line, int, int]:
        """Return a line, and the start and the end of up to six words of it."""
        line = self.lines[self.choose_line()]
        text = text_of(line).rstrip()
        starts = [i for i, char in enumerate(text) if char != " " and (i == 0 or text[i - 1] == " ")]
        first = self.random.randrange(len(starts))
        last = first + self.random.randint(1, 6)
        return line, starts[first], starts[last] if last < len(starts) else len(text)

    def insert_words(self) -> None:
        """Put words in."""
        line, start, _ = self.choose_words()
        self.change(line, start, start, self.new_words(6))

    def remove_words(self) -> None:
        """Take words out."""
        self.change(*self.choose_words(), [])

    def replace_words(self) -> None:
        """Replace words with others; what both begin and end with stays."""
        line, start, end = self.choose_words()
        before, after = line[start:end], self.new_words(6)
        first = common_prefix(before, after)
        last = common_prefix(before[first:][::-1], after[first:][::-1])
        self.change(line, start + first, end - last, after[first : len(after) - last])

    def change(self, line: Line, start: int, end: int, words: Line) -> None:
        """Change part of a line, unless nobody could tell which of two equal words were there before."""
        before, after = text_of(line[:start]).split()[-1:], text_of(line[end:]).split()[:1]
        for part in (text_of(words).split(), text_of(line[start:end]).split()):
            if part and (part[-1:] == before or part[:1] == after):
                return
        line[start:end] = words

    def double_words(self) -> None:
        """Write words twice; which of the two is the copy cannot be told."""
        line, start, end = self.choose_words()
        words = line[start:end]
        line[end:end] = words if words[-1].char == " " else [Character(" ", NEW), *words]

    def insert_line(self) -> None:
        """Put a line in."""
        self.lines.insert(self.random.randrange(len(self.lines) + 1), self.new_line())

    def remove_line(self) -> None:
        """Take a line out."""
        if len(self.lines) > 1:
            del self.lines[self.choose_line()]

    def replace_line(self) -> None:
        """Replace a line with another."""
        self.lines[self.choose_line()] = self.new_line()

    def swap_lines(self) -> None:
        """Swap two lines."""
        first, second = self.choose_line(), self.choose_line()
        if text_of(self.lines[first]) != text_of(self.lines[second]):
            self.lines[first], self.lines[second] = self.lines[second], self.lines[first]

    def double_line(self) -> None:
        """Write a line again, beside itself or elsewhere."""
        number = self.choose_line()
        place = self.random.choice([number, number + 1, self.random.randrange(len(self.lines) + 1)])
        self.lines.insert(place, [character._replace(is_copy=True) for character in self.lines[number]])


EDITS: Sequence[Callable[[Editor], None]] = (
    *(Editor.insert_words, Editor.remove_words, Editor.replace_words, Editor.double_words),
    *(Editor.insert_line, Editor.remove_line, Editor.replace_line, Editor.swap_lines, Editor.double_line),
)


def edit_randomly(text: str, random: Random, most: int) -> EditedText:
    """Return a text after one to `most` random edits."""
    editor = Editor(text, random)
    for _ in range(random.randint(1, most)):
        random.choice(EDITS)(editor)
    return EditedText([character for line in editor.lines for character in line])


def text_of(line: Line) -> str:
    """Return the text of a line."""
    return "".join(character.char for character in line)


def common_prefix(first: Line, second: Line) -> int:
    """Return how many characters two texts begin with alike."""
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0].char == pair[1].char, pairs))
