"""Weapon systems: what they are, whose they are, since when, and what they can do."""

from typing import Annotated

from pydantic import Field

from facts.model.fields import Refers
from facts.model.record import ActorId, OrganizationId, Voiced
from facts.model.values import CountryCode, Label, Part, Quantity, Status, Telling, When, Words


class Designation(Part):
    """Another name of a system."""

    name: Words = Field(description="the name")
    used_by: ActorId | None = Field(None, description="who calls it so")


class Adoption(Part):
    """A system's entry into service."""

    by: OrganizationId | None = Field(None, description="the force that adopted it")
    when: When | None = Field(None, description="when it was adopted")


class System(Voiced):
    """A weapon system that the article names."""

    label = "name"
    told = ("designations", "kind", "generation", "capabilities")

    name: Words = Field(description="its name in the article")
    designations: tuple[Designation, ...] = Field((), description="its other names")
    kind: Label | None = Field(None, description="what kind of system it is, in lower case")
    generation: Words | None = Field(None, description="its generation, in the article's words")
    country: Annotated[CountryCode, Refers("countries", role="maker")] | None = Field(
        None, description="the country that makes it"
    )
    developed: When | None = Field(None, description="when it was developed")
    adopted: Adoption | None = Field(None, description="when it entered service, and with whom")
    capabilities: tuple[Telling, ...] = Field((), description="what it can do, in our words")
    missile_types: Quantity | None = Field(None, description="how many types of missiles it uses")

    def status_of(self, path: str) -> Status:
        """Return whether the field tells of what happened or of a state that holds."""
        return "occurred" if path.startswith(("developed", "adopted.")) else super().status_of(path)

    def names(self) -> tuple[str, ...]:
        """Return by which words the article calls it."""
        return self.name, *(designation.name for designation in self.designations)
