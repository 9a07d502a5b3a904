"""The passage map: which passage of the edited article each passage of the article before has become."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import pairwise

from facts.model.article import Article, TextRange
from facts.sheets.fingerprints import Fingerprint

MAX_MOVED = 20
"""The most passages that may have moved to between two neighbours."""


class PassageMap:
    """The numbers of passages before and after an edit.

    A passage is where most of its spans are. One without a placed span is what is between its neighbours, if there
    are as many passages between them as before, apart from those that moved there.
    """

    def __init__(
        self, article: Article, shifts: Mapping[Fingerprint, int], before: Sequence[TextRange], count: int | None
    ) -> None:
        self.article = article
        self.before = before
        votes: dict[int, Counter[int]] = defaultdict(Counter)
        for item, shift in shifts.items():
            votes[item.passage][article.passage_at(item.start + shift)] += 1
        self.numbers = {passage: counter.most_common(1)[0][0] for passage, counter in sorted(votes.items())}
        fixed = [(0, 0), *self.numbers.items()]
        if count is not None:
            fixed.append((count + 1, len(article.passages) + 1))
        taken = set(self.numbers.values())
        for (first, first_after), (second, second_after) in pairwise(fixed):
            between = range(first + 1, second)
            if between and second_after - first_after <= len(between) + MAX_MOVED:
                free = [number for number in range(first_after + 1, second_after) if number not in taken]
                self.numbers |= dict(zip(between, free, strict=True)) if len(free) == len(between) else {}

    def is_same_length(self, number: int) -> bool:
        """Return whether a passage is as long as before; True if its length before is not known."""
        if not 1 <= number <= len(self.before):
            return True
        (start, end), (first, last) = self.before[number - 1], self.article.passages[self.numbers[number] - 1]
        return end - start == last - first
