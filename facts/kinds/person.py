"""People whom the article names for what they do or say."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Reference
from facts.model.record import AttributedRecord, OrganizationId
from facts.model.values import CountryCode, Quotation


class Person(AttributedRecord):
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
        """Return the name, and its last word, by which the article goes on."""
        return self.name, self.name.split()[-1]
