"""Shape: the fields that the items of a collection can have, read from the models and not from the data."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel, create_model

from facts.formats.document import Document
from facts.kinds import KINDS, Kind
from facts.model.collection import Collection
from facts.model.fields import WithEvidence
from facts.model.receipt import Gap, Span
from facts.model.record import Record
from facts.model.source import Source
from facts.model.values import EdtfDate, FieldGroup, iter_annotations

ROW = dict.fromkeys(("sheet", "subject", "title", "property", "url"), str)
SAID = dict.fromkeys(("voice", "attributed_to"), str)
DAYS = dict.fromkeys(("earliest", "latest"), str)
RECEIPT = {"basis": str, "spans": tuple[Span, ...], "note": str, "formula": str, "inputs": tuple[str, ...]}

COUNTS: type[BaseModel] = create_model("Counts", **dict.fromkeys(KINDS, (int, ...)))  # type: ignore[call-overload]

ITEMS: Mapping[str, Mapping[str, Any]] = {
    "sheets": dict.fromkeys(("id", "url", "title", "digest"), str) | {"source": Source, "counts": COUNTS},
    "facts": ROW | {"value": Any} | RECEIPT | SAID | {"status": str} | DAYS | {"countries": tuple[str, ...]},
    "gaps": ROW | {"status": str, "note": str},
    "timeline": ROW
    | {"when": EdtfDate, "gap": Gap}
    | DAYS
    | dict.fromkeys(("status", "certainty", "basis"), str)
    | SAID
    | {"countries": tuple[str, ...]},
}
"""What the fields of the sheets and of the rows of each view hold, in their order."""


@dataclass(frozen=True, slots=True)
class ItemField:
    """A field: what it holds, one or `many`, whether it may be `empty`, and whether it is the article's to fill."""

    name: str
    model: type[BaseModel] | None = None
    many: bool = False
    empty: bool = True
    from_article: bool = False

    @property
    def has_own_evidence(self) -> bool:
        """Whether the fields inside have receipts of their own."""
        return self.model is not None and issubclass(self.model, FieldGroup)


def field(name: str, annotation: Any, empty: bool = True, told: bool = False) -> ItemField:
    """Return the field `name`, which holds what `annotation` says."""
    types = [found for found in iter_annotations(annotation) if isinstance(found, type)]
    model = next((found for found in types if issubclass(found, BaseModel)), None)
    return ItemField(name, model, tuple in types, empty, told)


@cache
def model_fields_of(model: type[BaseModel]) -> tuple[ItemField, ...]:
    """Return the fields of `model` in the order in which they are served, without receipts and gaps."""
    names = model.field_names() if issubclass(model, Record) else model.model_fields
    own = model.INTERNAL_FIELDS if issubclass(model, WithEvidence) else frozenset()
    found = {name: model.model_fields[name] for name in names if name not in {"evidence", "gaps"}}
    stored = (field(name, of.annotation, not of.is_required(), name not in own) for name, of in found.items())
    return (*stored, *(field(name, of.return_type) for name, of in model.model_computed_fields.items()))


def item_fields(collection: Collection) -> tuple[ItemField, ...]:
    """Return the fields of the items of a collection, without receipts, gaps and `match`."""
    if isinstance(collection, Kind):
        head = (ItemField(name, empty=False) for name in ("id", "sheet", "url"))
        return (*head, *model_fields_of(collection.model), field("derived", collection.derived))
    return tuple(field(name, held) for name, held in ITEMS[collection.name].items())


def evidence_fields(document: Document) -> frozenset[str]:
    """Return the fields whose receipts and gaps are asked for with them: those asked for, or all if none is."""
    names = frozenset(
        found.name for found in item_fields(document.collection) if found.from_article or found.name == "derived"
    )
    return (document.fields or names) & names or names
