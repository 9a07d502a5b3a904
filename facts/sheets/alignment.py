"""Alignment: where the spans of an article are after it was edited.

Only fingerprints of parts of the text before are known. A place with the right fingerprint is no proof, because the
own place of the span may be gone and a twin remain. What counts as proof: spans next to it that moved by the same
number of characters, to a place that no other part of the text has moved to. Where two places have such a proof, as
after a passage was doubled, the one is taken whose neighbours go on beyond it; else it stays open.
"""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from facts.model.article import Article, TextRange
from facts.sheets.fingerprints import Fingerprint, Places
from facts.sheets.runs import SOLID, Choice, choose_runs
from facts.sheets.shift_candidates import Candidates, SpanOrder
from facts.sheets.territory import Territory

MAX_ROUNDS = 8
"""Rounds in which places are discarded that other text has moved to; two or three are enough in practice."""


@dataclass(frozen=True)
class Alignment:
    """The spans with a proven place, and the possible places of the others."""

    shifts: Mapping[Fingerprint, int]
    """Number of characters by which each span with a proven place has moved."""
    open_places: Mapping[Fingerprint, Sequence[int]]
    """The starts of the possible places of each span that has several, or none with a proof."""
    places: Places
    """All places of each fingerprint."""


def align(
    article: Article, fingerprints: Iterable[Fingerprint], passages: Sequence[TextRange] = (), size: int = 0
) -> Alignment:
    """Return where the spans of an article are after the edit that made `article` of it.

    `passages` are the ranges of the passages before, if they are known, and `size` the characters before.
    """
    candidates = Candidates(article, fingerprints, passages, size)
    contested: set[int] = set()
    for _ in range(MAX_ROUNDS):
        choice = choose_runs(candidates)
        contested |= choice.contested
        choice.contested |= list_containers(candidates, contested)
        choice.contested |= contested
        placed = place_runs(candidates, choice)
        territory = claim_territory(candidates, placed, choice.contested)
        if not candidates.discard_taken(territory):
            break
    placed |= fill(candidates, placed, choice.contested, territory)
    drop_conflicts(candidates, placed)
    drop_interrupted(candidates, placed)
    spans = range(1, len(candidates.items) - 1)
    return Alignment(
        {candidates.items[index]: placed[index] for index in spans if index in placed},
        {
            candidates.items[index]: sorted(
                candidates.items[index].start + shift for shift in candidates.shifts[index]
            )
            for index in spans
            if index not in placed and candidates.shifts[index]
        },
        candidates.places,
    )


def list_containers(candidates: Candidates, contested: Iterable[int]) -> set[int]:
    """Return the items that contain a contested one: their places cannot be more certain."""
    inner = sorted((candidates.items[index] for index in contested), key=lambda item: item.start)
    starts = [item.start for item in inner]
    least_ends = list(accumulate((item.end for item in reversed(inner)), min))[::-1]
    positions = [bisect_left(starts, item.start) for item in candidates.items]
    return {
        index
        for index, (item, position) in enumerate(zip(candidates.items, positions, strict=True))
        if position < len(starts) and least_ends[position] <= item.end
    }


def place_runs(candidates: Candidates, choice: Choice) -> dict[int, int]:
    """Return the shift of each item of a chosen run, apart from contested items and what is left alone by them."""
    placed: dict[int, int] = {}
    passages = {candidates.items[index].passage for index in choice.contested}
    for run in choice.runs:
        part: list[int] = []
        for index in (*run.members, None):
            if index is not None and index not in choice.contested:
                part.append(index)
                continue
            if part and candidates.weigh(part, run.shift, passages) >= SOLID:
                placed.update(dict.fromkeys(part, run.shift))
            part = []
    return placed


def claim_territory(candidates: Candidates, placed: Mapping[int, int], contested: Collection[int]) -> Territory:
    """Return the parts of the edited article from one placed item to the next with the same shift.

    An item between them that may have moved elsewhere, or is contested, ends such a part.
    """
    territory = Territory()
    start = end = 0
    shift: int | None = None
    for index, item in enumerate(candidates.items):
        if index in placed:
            if shift != placed[index]:
                territory.claim(start, end, shift or 0)
                shift, start, end = placed[index], item.start + placed[index], 0
            end = max(end, item.end + placed[index])
        elif index in contested or (candidates.shifts[index] and shift not in candidates.shifts[index]):
            territory.claim(start, end, shift or 0)
            start = end = 0
            shift = None
    territory.claim(start, end, shift or 0)
    return territory


def fill(
    candidates: Candidates, placed: Mapping[int, int], contested: Iterable[int], territory: Territory
) -> dict[int, int]:
    """Return the shift of each item that has its text where it would be if it had moved as a placed neighbour.

    If only one of the neighbours proves it, it must be in the same passage, before and after.
    """
    items, added = candidates.items, {}
    borders = sorted(items[index].start for index in contested)
    neighbours = SpanOrder(items, placed)
    is_contested = set(contested).__contains__
    for index in range(1, len(items) - 1):
        item = items[index]
        if index in placed or is_contested(index) or candidates.is_lost[index]:
            continue
        nearest = neighbours.before(item.start) + neighbours.after(item.end)
        first = items[nearest[0]].end if nearest and nearest[0] < index else -1
        last = items[nearest[-1]].start if nearest and nearest[-1] > index else items[-1].end
        if bisect_left(borders, first) != bisect_left(borders, last):
            continue
        shifts = {placed[other] for other in nearest}
        if len(nearest) < 2 or len(shifts) > 1:
            shifts = {placed[other] for other in nearest if stays_beside(candidates, other, index, placed[other])}
        shifts = {
            shift
            for shift in shifts
            if candidates.matches(index, shift)
            and not territory.is_taken(item.start + shift, item.end + shift, shift)
        }
        if len(shifts) == 1:
            added[index] = shifts.pop()
    return added


def stays_beside(candidates: Candidates, placed: int, index: int, shift: int) -> bool:
    """Return whether an item and a placed one are in one passage before and, at the placed one's shift, after."""
    one, other = candidates.items[placed], candidates.items[index]
    start, end = min(one.start, other.start) + shift, max(one.end, other.end) + shift
    return one.passage == other.passage and candidates.is_in_passage(start, end)


def drop_conflicts(candidates: Candidates, placed: dict[int, int]) -> None:
    """Drop the items that overlap in the edited article though they moved by different numbers of characters."""
    conflicts: set[int] = set()
    active: list[tuple[int, int]] = []
    for index in sorted(placed, key=lambda index: candidates.items[index].start + placed[index]):
        start = candidates.items[index].start + placed[index]
        active = [(other, end) for other, end in active if end > start]
        for other, _ in active:
            if placed[other] != placed[index]:
                conflicts |= {other, index}
        active.append((index, candidates.items[index].end + placed[index]))
    for index in conflicts:
        del placed[index]


def drop_interrupted(candidates: Candidates, placed: dict[int, int]) -> None:
    """Drop the items of each passage in which one that may have moved elsewhere is between two that moved alike.

    Passages that were swapped may be of the same length and share most of their words.
    """
    items = candidates.items
    neighbours = SpanOrder(items, placed)
    doubtful = set()
    for index in range(1, len(items) - 1):
        shifts = {placed[index]} if index in placed else candidates.shifts[index]
        before, after = neighbours.before(items[index].start), neighbours.after(items[index].end)
        if not shifts or not before or not after:
            continue
        passages = {items[other].passage for other in (*before, index, *after)}
        shift = placed[before[0]]
        if len(passages) == 1 and shift == placed[after[0]] and shift not in shifts:
            doubtful |= passages
    for index in [index for index in placed if items[index].passage in doubtful]:
        del placed[index]
