"""Statements: who says what, to whom, when, and how it bears on what others say."""

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facts.model.fields import Pointer, Refers
from facts.model.record import ACTORS, AnyId, Derived, Mention, OrganizationId, Record, Scope, Voice
from facts.model.values import Frozen, Identifier, Slug, Status, Telling, When, Words

Form = Literal["direct", "indirect", "attributed"]


class Relation(Pointer):
    """How a statement bears on another."""

    type: Literal["disputes", "similar_view"] = Field(description="how it bears on the other")
    statement: Slug = Field(description="the other statement")
    basis: Literal["stated", "editorial"] = Field(
        description="`stated`: the article relates them; `editorial`: a reader's comparison, without a verdict"
    )
    note: Telling = Field(description="how far the two touch")

    @property
    def target(self) -> str:
        """The id of the other statement."""
        return self.statement

    @property
    def terms(self) -> tuple[str, ...]:
        """How it bears on the other, and the other's id."""
        return (self.type, self.statement)


class StatementDerived(Frozen):
    """What follows from the relations of other statements."""

    related_by: tuple[str, ...] | None = Field(None, description="the statements that relate themselves to this one")


class Statement(Record):
    """One claim of one voice; a paragraph with three claims is three statements."""

    label = "summary"
    told = ("named",)
    frame: ClassVar[frozenset[str]] = frozenset(
        {"speaker", "named", "outlet", "occasion", "when", "form", "attribution_scope", "relations"}
    )
    """The fields that the article itself says about the statement."""

    speaker: Annotated[Identifier, Refers(*ACTORS, role="speaker")] | None = Field(
        None, description="who says it; empty for a group that the article names only in general"
    )
    named: Words = Field(description="the article's words for who says it", examples=["experts"])
    attribution_scope: Scope = Field(
        description="`ambiguous` where the article leaves open whether the attribution covers it"
    )
    outlet: OrganizationId | None = Field(None, description="the outlet that it was said to")
    occasion: Annotated[Slug, Refers("events")] | None = Field(None, description="the event at which it was said")
    when: When | None = Field(None, description="when it was said")
    summary: Telling = Field(description="what is said, in our words")
    form: Form = Field(
        description="`direct`: in quotation marks; `indirect`: reported speech; `attributed`: by the context"
    )
    status: Status = Field(description="how what is said is meant to hold")
    about: tuple[AnyId, ...] = Field((), description="the records that it is about")
    relations: tuple[Annotated[Relation, Refers("statements")], ...] = Field(
        (), description="how it bears on other statements"
    )

    def title_among(self, records: Mapping[str, Record]) -> str:
        """Return who says what, so that no claim stands in a list as if it were a fact."""
        who = records[self.speaker].title_among(records) if self.speaker else self.named
        return f"{who}: {self.summary}"

    def said_by(self, path: str) -> tuple[Voice, str | None]:
        """Return who says the field: the speaker its content, the article itself the rest."""
        return ("narrated", None) if self.framing(path) else ("attributed", self.speaker or self.named)

    def status_of(self, path: str) -> Status:
        """Return how what is said is meant to hold; that it was said occurred."""
        return "occurred" if self.framing(path) else self.status

    def framing(self, path: str) -> bool:
        """Return whether the field tells of the statement, not of what it says."""
        return path.split(".", 1)[0] in self.frame

    def derive(self, mentions: Sequence[Mention]) -> dict[str, Derived]:
        """Return the statements whose relations point here."""
        found = tuple(dict.fromkeys(mention.record for mention in mentions if mention.path == "relations"))
        if not found:
            return {}
        inputs = tuple(f"{record}#relations" for record in found)
        return {"related_by": Derived(found, "the statements whose relations hold this one's id", inputs)}
