"""The JSON parser: what it accepts it parses exactly, with either of its two parsers."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.sheets.json_parser import parse_canonical_json, parse_exactly, parse_without_floats

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)

WITHOUT_FLOATS = [
    "{}",
    '{"a": 1, "b": -12}',
    '{"a": "[..2021-12-31]"}',
    '{"a": "about 2.5, 1e5"}',
    '{"e": null}',
    "[1.5]",
]
WITH_FLOATS = ['{"a": 1.5}', '{"a": -0.5}', '{"a": 1e5}', '{"a": 1E-5}', '{"a": [{"b": 12.0}]}', '{"a": 1e999}']
WRONG = [
    "",
    "{",
    "{}{}",
    '{"a": NaN}',
    '{"a": -Infinity}',
    '{"a": "\\ud800"}',
    "{'a': 1}",
    '{"a": "\n"}',
    '{"a": 01}',
]


@given(st.dictionaries(st.text(), VALUES), st.booleans())
def test_both_parsers_agree(raw: dict[str, object], ensure_ascii: bool) -> None:
    """JSON is parsed to the value that was written, and its canonical text is that of the exact parser."""
    text = json.dumps(raw, ensure_ascii=ensure_ascii, indent=1)
    parsed, canonical = parse_canonical_json("sheet.json", text)
    assert (parsed, canonical) == parse_exactly(text)
    assert parsed == raw


@pytest.mark.parametrize("text", WITHOUT_FLOATS)
def test_what_has_no_floats_is_parsed_fast(text: str) -> None:
    """Points and exponents in strings, and in lists, are no reason for the slower parser."""
    assert parse_without_floats(text) == parse_exactly(text)


@pytest.mark.parametrize("text", [*WITH_FLOATS, *WRONG])
def test_what_may_be_inexact_or_wrong_is_left_to_the_exact_parser(text: str) -> None:
    """A float as the value of a key, and what is no JSON, are not accepted by the faster parser."""
    assert parse_without_floats(text) is None
