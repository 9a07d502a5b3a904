"""Expanded records: the JSON of a record of a sheet, with the line of the draft that each field is from."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from facts.drafts.problems import ClaimError, DraftLog, LocationError
from facts.model.fields import WithEvidence

GAP_NOTES: Mapping[str, str] = {
    "not_stated": "the article does not say",
    "not_applicable": "it does not apply here",
    "ambiguous": "the article leaves it open",
    "unexamined": "nobody has examined whether the article says it",
}
"""Notes for gaps without one."""


@dataclass(frozen=True, slots=True)
class PointedTo:
    """A reference of a field to the record `target`, of one of `kinds`, any if empty.

    If it `may_be_words`, the article's words may stand in place of an id; if it `is_quoted`, they do.
    """

    line: int
    record: str
    field: str
    target: str
    kinds: tuple[str, ...]
    may_be_words: bool = False
    is_quoted: bool = False


@dataclass(slots=True)
class Expanded:
    """A record of a sheet, or its source, as JSON."""

    record: str
    model: type[WithEvidence]
    line: int
    log: DraftLog
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    gaps: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """The fields that have a problem, which later checks are not to report again."""
    suspected: set[int] = field(default_factory=set)
    """The passages that quotations with a problem may be in."""
    has_lost_quotes: bool = False
    """Whether a quotation has no place, so that fields may be without words that rest on its passage."""
    pointers: list[PointedTo] = field(default_factory=list)

    @property
    def raw(self) -> dict[str, Any]:
        """The record as JSON."""
        return self.values | {"evidence": self.evidence, "gaps": self.gaps}

    def report(self, line: int, path: str, error: ClaimError) -> None:
        """Report a problem of a field, which is then left out."""
        self.log.report(line, self.record, path, error.message, error.hint)
        self.failed.add(path)
        if isinstance(error, LocationError):
            self.has_lost_quotes = True
            self.suspected.update(error.passages)

    def passages(self) -> set[int]:
        """Return the passages that the record cites, or may cite once its problems are solved."""
        spans = (span for receipt in self.evidence.values() for span in receipt.get("spans", ()))
        return {span["passage"] for span in spans} | self.suspected

    def line_of(self, path: str) -> int:
        """Return the line of a field, or of what it is part of."""
        while path:
            if path in self.lines:
                return self.lines[path]
            path = path.rpartition(".")[0]
        return self.line

    def has_failed(self, path: str) -> bool:
        """Return whether a field, or what it is part of, has a problem already."""
        steps = path.split(".")
        return any(".".join(steps[:count]) in self.failed for count in range(1, len(steps) + 1))

    def set_value(self, path: str, value: Any) -> None:
        """Set the value at a dotted path; a number in it is an item of a list of groups."""
        steps = path.split(".")
        target = self.container_of(path)
        target[steps[-1]] = value

    def container_of(self, path: str) -> dict[str, Any]:
        """Return the object that the field at a dotted path is in."""
        target: Any = self.values
        for step, following in pairwise(path.split(".")):
            if isinstance(target, list):
                target += [{} for _ in range(int(step) + 1 - len(target))]
                target = target[int(step)]
            else:
                target = target.setdefault(step, [] if following.isdecimal() else {})
        assert isinstance(target, dict)  # noqa: S101 - the last step is the name of a field
        return target
