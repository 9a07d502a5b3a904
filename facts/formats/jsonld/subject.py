"""Subjects: what a document tells of, and the IRIs of what belongs to it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from facts.formats.item_fields import model_fields_of
from facts.urls import record_url

Node = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContext:
    """The sheet that subjects are of."""

    sheet: str
    """The sheet's id."""
    article: str
    """The IRI of its article; of the sheet itself where the article's is not known."""
    kinds: Callable[[str, str], str | None]
    """Which kind the record of a sheet and an id is of, if that is known."""

    def reference(self, name: str, kinds: tuple[str, ...] = ()) -> Node:
        """Return the node that the id of a record, or `kind/id`, stands for.

        It is the record's lasting address. Where its kind is not known there is none: then it is a blank node
        (RDF 1.1 Concepts, 3.4) that has the id.
        """
        if "/" in name:
            return {"@id": record_url(f"{self.sheet}/{name}")}
        [kind] = kinds if len(kinds) == 1 else ["countries" if name.isupper() else self.kinds(self.sheet, name)]
        return {"@id": record_url(f"{self.sheet}/{kind}/{name}")} if kind else {"schema:identifier": name}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record, or the article: fields with receipts and gaps."""

    url: str
    """Its IRI."""
    document_url: str
    """The address of the document that tells of it."""
    model: type[BaseModel]
    derived: type[BaseModel] | None = None
    prefix: str = ""
    """What stands before the paths of its fields in that document."""
    context: SheetContext

    def iri(self, path: str) -> str:
        """Return the IRI of what stands at `path`, which is its fragment (RFC 3986, 3.5)."""
        return f"{self.document_url}#{self.prefix}{path}" if path else self.url

    def model_at(self, path: str) -> type[BaseModel]:
        """Return the model of what stands at `path`."""
        steps = [step for step in path.split(".") if step and not step.isdigit()]
        model = self.model
        if steps[:1] == ["derived"] and self.derived:
            model, steps = self.derived, steps[1:]
        for step in steps:
            model = next(field.model for field in model_fields_of(model) if field.name == step and field.model)
        return model
