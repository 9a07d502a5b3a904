"""Candidates: the shifts by which each span of an article may have moved when the article was edited."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from facts.model.article import Article, TextRange
from facts.sheets.fingerprints import MAX_PLACES, Fingerprint, digest_of, find_places
from facts.sheets.territory import Territory

NEAREST = 4
"""Spans on each side that are neighbours of a span: more than one may begin or end at the same place."""
PASSAGE_WEIGHT = 2
"""What a passage of the same length in the same place adds to the weight of the spans in it."""


class Candidates:
    """The spans of the article before, in order, and the shifts at which the edited article has their text.

    The first and the last item stand for the beginning and the end of the article. `passages` are the ranges of the
    passages before the edit, empty if they are not known.
    """

    def __init__(
        self, article: Article, fingerprints: Iterable[Fingerprint], passages: Sequence[TextRange], size: int
    ) -> None:
        spans = sorted(set(fingerprints), key=lambda item: (item.start, -item.end, item.exact is None))
        self.article = article
        self.passages = passages
        last = max((len(passages), *(item.passage for item in spans))) + 1
        self.items = [Fingerprint(0, -1, 0, ""), *spans, Fingerprint(last, size, size + 1, "")]
        self.places = find_places(article, spans)
        starts = [self.places.get(item.key, []) for item in self.items]
        starts[0], starts[-1] = [-1], [len(article.text)]
        self.shifts = [
            {start - item.start for start in places} if len(places) <= MAX_PLACES else set()
            for item, places in zip(self.items, starts, strict=True)
        ]
        """The shifts that are still possible for each item."""
        self.is_lost = [not places for places in starts]
        """Whether the text of each item is not in the article any more."""
        self.by_passage: dict[int, list[int]] = defaultdict(list)
        for index, item in enumerate(self.items):
            self.by_passage[item.passage].append(index)
        self.new_ends = dict(article.passages)
        self.all_ends = set(self.new_ends.values())

    def matches(self, index: int, shift: int) -> bool:
        """Return whether the article has the text of an item, within a passage, at a shift."""
        item = self.items[index]
        start, end = item.start + shift, item.end + shift
        return self.is_in_passage(start, end) and digest_of(self.article.text[start:end]) == item.digest

    def is_in_passage(self, start: int, end: int) -> bool:
        """Return whether a range of the edited article is within one passage."""
        number = self.article.passage_at(start)
        return number > 0 and start >= 0 and end <= self.article.passages[number - 1][1]

    def is_linked(self, first: int, second: int, shift: int) -> bool:
        """Return whether nothing between two items with the same shift is known to have changed."""
        before, after = self.items[first], self.items[second]
        for index in range(first + 1, second):
            item = self.items[index]
            if self.is_lost[index] and before.end <= item.start and item.end <= after.start:
                return False
        if before.passage == after.passage or not self.passages or first == 0 or second == len(self.items) - 1:
            return True
        end, start = self.passages[before.passage - 1][1], self.passages[after.passage - 1][0]
        return end + shift in self.all_ends and start + shift in self.new_ends

    def fits(self, number: int, shift: int) -> bool:
        """Return whether the article has a passage of the same length at a shift; False if that is not known."""
        if not 1 <= number <= len(self.passages):
            return False
        first, last = self.passages[number - 1]
        return self.new_ends.get(first + shift) == last + shift

    def list_fitting(self, passages: Collection[int], shift: int) -> list[int]:
        """Return the items of those passages that fit as a whole at a shift."""
        numbers = {number for number in passages if self.fits(number, shift)}
        return [index for number in numbers for index in self.by_passage[number]]

    def weigh(self, members: Sequence[int], shift: int, contested: Collection[int] = ()) -> int:
        """Return the weight of items with the same shift as a proof of each other: the number of disjoint ones.

        The beginning and the end of the article count twice. A passage that has the same length at that shift adds to
        it, unless it is one of the `contested`.
        """
        weight, end = 0, -1
        for item in sorted((self.items[index] for index in members), key=lambda item: item.end):
            if item.start >= end:
                weight, end = weight + 1, item.end
        numbers = {self.items[index].passage for index in members}
        weight += sum(index in members for index in (0, len(self.items) - 1))
        return weight + PASSAGE_WEIGHT * sum(self.fits(number, shift) for number in numbers - set(contested))

    def discard_taken(self, territory: Territory) -> bool:
        """Discard the shifts to places that other text has moved to; return whether there were any."""
        is_changed = False
        for index, item in enumerate(self.items):
            taken = {
                shift
                for shift in self.shifts[index]
                if territory.is_taken(item.start + shift, item.end + shift, shift)
            }
            self.shifts[index] -= taken
            is_changed = is_changed or bool(taken)
        return is_changed


class SpanOrder:
    """The nearest of some items on each side of a range of the article before."""

    def __init__(self, items: Sequence[Fingerprint], indices: Iterable[int]) -> None:
        self.by_start = sorted(indices, key=lambda index: items[index].start)
        self.by_end = sorted(self.by_start, key=lambda index: items[index].end)
        self.starts = [items[index].start for index in self.by_start]
        self.ends = [items[index].end for index in self.by_end]

    def before(self, start: int, count: int = 1) -> list[int]:
        """Return up to `count` items that end at `start` or before, the nearest last."""
        position = bisect_right(self.ends, start)
        return self.by_end[max(position - count, 0) : position]

    def after(self, end: int, count: int = 1) -> list[int]:
        """Return up to `count` items that start at `end` or after, the nearest first."""
        position = bisect_left(self.starts, end)
        return self.by_start[position : position + count]
