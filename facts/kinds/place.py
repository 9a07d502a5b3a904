"""Places: capitals, bases, regions and what is built."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Refers
from facts.model.record import Voiced
from facts.model.values import CountryCode, Label, Words


class Place(Voiced):
    """A place that the article names."""

    label = "name"
    told = ("kind",)

    name: Words = Field(description="its name in the article")
    kind: Label | None = Field(None, description="what kind of place it is, in lower case")
    country: Annotated[CountryCode, Refers("countries")] | None = Field(None, description="the country it lies in")

    def names(self) -> tuple[str, ...]:
        """Return by which words the article calls it."""
        return (self.name,)
