"""What every record has: an id, fields, a receipt for each filled field and a gap for each empty one."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import BaseModel, Field, model_validator

from facts.receipt import Gap, Receipt
from facts.values import (
    Frozen,
    Identifier,
    Own,
    Part,
    Slug,
    Spoken,
    Standard,
    Status,
    Value,
    Verbatim,
    When,
    annotations,
)

Voice = Literal["narrated", "attributed"]
Scope = Literal["whole", "ambiguous"]

OWN_VOICE = Gap(status="not_applicable", note="the article says it in its own voice")


class Refers:
    """Marks an id of a record of one of `kinds` (any kind if none is named) and the `role` it gives."""

    def __init__(self, *kinds: str, role: str | None = None) -> None:
        self.kinds = kinds
        self.role = role


PersonId = Annotated[Slug, Refers("people")]
OrganizationId = Annotated[Slug, Refers("organizations")]
ACTORS = ("people", "organizations", "countries")
"""The kinds of those who act and speak."""

ActorId = Annotated[Identifier, Refers(*ACTORS)]
AnyId = Annotated[Identifier, Refers()]


class Pointer(Value):
    """A value that says something about another record."""

    @property
    def target(self) -> str:
        """The id of the other record."""
        raise NotImplementedError

    def __str__(self) -> str:
        """Return the id of the other record."""
        return self.target


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


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference to a record, as seen from the record that it points to."""

    role: str | None
    record: str
    path: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value: from which fields, by which formula."""

    value: Any
    formula: str
    inputs: tuple[str, ...]


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


class Receipted(Frozen):
    """A model whose fields each have a receipt or a gap."""

    own: ClassVar[frozenset[str]] = frozenset({"id", "evidence", "gaps"})
    """The fields that are ours, not the article's."""

    evidence: dict[str, Receipt] = Field(default={}, description="the receipt of each filled field, by its path")
    gaps: dict[str, Gap] = Field(default={}, description="why a field is empty, by its path")


class Record(Receipted):
    """A subject that the article tells of."""

    label: ClassVar[str]
    """The field that names the record to a reader."""
    told: ClassVar[tuple[str, ...]] = ()
    """The fields besides the label that full text searches."""

    id: Slug = Field(description="the record's name within its sheet")

    @classmethod
    def columns(cls) -> tuple[str, ...]:
        """Return the names of the record's own fields, in the order in which it is served: its voice last."""
        fields = [name for name in cls.model_fields if name not in Record.model_fields]
        return tuple(sorted(fields, key=Voiced.model_fields.__contains__))

    def title_among(self, records: Mapping[str, "Record"]) -> str:
        """Return what to call the record in a list, `records` being its sheet's by id."""
        return str(getattr(self, self.label))

    def said_by(self, path: str) -> tuple[Voice, str | None]:
        """Return in whose voice the field at `path` is told: the article's, or that of an id or a group as named."""
        raise NotImplementedError

    def status_of(self, path: str) -> Status:
        """Return how the field at `path` holds: a state that holds, or what a voice asserts."""
        voice, _ = self.said_by(path)
        return "asserted" if voice == "attributed" else "standing"

    def derive(self, mentions: Sequence[Mention]) -> dict[str, Derived]:
        """Return the values computed from the record and from where others mention it, by name."""
        return {}


class Voiced(Record):
    """A record that the article tells in its own voice or attributes to someone."""

    voice: Voice = Field(description="`narrated`: the article says it; `attributed`: it says who says it")
    attributed_to: ActorId | None = Field(None, description="who says it, where it is attributed")
    attribution_scope: Scope | None = Field(
        None, description="`ambiguous` where the article leaves open what the attribution covers"
    )

    @model_validator(mode="after")
    def one_voice(self) -> Self:
        """Hold that a narrated record is attributed to nobody, and say so in its gaps; raise ValueError."""
        if self.voice == "narrated" and (self.attributed_to or self.attribution_scope):
            raise ValueError("is narrated and yet attributed: choose one")
        if self.voice == "narrated":
            self.gaps.setdefault("attributed_to", OWN_VOICE)
            self.gaps.setdefault("attribution_scope", OWN_VOICE)
        return self

    def said_by(self, path: str) -> tuple[Voice, str | None]:
        """Return the voice of the field where its receipt names one, else that of the record."""
        receipt = self.evidence.get(path)
        if receipt and receipt.attributed_to:
            return "attributed", receipt.attributed_to
        return self.voice, self.attributed_to
