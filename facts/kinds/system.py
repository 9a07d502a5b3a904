"""Weapon systems: what they are, who makes them, since when, and what they can do."""

from typing import Annotated

from pydantic import Field

from facts.model.collection import CountryParam, Equals, Filters, ShortText, Sort
from facts.model.fields import Reference
from facts.model.kind import Kind
from facts.model.quantity import Quantity
from facts.model.record import ActorId, AttributedRecord, OrganizationId
from facts.model.values import Beginning, CountryCode, EdtfDate, FieldGroup, Label, Paraphrase, Quotation, Status


class Designation(FieldGroup):
    """Another name of a system."""

    name: Quotation = Field(description="the name")
    used_by: ActorId | None = Field(None, description="who calls it so")


class Adoption(FieldGroup):
    """A system's entry into service."""

    by: OrganizationId | None = Field(None, description="the force that adopted it")
    when: Annotated[EdtfDate, Beginning()] | None = Field(None, description="when it was adopted")


class System(AttributedRecord):
    """A weapon system that the article names."""

    title_field = "name"

    name: Quotation = Field(description="its name in the article")
    designations: tuple[Designation, ...] = Field((), description="its other names")
    kind: Label | None = Field(None, description="what kind of system it is, in lower case")
    qualifiers: tuple[Quotation, ...] = Field(
        (), description="the article's words that set it apart, such as old or modernized"
    )
    generation: Quotation | None = Field(None, description="its generation, in the article's words")
    country: Annotated[CountryCode, Reference("countries", role="maker")] | None = Field(
        None, description="the country that makes it"
    )
    developed: EdtfDate | None = Field(None, description="when it was developed")
    adopted: Adoption | None = Field(None, description="when it entered service, and with whom")
    capabilities: tuple[Paraphrase, ...] = Field((), description="what it can do, in our words")
    missile_types: Quantity | None = Field(None, description="how many types of missiles it uses")

    def status_of(self, path: str) -> Status:
        """Return `occurred` for development and adoption, else the status of a state."""
        return "occurred" if path.startswith(("developed", "adopted.")) else super().status_of(path)

    def aliases(self) -> tuple[str, ...]:
        """Return the names that the article has for the system."""
        return self.name, *(designation.name for designation in self.designations)


class SystemFilters(Filters):
    """The filters of systems."""

    country: Annotated[CountryParam | None, Equals("country")] = Field(
        None, description="the country that makes it, as ISO 3166 alpha-2"
    )
    kind: Annotated[ShortText | None, Equals("kind")] = Field(None, description="kind of system")


SYSTEMS = Kind(
    name="systems",
    singular="system",
    description="Weapon systems: what they are, who makes them and what they can do.",
    model=System,
    filters=SystemFilters,
    sorts={
        "name": Sort("text", "name"),
        "developed": Sort("earliest", "developed"),
        "adopted": Sort("earliest", "adopted.when"),
    },
    example_id="s-400",
)
