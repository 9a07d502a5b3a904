"""References in records as they are served: which fields hold ids of other records, read from the models."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from api.pages.words import INDEX
from facts.kinds import KINDS
from facts.model.fields import ReferenceValue, field_metadata
from facts.model.values import FieldGroup, iter_annotations


@cache
def reference_paths(kind: str) -> frozenset[str]:
    """Return the paths of the fields of a kind that hold ids of records, without the numbers of lists."""
    return frozenset(iter_reference_paths(KINDS[kind].model))


def iter_reference_paths(model: type[BaseModel], prefix: str = "") -> Iterator[str]:
    """Yield the paths of the fields of a model that refer to records."""
    for name, info in model.model_fields.items():
        if field_metadata(model, name).reference:
            yield prefix + name
        for part in iter_annotations(info.annotation):
            if isinstance(part, type) and issubclass(part, FieldGroup):
                yield from iter_reference_paths(part, f"{prefix}{name}.")


@cache
def target_field(kind: str, path: str) -> str | None:
    """Return the field of the values at `path` that holds the id, if they are not ids themselves."""
    info = KINDS[kind].model.model_fields.get(path)
    types = [part for part in iter_annotations(info.annotation) if isinstance(part, type)] if info else []
    model = next((part for part in types if issubclass(part, ReferenceValue)), None)
    return next((name for name in ("statement", "target") if model and name in model.model_fields), None)


def is_reference(kind: str, path: str) -> bool:
    """Return whether the field at `path` of a record holds ids of others."""
    return kind in KINDS and INDEX.sub("", path) in reference_paths(kind)


def get_path(item: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path of a record as it is served; None if there is none."""
    value: Any = item
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if name.isdigit() and int(name) < len(value) else None
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
    return value


def iter_values(value: Any, names: list[str]) -> Iterator[Any]:
    """Yield the values at a path without numbers, each element of a list on its own."""
    if isinstance(value, list):
        for element in value:
            yield from iter_values(element, names)
    elif not names:
        yield value
    elif isinstance(value, Mapping):
        yield from iter_values(value.get(names[0]), names[1:])


def iter_references(kind: str, item: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield the path of each reference of a record as it is served, with the id that it refers to."""
    for path in sorted(reference_paths(kind)):
        target = target_field(kind, path)
        for value in iter_values(item, path.split(".")):
            record_id = value.get(target) if target and isinstance(value, Mapping) else value
            if isinstance(record_id, str):
                yield path, record_id
