"""Places: capitals, bases, regions and what is built."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Reference
from facts.model.record import AttributedRecord
from facts.model.values import CountryCode, Label, Quotation


class Place(AttributedRecord):
    """A place that the article names."""

    title_field = "name"
    search_fields = ("kind",)

    name: Quotation = Field(description="its name in the article")
    kind: Label | None = Field(None, description="what kind of place it is, in lower case")
    country: Annotated[CountryCode, Reference("countries")] | None = Field(None, description="the country it lies in")

    def aliases(self) -> tuple[str, ...]:
        """Return by which words the article calls it."""
        return (self.name,)
