"""Articles to edit at random, spans of them, and how many of the spans are found again."""

from dataclasses import dataclass
from functools import cached_property
from random import Random

from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.alignment import align
from facts.sheets.fingerprints import Fingerprint
from facts.sheets.loader import read_json
from facts.sheets.raw import iter_raw_spans
from tests.conftest import FRIGATE, FRIGATE_ARTICLE, TESTS
from tests.facts.sheets.text_edits import EditedText, edit_randomly

MINUTES = Article.read(TESTS / "articles" / "council-minutes.txt").text
"""An article in which nearly every sentence has a twin."""
TRANSFER = Article.read(TESTS / "articles" / "goalkeeper.txt").text
"""An article with CRLF, a byte order mark and two scripts."""


@dataclass(frozen=True)
class Sample:
    """An article and spans of it."""

    article: Article
    fingerprints: frozenset[Fingerprint]

    @cached_property
    def ranges(self) -> list[tuple[int, int]]:
        """The ranges of the passages before an edit."""
        return list(self.article.passages)


@dataclass
class Tally:
    """Number of spans that survive edits, and of those that are placed."""

    surviving: int = 0
    right: int = 0
    wrong: int = 0

    def count(self, sample: Sample, edited: EditedText) -> None:
        """Align the spans of a sample with an edited text, and count them."""
        shifts = align(Article(edited.text), sample.fingerprints, sample.ranges, len(sample.article.text)).shifts
        for item in sample.fingerprints:
            position = edited.position_of(item.start, item.end)
            placed = item.start + shifts[item] if item in shifts else None
            self.surviving += position is not None
            self.right += placed is not None and placed == position
            self.wrong += placed is not None and placed != position


def sheet_sample() -> Sample:
    """Return the frigate article and the spans of its sheet."""
    spans = [span for _, _, span in iter_raw_spans(read_json(FRIGATE))]
    fingerprints = {
        Fingerprint(span["passage"], span["start"], span["end"], span["digest"], span.get("exact")) for span in spans
    }
    return Sample(Article.read(FRIGATE_ARTICLE), frozenset(fingerprints))


def random_sample(text: str, random: Random) -> Sample:
    """Return a text with about one span for every two words: one to twelve words each, some without `exact`."""
    article = Article(text)
    fingerprints = set()
    for number, (first, last) in enumerate(article.passages, 1):
        passage = text[first:last]
        starts = [i for i in range(len(passage)) if passage[i] != " " and (i == 0 or passage[i - 1] == " ")]
        for _ in range(len(starts) // 2 + 1):
            index = random.randrange(len(starts))
            following = index + min(random.randint(1, 12), random.randint(1, 12))
            end = starts[following] - 1 if following < len(starts) else len(passage)
            words = passage[starts[index] : end]
            exact = words if random.random() < 0.7 else None
            fingerprints.add(Fingerprint(number, first + starts[index], first + end, sha256_hex(words), exact))
    return Sample(article, frozenset(fingerprints))


def tally_edits(sample: Sample, name: str, count: int, most: int) -> Tally:
    """Return how the spans of a sample fare in `count` random edits, each of one to `most` changes."""
    tally = Tally()
    for seed in range(count):
        random = Random(f"{name} {seed}")  # noqa: S311 - fixed edits
        tally.count(sample, edit_randomly(sample.article.text, random, most))
    return tally
