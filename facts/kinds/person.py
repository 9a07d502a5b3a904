"""People whom the article names for what they do or say."""

from itertools import takewhile
from typing import Annotated, Literal

from pydantic import Field

from facts.model.collection import CountryParam, Equals, Filters, Sort
from facts.model.fields import DraftDefault, Reference
from facts.model.kind import Kind
from facts.model.record import Record
from facts.model.values import CountryCode, FieldGroup, Identifier, Quotation, Slug

EMPLOYERS = ("organizations", "places")
"""The kinds of records that an office can belong to."""


class Office(FieldGroup):
    """An office that a person holds or held."""

    title: Quotation = Field(description="the office as printed")
    organization: Annotated[Slug, Reference(*EMPLOYERS), DraftDefault(named_in="title")] | None = Field(
        None, description="id of the organization that it belongs to; a city, a place, can be one"
    )
    status: Literal["current", "former"] | None = Field(
        None, description="whether the article calls it a current or a former office"
    )


class Person(Record):
    """A person of the article; photographers are credits of media, not people."""

    title_field = "name"

    name: Quotation = Field(description="the name as printed")
    offices: tuple[Office, ...] = Field((), description="the offices that the article names")
    country: Annotated[CountryCode, Reference("countries")] | None = Field(
        None, description="the country that the article ties the person to"
    )

    def aliases(self) -> tuple[str, ...]:
        """Return the full name, and the surname by which articles refer to a person again.

        That is the last word, and with it the particles before it that have no capital: Haan, and de Haan.
        """
        *others, last = self.name.split()
        particles = [*takewhile(str.islower, reversed(others))][::-1] if len(others) > 1 else []
        surname = " ".join([*particles, last])
        return tuple(dict.fromkeys((self.name, surname, last)))


class PersonFilters(Filters):
    """The filters of people."""

    country: Annotated[CountryParam | None, Equals("country")] = Field(
        None, description="the country that the article ties the person to, as ISO 3166 alpha-2"
    )
    organization: Annotated[Identifier | None, Equals("offices.*.organization", kinds=EMPLOYERS)] = Field(
        None, description="id of an organization, or of a place, in which the person holds or held an office"
    )


PEOPLE = Kind(
    name="people",
    singular="person",
    description="People whom the article names for what they do or say.",
    model=Person,
    filters=PersonFilters,
    sorts={"name": Sort("text", "name")},
    example_id="jens-stoltenberg",
)
