"""Statements: who says what, to whom, when, and how it bears on what others say."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facts.model.fields import Reference, ReferenceValue
from facts.model.record import ACTORS, AnyId, AttributionScope, Backlink, DerivedValue, OrganizationId, Record, Voice
from facts.model.values import EdtfDate, FrozenModel, Identifier, Paraphrase, Quotation, Slug, Status

SpeechForm = Literal["direct", "indirect", "attributed"]


class Relation(ReferenceValue):
    """How a statement bears on another."""

    type: Literal["disputes", "similar_view"] = Field(description="how it bears on the other")
    statement: Slug = Field(description="the other statement")
    origin: Literal["stated", "editorial"] = Field(
        description="`stated`: the article relates them; `editorial`: a reader's comparison, without a verdict"
    )
    note: Paraphrase = Field(description="how far the two touch")

    @property
    def target(self) -> str:
        """The id of the other statement."""
        return self.statement

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """How it bears on the other, and the other's id."""
        return (self.type, self.statement)


class StatementDerived(FrozenModel):
    """What follows from the relations of other statements."""

    related_by: tuple[str, ...] | None = Field(None, description="the statements that relate themselves to this one")


class Statement(Record):
    """One claim of one voice; a paragraph with three claims is three statements."""

    title_field = "summary"
    search_fields = ("named",)
    CONTEXT_FIELDS: ClassVar[frozenset[str]] = frozenset(
        {"speaker", "named", "outlet", "occasion", "when", "form", "attribution_scope", "relations"}
    )
    """The fields that the article itself says about the statement."""

    speaker: Annotated[Identifier, Reference(*ACTORS, role="speaker")] | None = Field(
        None, description="who says it; empty for a group that the article names only in general"
    )
    named: Quotation = Field(description="the article's words for who says it", examples=["experts"])
    attribution_scope: AttributionScope = Field(
        description="`ambiguous` where the article leaves open whether the attribution covers it"
    )
    outlet: OrganizationId | None = Field(None, description="the outlet that it was said to")
    occasion: Annotated[Slug, Reference("events")] | None = Field(None, description="the event at which it was said")
    when: EdtfDate | None = Field(None, description="when it was said")
    summary: Paraphrase = Field(description="what is said, in our words")
    form: SpeechForm = Field(
        description="`direct`: in quotation marks; `indirect`: reported speech; `attributed`: by the context"
    )
    status: Status = Field(description="how what is said is meant to hold")
    about: tuple[AnyId, ...] = Field((), description="the records that it is about")
    relations: tuple[Annotated[Relation, Reference("statements")], ...] = Field(
        (), description="how it bears on other statements"
    )

    def display_title(self, records: Mapping[str, Record]) -> str:
        """Return who says what, so that no claim stands in a list as if it were a fact."""
        who = records[self.speaker].display_title(records) if self.speaker else self.named
        return f"{who}: {self.summary}"

    def voice_of(self, path: str) -> tuple[Voice, str | None]:
        """Return who says the field: the speaker its content, the article itself the rest."""
        return ("narrated", None) if self.is_context(path) else ("attributed", self.speaker or self.named)

    def status_of(self, path: str) -> Status:
        """Return how what is said is meant to hold; that it was said occurred."""
        return "occurred" if self.is_context(path) else self.status

    def is_context(self, path: str) -> bool:
        """Return whether the field tells of the statement, not of what it says."""
        return path.split(".", 1)[0] in self.CONTEXT_FIELDS

    def derive(self, mentions: Sequence[Backlink]) -> dict[str, DerivedValue]:
        """Return the statements whose relations point here."""
        found = tuple(dict.fromkeys(mention.record for mention in mentions if mention.path == "relations"))
        if not found:
            return {}
        inputs = tuple(f"{record}#relations" for record in found)
        return {"related_by": DerivedValue(found, "the statements whose relations hold this one's id", inputs)}
