"""The fields that items of a collection can have, read from the models and not from the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from facts.formats.document import Document
from facts.formats.selection import top_level
from facts.model.collection import Collection
from facts.model.item import ResponseModel
from facts.model.kind import Kind
from facts.model.record import Record
from facts.model.values import FieldGroup, iter_annotations

NO_FIELD_OF_ITS_OWN = frozenset({"evidence", "gaps", "match"})


@dataclass(frozen=True, slots=True)
class ItemField:
    """A field: which models it holds, one or `many`, if it may be `empty`, and if it is the article's to fill.

    `has_any_value` tells whether it holds the value of any field of a record, as that of a fact does.
    """

    name: str
    models: tuple[type[BaseModel], ...] = ()
    many: bool = False
    empty: bool = True
    from_article: bool = False
    has_any_value: bool = False

    @property
    def model(self) -> type[BaseModel] | None:
        """The model that it holds, the first of several; None if it holds none."""
        return self.models[0] if self.models else None

    @property
    def fields(self) -> tuple["ItemField", ...]:
        """The fields inside: those of all its models."""
        return tuple({field.name: field for model in self.models for field in model_fields_of(model)}.values())

    def model_of(self, value: Mapping[str, Any]) -> type[BaseModel]:
        """Return which of its models has the fields of `value`, an object in the field."""
        names = {model: {field.name for field in model_fields_of(model)} for model in self.models}
        return next((model for model in self.models if value.keys() <= names[model]), self.models[0])

    @property
    def has_own_evidence(self) -> bool:
        """Whether the fields inside have receipts of their own."""
        return self.model is not None and issubclass(self.model, FieldGroup)


def item_field(name: str, annotation: Any, empty: bool = True, from_article: bool = False) -> ItemField:
    """Return the field `name`, which holds what `annotation` says."""
    types = [entry for entry in iter_annotations(annotation) if isinstance(entry, type)]
    models = tuple(entry for entry in types if issubclass(entry, BaseModel))
    return ItemField(name, models, tuple in types, empty, from_article, has_any_value=annotation is Any)


@cache
def model_fields_of(model: type[BaseModel]) -> tuple[ItemField, ...]:
    """Return the fields of `model` in the order in which they are served, without evidence, gaps and match."""
    names = model.field_names() if issubclass(model, Record) else model.model_fields
    internal = (
        frozenset(model.model_fields) if issubclass(model, ResponseModel) else getattr(model, "INTERNAL_FIELDS", ())
    )
    infos = {name: model.model_fields[name] for name in names if name not in NO_FIELD_OF_ITS_OWN}
    stored = (
        item_field(name, info.annotation, not info.is_required(), name not in internal)
        for name, info in infos.items()
    )
    computed = (item_field(name, info.return_type) for name, info in model.model_computed_fields.items())
    return (*stored, *computed)


def item_fields(collection: Collection) -> tuple[ItemField, ...]:
    """Return the fields of the items of a collection, without evidence, gaps and match."""
    if isinstance(collection, Kind):
        head = (ItemField(name, empty=False) for name in ("id", "sheet", "url"))
        return (*head, *model_fields_of(collection.model), item_field("derived", collection.derived))
    return model_fields_of(collection.item)


def evidence_fields(document: Document) -> frozenset[str]:
    """Return the fields whose receipts and gaps are written: those that were requested, or all if none is."""
    fields = item_fields(document.collection)
    names = frozenset(field.name for field in fields if field.from_article or field.name == "derived")
    return top_level(document.fields or names) & names or names
