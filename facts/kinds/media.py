"""Media: the photographs printed with the article."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import Equals, Filters, Sort
from facts.model.kind import Kind
from facts.model.record import AnyIdOrWords, AttributedRecord, OrganizationId
from facts.model.values import EdtfDate, Identifier, Quotation, Status


class Media(AttributedRecord):
    """A photograph, with its caption and credit as printed."""

    title_field = "caption"

    caption: Quotation = Field(description="the caption as printed")
    shows: tuple[AnyIdOrWords, ...] = Field(
        (), description="whom or what it shows: ids, or the article's words for what has no record"
    )
    agency: OrganizationId | None = Field(None, description="the agency that it is credited to")
    credit: Quotation | None = Field(None, description="the credit as printed")
    taken: EdtfDate | None = Field(None, description="when it was taken")

    def status_of(self, path: str) -> Status:
        """Return `occurred` for the taking of the photograph, else the status of a state."""
        return "occurred" if path == "taken" else super().status_of(path)


class MediaFilters(Filters):
    """The filters of media."""

    agency: Annotated[Identifier | None, Equals("agency", kinds=("organizations",))] = Field(
        None, description="id of the credited agency"
    )


MEDIA = Kind(
    name="media",
    singular="medium",
    description="The photographs printed with the article.",
    model=Media,
    filters=MediaFilters,
    sorts={"caption": Sort("text", "caption")},
    example_id="photo-incirlik-airbase",
)
