"""Media: the photographs printed with the article."""

from pydantic import Field

from facts.model.record import AttributedRecord, OrganizationId
from facts.model.values import EdtfDate, Quotation


class Media(AttributedRecord):
    """A photograph, with its caption and credit as printed."""

    title_field = "caption"
    search_fields = ("credit",)

    caption: Quotation = Field(description="the caption as printed")
    agency: OrganizationId | None = Field(None, description="the agency that it is credited to")
    credit: Quotation | None = Field(None, description="the credit as printed")
    taken: EdtfDate | None = Field(None, description="when it was taken")
