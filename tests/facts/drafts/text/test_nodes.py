"""Drafts as YAML: every scalar is text, every node has its line, and JSON is a draft too."""

import json

import pytest

from facts.drafts.text.nodes import DraftSyntaxError, MapNode, TextNode, normalize_source, parse_nodes, to_json
from tests.tables import each_row

SCALARS = ["NO", "no", "on", "y", "12:30", "2018-10", "2018-10-05", "2017", "0.45", "1e5", "0x1F", "true", ".inf"]
INVALID = {
    "a: [1": "did not find|expected",
    "a: 1\na: 2": "written twice",
    "a: &x 1\nb: *x": "alias",
    "{[[1]]: a}": "a key is not text",
    "{[]: a}": "a key is not text",
    "{{a: 1}: a}": "a key is not text",
    "? [a, b\n: c": "expected",
    f"a: {'[' * 40}{']' * 40}": "too deeply",
    f"a: {'[' * 5000}{']' * 5000}": "depth|deep",
    "a: 1\n---\nb: 2": "document",
}


@each_row("scalar", SCALARS)
def test_every_scalar_is_text(scalar: str) -> None:
    """Norway, numbers, dates and times are the text that is written."""
    assert to_json(parse_nodes(f"a: {scalar}")) == {"a": scalar}


@each_row("scalar", ["", "~", "null"])
def test_an_empty_scalar_is_no_value(scalar: str) -> None:
    """An empty scalar and YAML's words for it are no value, unless they are in quotation marks."""
    assert to_json(parse_nodes(f"a: {scalar}")) == {"a": None}
    assert to_json(parse_nodes(f"a: '{scalar}'")) == {"a": scalar}
    assert to_json(parse_nodes(f"{scalar} # a comment")) is None


def test_nodes_have_lines() -> None:
    """Each key and each value has the line that it begins in."""
    root = parse_nodes("# a draft\na:\n  b: 1\n  c: [2,\n    3]\n")
    assert isinstance(root, MapNode)
    inner = root.entries["a"]
    assert isinstance(inner, MapNode)
    assert (root.lines, inner.lines) == ({"a": 2}, {"b": 3, "c": 4})
    assert inner.entries["b"] == TextNode(3, "1", "1", is_plain=True)
    assert inner.entries["c"].source == "[2,\n    3]"


@each_row(
    ("text", "items"),
    [
        ("[A further 900,000 followed, almost late]", ["A further 900,000 followed", "almost late"]),
        ("[1,150 commuters]", ["1,150 commuters"]),
        ("[1,234,567 votes, two]", ["1,234,567 votes", "two"]),
        ("[900, 000 followed]", ["900", "000 followed"]),
        ("[in 2024,125 ships]", ["in 2024", "125 ships"]),
        ("[12,34 ships]", ["12", "34 ships"]),
        ("['900','000 followed']", ["900", "000 followed"]),
    ],
)
def test_a_comma_inside_a_number_cuts_no_text_in_brackets(text: str, items: list[str]) -> None:
    """The thousands of a number are no items of a list of their own, but for years and others that are no number."""
    assert to_json(parse_nodes(f"a: {text}")) == {"a": items}


def test_a_comma_cuts_no_text_in_braces() -> None:
    """What has no colon is the rest of the text before it; a key with a colon, or with quotation marks, is a key."""
    texts = {
        "{a: 1,200 tonnes, b: x, y and\n  z}": {"a": "1,200 tonnes", "b": "x, y and z"},
        "{a: it's 5, b: , c: {d: e, f}}": {"a": "it's 5", "b": None, "c": {"d": "e, f"}},
        "{a, b: c}": {"a": None, "b": "c"},
        "{a: 'b', c}": {"a": "b", "c": None},
        '{"a": b, "c"}': {"a": "b", "c": None},
        "{a: [b], c}": {"a": ["b"], "c": None},
    }
    for text, expected in texts.items():
        assert to_json(parse_nodes(text)) == expected


def test_a_list_as_a_key_is_a_date() -> None:
    """What stands in brackets before its words is text: a date that is open on a side, or one of several."""
    texts = {
        "{[..2027-12-31]: by then}": {"[..2027-12-31]": "by then"},
        "{ [ 2027, 2028 ]: a, b: [c]}": {"[2027,2028]": "a", "b": ["c"]},
        "a:\n  [2027-05..]: from May": {"a": {"[2027-05..]": "from May"}},
    }
    for text, expected in texts.items():
        assert to_json(parse_nodes(text)) == expected


@each_row(("text", "message"), INVALID.items())
def test_invalid_yaml_is_refused(text: str, message: str) -> None:
    """What is no draft is refused with a line; aliases, duplicate keys and deep nesting too."""
    with pytest.raises(DraftSyntaxError, match=message) as error:
        parse_nodes(text)
    assert error.value.line >= 1


def test_json_is_a_draft() -> None:
    """JSON of any program is read as it is: escapes, characters beyond the basic plane, null, tabs as indentation."""
    value = {"a": 'x/y \u201c\U0001f600 \\ "', "b": {"c": None, "d": ["1", "2"]}}
    assert to_json(parse_nodes(normalize_source(json.dumps(value, indent="  ")))) == value


def test_a_code_fence_is_no_part_of_a_draft() -> None:
    """The fences that language models put around an answer are ignored; the lines keep their numbers."""
    root = parse_nodes(normalize_source("\ufeff```yaml\r\na: 1\r\n```\r\n"))
    assert isinstance(root, MapNode)
    assert (to_json(root), root.lines) == ({"a": "1"}, {"a": 2})
