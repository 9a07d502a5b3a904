"""Changing a JSON text keeps the author's layout: only the values that differ are written."""

import json
from copy import deepcopy
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facts.sheets.json_text import rewrite_json
from tests.conftest import FRIGATE
from tests.tables import each_row

Change = tuple[str, dict[str, Any], str]
CHANGES: list[Change] = [
    ('{"a": 1}', {"a": 2}, '{"a": 2}'),
    ('{"a":1,"b":2}', {"a": 1, "b": 3}, '{"a":1,"b":3}'),
    ('{"a": 1}', {"a": 1, "b": "x"}, '{"a": 1, "b": "x"}'),
    ('{"a":1}', {"a": 1, "b": "x"}, '{"a":1,"b":"x"}'),
    ('{ "a" : 1 }', {"a": 1, "b": 2}, '{ "a" : 1, "b" : 2 }'),
    ('{\n    "a": 1\n}\n', {"a": 1, "b": 2}, '{\n    "a": 1,\n    "b": 2\n}\n'),
    ('{\r\n\t"a": 1\r\n}', {"a": 1, "b": 2}, '{\r\n\t"a": 1,\r\n\t"b": 2\r\n}'),
    ('\ufeff{"a": "\\u00e9", "b": "é"}', {"a": "é", "b": "ü"}, '\ufeff{"a": "\\u00e9", "b": "ü"}'),
    ('{"a": 1.0, "b": 1e2, "c": 0}', {"a": 1.0, "b": 100.0, "c": 1}, '{"a": 1.0, "b": 1e2, "c": 1}'),
    ('{"a": {}, "b": []}', {"a": {"x": 1}, "b": [2]}, '{"a": {"x": 1}, "b": [2]}'),
    ('{"a": [\n  1,\n  2\n]}', {"a": [1, 2, 3]}, '{"a": [\n  1,\n  2,\n  3\n]}'),
    ('{"a": [1, 2, 3], "b": 1}', {"a": [1], "b": 1}, '{"a": [1], "b": 1}'),
    ('{"a": 1, "b": 2, "c": 3}', {"b": 2}, '{"b": 2}'),
    ('{"a": 1, "b": 2, "c": 3}', {"a": 1, "c": 4}, '{"a": 1, "c": 4}'),
    ('{"a": "}]\\",", "b": 1}', {"a": '}]",', "b": None}, '{"a": "}]\\",", "b": null}'),
    ('{"a": [\n {"s": 0,\n  "e": 1}\n]}', {"a": [{"s": 5, "e": 6}]}, '{"a": [\n {"s": 5,\n  "e": 6}\n]}'),
    (
        '{"a": [\n\t{"s": 0, "e": 1}\n]}',
        {"a": [{"s": 0, "e": 1}, {"s": 2, "e": 3}]},
        '{"a": [\n\t{"s": 0, "e": 1},\n\t{"s": 2, "e": 3}\n]}',
    ),
]
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=2), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=2), VALUES, max_size=4)


@each_row(("text", "after", "expected"), CHANGES)
def test_only_what_differs_is_written(text: str, after: dict[str, Any], expected: str) -> None:
    """A changed value replaces the one before; a new member is laid out as the last one."""
    before = json.loads(text.removeprefix("\ufeff"))
    assert rewrite_json(text, before, after) == expected


@given(before=OBJECTS, after=OBJECTS, indent=st.sampled_from([None, 1, 4, "\t"]), is_ascii=st.booleans())
def test_the_text_has_the_new_value(
    before: dict[str, Any], after: dict[str, Any], indent: int | str | None, is_ascii: bool
) -> None:
    """Whatever changes in whatever layout, the new text is JSON of the new value; the same value is the same text."""
    text = json.dumps(before, indent=indent, ensure_ascii=is_ascii)
    assert rewrite_json(text, before, before) == text
    assert json.loads(rewrite_json(text, before, after)) == after


@each_row("indent", [1, 4, "\t"])
def test_a_sheet_keeps_its_indentation(indent: int | str) -> None:
    """A sheet with changed, removed and added values is what the author's own tool would have written."""
    raw = json.loads(FRIGATE.read_text(encoding="utf-8"))
    after = deepcopy(raw)
    after["source"]["characters"] = 1
    del after["contracts"][0]["evidence"]["value"]["spans"][0]["digest"]
    after["people"][0]["evidence"]["name"]["spans"].append({"passage": 1, "exact": "Østby"})
    text = json.dumps(raw, indent=indent, ensure_ascii=False)
    assert rewrite_json(text, raw, after) == json.dumps(after, indent=indent, ensure_ascii=False)
