"""Statements: who says what, to whom, when, and how it relates to what others say."""

from collections.abc import Hashable, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from facts.model.collection import (
    ActorParam,
    Contains,
    CountryParam,
    During,
    EdtfParam,
    Equals,
    Filters,
    InPassage,
    PassageParam,
    ShortText,
    Sort,
    date_description,
)
from facts.model.fields import DraftDefault, Reference, ReferenceValue
from facts.model.figure import Figure
from facts.model.kind import Kind
from facts.model.receipt import AttributionScope
from facts.model.record import (
    ACTORS,
    NARRATED,
    AnyId,
    Attribution,
    DerivedValue,
    OrganizationId,
    Record,
    RecordGraph,
)
from facts.model.values import (
    CountryCode,
    EdtfDate,
    FrozenModel,
    Identifier,
    Paraphrase,
    Quotation,
    Slug,
    Status,
)

SpeechForm = Literal["direct", "indirect", "attributed"]


class Relation(ReferenceValue):
    """The relation of a statement to another."""

    id_field = "statement"

    type: Literal["disputes", "similar_view"] = Field(description="kind of relation")
    statement: Slug = Field(description="id of the other statement")
    origin: Annotated[Literal["stated", "editorial"], DraftDefault("stated")] = Field(
        description="`stated`: the article relates them; `editorial`: a reader's comparison, without a verdict"
    )
    note: Annotated[Paraphrase, DraftDefault("by its own words")] = Field(description="how far the two touch")

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """The kind of relation, and the id of the other statement."""
        return (self.type, self.statement)


class StatementDerived(FrozenModel):
    """Values derived from the speaker, and from the relations of other statements."""

    speaker_country: Annotated[CountryCode, Reference("countries")] | None = Field(
        None, description="the country that the speaker is or belongs to, as ISO 3166 alpha-2"
    )
    related_by: tuple[Annotated[Relation, Reference("statements")], ...] | None = Field(
        None, description="the relations of other statements to this one; `statement` is the id of the other"
    )


class Statement(Record):
    """One claim of one voice; a paragraph with three claims is three statements."""

    title_field = "summary"
    CONTEXT_FIELDS: ClassVar[frozenset[str]] = frozenset(
        {"speaker", "named", "outlet", "occasion", "when", "form", "attribution_scope", "relations", "derived"}
    )
    """The fields that the article itself states about the statement, in its own voice."""

    speaker: Annotated[Identifier, Reference(*ACTORS, role="speaker")] | None = Field(
        None, description="id of who says it; null for a group that the article names only in general"
    )
    named: Annotated[Quotation, DraftDefault(name_of="speaker")] = Field(
        description="the article's words for who says it", examples=["experts"]
    )
    attribution_scope: Annotated[AttributionScope, DraftDefault("whole")] = Field(
        description="`ambiguous` where the article leaves open whether the attribution covers it"
    )
    outlet: OrganizationId | None = Field(None, description="the outlet that it was said to")
    occasion: Annotated[Slug, Reference("events")] | None = Field(None, description="the event at which it was said")
    when: EdtfDate | None = Field(None, description="when it was said")
    summary: Paraphrase = Field(description="what is said, in our words")
    form: Annotated[SpeechForm, DraftDefault("indirect", spoken="direct")] = Field(
        description="`direct`: in quotation marks; `indirect`: reported speech; `attributed`: by the context"
    )
    status: Annotated[Status, DraftDefault("asserted", state="standing", act="occurred", promise="planned")] = Field(
        description="status of what is said"
    )
    amount: Figure | None = Field(None, description="the money, share or quantity that it is about")
    about: tuple[AnyId, ...] = Field((), description="the records that it is about")
    relations: tuple[Annotated[Relation, Reference("statements")], ...] = Field(
        (), description="relations to other statements"
    )

    def display_title(self, records: Mapping[str, Record]) -> str:
        """Return who says what, so that no claim is listed as if it were a fact."""
        speaker = records.get(self.speaker or "")
        who = speaker.display_title(records) if speaker else self.named or self.speaker
        return f"{who}: {self.summary}"

    def attribution_of(self, path: str) -> Attribution:
        """Return the voice of the field: the speaker's for what is said, the article's for its context."""
        if self.is_context(path):
            return NARRATED
        return Attribution("attributed", self.speaker or self.named, self.attribution_scope)

    def status_of(self, path: str) -> Status:
        """Return the status of what is said; the act of saying it occurred."""
        return "occurred" if self.is_context(path) else self.status

    def is_context(self, path: str) -> bool:
        """Return whether the field describes the statement and not what is said."""
        return path.split(".", 1)[0] in self.CONTEXT_FIELDS

    def happening_at(self, path: str) -> Hashable:
        """Return the occasion of the statement if no event is recorded for it: one for all that is said on it."""
        if self.occasion or not self.when:
            return None
        return self.speaker or self.named, self.outlet, self.when.edtf, self.when.within

    def derive(self, graph: RecordGraph) -> dict[str, DerivedValue]:
        """Return the country of the speaker, and the relations of other statements to this one."""
        derived: dict[str, DerivedValue] = {}
        country = graph.derive_countries("speaker", [self.speaker]) if self.speaker else None
        if country:
            formula = "the country that the speaker is or belongs to"
            derived["speaker_country"] = DerivedValue(country.value[0], formula, country.inputs)
        others = {link.record: None for link in graph.backlinks.get(self.id, ()) if link.path == "relations"}
        relations = tuple(
            relation.model_copy(update={"statement": statement.id})
            for address in others
            if isinstance(statement := graph.records[address.partition("/")[2]], Statement)
            for relation in statement.relations
            if relation.statement == self.id
        )
        if relations:
            inputs = tuple(f"{address}#relations" for address in others)
            formula = "the relations of other statements that hold this one's id"
            derived["related_by"] = DerivedValue(relations, formula, inputs)
        return derived


class StatementFilters(Filters):
    """The filters of statements."""

    speaker: Annotated[ActorParam | None, Equals("summary", column="attributed_to", kinds=ACTORS)] = Field(
        None, description="id of the speaker, or a group as named"
    )
    country: Annotated[CountryParam | None, Equals("derived.speaker_country")] = Field(
        None, description="the country that the speaker is or belongs to, as ISO 3166 alpha-2"
    )
    outlet: Annotated[Identifier | None, Equals("outlet", kinds=("organizations",))] = Field(
        None, description="id of the outlet that the statement was made to"
    )
    date: Annotated[EdtfParam | None, During("when")] = Field(None, description=date_description("when it was said"))
    about: Annotated[Identifier | None, Contains("about")] = Field(
        None, description="id of a record that the statement is about"
    )
    relation: Annotated[ShortText | None, Contains("relations")] = Field(
        None, description="relation to another statement: `disputes`, `similar_view`, or the other's id"
    )
    form: Annotated[SpeechForm | None, Equals("form")] = Field(None, description="how the statement is reported")
    status: Annotated[Status | None, Equals("status")] = Field(None, description="status of what is said")
    passage: Annotated[PassageParam | None, InPassage("summary")] = Field(
        None, description="number of the passage in which it is, within a sheet"
    )


STATEMENTS = Kind(
    name="statements",
    singular="statement",
    description="Who says what, when, to whom, and how it relates to what others say.",
    model=Statement,
    filters=StatementFilters,
    sorts={"date": Sort("earliest", "when"), "speaker": Sort("attributed_to", "summary")},
    derived=StatementDerived,
    example_id="stoltenberg-sanctions",
    date_field="when",
)
