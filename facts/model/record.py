"""What every record has: an id, fields with receipts and gaps, a voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, Self

from pydantic import Field, model_validator

from facts.model.fields import Reference, Role, WithEvidence
from facts.model.receipt import Gap
from facts.model.values import Identifier, Slug, Status

Voice = Literal["narrated", "attributed"]
AttributionScope = Literal["whole", "ambiguous"]
NARRATED_GAP = Gap(status="not_applicable", note="the article says it in its own voice")

ACTORS = ("people", "organizations", "countries")
"""The kinds of those who act and speak."""

OrganizationId = Annotated[Slug, Reference("organizations")]
ActorId = Annotated[Identifier, Reference(*ACTORS)]
AnyId = Annotated[Identifier, Reference()]


@dataclass(frozen=True, slots=True)
class Backlink:
    """A reference to a record, as seen from the record that it points to."""

    role: Role | None
    record: str
    path: str


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """A computed value: from which fields, by which formula."""

    value: Any
    formula: str
    inputs: tuple[str, ...]


class Record(WithEvidence):
    """A subject that the article tells of."""

    title_field: ClassVar[str]
    """The field that names the record to a reader."""
    search_fields: ClassVar[tuple[str, ...]] = ()
    """The fields besides the label that full text searches."""

    id: Slug = Field(description="the record's name within its sheet")

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the record's own fields, in the order in which it is served: its voice last."""
        fields = [name for name in cls.model_fields if name not in Record.model_fields]
        return tuple(sorted(fields, key=AttributedRecord.model_fields.__contains__))

    def aliases(self) -> tuple[str, ...]:
        """Return by which words the article calls the subject; none for what has no name, such as an event."""
        return ()

    def display_title(self, records: Mapping[str, "Record"]) -> str:
        """Return what to call the record in a list, `records` being its sheet's by id."""
        return str(getattr(self, self.title_field))

    def voice_of(self, path: str) -> tuple[Voice, str | None]:
        """Return in whose voice the field at `path` is told: the article's, or that of an id or a group as named."""
        raise NotImplementedError

    def status_of(self, path: str) -> Status:
        """Return how the field at `path` holds: a state that holds, or what a voice asserts."""
        voice, _ = self.voice_of(path)
        return "asserted" if voice == "attributed" else "standing"

    def add_implied_gaps(self) -> None:
        """Add the gaps that go without saying."""

    def derive(self, mentions: Sequence[Backlink]) -> dict[str, DerivedValue]:
        """Return the values computed from the record and from where others mention it, by name."""
        return {}


class AttributedRecord(Record):
    """A record that the article tells in its own voice or attributes to someone."""

    voice: Voice = Field(description="`narrated`: the article says it; `attributed`: it says who says it")
    attributed_to: ActorId | None = Field(None, description="who says it, where it is attributed")
    attribution_scope: AttributionScope | None = Field(
        None, description="`ambiguous` where the article leaves open what the attribution covers"
    )

    @model_validator(mode="after")
    def check_voice(self) -> Self:
        """Hold that a narrated record is attributed to nobody, and say so in its gaps; raise ValueError."""
        if self.voice == "narrated" and (self.attributed_to or self.attribution_scope):
            raise ValueError("is narrated and yet attributed: choose one")
        self.add_implied_gaps()
        return self

    def add_implied_gaps(self) -> None:
        """Say why a narrated record is attributed to nobody."""
        for name in ("attributed_to", "attribution_scope") if self.voice == "narrated" else ():
            if getattr(self, name) is None:
                self.gaps.setdefault(name, NARRATED_GAP)

    def voice_of(self, path: str) -> tuple[Voice, str | None]:
        """Return the voice of the field where its receipt names one, else that of the record."""
        receipt = self.evidence.get(path)
        if receipt and receipt.attributed_to:
            return "attributed", receipt.attributed_to
        return self.voice, self.attributed_to
