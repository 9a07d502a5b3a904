"""Short pieces of a quotation beside an ellipsis, which count where they are in order with their neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from facts.model.article import Article
from facts.quotations.locators import WordRun
from facts.quotations.word_index import Place, WordIndex

ELLIPSIS = re.compile(r"\u2026|\.\s?\.\s?\.")


@dataclass(frozen=True, slots=True)
class PieceLocator:
    """Locates the short pieces of a quotation in the text of an article."""

    article: Article
    index: WordIndex

    def add_pieces(self, words: str, quote: WordIndex, runs: Sequence[WordRun], most: int) -> list[WordRun]:
        """Return the runs of a quotation, and its pieces of `most` words at most in order with them.

        `words` is the quotation as submitted. A piece is in the passage of the run or the piece beside it, after the
        one before it and before the one after it.
        """
        by_first = {run.first: run for run in runs}
        by_last = {run.last: run for run in runs}
        pieces = list(pairwise(list_breaks(words, quote)))
        for first, last in [*pieces, *reversed(pieces)]:
            before, after = by_last.get(first), by_first.get(last)
            is_located = any(run.first < last and first < run.last for run in by_first.values())
            if last - first > most or is_located or not (before or after):
                continue
            if place := self.find_between(quote.words[first:last], before, after):
                by_first[first] = by_last[last] = WordRun(first, last, (place,))
        return sorted(by_first.values(), key=lambda run: run.first)

    def find_between(self, words: Sequence[str], before: WordRun | None, after: WordRun | None) -> Place | None:
        """Return the first place of words in order, and in one passage, with those of the runs beside them."""
        for place in self.index.iter_places(f" {' '.join(words)} ", len(words)):
            is_after = before is None or any(self.are_in_order(other, place) for other in before.places)
            is_before = after is None or any(self.are_in_order(place, other) for other in after.places)
            if is_after and is_before:
                return place
        return None

    def are_in_order(self, first: Place, second: Place) -> bool:
        """Return whether one place is before the other in the same passage."""
        start, end = first[0], second[1]
        return first[1] <= second[0] and any(low <= start and end <= high for low, high in self.article.passages)


def list_breaks(words: str, quote: WordIndex) -> list[int]:
    """Return the numbers of the words of a quotation that are after an ellipsis, with 0 and the number of all."""
    gaps = enumerate(pairwise(quote.ranges), 1)
    inner = [number for number, (left, right) in gaps if ELLIPSIS.search(words[left[1] : right[0]])]
    return [0, *inner, len(quote.ranges)]
