"""Values of fields as nodes, references and literals."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from facts.formats.item_fields import ItemField, model_fields_of
from facts.formats.jsonld.subject import Node, Subject
from facts.formats.jsonld.vocabulary import BOUNDS, DATES, classes, is_decimal, predicate, reference_of
from facts.model.numeric import NumericValue


def model_node(subject: Subject, model: type[BaseModel], values: Mapping[str, Any], path: str = "") -> Node:
    """Return the node at `path` of `subject`, with the filled fields of `model` (JSON-LD 1.1, 3.3)."""
    node: Node = {"@id": subject.iri(path), "@type": classes(model, values)}
    for field in model_fields_of(model):
        value = values.get(field.name)
        if value is not None and value != []:
            node[predicate(model, field.name)] = value_node(subject, model, field, value, path)
    return node | dict(iter_dates(model, values)) | dict(iter_bounds(model, values))


def value_node(subject: Subject, model: type[BaseModel], field: ItemField, value: Any, path: str) -> Any:
    """Return the value of a field: nodes for models, references for ids of records, otherwise literals."""
    field_path = f"{path}.{field.name}" if path else field.name
    reference = reference_of(model, field.name)
    if field.model is not None and field.many:
        return [
            model_node(subject, field.model_of(item), item, f"{field_path}.{index}")
            for index, item in enumerate(value)
        ]
    if field.model is not None:
        return model_node(subject, field.model_of(value), value, field_path)
    if reference:
        kinds, or_words = reference.kinds, reference.or_words
        return map_values(value, lambda record_id: subject.context.reference(record_id, kinds, or_words))
    return map_values(value, decimal_literal) if is_decimal(model, field.name) else value


def map_values(value: Any, convert: Callable[[Any], Any]) -> Any:
    """Return `value` converted, or each element of a list."""
    return [convert(item) for item in value] if isinstance(value, list) else convert(value)


def decimal_literal(digits: str) -> Node:
    """Return a decimal number as a typed literal (JSON-LD 1.1, 4.2.1)."""
    return {"@type": "xsd:decimal", "@value": digits}


def iter_dates(model: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the schema.org property and value of each time that has one; an interval can have two (ISO 8601-2)."""
    for name, terms in DATES.get(model, {}).items():
        edtf = (values.get(name) or {}).get("edtf", "")
        ends = edtf.split("/") if len(terms) > 1 else [edtf]
        yield from ((term, end) for term, end in zip(terms, ends, strict=False) if end.strip("."))


def iter_bounds(model: type[BaseModel], values: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the schema.org property and value of each bound that a number has, if its operator has one."""
    if not issubclass(model, NumericValue):
        return
    ends = (values.get("amount", values.get("value")), values["to"])
    for term, end in zip(BOUNDS.get(values["operator"], ()), ends, strict=False):
        yield term, decimal_literal(end) if isinstance(end, str) else end
