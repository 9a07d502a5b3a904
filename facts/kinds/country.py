"""Countries, and the parts that they play in the other records."""

from collections.abc import Sequence
from typing import Annotated, Self

import pycountry
from pydantic import Field, StringConstraints, model_validator

from facts.model.fields import Role
from facts.model.record import AttributedRecord, Backlink, DerivedValue
from facts.model.values import CountryCode, FrozenModel, Quotation, Standard


class CountryRole(FrozenModel):
    """A part that a country plays, and the records that give it."""

    role: Role = Field(description="the part", examples=["buyer"])
    records: tuple[str, ...] = Field(description="the records that give it, as kind/id")

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """What the value is filtered by."""
        return (self.role,)


class CountryDerived(FrozenModel):
    """What follows from the records that name a country."""

    roles: tuple[CountryRole, ...] | None = Field(None, description="the parts that the country plays")


class Country(AttributedRecord):
    """A country that the article names."""

    title_field = "name"
    search_fields = ("also_called",)

    id: CountryCode = Field(description="ISO 3166-1 alpha-2 code")
    name: Quotation = Field(description="its name in the article")
    also_called: tuple[Quotation, ...] = Field((), description="other words of the article for it")
    alpha3: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$"), Standard("ISO 3166-1")] = Field(
        description="ISO 3166-1 alpha-3 code"
    )
    numeric: Annotated[str, StringConstraints(pattern="^[0-9]{3}$"), Standard("ISO 3166-1")] = Field(
        description="ISO 3166-1 numeric code"
    )

    @model_validator(mode="after")
    def codes_agree(self) -> Self:
        """Hold that the three codes are of one country; raise ValueError giving the right ones."""
        known = pycountry.countries.get(alpha_2=self.id)
        if known and (self.alpha3, self.numeric) != (known.alpha_3, known.numeric):
            raise ValueError(f"has codes of another country: ISO 3166-1 gives {known.alpha_3} and {known.numeric}")
        return self

    def derive(self, mentions: Sequence[Backlink]) -> dict[str, DerivedValue]:
        """Return the parts that other records give the country."""
        given: dict[Role, list[Backlink]] = {}
        for mention in mentions:
            if mention.role:
                given.setdefault(mention.role, []).append(mention)
        if not given:
            return {}
        roles = tuple(
            CountryRole(role=role, records=tuple(dict.fromkeys(mention.record for mention in given[role])))
            for role in sorted(given)
        )
        inputs = dict.fromkeys(f"{mention.record}#{mention.path}" for found in given.values() for mention in found)
        return {"roles": DerivedValue(roles, "the fields that hold this country's code", tuple(inputs))}

    def aliases(self) -> tuple[str, ...]:
        """Return by which words the article calls it."""
        return self.name, *self.also_called
