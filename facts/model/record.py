"""The base classes of all records: id, evidence, gaps and voice."""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from facts.model.fields import DraftDefault, RecordField, Reference, Role, WithEvidence
from facts.model.receipt import AttributionScope
from facts.model.values import CountryCode, Identifier, Slug, Status, Words

Voice = Literal["narrated", "attributed"]

ACTORS = ("people", "organizations", "countries", "places")
"""The kinds of records that can act and speak; a place can as the city or the region that it is."""

OrganizationId = Annotated[Slug, Reference("organizations")]
ActorId = Annotated[Identifier, Reference(*ACTORS)]
AnyId = Annotated[Identifier, Reference()]
AnyIdOrWords = Annotated[Words, Reference(or_words=True)]
"""The id of a record, or the article's words for what has no record."""


class Attribution(NamedTuple):
    """Whose voice a field is in; `attributed_to` is an id or the group as named, None for the article itself."""

    voice: Voice
    attributed_to: str | None = None
    attribution_scope: AttributionScope | None = None


NARRATED = Attribution("narrated")
TELLERS = ("speaker", "attributed_to")
"""The fields of a record that refer to who says it."""


class Backlink(NamedTuple):
    """A reference to a record, seen from its target."""

    role: Role | None
    record: str
    """The record that refers to it, as `kind/id`."""
    path: str


@dataclass(frozen=True, slots=True)
class DerivedValue:
    """A computed value, with its formula and the fields that it is computed from."""

    value: Any
    formula: str
    inputs: tuple[str, ...]
    """Paths of the record's own fields, and `kind/id#path` of those of others."""


class RecordGraph:
    """The records of a sheet with the references between them.

    `records`, their `fields`, `countries` and `addresses` (`kind/id`) are by id, `references` by the id of the record
    that refers and the path of its field, `backlinks` by the id of the record that is referred to.
    """

    def __init__(self, records: Iterable[tuple[str, "Record"]]) -> None:
        self.records: dict[str, Record] = {}
        self.fields: dict[str, Sequence[RecordField]] = {}
        self.references: dict[str, dict[str, tuple[str, ...]]] = {}
        self.countries: dict[str, CountryCode | None] = {}
        self.addresses: dict[str, str] = {}
        self.backlinks: dict[str, list[Backlink]] = {}
        for kind, record in records:
            self.records[record.id] = record
            self.countries[record.id] = record.home_country
            self.addresses[record.id] = address = f"{kind}/{record.id}"
            self.fields[record.id] = fields = record.fields
            self.references[record.id] = references = {}
            for field in fields:
                if reference := field.metadata.reference:
                    references[field.path] = field.references
                    for target in references[field.path]:
                        self.backlinks.setdefault(target, []).append(Backlink(reference.role, address, field.path))

    def country_of(self, record_id: str) -> CountryCode | None:
        """Return the country that a record is or belongs to; None if it has none, or there is no such record."""
        return self.countries.get(record_id)

    def derive_countries(self, path: str, ids: Sequence[str]) -> DerivedValue | None:
        """Return the countries that the records in the field at `path` are or belong to; None if there are none."""
        countries = {record_id: country for record_id in ids if (country := self.country_of(record_id))}
        if not countries:
            return None
        others = (f"{self.addresses[name]}#country" for name, country in countries.items() if name != country)
        formula = f"the countries that the {path} are or belong to"
        return DerivedValue(tuple(dict.fromkeys(countries.values())), formula, (path, *others))


class Record(WithEvidence):
    """A subject of the article."""

    title_field: ClassVar[str]
    """The field that is the record's display title."""

    id: Slug = Field(description="the record's name within its sheet")

    @classmethod
    @cache
    def field_names(cls) -> tuple[str, ...]:
        """Return the names of the record's fields in the order in which they are served, the voice last."""
        fields = [name for name in cls.model_fields if name not in Record.model_fields]
        return tuple(sorted(fields, key=AttributedRecord.model_fields.__contains__))

    @classmethod
    def reference_values(cls, identifier: str) -> Mapping[str, tuple[str, str]]:
        """Return the fields that a public standard has by the id of a record, each with its standard."""
        return {}

    def aliases(self) -> tuple[str, ...]:
        """Return the article's names for the subject; none for a subject without a name, such as an event."""
        return ()

    def display_title(self, records: Mapping[str, "Record"]) -> str:
        """Return the record's title for a list; `records` are those of its sheet, by id."""
        return str(getattr(self, self.title_field))

    @property
    def home_country(self) -> CountryCode | None:
        """The country that the record is or belongs to; None if it has none."""
        country: CountryCode | None = vars(self).get("country")
        return country

    def happening_at(self, path: str) -> Hashable:
        """Return what identifies the happening that the field at `path` dates; None if another record tells it.

        Fields with the same key date one happening, which is one entry of the timeline.
        """
        return self.id, path

    def attribution_of(self, path: str) -> Attribution:
        """Return the voice of the field at `path`: the one that its receipt names, else that of the record."""
        receipt = self.evidence.get(path)
        scope = receipt.attribution_scope if receipt else None
        if scope == "none":
            return NARRATED
        if receipt and receipt.attributed_to:
            return Attribution("attributed", receipt.attributed_to, scope or "whole")
        return self.attribution()

    def attribution(self) -> Attribution:
        """Return the voice of the record: the article's own for what it only names."""
        return NARRATED

    def status_of(self, path: str) -> Status:
        """Return the status of the field at `path`: `standing`, whoever says so."""
        return "standing"

    def derive(self, graph: RecordGraph) -> dict[str, DerivedValue]:
        """Return the values computed from the record and from those that it is linked to, by name."""
        return {}


class AttributedRecord(Record):
    """A record that the article narrates in its own voice or attributes to someone."""

    voice: Annotated[Voice, DraftDefault("attributed", when="attributed_to")] = Field(
        "narrated", description="`narrated`: the article says it; `attributed`: it names who says it"
    )
    attributed_to: ActorId | None = Field(None, description="who says it, where it is attributed")
    attribution_scope: Annotated[AttributionScope | None, DraftDefault("whole", when="attributed_to")] = Field(
        None, description="`ambiguous` where the article leaves open what the attribution covers"
    )

    @model_validator(mode="after")
    def check_voice(self) -> Self:
        """Raise ValueError for a narrated record that is attributed to someone."""
        if self.voice == "narrated" and self.attributed_to:
            raise ValueError('is attributed, but its voice is not "attributed"')
        if self.voice == "narrated" and self.attribution_scope:
            raise ValueError('has an `attribution_scope`, but neither `attributed_to` nor the voice "attributed"')
        return self

    def fields_without_evidence(self) -> frozenset[str]:
        """Return the internal fields and, for a narrated record, those of the voice: nothing needs evidence."""
        fields = super().fields_without_evidence()
        if self.voice == "narrated":
            fields |= frozenset(Attribution._fields) - self.evidence.keys() - self.gaps.keys()
        return fields

    def attribution(self) -> Attribution:
        """Return the voice of the record."""
        return Attribution(self.voice, self.attributed_to, self.attribution_scope)
