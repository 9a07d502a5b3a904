"""What every record has: an id, fields with receipts and gaps, a voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from facts.model.fields import Receipted, Refers, Role
from facts.model.receipt import Gap
from facts.model.values import Identifier, Slug, Status

Voice = Literal["narrated", "attributed"]
Scope = Literal["whole", "ambiguous"]
OWN_VOICE = Gap(status="not_applicable", note="the article says it in its own voice")

ACTORS = ("people", "organizations", "countries")
"""The kinds of those who act and speak."""

OrganizationId = Annotated[Slug, Refers("organizations")]
ActorId = Annotated[Identifier, Refers(*ACTORS)]
AnyId = Annotated[Identifier, Refers()]


@dataclass(frozen=True, slots=True)
class Mention:
    """A reference to a record, as seen from the record that it points to."""

    role: Role | None
    record: str
    path: str


@dataclass(frozen=True, slots=True)
class Derived:
    """A computed value: from which fields, by which formula."""

    value: Any
    formula: str
    inputs: tuple[str, ...]


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

    def names(self) -> tuple[str, ...]:
        """Return by which words the article calls the subject; none for what has no name, such as an event."""
        return ()

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

    def complete(self) -> None:
        """Add the gaps that go without saying."""

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
        self.complete()
        return self

    def complete(self) -> None:
        """Say why a narrated record is attributed to nobody."""
        for name in ("attributed_to", "attribution_scope") if self.voice == "narrated" else ():
            if getattr(self, name) is None:
                self.gaps.setdefault(name, OWN_VOICE)

    def said_by(self, path: str) -> tuple[Voice, str | None]:
        """Return the voice of the field where its receipt names one, else that of the record."""
        receipt = self.evidence.get(path)
        if receipt and receipt.attributed_to:
            return "attributed", receipt.attributed_to
        return self.voice, self.attributed_to
