"""The kinds of record: a row each. A new kind is a model, a row here and its data."""

from collections.abc import Mapping
from dataclasses import dataclass

from facts.kinds.contract import Contract, ContractDerived
from facts.kinds.country import Country, CountryDerived
from facts.kinds.event import Event
from facts.kinds.media import Media
from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.kinds.place import Place
from facts.kinds.statement import SpeechForm, Statement, StatementDerived
from facts.kinds.system import System
from facts.model.collection import (
    COUNTRY,
    Collection,
    ShortText,
    Sort,
    amount,
    currency,
    during,
    has_one,
    is_one,
    kind,
    party,
    reference,
    status,
)
from facts.model.fields import Role
from facts.model.record import Record
from facts.model.values import FrozenModel, Identifier


class EmptyDerived(FrozenModel):
    """What is computed for records of most kinds."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Kind(Collection):
    """A collection of records of one model."""

    model: type[Record]
    derived: type[FrozenModel] = EmptyDerived
    """The model of what is computed for each record."""
    example_id: str = "a-slug"
    """The id of a record, to show in documents."""
    date_field: str | None = None
    """The field whose gap makes the record an undated entry of the timeline."""


NAME = {"name": Sort("text", "name")}
TITLE = {"title": Sort("text", "title")}

KINDS: Mapping[str, Kind] = {
    row.name: row
    for row in (
        Kind(
            name="contracts",
            singular="contract",
            model=Contract,
            example_id="turkey-2017",
            description="Who buys what from whom, for how much, signed and delivered when.",
            filters={
                "buyer": party("buyer", "the country that buys"),
                "supplier": party("supplier", "the country that supplies"),
                "system": reference("system", "the id of the system bought"),
                "signed": during("signed", "when it was signed"),
                "delivered": during("delivery.when", "when the delivery was or is to be completed"),
                "delivery_status": status("delivery.status", "the status of the delivery"),
                "min_value": amount("at_least", "the least value, in the contract's own currency"),
                "max_value": amount("at_most", "the greatest value, in the contract's own currency"),
                "currency": currency(),
            },
            sorts=TITLE
            | {
                "value": Sort("number", "value"),
                "signed": Sort("earliest", "signed"),
                "delivered": Sort("earliest", "delivery.when"),
                "buyer": Sort("text", "buyer"),
                "supplier": Sort("text", "supplier"),
            },
            derived=ContractDerived,
            date_field="signed",
        ),
        Kind(
            name="countries",
            singular="country",
            model=Country,
            example_id="TR",
            description="The countries of the article and the parts that they play.",
            filters={"role": has_one("derived.roles", Role, "a part that the country plays")},
            sorts=NAME | {"alpha3": Sort("text", "alpha3")},
            derived=CountryDerived,
        ),
        Kind(
            name="systems",
            singular="system",
            model=System,
            example_id="s-400",
            description="Weapon systems: what they are, whose they are, what they can do.",
            filters={"country": party("country", "the country that makes it"), "kind": kind("the kind of system")},
            sorts=NAME | {"developed": Sort("earliest", "developed"), "adopted": Sort("earliest", "adopted.when")},
        ),
        Kind(
            name="people",
            singular="person",
            model=Person,
            example_id="jens-stoltenberg",
            description="People whom the article names for what they do or say.",
            filters={
                "country": party("country", "the country that the article ties the person to"),
                "organization": reference("organization", "the id of the person's organization"),
            },
            sorts=NAME,
        ),
        Kind(
            name="organizations",
            singular="organization",
            model=Organization,
            example_id="nato",
            description="Alliances, ministries, companies, institutes, outlets and agencies.",
            filters={
                "country": party("country", "the country that it is of"),
                "kind": kind("the kind of organization"),
            },
            sorts=NAME,
        ),
        Kind(
            name="places",
            singular="place",
            model=Place,
            example_id="ankara",
            description="Places that the article names.",
            filters={"country": party("country", "the country that it lies in"), "kind": kind("the kind of place")},
            sorts=NAME,
        ),
        Kind(
            name="events",
            singular="event",
            model=Event,
            example_id="talks-in-ankara",
            description="What happened, is negotiated, planned or threatened.",
            filters={
                "kind": kind("the kind of event"),
                "date": during("when", "when it happened or is to happen"),
                "country": COUNTRY,
                "participant": has_one("participants", Identifier, "the id of a participant"),
                "status": status("status", "the event's status"),
            },
            sorts=TITLE | {"date": Sort("earliest", "when")},
            date_field="when",
        ),
        Kind(
            name="statements",
            singular="statement",
            model=Statement,
            example_id="stoltenberg-sanctions",
            description="Who says what, when, to whom, and how it bears on what others say.",
            filters={
                "speaker": is_one(
                    "summary", ShortText, "the id of the speaker, or a group as named", "attributed_to"
                ),
                "outlet": reference("outlet", "the id of the outlet that it was said to"),
                "date": during("when", "when it was said"),
                "about": has_one("about", Identifier, "the id of a record that it is about"),
                "relation": has_one(
                    "relations", ShortText, "how it bears on another: `disputes`, `similar_view`, or the other's id"
                ),
                "form": is_one("form", SpeechForm, "how it is rendered"),
                "status": status("status", "how what is said is meant to hold"),
            },
            sorts={"date": Sort("earliest", "when"), "speaker": Sort("attributed_to", "summary")},
            derived=StatementDerived,
            date_field="when",
        ),
        Kind(
            name="media",
            singular="photograph",
            model=Media,
            example_id="photo-incirlik-airbase",
            description="The photographs printed with the article.",
            filters={"agency": reference("agency", "the id of the agency credited")},
            sorts={"caption": Sort("text", "caption")},
        ),
    )
}


def count_phrase(count: int, kind: Kind) -> str:
    """Return how many records of a kind there are, in words: `1 contract`, `3 people`."""
    return f"{count} {kind.singular if count == 1 else kind.name}"
