"""People whom the article names for what they do or say."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import CountryParam, Equals, Filters, Sort
from facts.model.fields import Reference
from facts.model.kind import Kind
from facts.model.record import OrganizationId, Record
from facts.model.values import CountryCode, Identifier, Quotation


class Person(Record):
    """A person of the article; photographers are credits of media, not people."""

    title_field = "name"
    search_fields = ("office",)

    name: Quotation = Field(description="the name as printed")
    office: Quotation | None = Field(None, description="the office as printed")
    organization: OrganizationId | None = Field(None, description="the organization that the person speaks for")
    country: Annotated[CountryCode, Reference("countries")] | None = Field(
        None, description="the country that the article ties the person to"
    )

    def aliases(self) -> tuple[str, ...]:
        """Return the full name, and its last word, by which articles refer to a person again."""
        return self.name, self.name.split()[-1]


class PersonFilters(Filters):
    """The filters of people."""

    country: Annotated[CountryParam | None, Equals("country")] = Field(
        None, description="the country that the article ties the person to, as ISO 3166 alpha-2"
    )
    organization: Annotated[Identifier | None, Equals("organization")] = Field(
        None, description="id of the person's organization"
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
