"""Organizations: alliances, ministries, companies, institutes, forces, outlets and agencies."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Refers
from facts.model.record import Voiced
from facts.model.values import CountryCode, Label, Words


class Organization(Voiced):
    """An organization that the article names."""

    label = "name"
    told = ("short_name", "also_called", "kind")

    name: Words = Field(description="its name in the article")
    short_name: Words | None = Field(None, description="its abbreviation in the article")
    also_called: tuple[Words, ...] = Field((), description="other words of the article for it")
    kind: Label | None = Field(None, description="what kind of organization it is, in lower case")
    country: Annotated[CountryCode, Refers("countries")] | None = Field(None, description="the country it is of")

    def names(self) -> tuple[str, ...]:
        """Return by which words the article calls it."""
        return self.name, *filter(None, [self.short_name]), *self.also_called
