"""Places: capitals, bases, regions and what is built."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import CountryParam, Equals, Filters, ShortText, Sort
from facts.model.fields import Reference
from facts.model.kind import Kind
from facts.model.record import Record
from facts.model.values import CountryCode, Label, Quotation


class Place(Record):
    """A place that the article names."""

    title_field = "name"

    name: Quotation = Field(description="its name in the article")
    kind: Label | None = Field(None, description="what kind of place it is, in lower case")
    country: Annotated[CountryCode, Reference("countries")] | None = Field(
        None, description="the country that it lies in"
    )

    def aliases(self) -> tuple[str, ...]:
        """Return the names that the article has for the place."""
        return (self.name,)


class PlaceFilters(Filters):
    """The filters of places."""

    country: Annotated[CountryParam | None, Equals("country")] = Field(
        None, description="the country that it lies in, as ISO 3166 alpha-2"
    )
    kind: Annotated[ShortText | None, Equals("kind")] = Field(None, description="kind of place")


PLACES = Kind(
    name="places",
    singular="place",
    description="Places that the article names.",
    model=Place,
    filters=PlaceFilters,
    sorts={"name": Sort("text", "name")},
    example_id="ankara",
)
