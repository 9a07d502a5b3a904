"""Fingerprints of spans: where an edited article has the text whose digest and length are known."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import islice

from facts.model.article import Article

MAX_PLACES = 400
"""The most places of a fingerprint that are listed: words with more of them prove nothing about a place."""
MAX_COMPARISONS = 3_000_000
"""Comparisons up to which all of the article is searched for the spans without words."""
LONG = 200_000
"""Characters of an article from which on its words are indexed."""
WORD = re.compile(r"\w+")
Key = tuple[str, int]
"""The digest of a text and its length."""
Places = dict[Key, list[int]]


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """A range of the article before it was edited, with the digest of its text and perhaps the text."""

    passage: int
    start: int
    end: int
    digest: str
    exact: str | None = None

    @property
    def key(self) -> Key:
        """What places are looked up by."""
        return self.digest, self.end - self.start

    def contains(self, other: "Fingerprint") -> bool:
        """Return whether the other range is within this one."""
        return self.start <= other.start and other.end <= self.end


def digest_of(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8; a lone surrogate, which no file has, is a question mark."""
    return sha256(text.encode("utf-8", "replace")).hexdigest()


def find_places(article: Article, fingerprints: Sequence[Fingerprint]) -> Places:
    """Return the starts of the places in the article that have each fingerprint, in order.

    At most MAX_PLACES + 1 are listed. Without words, a place must begin and end at the edge of a word. If the article
    is so long that this takes more than MAX_COMPARISONS, only complete passages are searched, those with other words
    of the same passage, and the places that moved as the words before and after the span.
    """
    texts = {item.key: item.exact for item in fingerprints if item.exact and digest_of(item.exact) == item.digest}
    is_long = len(article.text) > LONG
    index = index_words(article.text, texts.values()) if is_long else {}
    places: Places = {key: find_words(article.text, words, index) for key, words in texts.items()}
    wordless = [fingerprint for fingerprint in fingerprints if fingerprint.key not in places]
    keys = {fingerprint.key for fingerprint in wordless}
    lengths = {length for _, length in keys}
    matches: set[tuple[Key, int]] = set()
    if len(article.text) * len(lengths) <= MAX_COMPARISONS:
        for first, last in article.passages:
            matches.update(search_passage(article.text, first, last, keys))
    else:
        matches.update(search_long(article, fingerprints, wordless, places))
    for key, start in sorted(matches, key=lambda match: match[1]):
        starts = places.setdefault(key, [])
        if len(starts) <= MAX_PLACES:
            starts.append(start)
    return places


def index_words(text: str, texts: Iterable[str]) -> Mapping[str, Sequence[int]]:
    """Return the positions in `text` of the first word of each of the texts."""
    index: dict[str, list[int]] = {word.group(): [] for words in texts if (word := WORD.search(words))}
    for word in WORD.finditer(text):
        if (positions := index.get(word.group())) is not None:
            positions.append(word.start())
    return index


def find_words(text: str, words: str, index: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the offsets of the first occurrences of `words` in `text`, by the index of words if it helps."""
    word = WORD.search(words)
    if word and (positions := index.get(word.group())):
        starts = (position - word.start() for position in positions)
        return list(islice((start for start in starts if text.startswith(words, max(start, 0))), MAX_PLACES + 1))
    offsets: list[int] = []
    start = text.find(words)
    while start >= 0 and len(offsets) <= MAX_PLACES:
        offsets.append(start)
        start = text.find(words, start + 1)
    return offsets


def search_passage(text: str, first: int, last: int, keys: Iterable[Key]) -> Iterator[tuple[Key, int]]:
    """Yield the places in a passage of `text` that have one of the keys, and begin and end at the edge of a word."""
    digests: dict[int, set[str]] = defaultdict(set)
    for digest, length in keys:
        digests[length].add(digest)
    lengths = sorted(digests)
    edges = list(find_edges(text, first, last))
    ends = set(edges)
    for start in edges:
        for length in lengths:
            if start + length > last:
                break
            if start + length in ends:
                digest = digest_of(text[start : start + length])
                if digest in digests[length]:
                    yield (digest, length), start


def find_edges(text: str, first: int, last: int) -> Iterator[int]:
    """Yield the positions where words begin or end: all but those inside a number or a word of a cased script.

    Scripts without upper and lower case may be written without spaces, so words may begin anywhere in them.
    """
    is_inside = False
    for position in range(first, last):
        char = text[position]
        is_cased = char.isdigit() or char.lower() != char.upper()
        if not (is_inside and is_cased):
            yield position
        is_inside = is_cased
    yield last


def search_long(
    article: Article, fingerprints: Sequence[Fingerprint], wordless: Sequence[Fingerprint], places: Places
) -> Iterator[tuple[Key, int]]:
    """Yield places of spans without words in a long article, in time that grows with its length only."""
    keys = {fingerprint.key for fingerprint in wordless}
    lengths = {length for _, length in keys}
    for first, last in article.passages:
        if last - first in lengths and (key := (digest_of(article.text[first:last]), last - first)) in keys:
            yield key, first
    rare = [item for item in fingerprints if 0 < len(places.get(item.key, ())) <= 4]
    positions = [item.start for item in rare]
    passages = list_candidates(article, rare, places)
    for item in wordless:
        nearest = bisect_right(positions, item.start)
        shifts = {
            start - other.start for other in rare[max(nearest - 2, 0) : nearest + 2] for start in places[other.key]
        }
        for start in (item.start + shift for shift in shifts):
            if start >= 0 and digest_of(article.text[start : start + item.end - item.start]) == item.digest:
                yield item.key, start
    for passage, numbers in passages.items():
        unplaced = {item.key for item in wordless if item.passage == passage}
        for number in numbers if unplaced else ():
            yield from search_passage(article.text, *article.passages[number], unplaced)


def list_candidates(article: Article, rare: Sequence[Fingerprint], places: Places) -> Mapping[int, set[int]]:
    """Return the indices of the passages that have words of each passage before the edit."""
    starts = [first for first, _ in article.passages]
    candidates: dict[int, set[int]] = defaultdict(set)
    for item in rare:
        candidates[item.passage].update(max(bisect_right(starts, start) - 1, 0) for start in places[item.key])
    return candidates
