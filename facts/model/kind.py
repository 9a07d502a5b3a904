"""Kinds: collections of records of one model."""

from dataclasses import dataclass
from functools import cached_property
from typing import Annotated, Any

from pydantic import BaseModel, Field, create_model

from facts.model.collection import Collection
from facts.model.item import EXAMPLE_SHEET, Match, ResponseModel, UriReference, match_field, sheet_field, url_field
from facts.model.plurals import count_noun
from facts.model.receipt import Gap, Receipt
from facts.model.record import Record
from facts.model.values import FrozenModel


class EmptyDerived(FrozenModel):
    """The derived values of a kind that has none."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind(Collection):
    """A collection of records of one model."""

    model: type[Record]
    derived: type[FrozenModel] = EmptyDerived
    """The model of the values that are derived for each record."""
    example_id: str
    """The id of a record, for examples."""
    date_field: str | None = None
    """The field whose gap makes the record an undated entry of the timeline."""

    @cached_property
    def item(self) -> type[BaseModel]:
        """The model of a record as it is served: its fields, then derived values, evidence and gaps."""
        model, id_info = self.model, self.model.model_fields["id"]
        fields: dict[str, Any] = {
            "id": (
                Annotated[id_info.annotation, *id_info.metadata],
                Field(description=id_info.description, examples=[self.example_id]),
            ),
            "sheet": (str, sheet_field()),
            "url": (UriReference, url_field(f"{EXAMPLE_SHEET}/{self.name}/{self.example_id}")),
        }
        for name in model.field_names():
            info = model.model_fields[name]
            fields[name] = (info.annotation, Field(description=info.description, examples=info.examples))
        fields["derived"] = (self.derived, Field(description="values computed from the fields"))
        fields["evidence"] = (
            dict[str, Receipt],
            Field(description="receipt of each filled field, by path"),
        )
        fields["gaps"] = (dict[str, Gap], Field(description="why a field is empty, by path"))
        if self.has_match:
            fields["match"] = (Match | None, match_field())
        return create_model(self.singular.title(), __base__=ResponseModel, __doc__=model.__doc__, **fields)

    def count_phrase(self, count: int) -> str:
        """Return how many records there are, in words: `1 contract`, `3 people`."""
        return count_noun(count, self.singular, self.name)
