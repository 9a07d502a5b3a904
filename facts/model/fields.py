"""Leaves: the fields of a record, each of which has a receipt or a gap, and what their annotations say of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, Field

from facts.model.receipt import Gap, Receipt
from facts.model.values import (
    ArticleLabel,
    CompositeValue,
    EdtfDate,
    FieldGroup,
    FrozenModel,
    OwnWords,
    Standard,
    Verbatim,
    iter_annotations,
)

Role = Literal["buyer", "supplier", "lender", "maker", "participant", "speaker"]
"""The parts that a country can play in a record that names it."""


class Reference:
    """Marks an id of a record of one of `kinds` (any kind if none is named) and the `role` it gives."""

    def __init__(self, *kinds: str, role: Role | None = None) -> None:
        self.kinds = kinds
        self.role = role


class ReferenceValue(CompositeValue):
    """A value that says something about another record."""

    @property
    def target(self) -> str:
        """The id of the other record."""
        raise NotImplementedError

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """What the value is filtered by."""
        return (self.target,)


@dataclass(frozen=True, slots=True)
class FieldMetadata:
    """What a field's annotation says of it."""

    part: bool
    refers: Reference | None
    standard: Standard | None
    verbatim: bool
    own: bool = False
    spoken: bool = False


@lru_cache(maxsize=1024)
def field_metadata(model: type[BaseModel], name: str) -> FieldMetadata:
    """Return the marks on the field `name` of `model`."""
    field = model.model_fields[name]
    found = [*field.metadata, *iter_annotations(field.annotation)]
    return FieldMetadata(
        part=any(isinstance(mark, type) and issubclass(mark, FieldGroup) for mark in found),
        refers=next((mark for mark in found if isinstance(mark, Reference)), None),
        standard=next((mark for mark in found if isinstance(mark, Standard)), None),
        verbatim=any(isinstance(mark, Verbatim) for mark in found),
        own=any(isinstance(mark, OwnWords) for mark in found),
        spoken=any(isinstance(mark, ArticleLabel) for mark in found),
    )


class WithEvidence(FrozenModel):
    """A model whose fields each have a receipt or a gap."""

    INTERNAL_FIELDS: ClassVar[frozenset[str]] = frozenset({"id", "evidence", "gaps"})
    """The fields that are ours, not the article's."""

    evidence: dict[str, Receipt] = Field(default={}, description="the receipt of each filled field, by its path")
    gaps: dict[str, Gap] = Field(default={}, description="why a field is empty, by its path")


@dataclass(frozen=True, slots=True)
class RecordField:
    """One field of a record: what a receipt or a gap is for."""

    path: str
    value: Any
    marks: FieldMetadata

    @property
    def is_filled(self) -> bool:
        """Whether the field holds anything."""
        return self.value is not None and self.value != ()

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of other records that the field holds."""
        if not self.is_filled or self.marks.refers is None:
            return ()
        found = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(item.target if isinstance(item, ReferenceValue) else item for item in found)


def iter_fields(model: BaseModel, prefix: str = "") -> Iterator[RecordField]:
    """Yield the fields of `model` in their order, those of its parts in their place."""
    for name in type(model).model_fields:
        if isinstance(model, WithEvidence) and name in model.INTERNAL_FIELDS:
            continue
        value = getattr(model, name)
        leaf = RecordField(prefix + name, value, field_metadata(type(model), name))
        if isinstance(value, FieldGroup):
            yield from iter_fields(value, f"{leaf.path}.")
            continue
        if leaf.is_filled and leaf.marks.part:
            for number, part in enumerate(value):
                yield from iter_fields(part, f"{leaf.path}.{number}.")
            continue
        yield leaf
        if isinstance(value, EdtfDate) and value.within:
            yield RecordField(f"{leaf.path}.within", value.within, FieldMetadata(False, None, None, False))
