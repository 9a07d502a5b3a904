"""Events: what happened, is planned, negotiated or threatened."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import (
    Contains,
    CountryFilter,
    During,
    EdtfParam,
    Equals,
    Filters,
    ShortText,
    Sort,
    date_description,
)
from facts.model.fields import Reference
from facts.model.kind import Kind
from facts.model.quantity import Quantity
from facts.model.record import ACTORS, AnyId, AttributedRecord
from facts.model.values import EdtfDate, Identifier, Label, Paraphrase, Slug, Status


class Event(AttributedRecord):
    """Something that the article says happened, holds, or is to happen."""

    title_field = "title"
    search_fields = ("kind",)

    title: Paraphrase = Field(description="what to call the event")
    kind: Label = Field(description="what kind of event it is, in lower case", examples=["signature"])
    when: EdtfDate | None = Field(None, description="when it happened or is to happen")
    where: Annotated[Slug, Reference("places")] | None = Field(None, description="where")
    participants: tuple[Annotated[Identifier, Reference(*ACTORS, role="participant")], ...] = Field(
        (), description="who takes part"
    )
    quantity: Quantity | None = Field(None, description="how much it concerns")
    about: tuple[AnyId, ...] = Field((), description="the records that it concerns")
    status: Status = Field(description="whether it occurred, holds, is negotiated, planned or threatened")

    def status_of(self, path: str) -> Status:
        """Return the event's status."""
        return self.status


class EventFilters(Filters):
    """The filters of events."""

    kind: Annotated[ShortText | None, Equals("kind")] = Field(None, description="kind of event")
    date: Annotated[EdtfParam | None, During("when")] = Field(
        None, description=date_description("when it happened or is to happen")
    )
    country: CountryFilter = Field(
        None, description="a country that the record names or is tied to, as ISO 3166 alpha-2"
    )
    participant: Annotated[Identifier | None, Contains("participants")] = Field(
        None, description="id of a participant"
    )
    status: Annotated[Status | None, Equals("status")] = Field(None, description="status of the event")


EVENTS = Kind(
    name="events",
    singular="event",
    description="What happened, is negotiated, planned or threatened.",
    model=Event,
    filters=EventFilters,
    sorts={"title": Sort("text", "title"), "date": Sort("earliest", "when")},
    example_id="talks-in-ankara",
    date_field="when",
)
