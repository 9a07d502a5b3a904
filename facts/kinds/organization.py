"""Organizations: alliances, ministries, companies, institutes, forces, outlets and agencies."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import CountryParam, Equals, Filters, ShortText, Sort
from facts.model.fields import Reference
from facts.model.kind import Kind
from facts.model.record import Record
from facts.model.values import CountryCode, Label, Quotation


class Organization(Record):
    """An organization that the article names."""

    title_field = "name"

    name: Quotation = Field(description="its name in the article")
    short_name: Quotation | None = Field(None, description="its abbreviation in the article")
    also_called: tuple[Quotation, ...] = Field((), description="other words of the article for it")
    kind: Label | None = Field(None, description="what kind of organization it is, in lower case")
    country: Annotated[CountryCode, Reference("countries")] | None = Field(
        None, description="the country that it belongs to"
    )

    def aliases(self) -> tuple[str, ...]:
        """Return the names that the article has for the organization."""
        return self.name, *filter(None, [self.short_name]), *self.also_called


class OrganizationFilters(Filters):
    """The filters of organizations."""

    country: Annotated[CountryParam | None, Equals("country")] = Field(
        None, description="the country that it belongs to, as ISO 3166 alpha-2"
    )
    kind: Annotated[ShortText | None, Equals("kind")] = Field(None, description="kind of organization")


ORGANIZATIONS = Kind(
    name="organizations",
    singular="organization",
    description="Alliances, ministries, companies, institutes, outlets and agencies.",
    model=Organization,
    filters=OrganizationFilters,
    sorts={"name": Sort("text", "name")},
    example_id="nato",
)
