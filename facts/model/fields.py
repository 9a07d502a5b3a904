"""Leaves: the fields of a record, each of which has a receipt or a gap, and what their annotations say of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, ClassVar, Literal

from pydantic import BaseModel, Field

from facts.model.receipt import Gap, Receipt
from facts.model.values import Frozen, Own, Part, Spoken, Standard, Value, Verbatim, When, annotations

Role = Literal["buyer", "supplier", "lender", "maker", "participant", "speaker"]
"""The parts that a country can play in a record that names it."""


class Refers:
    """Marks an id of a record of one of `kinds` (any kind if none is named) and the `role` it gives."""

    def __init__(self, *kinds: str, role: Role | None = None) -> None:
        self.kinds = kinds
        self.role = role


class Pointer(Value):
    """A value that says something about another record."""

    @property
    def target(self) -> str:
        """The id of the other record."""
        raise NotImplementedError

    @property
    def terms(self) -> tuple[str, ...]:
        """What the value is filtered by."""
        return (self.target,)


@dataclass(frozen=True, slots=True)
class Marks:
    """What a field's annotation says of it."""

    part: bool
    refers: Refers | None
    standard: Standard | None
    verbatim: bool
    own: bool = False
    spoken: bool = False


@lru_cache(maxsize=1024)
def marks(model: type[BaseModel], name: str) -> Marks:
    """Return the marks on the field `name` of `model`."""
    field = model.model_fields[name]
    found = [*field.metadata, *annotations(field.annotation)]
    return Marks(
        part=any(isinstance(mark, type) and issubclass(mark, Part) for mark in found),
        refers=next((mark for mark in found if isinstance(mark, Refers)), None),
        standard=next((mark for mark in found if isinstance(mark, Standard)), None),
        verbatim=any(isinstance(mark, Verbatim) for mark in found),
        own=any(isinstance(mark, Own) for mark in found),
        spoken=any(isinstance(mark, Spoken) for mark in found),
    )


class Receipted(Frozen):
    """A model whose fields each have a receipt or a gap."""

    own: ClassVar[frozenset[str]] = frozenset({"id", "evidence", "gaps"})
    """The fields that are ours, not the article's."""

    evidence: dict[str, Receipt] = Field(default={}, description="the receipt of each filled field, by its path")
    gaps: dict[str, Gap] = Field(default={}, description="why a field is empty, by its path")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One field of a record: what a receipt or a gap is for."""

    path: str
    value: Any
    marks: Marks

    @property
    def filled(self) -> bool:
        """Whether the field holds anything."""
        return self.value is not None and self.value != ()

    @property
    def references(self) -> tuple[str, ...]:
        """The ids of other records that the field holds."""
        if not self.filled or self.marks.refers is None:
            return ()
        found = self.value if isinstance(self.value, tuple) else (self.value,)
        return tuple(item.target if isinstance(item, Pointer) else item for item in found)


def leaves(model: BaseModel, prefix: str = "") -> Iterator[Leaf]:
    """Yield the fields of `model` in their order, those of its parts in their place."""
    for name in type(model).model_fields:
        if isinstance(model, Receipted) and name in model.own:
            continue
        value = getattr(model, name)
        leaf = Leaf(prefix + name, value, marks(type(model), name))
        if isinstance(value, Part):
            yield from leaves(value, f"{leaf.path}.")
            continue
        if leaf.filled and leaf.marks.part:
            for number, part in enumerate(value):
                yield from leaves(part, f"{leaf.path}.{number}.")
            continue
        yield leaf
        if isinstance(value, When) and value.within:
            yield Leaf(f"{leaf.path}.within", value.within, Marks(False, None, None, False))
