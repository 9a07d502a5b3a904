"""Media: the photographs printed with the article."""

from pydantic import Field

from facts.model.record import OrganizationId, Voiced
from facts.model.values import When, Words


class Media(Voiced):
    """A photograph, with its caption and credit as printed."""

    label = "caption"
    told = ("credit",)

    caption: Words = Field(description="the caption as printed")
    agency: OrganizationId | None = Field(None, description="the agency that it is credited to")
    credit: Words | None = Field(None, description="the credit as printed")
    taken: When | None = Field(None, description="when it was taken")
