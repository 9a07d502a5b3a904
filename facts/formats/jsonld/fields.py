"""Fields: a record's values as nodes, references and literals."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from facts.formats.item_fields import ItemField, model_fields_of
from facts.formats.jsonld.subject import Node, Subject
from facts.formats.jsonld.vocabulary import BOUNDS, DATES, classes, is_decimal, predicate, referenced_kinds
from facts.model.values import Quantity


def node(subject: Subject, model: type[BaseModel], values: Mapping[str, Any], path: str = "") -> Node:
    """Return what stands at `path` of `subject`: a node of the filled fields of `model` (JSON-LD 1.1, 3.3)."""
    made: Node = {"@id": subject.iri(path), "@type": classes(model, values)}
    for field in model_fields_of(model):
        value = values.get(field.name)
        if value is not None and value != []:
            made[predicate(model, field.name)] = value_node(subject, model, field, value, path)
    return made | dict(dates(model, values)) | dict(bounds(model, values))


def value_node(subject: Subject, model: type[BaseModel], field: ItemField, value: Any, path: str) -> Any:
    """Return the value of a field: nodes of what has fields, references to records, or literals."""
    here = f"{path}.{field.name}" if path else field.name
    inner, kinds = field.model, referenced_kinds(model, field.name)
    if inner is not None and field.many:
        return [node(subject, inner, item, f"{here}.{place}") for place, item in enumerate(value)]
    if inner is not None:
        return node(subject, inner, value, here)
    if kinds is not None:
        return map_values(value, lambda name: subject.context.reference(name, kinds))
    return map_values(value, decimal) if is_decimal(model, field.name) else value


def map_values(value: Any, make: Callable[[Any], Any]) -> Any:
    """Return what `make` makes of a value, or of each of several."""
    return [make(item) for item in value] if isinstance(value, list) else make(value)


def decimal(digits: str) -> Node:
    """Return a decimal number as a typed literal (JSON-LD 1.1, 4.2.1)."""
    return {"@type": "xsd:decimal", "@value": digits}


def dates(model: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the times that schema.org has a property for, an interval in two where it has two (ISO 8601-2)."""
    for name, terms in DATES.get(model, {}).items():
        edtf = (values.get(name) or {}).get("edtf", "")
        ends = edtf.split("/") if len(terms) > 1 else [edtf]
        yield from ((to, end) for to, end in zip(terms, ends, strict=False) if end.strip("."))


def bounds(model: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield a quantity as schema.org says it, where its operator is one that schema.org has."""
    if model is Quantity and values["operator"] in BOUNDS and values["value"] is not None:
        yield BOUNDS[values["operator"]], values["value"]
