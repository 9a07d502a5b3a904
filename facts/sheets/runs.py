"""Runs: spans next to each other that moved by the same number of characters and so prove each other's places."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from facts.sheets.shift_candidates import NEAREST, Candidates, SpanOrder
from facts.sheets.territory import Territory

SOLID = 3
"""The weight of a run that proves the places of its spans."""
WIDE = 3
"""Passages of a run that no doubled passage can be mistaken for."""


@dataclass(frozen=True)
class ShiftRun:
    """Items with the same shift; no item between them lacks it."""

    shift: int
    members: Sequence[int]
    passages: frozenset[int]
    weight: int


@dataclass
class Choice:
    """The runs that are taken, and the items that more than one of them claims."""

    runs: list[ShiftRun] = field(default_factory=list)
    owners: dict[int, ShiftRun] = field(default_factory=dict)
    contested: set[int] = field(default_factory=set)
    territory: Territory = field(default_factory=Territory)

    def take(self, run: ShiftRun, candidates: Candidates) -> None:
        """Take a run, and claim its part of the edited article."""
        self.runs.append(run)
        for index in run.members:
            self.owners.setdefault(index, run)
        start = candidates.items[run.members[0]].start
        end = max(candidates.items[index].end for index in run.members)
        self.territory.claim(start + run.shift, end + run.shift, run.shift)


def make_run(candidates: Candidates, shift: int, members: Sequence[int]) -> ShiftRun:
    """Return the run of these members."""
    passages = frozenset(candidates.items[index].passage for index in members)
    return ShiftRun(shift, members, passages, candidates.weigh(members, shift))


def list_runs(candidates: Candidates) -> Iterator[ShiftRun]:
    """Yield the runs of all items that have a shift left."""
    ranks: dict[int, int] = {}
    by_shift: dict[int, list[int]] = defaultdict(list)
    for index, shifts in enumerate(candidates.shifts):
        if shifts:
            ranks[index] = len(ranks)
        for shift in shifts:
            by_shift[shift].append(index)
    for shift, indices in by_shift.items():
        members = indices[:1]
        for index in indices[1:]:
            last = members[-1]
            if ranks[index] > ranks[last] + 1 or not candidates.is_linked(last, index, shift):
                yield make_run(candidates, shift, members)
                members = []
            members.append(index)
        yield make_run(candidates, shift, members)


def choose_runs(candidates: Candidates) -> Choice:
    """Return the runs that are proofs, the heaviest first, and the items that stay contested among them."""
    choice = Choice()
    alive = [index for index, shifts in enumerate(candidates.shifts) if shifts]
    neighbours = SpanOrder(candidates.items, alive)
    for run in sorted(list_runs(candidates), key=lambda run: (-run.weight, -len(run.members), run.shift)):
        free = [
            index
            for index in run.members
            if not choice.territory.is_taken(
                candidates.items[index].start + run.shift, candidates.items[index].end + run.shift, run.shift
            )
        ]
        contest_passages(candidates, choice, run)
        if not free:
            continue
        rest = run if len(free) == len(run.members) else make_run(candidates, run.shift, free)
        shared = [index for index in free if index in choice.owners]
        if shared:
            rivals = list({id(owner): owner for owner in map(choice.owners.__getitem__, shared)}.values())
            if len(rivals) == 1 and is_inferior(candidates, neighbours, rest, rivals[0]):
                continue
            choice.contested.update(shared)
            choice.contested.update(
                candidates.list_fitting({candidates.items[i].passage for i in shared}, rest.shift)
            )
            for contender in (*rivals, rest) if rest.weight > 1 else ():
                if len(contender.passages) == 1:
                    choice.contested.update(contender.members)
        if rest.weight >= SOLID:
            choice.take(rest, candidates)
    return choice


def contest_passages(candidates: Candidates, choice: Choice, run: ShiftRun) -> None:
    """Contest the passages that a run has as a whole, and runs with other shifts in part: they may be swapped."""
    for number in run.passages if run.weight >= SOLID else ():
        items = [index for index in candidates.by_passage[number] if candidates.shifts[index]]
        if candidates.fits(number, run.shift) and all(run.shift in candidates.shifts[index] for index in items):
            shifts = {choice.owners[index].shift for index in items if index in choice.owners} - {run.shift}
            if any(shifts - candidates.shifts[index] for index in items):
                choice.contested.update(items)


def is_inferior(candidates: Candidates, neighbours: SpanOrder, run: ShiftRun, rival: ShiftRun) -> bool:
    """Return whether the order of the neighbours decides for the rival: it goes on where the run ends.

    A run of a single item is inferior to one of several passages, unless a neighbour of it has its shift too, or both
    places are at the same edge of an edit.
    """
    if min(rival.passages) < min(run.passages) and max(rival.passages) > max(run.passages):
        return True
    items = candidates.items
    start, end = items[run.members[0]].start, max(items[index].end for index in run.members)
    if run.weight > 1 or len(rival.passages) < WIDE:
        return False
    beside = (*neighbours.before(start, NEAREST), *neighbours.after(end, NEAREST))
    if any(run.shift in candidates.shifts[index] for index in beside):
        return False
    if candidates.article.passage_at(start + run.shift) != candidates.article.passage_at(start + rival.shift):
        return True
    passage = items[run.members[0]].passage
    others = [items[index] for index in rival.members if items[index].passage == passage]
    return any(item.end <= start for item in others) and any(item.start >= end for item in others)
