"""The words of the corpus: invented, distributed by Zipf's law, in several scripts."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate
from random import Random
from typing import Generic, TypeVar

T = TypeVar("T")

COMMON = (
    "the of to and in a for on that with is by from at it was as after over its said will has be an not were "
    "contract delivery minister defence missile agreement government talks sanctions system security alliance export"
)
"""The most frequent words, in order of their rank."""
VOCABULARY_SIZE = 6000
ONSETS = (
    *"bcdfghjklmnprstvwz",
    "br",
    "ch",
    "cl",
    "dr",
    "fl",
    "gr",
    "kr",
    "pl",
    "pr",
    "sh",
    "sk",
    "sl",
    "st",
    "str",
    "tr",
)
VOWELS = (*"aeiouaeio", "ai", "ea", "ou", "ei")
CODAS = (*"nrstlmx", "", "", "", "", "nd", "rt", "ck")
ACCENTED = str.maketrans("aeiouscn", "áéíöüšçñ")
CYRILLIC = [chr(code) for code in range(0x430, 0x450)]
CHINESE = "中国俄罗斯美土耳其导弹防御系统合同交付总理部长谈判制裁军事出口安全联盟政府协议会晤北京莫科"


class Zipf(Generic[T]):
    """Values of which the first are drawn far more often than the last: the weight of rank r is 1 / (r + 2)."""

    def __init__(self, values: Sequence[T]) -> None:
        self.values = values
        self.weights = list(accumulate(1 / (rank + 2) for rank in range(1, len(values) + 1)))

    def draw(self, random: Random) -> T:
        """Return a value."""
        return random.choices(self.values, cum_weights=self.weights)[0]

    def draw_several(self, random: Random, count: int) -> list[T]:
        """Return `count` values, which may repeat."""
        return random.choices(self.values, cum_weights=self.weights, k=count)

    def draw_different(self, random: Random, count: int) -> list[T]:
        """Return up to `count` values that do not repeat."""
        return list(dict.fromkeys(self.draw_several(random, count)))


def build_vocabulary(random: Random, size: int = VOCABULARY_SIZE) -> list[str]:
    """Return different words: mostly Latin, some with accents, hyphens or digits, a few Cyrillic and Chinese."""
    words = dict.fromkeys(COMMON.split(" "))
    while len(words) < size:
        words[build_word(random)] = None
    return list(words)


def build_word(random: Random) -> str:
    """Return an invented word in lower case."""
    build: Callable[[Random], str] = random.choices(list(SORTS), list(SORTS.values()))[0]
    return build(random)


def build_latin(random: Random) -> str:
    """Return an invented word of one to four syllables."""
    syllables = random.choices((1, 2, 3, 4), (15, 45, 30, 10))[0]
    return "".join(random.choice(ONSETS) + random.choice(VOWELS) + random.choice(CODAS) for _ in range(syllables))


def build_accented(random: Random) -> str:
    """Return an invented word with accents."""
    return build_latin(random).translate(ACCENTED)


def build_hyphenated(random: Random) -> str:
    """Return two invented words with a hyphen."""
    return f"{build_latin(random)}-{build_latin(random)}"


def build_designation(random: Random) -> str:
    """Return a letter and a number, as weapons are named."""
    return f"{random.choice('abcdfghkmpstx')}-{random.choice((1, 5, 10, 50, 100)) * random.randint(1, 40)}"


def build_number(random: Random) -> str:
    """Return a number."""
    return str(random.randint(10, 2500))


def build_cyrillic(random: Random) -> str:
    """Return Cyrillic letters."""
    return "".join(random.choices(CYRILLIC, k=random.randint(4, 9)))


def build_chinese(random: Random) -> str:
    """Return Chinese characters."""
    return "".join(random.choices(CHINESE, k=random.randint(2, 4)))


SORTS: Mapping[Callable[[Random], str], float] = {
    build_latin: 80,
    build_accented: 7,
    build_hyphenated: 4,
    build_designation: 3,
    build_number: 2,
    build_cyrillic: 2.5,
    build_chinese: 1.5,
}
"""The sorts of words with their shares in percent."""


def to_slug(text: str) -> str:
    """Return `text` as a slug: its Latin letters and digits without accents, the empty text if it has none."""
    letters = unicodedata.normalize("NFKD", text.lower())
    ascii_only = "".join(char for char in letters if char.isascii())
    return "-".join("".join(char if char.isalnum() else " " for char in ascii_only).split())[:40].strip("-")
