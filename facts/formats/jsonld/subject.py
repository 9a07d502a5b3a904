"""Subjects of a document and the IRIs of their parts."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from facts.formats.item_fields import model_fields_of
from facts.urls import record_url

Node = dict[str, Any]
COUNTRY = re.compile("[A-Z]{2}")


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetContext:
    """The sheet that the subjects of a document belong to."""

    sheet: str
    """The id of the sheet."""
    article: str
    """The IRI of the article; that of the sheet if the article's is unknown."""
    kind_of: Callable[[str, str], str | None]
    """Returns the kind of the record with a sheet's id and its own, or None if that is unknown."""

    def reference(self, record_id: str, kinds: tuple[str, ...] = (), or_words: bool = False) -> Node:
        """Return the node for the id of a record, or for `kind/id`: its permanent URL.

        What has no URL, a record of unknown kind or a group as named, is a blank node with the id or the words
        (RDF 1.1 Concepts, 3.4).
        """
        if "/" in record_id:
            return {"@id": record_url(f"{self.sheet}/{record_id}")}
        if len(kinds) == 1:
            kind: str | None = kinds[0]
        else:
            kind = self.kind_of(self.sheet, record_id)
            kind = "countries" if kind is None and COUNTRY.fullmatch(record_id) else kind
        if kind:
            return {"@id": record_url(f"{self.sheet}/{kind}/{record_id}")}
        return {"schema:name" if or_words else "schema:identifier": record_id}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A record or the article, whose fields have receipts and gaps."""

    url: str
    """The IRI of the subject."""
    document_url: str
    """The URL of the document."""
    model: type[BaseModel]
    derived: type[BaseModel] | None = None
    prefix: str = ""
    """The prefix of the subject's field paths in the document."""
    context: SheetContext

    def iri(self, path: str) -> str:
        """Return the IRI of the value at `path`, which is its fragment (RFC 3986, 3.5)."""
        return f"{self.document_url}#{self.prefix}{path}" if path else self.url

    def model_at(self, path: str) -> type[BaseModel]:
        """Return the model of the value at `path`."""
        steps = [step for step in path.split(".") if step and not step.isdigit()]
        model = self.model
        if steps[:1] == ["derived"] and self.derived:
            model, steps = self.derived, steps[1:]
        for step in steps:
            model = next(field.model for field in model_fields_of(model) if field.name == step and field.model)
        return model
