"""People whom the article names for what they do or say."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Refers
from facts.model.record import OrganizationId, Voiced
from facts.model.values import CountryCode, Words


class Person(Voiced):
    """A person of the article; photographers are credits of media, not people."""

    label = "name"
    told = ("office",)

    name: Words = Field(description="the name as printed")
    office: Words | None = Field(None, description="the office as printed")
    organization: OrganizationId | None = Field(None, description="the organization that the person speaks for")
    country: Annotated[CountryCode, Refers("countries")] | None = Field(
        None, description="the country that the article ties the person to"
    )

    def names(self) -> tuple[str, ...]:
        """Return the name, and its last word, by which the article goes on."""
        return self.name, self.name.split()[-1]
