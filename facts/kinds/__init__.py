"""The kinds of record: a row each. A new kind is a model, a row here and its data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from facts.filters import (
    COUNTRY,
    Filter,
    Phrase,
    Sort,
    amount,
    country_of,
    currency,
    during,
    has_one,
    is_one,
    kind,
    party,
    reference,
    status,
)
from facts.kinds.contract import Contract, ContractDerived
from facts.kinds.country import Country, CountryDerived
from facts.kinds.event import Event
from facts.kinds.media import Media
from facts.kinds.organization import Organization
from facts.kinds.person import Person
from facts.kinds.place import Place
from facts.kinds.statement import Form, Statement
from facts.kinds.system import System
from facts.record import Record
from facts.values import Frozen, Identifier, Slug


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: its model, its questions and orders, and the field that dates it."""

    name: str
    singular: str
    model: type[Record]
    about: str
    filters: Mapping[str, Filter] = field(default_factory=dict)
    sorts: Mapping[str, Sort] = field(default_factory=dict)
    derived: type[Frozen] = Frozen
    dated: str | None = None
    """The field whose gap makes the record an undated entry of the timeline."""


NAME = {"name": Sort("text", "name")}
TITLE = {"title": Sort("text", "title")}

KINDS: Mapping[str, Kind] = {
    row.name: row
    for row in (
        Kind(
            "contracts",
            "contract",
            Contract,
            "Who buys what from whom, for how much, signed and delivered when.",
            {
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
            TITLE
            | {
                "value": Sort("number", "value"),
                "signed": Sort("earliest", "signed"),
                "delivered": Sort("earliest", "delivery.when"),
                "buyer": Sort("text", "buyer"),
                "supplier": Sort("text", "supplier"),
            },
            ContractDerived,
            dated="signed",
        ),
        Kind(
            "countries",
            "country",
            Country,
            "The countries of the article and the parts that they play.",
            {
                "role": has_one(
                    "derived.roles", Slug, "a part that the country plays, such as `buyer` or `lender`"
                )
            },
            NAME | {"alpha3": Sort("text", "alpha3")},
            CountryDerived,
        ),
        Kind(
            "systems",
            "system",
            System,
            "Weapon systems: what they are, whose they are, what they can do.",
            {"country": country_of("the country that makes it"), "kind": kind("the kind of system")},
            NAME | {"developed": Sort("earliest", "developed"), "adopted": Sort("earliest", "adopted.when")},
        ),
        Kind(
            "people",
            "person",
            Person,
            "People whom the article names for what they do or say.",
            {
                "country": country_of("the country that the article ties the person to"),
                "organization": reference("organization", "the id of the person's organization"),
            },
            NAME,
        ),
        Kind(
            "organizations",
            "organization",
            Organization,
            "Alliances, ministries, companies, institutes, outlets and agencies.",
            {"country": country_of("the country that it is of"), "kind": kind("the kind of organization")},
            NAME,
        ),
        Kind(
            "places",
            "place",
            Place,
            "Places that the article names.",
            {"country": country_of("the country that it lies in"), "kind": kind("the kind of place")},
            NAME,
        ),
        Kind(
            "events",
            "event",
            Event,
            "What happened, is negotiated, planned or threatened.",
            {
                "kind": kind("the kind of event"),
                "date": during("when", "when it happened or is to happen"),
                "country": COUNTRY,
                "participant": has_one("participants", Identifier, "the id of a participant"),
                "status": status("status", "the event's status"),
            },
            TITLE | {"date": Sort("earliest", "when")},
            dated="when",
        ),
        Kind(
            "statements",
            "statement",
            Statement,
            "Who says what, when, to whom, and how it bears on what others say.",
            {
                "speaker": is_one(
                    "summary", Phrase, "the id of the speaker, or a group as named", "attributed_to"
                ),
                "outlet": reference("outlet", "the id of the outlet that it was said to"),
                "date": during("when", "when it was said"),
                "about": has_one("about", Identifier, "the id of a record that it is about"),
                "form": is_one("form", Form, "how it is rendered"),
                "status": status("status", "how what is said is meant to hold"),
            },
            {"date": Sort("earliest", "when"), "speaker": Sort("attributed_to", "summary")},
            dated="when",
        ),
        Kind(
            "media",
            "photograph",
            Media,
            "The photographs printed with the article.",
            {"agency": reference("agency", "the id of the agency credited")},
            {"caption": Sort("text", "caption")},
        ),
    )
}
