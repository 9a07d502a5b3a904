"""The base classes of all records: id, evidence, gaps and voice."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from facts.model.fields import Reference, Role, WithEvidence
from facts.model.receipt import AttributionScope
from facts.model.values import Identifier, Slug, Status

Voice = Literal["narrated", "attributed"]

ACTORS = ("people", "organizations", "countries")
"""The kinds of records that can act and speak."""

OrganizationId = Annotated[Slug, Reference("organizations")]
ActorId = Annotated[Identifier, Reference(*ACTORS)]
AnyId = Annotated[Identifier, Reference()]


class Attribution(NamedTuple):
    """Whose voice a field is in; `attributed_to` is an id or the group as named, None for the article itself."""

    voice: Voice
    attributed_to: str | None = None
    attribution_scope: AttributionScope | None = None


NARRATED = Attribution("narrated")


@dataclass(frozen=True, slots=True)
class Backlink:
    """A reference to a record, seen from its target."""

    role: Role | None
    record: str
    path: str


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """A computed value, with its formula and the fields that it is computed from."""

    value: Any
    formula: str
    inputs: tuple[str, ...]


class Record(WithEvidence):
    """A subject of the article."""

    title_field: ClassVar[str]
    """The field that is the record's display title."""
    search_fields: ClassVar[tuple[str, ...]] = ()
    """The fields that full-text search covers besides the title."""

    id: Slug = Field(description="the record's name within its sheet")

    @classmethod
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the record's fields in the order in which they are served, the voice last."""
        fields = [name for name in cls.model_fields if name not in Record.model_fields]
        return tuple(sorted(fields, key=AttributedRecord.model_fields.__contains__))

    def aliases(self) -> tuple[str, ...]:
        """Return the article's names for the subject; none for a subject without a name, such as an event."""
        return ()

    def display_title(self, records: Mapping[str, "Record"]) -> str:
        """Return the record's title for a list; `records` are those of its sheet, by id."""
        return str(getattr(self, self.title_field))

    def attribution_of(self, path: str) -> Attribution:
        """Return the voice of the field at `path`: the one that its receipt names, else that of the record."""
        receipt = self.evidence.get(path)
        if receipt and receipt.attributed_to:
            return Attribution("attributed", receipt.attributed_to, receipt.attribution_scope or "whole")
        return self.attribution()

    def attribution(self) -> Attribution:
        """Return the voice of the record: the article's own for what it only names."""
        return NARRATED

    def status_of(self, path: str) -> Status:
        """Return the status of the field at `path`: `asserted` if attributed, else `standing`."""
        return "asserted" if self.attribution_of(path).voice == "attributed" else "standing"

    def derive(self, backlinks: Sequence[Backlink]) -> dict[str, DerivedValue]:
        """Return the values computed from the record and from the references to it, by name."""
        return {}


class AttributedRecord(Record):
    """A record that the article narrates in its own voice or attributes to someone."""

    voice: Voice = Field(
        "narrated", description="`narrated`: the article says it; `attributed`: it names who says it"
    )
    attributed_to: ActorId | None = Field(None, description="who says it, where it is attributed")
    attribution_scope: AttributionScope | None = Field(
        None, description="`ambiguous` where the article leaves open what the attribution covers"
    )

    @model_validator(mode="after")
    def check_voice(self) -> Self:
        """Raise ValueError for a narrated record that is attributed to someone."""
        if self.voice == "narrated" and (self.attributed_to or self.attribution_scope):
            raise ValueError('is attributed, but its voice is not "attributed"')
        return self

    def fields_without_evidence(self) -> frozenset[str]:
        """Return the internal fields and, for a narrated record, those of the voice: nothing needs evidence."""
        fields = super().fields_without_evidence()
        if self.voice == "narrated":
            fields |= frozenset(Attribution._fields) - self.evidence.keys() - self.gaps.keys()
        return fields

    def attribution(self) -> Attribution:
        """Return the voice of the record."""
        return Attribution(self.voice, self.attributed_to, self.attribution_scope)
