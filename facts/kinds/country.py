"""Countries, and the roles that they play in other records."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Self

from pydantic import Field, StringConstraints, model_validator

from facts.model.collection import Contains, Filters, Sort
from facts.model.country_codes import CLDR, STANDARDS, find_standard_name, list_country_codes
from facts.model.fields import Reference, Role
from facts.model.kind import Kind
from facts.model.record import DerivedValue, Record, RecordGraph
from facts.model.values import CountryCode, FrozenModel, Label, Quotation, Standard

CODES = Standard(*STANDARDS)
NAME = Standard(CLDR, is_optional=True)


class CountryRole(FrozenModel):
    """A role that a country plays, itself or through a record that belongs to it."""

    role: Role = Field(description="the role", examples=["buyer"])
    through: Annotated[str, Reference()] | None = Field(
        description="the person, organization or place of the country that plays it, as kind/id; null = the country",
        examples=["people/mevlut-cavusoglu"],
    )
    records: tuple[Annotated[str, Reference()], ...] = Field(description="the records that give it, as kind/id")

    @property
    def filter_terms(self) -> tuple[str, ...]:
        """The values by which the role is filtered."""
        return (self.role,)


class CountryDerived(FrozenModel):
    """Values derived from the records that name a country."""

    roles: tuple[CountryRole, ...] | None = Field(None, description="the roles that the country plays")


class Country(Record):
    """A country that the article names."""

    title_field = "name"

    id: CountryCode = Field(description="alpha-2 code: ISO 3166-1, ISO 3166-3 for a former state, or XK for Kosovo")
    name: Annotated[Quotation, NAME] = Field(
        description="its name in the article; where that has only its adjective, the English name of CLDR"
    )
    also_called: tuple[Quotation, ...] = Field((), description="other words of the article for it")
    alpha3: Annotated[str, StringConstraints(pattern="^[A-Z]{3}$"), CODES] | None = Field(
        None, description="alpha-3 code of the same standard; null where it has none"
    )
    numeric: Annotated[str, StringConstraints(pattern="^[0-9]{3}$"), CODES] | None = Field(
        None, description="numeric code of the same standard; null where it has none"
    )

    makes: tuple[Label, ...] = Field((), description="what it makes, where the sheet has no system for it")

    @model_validator(mode="after")
    def codes_agree(self) -> Self:
        """Check that the codes are of one country and cite their standard; raise ValueError with the right ones."""
        candidates = list_country_codes()[self.id]
        codes = next(
            (codes for codes in candidates if (codes.alpha3, codes.numeric) == (self.alpha3, self.numeric)), None
        )
        if codes is None:
            expected = " or ".join(map(str, candidates))
            raise ValueError(f"has codes of another country than {self.id}: {expected}")
        for name in ("alpha3", "numeric"):
            receipt = self.evidence.get(name)
            if receipt and receipt.basis == "reference" and codes.standard not in (receipt.note or ""):
                raise ValueError(f"has a receipt of {name} without its standard: its note must say {codes.standard}")
        return self

    @model_validator(mode="after")
    def name_agrees(self) -> Self:
        """Check that a name of the standard is the country's and cites it; raise ValueError with the right one."""
        receipt = self.evidence.get("name")
        if receipt is None or receipt.basis != "reference":
            return self
        if self.name != find_standard_name(self.id):
            expected = find_standard_name(self.id) or "no name"
            raise ValueError(f"has a name that is not the standard's for {self.id}: {CLDR} has {expected}")
        if CLDR not in (receipt.note or ""):
            raise ValueError(f"has a receipt of name without its standard: its note must say {CLDR}")
        return self

    @property
    def home_country(self) -> CountryCode:
        """The country itself."""
        return self.id

    def derive(self, graph: RecordGraph) -> dict[str, DerivedValue]:
        """Return the roles that records give the country and those that belong to it."""
        records: dict[tuple[Role, str], dict[str, None]] = {}
        inputs: dict[str, None] = {}
        for role, through, record, path in self.iter_roles(graph):
            records.setdefault((role, through), {})[record] = None
            inputs[f"{record}#{path}"] = None
            if through:
                inputs[f"{through}#country"] = None
        if not records:
            return {}
        roles = tuple(
            CountryRole(role=role, through=through or None, records=tuple(records[role, through]))
            for role, through in sorted(records)
        )
        formula = "the fields that hold the id of this country or of a record that belongs to it"
        return {"roles": DerivedValue(roles, formula, tuple(inputs))}

    def iter_roles(self, graph: RecordGraph) -> Iterator[tuple[Role, str, str, str]]:
        """Yield each role, who plays it for the country, if any, and the record and the field that give it."""
        if self.makes:
            yield "maker", "", graph.addresses[self.id], "makes"
        for target, backlinks in graph.backlinks.items():
            if graph.country_of(target) == self.id:
                through = "" if target == self.id else graph.addresses[target]
                for backlink in backlinks:
                    if backlink.role:
                        yield backlink.role, through, backlink.record, backlink.path

    @classmethod
    def reference_values(cls, identifier: str) -> Mapping[str, tuple[str, str]]:
        """Return the codes of a country besides its alpha-2 code, and its name, for where the article has none."""
        codes = next(iter(list_country_codes().get(identifier, ())), None)
        values = {"alpha3": codes.alpha3, "numeric": codes.numeric} if codes else {}
        references = {name: (value, codes.standard) for name, value in values.items() if codes and value}
        name = find_standard_name(identifier)
        return references | ({"name": (name, CLDR)} if name else {})

    def aliases(self) -> tuple[str, ...]:
        """Return the names that the article has for the country."""
        receipt = self.evidence.get("name")
        is_standard = receipt is not None and receipt.basis == "reference"
        return self.also_called if is_standard else (self.name, *self.also_called)


class CountryFilters(Filters):
    """The filters of countries."""

    role: Annotated[Role | None, Contains("derived.roles")] = Field(None, description="role that the country plays")


COUNTRIES = Kind(
    name="countries",
    singular="country",
    description="The countries of the article and the roles that they play.",
    model=Country,
    filters=CountryFilters,
    sorts={"name": Sort("text", "name"), "alpha3": Sort("text", "alpha3")},
    derived=CountryDerived,
    example_id="TR",
)
