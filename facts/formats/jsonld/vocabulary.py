"""Vocabulary: the classes and properties of models and fields in linked data.

A model or field has the term of schema.org, if there is one; otherwise a term of the project: `urn:fact-sheet:` and
its name in JSON.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from facts.kinds.contract import Contract, ContractDerived
from facts.kinds.country import Country, CountryRole
from facts.kinds.event import Event
from facts.kinds.media import Media
from facts.kinds.organization import Organization
from facts.kinds.person import Office, Person
from facts.kinds.place import Place
from facts.kinds.statement import Relation, Statement, StatementDerived
from facts.kinds.system import Designation, System
from facts.model.fields import Reference, field_metadata
from facts.model.money import DerivedAmount
from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.model.source import Source
from facts.model.values import iter_annotations

EDTF = {"@type": "http://id.loc.gov/datatypes/edtf/EDTF"}
DAY = {"@type": "xsd:date"}
COUNT = {"@type": "xsd:nonNegativeInteger"}
IRI = {"@type": "@id"}
TERM = {"@type": "@vocab"}

CONTEXT: Mapping[str, Any] = {
    "@version": 1.1,
    "@vocab": "urn:fact-sheet:",
    "schema": "https://schema.org/",
    "oa": "http://www.w3.org/ns/oa#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "sheet": IRI,
    "rdf:subject": IRI,
    "rdf:predicate": TERM,
    "oa:motivatedBy": TERM,
    "oa:hasBody": IRI,
    "oa:hasSource": IRI,
    "oa:start": COUNT,
    "oa:end": COUNT,
    "prov:wasDerivedFrom": IRI,
    "prov:used": IRI,
    "edtf": EDTF,
    "within": EDTF,
    "earliest": DAY,
    "latest": DAY,
    **dict.fromkeys(("schema:orderDate", "schema:startDate", "schema:endDate"), EDTF),
    **dict.fromkeys(("schema:dateCreated", "schema:datePublished"), EDTF),
}
"""The definitions of prefixes, and of the terms whose values have a type; see `compaction` for the others."""

TYPES: Mapping[type[BaseModel], tuple[str, ...]] = {
    Contract: ("Contract", "schema:Order"),
    Country: ("schema:Country",),
    System: ("System", "schema:Product"),
    Person: ("schema:Person",),
    Office: ("Office", "schema:OrganizationRole"),
    Organization: ("schema:Organization",),
    Place: ("schema:Place",),
    Event: ("schema:Event",),
    Statement: ("schema:Claim",),
    Media: ("schema:ImageObject", "schema:Photograph"),
    Source: ("schema:Article",),
    DerivedAmount: ("schema:MonetaryAmount",),
    Share: ("Share", "schema:QuantitativeValue"),
    Quantity: ("schema:QuantitativeValue",),
}

TERMS: Mapping[type[BaseModel], Mapping[str, str]] = {
    Contract: {
        "title": "schema:name",
        "subject": "schema:description",
        "suppliers": "schema:seller",
        "buyers": "schema:customer",
        "system": "schema:orderedItem",
    },
    Country: {"name": "schema:name", "also_called": "schema:alternateName"},
    System: {"name": "schema:name", "country": "schema:countryOfOrigin"},
    Designation: {"name": "schema:name"},
    Person: {"name": "schema:name", "offices": "schema:affiliation"},
    Office: {"title": "schema:roleName", "organization": "schema:affiliation"},
    Organization: {"name": "schema:name", "also_called": "schema:alternateName"},
    Place: {"name": "schema:name", "country": "schema:containedInPlace"},
    Event: {"title": "schema:name", "where": "schema:location", "about": "schema:about"},
    Statement: {"speaker": "schema:author", "summary": "schema:abstract", "about": "schema:about"},
    Media: {"caption": "schema:caption", "credit": "schema:creditText"},
    Source: {"headline": "schema:headline", "language": "schema:inLanguage", "url": "schema:url"},
    DerivedAmount: {"currency": "schema:currency"},
    Quantity: {"unit": "schema:unitText"},
}
"""The fields with a property of schema.org."""

DATES: Mapping[type[BaseModel], Mapping[str, tuple[str, ...]]] = {
    Contract: {"signed": ("schema:orderDate",)},
    Event: {"when": ("schema:startDate", "schema:endDate")},
    Statement: {"when": ("schema:dateCreated",)},
    Media: {"taken": ("schema:dateCreated",)},
    Source: {"published": ("schema:datePublished",)},
}
"""The times with a property of schema.org, which takes a literal; two properties are those of start and end."""

BOUNDS: Mapping[str, tuple[str, ...]] = {
    "=": ("schema:value",),
    ">=": ("schema:minValue",),
    "<=": ("schema:maxValue",),
    "..": ("schema:minValue", "schema:maxValue"),
}
"""The properties of schema.org for the ends of a number, by each operator that has some."""

REFERENCES: Mapping[type[BaseModel], Mapping[str, Reference]] = {
    Relation: {"statement": Reference("statements")},
    CountryRole: {"records": Reference(), "through": Reference()},
    ContractDerived: dict.fromkeys(("buyer_countries", "supplier_countries"), Reference("countries")),
    StatementDerived: {"speaker_country": Reference("countries")},
}
"""The fields with ids of records that have no `Reference` annotation."""


def classes(model: type[BaseModel], values: Mapping[str, Any]) -> list[str]:
    """Return the classes of a `model`: of schema.org, else its own name; direct speech is also a quotation."""
    names = next((TYPES[base] for base in model.__mro__ if base in TYPES), (model.__name__,))
    return [*names, "schema:Quotation"] if model is Statement and values.get("form") == "direct" else [*names]


@cache
def predicate(model: type[BaseModel], name: str) -> str:
    """Return the property of the field `name` of `model`: of schema.org, else its own name."""
    return next((TERMS[base][name] for base in model.__mro__ if name in TERMS.get(base, {})), name)


@cache
def is_decimal(model: type[BaseModel], name: str) -> bool:
    """Return whether a field is a decimal number, which is a string in JSON."""
    if field := model.model_fields.get(name):
        return Decimal in iter_annotations(field.annotation)
    computed = model.model_computed_fields.get(name)
    return computed is not None and Decimal in iter_annotations(computed.return_type)


@cache
def reference_of(model: type[BaseModel], name: str) -> Reference | None:
    """Return which records a field refers to; None if it is not a reference."""
    if name in REFERENCES.get(model, {}) or name not in model.model_fields:
        return REFERENCES.get(model, {}).get(name)
    return field_metadata(model, name).reference
