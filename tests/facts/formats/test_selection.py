"""Requested fields: which paths there are, and what they select of an item."""

import re
from typing import Any

from pydantic import BaseModel

from api.schemas import sheet_schema
from facts.archive import Archive
from facts.formats.selection import field_tree, is_selected, iter_paths, path_pattern, select_fields, top_level
from facts.views import COLLECTIONS, FACTS
from tests.facts.formats.documents import list_document
from tests.tables import each_row

ITEM = {
    "id": "x",
    "title": "a contract",
    "value": {"amount": "1", "currency": "USD"},
    "quantity": None,
    "names": [{"name": "a", "by": "TR"}, {"name": "b", "by": None}],
    "evidence": {"value": {"basis": "stated"}, "names.0.name": {"basis": "inferred"}, "names.0.by": {}, "title": {}},
    "match": None,
}


@each_row(
    ("paths", "selected"),
    [
        ({"title"}, {"title": "a contract"}),
        ({"value"}, {"value": ITEM["value"]}),
        ({"value.amount"}, {"value": {"amount": "1"}}),
        ({"value.amount", "value.currency"}, {"value": ITEM["value"]}),
        ({"value", "value.amount"}, {"value": ITEM["value"]}),
        ({"quantity.unit"}, {"quantity": None}),
        ({"names.by"}, {"names": [{"by": "TR"}, {"by": None}]}),
        ({"evidence.value"}, {"evidence": {"value": {"basis": "stated"}}}),
        ({"evidence.names.name"}, {"evidence": {"names.0.name": {"basis": "inferred"}}}),
        ({"evidence.names"}, {"evidence": {"names.0.name": {"basis": "inferred"}, "names.0.by": {}}}),
        ({"evidence.value.amount"}, {"evidence": {"value": {"basis": "stated"}}}),
    ],
)
def test_a_path_selects_a_field_or_a_part_of_one(paths: set[str], selected: dict[str, Any]) -> None:
    """A path selects what is there, of each element of a list, and the receipts of what it leads to."""
    assert select_fields(ITEM, paths, ("id",)) == {"id": "x"} | selected


def test_the_order_is_that_of_the_item() -> None:
    """Selected fields come in the order of the item; a match is there if there is one."""
    item = ITEM | {"match": "definite"}
    assert list(select_fields(item, ["value.amount", "title"], ("id",))) == ["id", "title", "value", "match"]


@each_row("model", [*(collection.item for collection in COLLECTIONS.values()), sheet_schema()])
def test_the_pattern_matches_the_paths_and_nothing_else(model: type[BaseModel]) -> None:
    """Every path matches the pattern; a longer one, a part of a name and an empty one do not."""
    tree = field_tree(model)
    pattern = re.compile(path_pattern(tree))
    for path in iter_paths(tree):
        assert pattern.fullmatch(path)
        assert not pattern.fullmatch(f"{path}.")
        assert not pattern.fullmatch(f".{path}")
        if model is not FACTS.item:
            assert not pattern.fullmatch(f"{path}.nothing")
    assert not pattern.fullmatch("")
    assert "(?:" in pattern.pattern or pattern.groups == 0


@each_row("name", COLLECTIONS)
def test_the_paths_are_those_of_the_items(archive: Archive, name: str) -> None:
    """Whatever path leads to something in an item is a path of its model, and selects no more than that."""
    known = set(iter_paths(field_tree(COLLECTIONS[name].item)))
    for item in list(list_document(archive, name).items)[:5]:
        for field, value in item.items():
            assert field in known
            if isinstance(value, dict) and field not in {"evidence", "gaps"} and name != FACTS.name:
                for inner in value:
                    assert f"{field}.{inner}" in known
                    assert select_fields(item, [f"{field}.{inner}"], ())[field] == {inner: value[inner]}


@each_row(
    ("path", "paths", "expected"),
    [
        ("value", {"value"}, True),
        ("value", {"value.amount"}, True),
        ("value.amount", {"value"}, True),
        ("value", {"values"}, False),
        ("values", {"value"}, False),
        ("value.amount", {"value.currency"}, False),
        ("value", set(), False),
    ],
)
def test_a_field_is_selected_with_what_is_around_or_inside(path: str, paths: set[str], expected: bool) -> None:
    """A path stands for its field, for those inside and for those around; names are compared in full."""
    assert is_selected(path, paths) is expected


def test_the_outermost_fields() -> None:
    """The top level of paths are their first names."""
    assert top_level({"value.amount", "value.currency", "title"}) == {"value", "title"}
