"""Media: the photographs printed with the article."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import Equals, Filters, Sort
from facts.model.kind import Kind
from facts.model.record import AttributedRecord, OrganizationId
from facts.model.values import EdtfDate, Identifier, Quotation


class Media(AttributedRecord):
    """A photograph, with its caption and credit as printed."""

    title_field = "caption"
    search_fields = ("credit",)

    caption: Quotation = Field(description="the caption as printed")
    agency: OrganizationId | None = Field(None, description="the agency that it is credited to")
    credit: Quotation | None = Field(None, description="the credit as printed")
    taken: EdtfDate | None = Field(None, description="when it was taken")


class MediaFilters(Filters):
    """The filters of media."""

    agency: Annotated[Identifier | None, Equals("agency")] = Field(None, description="id of the credited agency")


MEDIA = Kind(
    name="media",
    singular="medium",
    description="The photographs printed with the article.",
    model=Media,
    filters=MediaFilters,
    sorts={"caption": Sort("text", "caption")},
    example_id="photo-incirlik-airbase",
)
