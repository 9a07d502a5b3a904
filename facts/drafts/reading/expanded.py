"""Expanded records: the JSON of a record of a sheet, with the line of the draft that each field is from."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from facts.drafts.problems import ClaimError, DraftLog, LocationError
from facts.drafts.reading.specs import FieldSpec, name_fields
from facts.drafts.reading.titles import RecordIds
from facts.drafts.text.locate import Occurrence
from facts.model.fields import WithEvidence
from facts.model.record import Record
from facts.sheets.partial import field_adapter

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

    If it `may_be_words`, the article's words may stand in place of an id; if it `is_quoted`, they do; if it
    `is_name`, the name of the record does.
    """

    line: int
    record: str
    field: str
    target: str
    kinds: tuple[str, ...]
    may_be_words: bool = False
    is_quoted: bool = False
    is_name: bool = False


@dataclass(frozen=True, slots=True)
class UnreadWords:
    """The words of a field that tell its value: the choice that a verb says, or the records that they name.

    `field` is the record with the field's path; `ids` are those of a list that are written as ids.
    """

    line: int
    field: str
    spec: FieldSpec
    places: Sequence[Occurrence]
    ids: Sequence[str] = ()


@dataclass(slots=True)
class Expanded:
    """A record of a sheet, or its source, as JSON."""

    record: str
    model: type[WithEvidence]
    line: int
    log: DraftLog
    ids: RecordIds = field(default_factory=RecordIds)
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
    unread: dict[str, "UnreadWords"] = field(default_factory=dict)
    """The fields whose values are read from words once all records are known."""
    unquoted: set[str] = field(default_factory=set)
    """The fields that rest on the words, or the passages, of the record."""
    defaults: set[str] = field(default_factory=set)
    """The fields that have the value that the model declares for drafts that do not mention them."""
    based: set[str] = field(default_factory=set)
    """The fields of which the draft says on which basis they are."""
    labels: dict[str, str] = field(default_factory=dict)
    """The labels that the words of the record do not have."""
    own_places: Sequence[Occurrence] = ()
    """Where the words are that the record itself quotes."""

    @property
    def raw(self) -> dict[str, Any]:
        """The record as JSON."""
        return self.values | {"evidence": self.evidence, "gaps": self.gaps}

    def copy_from(self, other: "Expanded") -> None:
        """Take what another one has, but for its line, its log and its ids; later changes are to one of both only."""
        self.values, self.evidence, self.gaps = map(copy_json, (other.values, other.evidence, other.gaps))
        self.lines, self.unread, self.labels = dict(other.lines), dict(other.unread), dict(other.labels)
        self.failed, self.suspected, self.unquoted = {*other.failed}, {*other.suspected}, {*other.unquoted}
        self.defaults, self.based, self.pointers = {*other.defaults}, {*other.based}, [*other.pointers]
        self.has_lost_quotes, self.own_places = other.has_lost_quotes, other.own_places

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

    def replace_item(self, path: str, item: str, items: Sequence[str]) -> None:
        """Replace an item of the list at a dotted path by others, each of which the list then has once."""
        name = path.rpartition(".")[2]
        target = self.container_of(path)
        values = [part for value in target[name] for part in (items if value == item else [value])]
        target[name] = list(dict.fromkeys(values))

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


def copy_json(value: Any) -> Any:
    """Return a deep copy of JSON."""
    if isinstance(value, dict):
        return {key: copy_json(part) for key, part in value.items()}
    return [copy_json(part) for part in value] if isinstance(value, list) else value


def list_aliases(expanded: Expanded) -> list[str]:
    """Return the names of a record that are read."""
    names = name_fields(expanded.model) if issubclass(expanded.model, Record) else frozenset[str]()
    if not names:
        return []
    record, _ = construct(expanded, names)
    try:
        return [alias for alias in record.aliases() if alias] if isinstance(record, Record) else []
    except (AttributeError, IndexError):
        return []


@cache
def defaults_of(model: type[WithEvidence]) -> Mapping[str, Any]:
    """Return what each field of a model has without a value: None where it must have one."""
    return {
        name: None if info.is_required() else info.get_default(call_default_factory=True)
        for name, info in model.model_fields.items()
    }


def construct(expanded: Expanded, names: Collection[str] | None = None) -> tuple[WithEvidence, set[str]]:
    """Return a record with those of its values that are valid, and the fields whose values are not.

    It has the fields of `names`, or all; the others have their defaults.
    """
    values = dict(defaults_of(expanded.model))
    invalid: set[str] = set()
    for name, value in expanded.raw.items():
        if name in values and (names is None or name in names):
            try:
                values[name] = field_adapter(expanded.model, name).validate_python(value)
            except ValidationError:
                invalid.add(name)
    return expanded.model.model_construct(**values), invalid
