"""Invented articles: text that grows passage by passage, and spans of it."""

from hashlib import sha256
from random import Random
from typing import Any

from tests.benchmark.corpus.pools import Pools

QUOTED_WORDS = 5
"""The most words of a span with `exact`: receipts of the bundled sheet quote three or four."""
LONG_SPANS = 0.35
"""The share of the further spans of a receipt that are too long to be quoted."""
REPEATED = 0.55
"""The share of spans that another field of the same passage has too."""


class InventedText:
    """The text of an article, a passage of random words at a time."""

    def __init__(self, random: Random, pools: Pools) -> None:
        self.random = random
        self.pools = pools
        self.passages: list[dict[str, int]] = []
        self.lines: list[str] = []
        self.length = 0
        self.words: list[str] = []
        self.offsets: list[int] = []
        self.spans: dict[bool, list[dict[str, Any]]] = {}
        """The spans of the last passage, with and without their words."""

    def add_passage(self, *names: str) -> None:
        """Add a passage that has the words of `names` among others."""
        random = self.random
        self.words = self.pools.words.draw_several(random, random.randint(12, 30))
        for name in names:
            self.words[random.randrange(len(self.words)) : 0] = name.split()
        start = self.length + (1 if self.lines else 0)
        self.offsets = []
        self.spans = {True: [], False: []}
        position = start
        for word in self.words:
            self.offsets.append(position)
            position += len(word) + 1
        self.lines.append(" ".join(self.words))
        self.length = position - 1
        self.passages.append({"start": start, "end": self.length})

    def build_span(self, is_quoted: bool = True) -> dict[str, Any]:
        """Return a span of the last passage, with its words if `is_quoted`."""
        random, count, spans = self.random, len(self.words), self.spans[is_quoted]
        if spans and random.random() < REPEATED:
            return random.choice(spans)
        size = random.randint(1, QUOTED_WORDS) if is_quoted else random.randint(QUOTED_WORDS, count)
        first = random.randint(0, count - min(size, count))
        words = self.words[first : first + size]
        exact = " ".join(words)
        start = self.offsets[first]
        span: dict[str, Any] = {"passage": len(self.passages), "start": start, "end": start + len(exact)}
        if is_quoted:
            span["exact"] = exact
        span["digest"] = sha256(exact.encode()).hexdigest()
        spans.append(span)
        return span

    def build_spans(self) -> list[dict[str, Any]]:
        """Return the spans of a receipt, the first of which is quoted."""
        count = self.random.choices((1, 2, 3), (68, 24, 8))[0]
        spans: dict[tuple[int, int], dict[str, Any]] = {}
        for number in range(count):
            span = self.build_span(is_quoted=not number or self.random.random() > LONG_SPANS)
            spans.setdefault((span["start"], span["end"]), span)
        return list(spans.values())

    def build_source(self) -> dict[str, Any]:
        """Return the article as a sheet describes it, without its bibliographic data."""
        return {
            "digest": sha256("\n".join(self.lines).encode()).hexdigest(),
            "characters": self.length,
            "passages": self.passages,
            "language": "en",
        }
