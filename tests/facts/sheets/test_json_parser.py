"""The JSON parser: it parses what was written, and the canonical text does not depend on the layout."""

import json
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facts.sheets.json_parser import canonical_json, parse_canonical_json
from facts.sheets.problems import SheetError

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(st.dictionaries(st.text(), VALUES), st.booleans(), st.integers())
def test_json_is_parsed_to_what_was_written(raw: dict[str, object], ensure_ascii: bool, seed: int) -> None:
    """JSON is parsed to the value that was written; its canonical text is the same in another order of keys."""
    items = list(raw.items())
    Random(seed).shuffle(items)  # noqa: S311 - fixed data
    parsed, canonical = parse_canonical_json(
        "sheet.json", json.dumps(dict(items), ensure_ascii=ensure_ascii, indent=1)
    )
    assert parsed == raw
    assert canonical == canonical_json(raw)


@pytest.mark.parametrize("text", ['{"a": "\\ud800"}', '{"a": ["\\udc00"]}', '{"\\ud83d": 1}'])
def test_half_a_surrogate_pair_is_refused(text: str) -> None:
    """What UTF-8 cannot encode is no text of a sheet, whether it is a value or a key."""
    with pytest.raises(SheetError):
        parse_canonical_json("sheet.json", text)
