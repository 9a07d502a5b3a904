"""References in a record: the fields that have ids of other records, and the value at a path."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from facts.formats.references import INDEX, reference_paths
from facts.kinds import KINDS
from facts.model.fields import ReferenceValue
from facts.model.values import iter_annotations


@cache
def target_field(kind: str, path: str) -> str | None:
    """Return the field of the values at `path` that holds the id, if they are not ids themselves."""
    info = KINDS[kind].model.model_fields.get(path)
    types = [part for part in iter_annotations(info.annotation) if isinstance(part, type)] if info else []
    return next((part.id_field for part in types if issubclass(part, ReferenceValue)), None)


def is_reference(kind: str, path: str) -> bool:
    """Return whether the field at `path` of a record holds ids of others."""
    if kind not in KINDS:
        return False
    target = target_field(kind, path)
    return (f"{path}.{target}" if target else INDEX.sub("", path)) in reference_paths(KINDS[kind].model)


def get_path(item: Mapping[str, Any], path: str) -> Any:
    """Return the value at a dotted path of a record as it is served; None if there is none."""
    value: Any = item
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if name.isdigit() and int(name) < len(value) else None
        else:
            value = value.get(name) if isinstance(value, Mapping) else None
    return value
