"""Selection: the requested fields of an item, by their dotted paths such as `value.amount`.

A path that leads to receipts or gaps goes on with the path of the field that they are of: `evidence.value`.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from facts.formats.references import INDEX
from facts.model.item import ResponseModel
from facts.model.values import FieldGroup, iter_annotations

BY_PATH = frozenset({"evidence", "gaps"})
"""The fields that hold an entry for each field of their record, by its path."""
NAME_PATTERN = "[a-z0-9_]+"

FieldTree = Mapping[str, Any]
"""The names of fields, each with those inside; None where any may be."""


@cache
def field_tree(model: type[BaseModel]) -> FieldTree:
    """Return the fields of items that are served as `model`, with the fields inside, except those of other items.

    `evidence` and `gaps` have the fields with receipts of their own.
    """
    annotations = annotations_of(model)
    trees = {name: inner_tree(annotation) for name, annotation in annotations.items() if name not in BY_PATH}
    return {name: trees[name] if name in trees else receipt_tree(model) for name in annotations}


def annotations_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """Return the types of the fields of a model."""
    stored = {name: info.annotation for name, info in model.model_fields.items()}
    return stored | {name: info.return_type for name, info in model.model_computed_fields.items()}


def inner_tree(annotation: Any) -> FieldTree | None:
    """Return the fields of the values that `annotation` allows; none of the records in a complete sheet."""
    types = [part for part in iter_annotations(annotation) if isinstance(part, type)]
    is_list = tuple in types or list in types
    models = [part for part in types if issubclass(part, BaseModel)]
    models = [part for part in models if not (is_list and issubclass(part, ResponseModel))]
    return None if annotation is Any else {name: inner for part in models for name, inner in field_tree(part).items()}


def receipt_tree(model: type[BaseModel]) -> FieldTree:
    """Return the fields of a model that have receipts or gaps, with those inside of groups of fields."""
    tree: dict[str, FieldTree] = {}
    for name, annotation in annotations_of(model).items():
        if name not in {"id", "sheet", "url", "match", *BY_PATH}:
            types = [part for part in iter_annotations(annotation) if isinstance(part, type)]
            groups = [receipt_tree(part) for part in types if issubclass(part, FieldGroup)]
            tree[name] = {inner: fields for group in groups for inner, fields in group.items()}
    return tree


def iter_paths(tree: FieldTree, prefix: str = "") -> Iterator[str]:
    """Yield the path of each field of a tree, and of those inside."""
    for name, inner in tree.items():
        yield prefix + name
        yield from iter_paths(inner or {}, f"{prefix}{name}.")


def path_pattern(tree: FieldTree | None) -> str:
    """Return a regular expression of the paths of a tree; it has no groups."""
    if tree is None:
        return rf"{NAME_PATTERN}(?:\.{NAME_PATTERN})*"
    names = (name if inner == {} else rf"{name}(?:\.(?:{path_pattern(inner)}))?" for name, inner in tree.items())
    return "|".join(names)


def top_level(paths: Iterable[str]) -> frozenset[str]:
    """Return the fields of an item that paths begin with."""
    return frozenset(path.partition(".")[0] for path in paths)


def is_selected(path: str, paths: Iterable[str]) -> bool:
    """Return whether the field at `path` is one of `paths`, is inside of one, or has one inside."""
    return any(f"{path}.".startswith(f"{other}.") or other.startswith(f"{path}.") for other in paths)


def select_fields(item: Mapping[str, Any], paths: Iterable[str], identifying: Iterable[str]) -> dict[str, Any]:
    """Return an item with the fields at `paths`, those that identify it, and its match if it has one."""
    selected = {*paths, *identifying} | ({"match"} if item.get("match") else set())
    return dict(select_members(item, selected))


def select_members(value: Mapping[str, Any], paths: Iterable[str]) -> Iterator[tuple[str, Any]]:
    """Yield the members of an object that `paths` lead to or through, each with what they select of it."""
    for name, member in value.items():
        if name in paths:
            yield name, member
        elif inner := {path[len(name) + 1 :] for path in paths if path.startswith(f"{name}.")}:
            yield name, select_entries(member, inner) if name in BY_PATH else select_part(member, inner)


def select_part(value: Any, paths: Iterable[str]) -> Any:
    """Return what `paths` select of a value: of each object in a list; None of what has no fields."""
    if isinstance(value, list | tuple):
        return [select_part(element, paths) for element in value]
    return dict(select_members(value, paths)) if isinstance(value, Mapping) else None


def select_entries(entries: Mapping[str, Any], paths: Iterable[str]) -> dict[str, Any]:
    """Return the receipts or gaps of the fields at `paths`, of those inside and of those around them."""
    return {path: entry for path, entry in entries.items() if is_selected(INDEX.sub("", path), paths)}
