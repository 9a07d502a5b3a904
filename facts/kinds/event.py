"""Events: what happened, is planned, negotiated or threatened."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import (
    ActorParam,
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
from facts.model.fields import DraftDefault, Reference
from facts.model.figure import MoneyOrShare
from facts.model.kind import Kind
from facts.model.quantity import Quantity
from facts.model.record import ACTORS, AnyId, AttributedRecord
from facts.model.values import EdtfDate, Identifier, Label, Paraphrase, Status, Words


class Event(AttributedRecord):
    """Something that the article says happened, holds, or is to happen."""

    title_field = "title"

    title: Paraphrase = Field(description="what to call the event")
    kind: Annotated[Label, DraftDefault(begins="title")] | None = Field(
        None, description="what kind of event it is, in lower case", examples=["signature"]
    )
    when: EdtfDate | None = Field(None, description="when it happened or is to happen")
    where: Annotated[Identifier, Reference("places", "countries")] | None = Field(
        None, description="id of the place or the country where it happened or is to happen"
    )
    participants: tuple[Annotated[Words, Reference(*ACTORS, role="participant", or_words=True)], ...] = Field(
        (), description="who takes part: an id, or a group as the article names it"
    )
    quantity: Quantity | None = Field(None, description="how much it concerns")
    amount: MoneyOrShare | None = Field(None, description="the money or the share that it concerns")
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
    participant: Annotated[ActorParam | None, Contains("participants", kinds=ACTORS)] = Field(
        None, description="id of a participant, or a group as named"
    )
    about: Annotated[Identifier | None, Contains("about")] = Field(
        None, description="id of a record that the event is about"
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
