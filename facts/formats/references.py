"""References: ids of other records in an item, with the kind, the title and the URL of each."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel, Field

from facts.formats.document import Document, FindTitles
from facts.kinds import KINDS
from facts.model.collection import Collection
from facts.model.fields import ReferenceValue, field_metadata
from facts.model.item import ResponseModel, UriReference, url_field
from facts.model.kind import Kind
from facts.model.values import iter_annotations
from facts.urls import record_url
from facts.views import EXAMPLE_SUBJECT, FACTS, View

INDEX = re.compile(r"\.[0-9]+(?=\.|$)")
"""The number of an element of a list in the path of a field."""

Item = Mapping[str, Any]
Steps = tuple[str, ...]


class RecordReference(ResponseModel):
    """A record that an item refers to by its id."""

    kind: str = Field(description="its kind", examples=["contracts"])
    name: str = Field(description="its name or title")
    url: UriReference = url_field(EXAMPLE_SUBJECT)


References = dict[str, dict[str, RecordReference]]
"""Records by their sheet, then by their id."""


@cache
def reference_paths(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the paths of the ids of other records in a model, without the numbers of lists, in order of name."""
    return tuple(sorted(iter_reference_paths(model)))


def iter_reference_paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield the paths of the ids of other records in a model."""
    for name, info in model.model_fields.items():
        path = prefix + name
        types = [part for part in iter_annotations(info.annotation) if isinstance(part, type)]
        if field_metadata(model, name).reference:
            id_field = next((part.id_field for part in types if issubclass(part, ReferenceValue)), None)
            yield f"{path}.{id_field}" if id_field else path
            continue
        for part in types:
            if issubclass(part, BaseModel):
                yield from iter_reference_paths(part, f"{path}.")


@cache
def id_paths(collection: Collection) -> tuple[str, ...]:
    """Return the paths of the ids in the items of a collection, without those in receipts and in values of facts."""
    if not isinstance(collection, Kind):
        return reference_paths(collection.model)
    return (*reference_paths(collection.model), *(f"derived.{path}" for path in reference_paths(collection.derived)))


@cache
def split_id_paths(collection: Collection) -> tuple[Steps, ...]:
    """Return the paths of the ids in the items of a collection as names of fields."""
    return tuple(tuple(path.split(".")) for path in id_paths(collection))


def paths_below(subject: str, path: str) -> tuple[Steps, ...]:
    """Return where the ids are in the value of a record's field: the names of fields, none if the value is an id."""
    return steps_below(subject.split("/")[1], INDEX.sub("", path)) if "/" in subject else ()


@cache
def steps_below(kind: str, path: str) -> tuple[Steps, ...]:
    """Return where the ids are in the value of the field of a kind at a path without numbers."""
    steps = tuple(path.split("."))
    id_steps = split_id_paths(KINDS[kind]) if kind in KINDS else ()
    return tuple(names[len(steps) :] for names in id_steps if names[: len(steps)] == steps)


def values_at(value: Any, names: Steps) -> list[Any]:
    """Return the values at a path without numbers, each element of a list on its own."""
    if not isinstance(value, (list, tuple)):
        if not names:
            return [value]
        return values_at(value.get(names[0]), names[1:]) if isinstance(value, (dict, Mapping)) else []
    return [part for element in value for part in values_at(element, names)]


def iter_references(model: type[BaseModel], item: Item) -> Iterator[tuple[str, str]]:
    """Yield the path of each reference in the fields of an item of a model, with the id that it refers to."""
    for path in reference_paths(model):
        for value in values_at(item, tuple(path.split("."))):
            if isinstance(value, str):
                yield path, value


def iter_ids(collection: Collection, item: Item) -> Iterator[str]:
    """Yield every id in an item of a collection; some are names of groups that are no records."""
    values = [value for names in split_id_paths(collection) for value in values_at(item, names)]
    values += (receipt.get("attributed_to") for receipt in (item.get("evidence") or {}).values())
    if collection is FACTS:
        for names in paths_below(item["subject"], item["property"]):
            values += values_at(item.get("value"), names)
    yield from (id_of(value) for value in values if isinstance(value, str))


def id_of(reference: str) -> str:
    """Return the id in a reference: derived values have `kind/id`."""
    return reference.rpartition("/")[2]


class ReferenceFinder:
    """Finds the records that the items of a document refer to."""

    def __init__(self, document: Document) -> None:
        self.collection = document.collection
        self.titles = document.titles
        self.ids: dict[str, dict[str, None]] = {}
        """The ids in the items, by sheet."""

    def add(self, item: Item) -> Item:
        """Add the ids in an item, and return the item."""
        if not isinstance(self.collection, Kind | View):
            return item
        self.ids.setdefault(item["sheet"], {}).update(dict.fromkeys(iter_ids(self.collection, item)))
        return item

    def references(self) -> References:
        """Return the records that the items refer to, by their sheet, then by their id."""
        references = {sheet: resolve_ids(sheet, ids, self.titles) for sheet, ids in self.ids.items()}
        return {sheet: records for sheet, records in references.items() if records}


def find_references(document: Document, item: Item) -> References:
    """Return the records that one item of a document refers to."""
    finder = ReferenceFinder(document)
    finder.add(item)
    return finder.references()


def replace_ids(value: Any, names: Steps, replace: Callable[[str], Any]) -> Any:
    """Return a value whose ids, in the fields `names` or where there are none the value itself, are replaced."""
    if isinstance(value, list | tuple):
        return [replace_ids(element, names, replace) for element in value]
    if not names:
        return replace(value) if isinstance(value, str) else value
    if isinstance(value, Mapping) and names[0] in value:
        return {**value, names[0]: replace_ids(value[names[0]], names[1:], replace)}
    return value


def resolve_ids(sheet: str, ids: Iterable[str], titles: FindTitles) -> dict[str, RecordReference]:
    """Return the records of a sheet that have one of `ids`, by id, in the order of `ids`."""
    known = titles(sheet, ids)
    return {
        record_id: RecordReference(kind=kind, name=name, url=record_url(f"{sheet}/{kind}/{record_id}"))
        for record_id in ids
        if record_id in known
        for kind, name in [known[record_id]]
    }
