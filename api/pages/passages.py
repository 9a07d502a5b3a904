"""The passages of an article as lines: their lengths, and the parts that receipts cite."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from facts.kinds.statement import STATEMENTS, Statement

Interval = tuple[int, int]
PassageVoice = Literal["own", "said", "blank", "bare"]
PUNCTUATION = 3
"""Characters between two runs of one voice that belong to them, such as a comma and a space."""
MAX_LINES = 240
"""The number of passages that a map has at most."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a passage under receipts of one voice, in per cent of the longest passage."""

    voice: Literal["own", "said"]
    x: float
    width: float


@dataclass(slots=True)
class Passage:
    """A passage: the characters that receipts name in it, and the records that they belong to."""

    number: int
    start: int
    end: int
    own: list[Interval] = field(default_factory=list)
    said: list[Interval] = field(default_factory=list)
    records: dict[str, bool] = field(default_factory=dict)
    """The ids of the records with a receipt here, and whether what one says is here."""
    reason: str | None = None
    """Why the passage states no fact, if it states none."""
    width: float = 0
    runs: tuple[Run, ...] = ()
    voice: PassageVoice = "bare"
    """The voice of most of it."""


def is_attributed(kind: str, item: Mapping[str, Any], path: str, receipt: Mapping[str, Any]) -> bool:
    """Return whether the value of a field is attributed to someone in the article."""
    if kind == STATEMENTS.name:
        return path.partition(".")[0] not in Statement.CONTEXT_FIELDS and not path.startswith("derived.")
    is_told = item.get("voice") == "attributed" and receipt.get("attribution_scope") != "none"
    return bool(receipt.get("attributed_to")) or is_told


def locate_passages(sheet: Mapping[str, Any], kinds: Iterable[str]) -> tuple[Passage, ...]:
    """Return the passages of a sheet as it is served, at most as many as a map has."""
    source = sheet["source"]
    ranges = enumerate(source["passages"][:MAX_LINES], 1)
    passages = [Passage(number, place["start"], place["end"]) for number, place in ranges]
    for path, receipt in source["evidence"].items():
        add_receipt(passages, None, path, receipt, False)
    for kind in kinds:
        for item in sheet[kind]:
            for path, receipt in item["evidence"].items():
                says = kind == STATEMENTS.name and path == "summary"
                add_receipt(passages, item["id"], path, receipt, is_attributed(kind, item, path, receipt), says)
    for entry in source["factless"]:
        if entry["passage"] <= len(passages):
            passages[entry["passage"] - 1].reason = entry["reason"]
    measure(passages)
    return tuple(passages)


def add_receipt(
    passages: list[Passage],
    record_id: str | None,
    path: str,
    receipt: Mapping[str, Any],
    attributed: bool,
    says: bool = False,
) -> None:
    """Add the spans of a receipt to their passages."""
    for span in receipt["spans"]:
        if span["passage"] > len(passages):
            continue
        passage = passages[span["passage"] - 1]
        (passage.said if attributed else passage.own).append((span["start"], span["end"]))
        if record_id is not None:
            passage.records[record_id] = passage.records.get(record_id, False) or says


def measure(passages: list[Passage]) -> None:
    """Set the widths of passages, their runs and their voices."""
    longest = max((passage.end - passage.start for passage in passages), default=0) or 1
    for passage in passages:
        passage.width = percent(passage.end - passage.start, longest)
        passage.runs = tuple(iter_runs(passage, longest))
        passage.voice = main_voice(passage)


def main_voice(passage: Passage) -> PassageVoice:
    """Return the voice of most of a passage whose runs are set."""
    if not passage.records:
        return "blank" if passage.reason else "bare"
    lengths = {voice: sum(run.width for run in passage.runs if run.voice == voice) for voice in ("own", "said")}
    return "said" if lengths["said"] > lengths["own"] else "own"


def iter_runs(passage: Passage, longest: int) -> Iterator[Run]:
    """Yield the runs of a passage in order; attributed runs take precedence over narrated ones."""
    said = merge(passage.said)
    runs = [("said", start, end) for start, end in said]
    runs += [("own", start, end) for start, end in subtract(merge(passage.own), said)]
    for voice, start, end in sorted(runs, key=lambda run: run[1:]):
        x, width = percent(start - passage.start, longest), percent(end - start, longest)
        yield Run("said" if voice == "said" else "own", x, width)


def percent(length: int, longest: int) -> float:
    """Return a length in per cent, to one decimal."""
    return round(100 * length / longest, 1)


def merge(intervals: list[Interval]) -> list[Interval]:
    """Return intervals in order, those joined that overlap or have only punctuation between them."""
    merged: list[Interval] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1] + PUNCTUATION:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        else:
            merged.append((start, end))
    return merged


def subtract(intervals: list[Interval], others: list[Interval]) -> Iterator[Interval]:
    """Yield what is in `intervals` and not in `others`, both in order, without what is only punctuation."""
    position = 0
    for interval in intervals:
        start, end = interval
        while position < len(others) and others[position][1] <= start:
            position += 1
        for other_start, other_end in others[position:]:
            if other_start >= end:
                break
            if other_start - start > PUNCTUATION:
                yield start, other_start
            start = max(start, other_end)
        if end - start > PUNCTUATION or start == interval[0]:
            yield start, end
