"""Full text: words without case, accents, apostrophes and hyphens, found by their beginnings.

Words of scripts that are written without spaces, such as Chinese, Japanese or Thai, are found inside such text too.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

MAX_SORT_KEY = 240
"""Bytes of a sort key in UTF-8."""

APOSTROPHES = frozenset("'\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u2032\u0060\u00b4\u055a\u05f3\u05f4\ua78c")
HYPHENS = frozenset("\u2212\u05be")
"""What serves as a hyphen besides the dashes of Unicode."""
KEPT_MARKS = frozenset("\u3099\u309a")
"""Marks that turn a kana into another letter, not an accented one."""
LETTERS = {
    "\u00e6": "ae",
    "\u0153": "oe",
    "\u00f0": "d",
    "\u00fe": "th",
    "\u014b": "n",
    "\u0259": "e",
    "\u0138": "k",
    "\u0491": "\u0433",
    "\u0640": "",
    "\u0671": "\u0627",
    "\u0649": "\u064a",
    "\u0629": "\u0647",
    "\u06cc": "\u064a",
    "\u06a9": "\u0643",
}
"""Letters that are folded to others although Unicode does not decompose them: Latin, Cyrillic, Arabic and Persian."""
STROKED = re.compile(r"LATIN SMALL LETTER (?:DOTLESS )?([A-Z])(?: WITH .+)?")
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u3130-\u318f\u31f0-\u31ff"
    "\u3400-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Text without spaces between its words: Thai, Lao, Burmese, Khmer, Japanese, Chinese; Korean compounds too."""
JOINTS = re.compile("([-'.]+)")
ARTICLE = re.compile("^(?:[\u0648\u0641]?[\u0628\u0643]?\u0627\u0644|[\u0648\u0641]?\u0644\u0644)(?=..)")
"""The Arabic article, with the particles that are written together with it."""
MAX_WORD = 64
"""Characters of a word that are indexed."""
MAX_UNSPACED = 16
"""Characters that are indexed from each place in text without spaces."""
MIN_STEM = 3
"""Letters of a search word that must remain without its article: the two of `al-n..` would find too much."""
MAX_LETTERS = 8192
"""Characters that a table stores."""


class LetterTable(dict[int, str]):
    """How each character of a decomposed text in lower case is folded, for `str.translate`."""

    def __missing__(self, code: int) -> str:
        """Return the folded character, and store it."""
        folded = fold_character(chr(code))
        if len(self) < MAX_LETTERS:
            self[code] = folded
        return folded


@lru_cache(maxsize=8192)
def fold_character(character: str) -> str:
    """Return a letter, digit, mark or joint as it is compared; a space for any other character."""
    category = unicodedata.category(character)
    if character in LETTERS:
        return LETTERS[character]
    if character in APOSTROPHES:
        return "'"
    if category == "Pd" or character in HYPHENS:
        return "-"
    if category == "Cf" or (category == "Mn" and is_accent(character)):
        return ""
    if stroked := STROKED.fullmatch(unicodedata.name(character, "")):
        return stroked[1].lower()
    return character if character == "." or category[0] in "LMN" else " "


def is_accent(mark: str) -> bool:
    """Return whether a mark is an accent or selects a variant, so that words with and without it are the same."""
    name = unicodedata.name(mark, "")
    return mark not in KEPT_MARKS and (unicodedata.combining(mark) > 0 or "VARIATION SELECTOR" in name)


FOLDED = LetterTable()
FOLDED_ASCII = bytes(ord(fold_character(chr(code))) for code in range(128)).ljust(256)
FOLDED_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES), "'")


def fold(text: str) -> str:
    """Return `text` without case, accents and punctuation, but with one sign for each apostrophe, hyphen and dot."""
    if text.isascii():
        return text.lower().encode().translate(FOLDED_ASCII).decode()
    decomposed = unicodedata.normalize("NFKD", text.translate(FOLDED_APOSTROPHES)).casefold()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFKD", decomposed).translate(FOLDED))


def sort_key(text: str) -> str:
    """Return what texts are sorted by: folded, without apostrophes, and cut to a length that fits into a cursor."""
    key = " ".join(fold(text).replace("'", "").split())
    return key.encode()[:MAX_SORT_KEY].decode(errors="ignore")


def tokenize(text: str) -> list[str]:
    """Return the words of `text` as a search compares them: in one piece, without possessive and Arabic article."""
    words = []
    for word in fold(text).split():
        for parts in split_word(word):
            joined = join_parts(parts[:-2] if parts[1:] and parts[-2:] == ["'", "s"] else parts)
            stem = ARTICLE.sub("", joined)
            words.append(stem if len(stem) >= MIN_STEM else joined)
    return words


def join_parts(parts: list[str]) -> str:
    """Return the parts of a word as one, with the joints only where they are between digits."""
    word = parts[0]
    for joint, part in zip(parts[1::2], parts[2::2], strict=True):
        is_number = word[-1].isdigit() and part[0].isdigit()
        word += f"{joint[0] if is_number or joint[0] == '.' else ''}{part}"
    return word


def split_word(word: str) -> Iterator[list[str]]:
    """Yield the words in a piece of folded text, each as its parts with the joints between them."""
    position = 0
    for run in UNSPACED.finditer(word):
        yield from split_parts(word[position : run.start()])
        yield [run[0]]
        position = run.end()
    yield from split_parts(word[position:])


def split_parts(word: str) -> Iterator[list[str]]:
    """Yield the parts of a word with the joints between them, unless it has no part."""
    stripped = word.strip("-'.")
    if stripped:
        yield JOINTS.split(stripped)


def index_words(text: str) -> tuple[str, ...]:
    """Return the words by which `text` is found: as one, in parts, and from any place in text without spaces."""
    return tuple(dict.fromkeys(form for piece in fold_pieces(text) for form in index_forms(piece)))


@lru_cache(maxsize=8192)
def fold_pieces(text: str) -> tuple[str, ...]:
    """Return the different pieces of folded text between its spaces."""
    return tuple(dict.fromkeys(fold(text).split()))


@lru_cache(maxsize=8192)
def index_forms(word: str) -> tuple[str, ...]:
    """Return the forms in which a piece of folded text is indexed: its words in one piece, and their parts."""
    if word.isascii() and word.isalnum():
        return (word[:MAX_WORD],)
    forms: dict[str, None] = {}
    for parts in split_word(word):
        joined = join_parts(parts)
        forms |= dict.fromkeys((joined, ARTICLE.sub("", joined), *parts[::2]))
        if "." in joined and not any(map(str.isdigit, joined)):
            forms[joined.replace(".", "")] = None
        if UNSPACED.match(joined):
            forms |= dict.fromkeys(joined[start:] for start in range(len(joined)))
    return tuple(dict.fromkeys(form[: word_length(form)] for form in forms))


def word_length(word: str) -> int:
    """Return how many characters of a word are indexed."""
    return MAX_UNSPACED if UNSPACED.match(word) else MAX_WORD


def search_words(text: str) -> list[str]:
    """Return the different beginnings of words that an item must have for a search by `text` to find it.

    A long piece of text without spaces is several: it may begin anywhere in the item's text.
    """
    pieces = (
        word[start : start + word_length(word)]
        for word in tokenize(text)
        for start in range(0, len(word) if UNSPACED.match(word) else 1, MAX_UNSPACED)
    )
    return list(dict.fromkeys(pieces))
