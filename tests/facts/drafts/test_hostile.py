"""Any text is a draft or is refused in words: nothing raises, and every problem has a line of the draft."""

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from facts.drafts.reading.specs import CLAIM_KEYS
from facts.drafts.text.nodes import parse_nodes, to_json
from tests.facts.drafts.helpers import DRAFT, build_draft

WORDS = [
    "",
    "null",
    "3",
    "2-9",
    "9",
    "NO",
    "ase-bjorno",
    "Bjørnø said",
    "The pier",
    "1 NOK",
    "[..2025]",
    "x: y",
    "\u202e",
    "a" * 300,
]
KEYS = [
    *sorted(CLAIM_KEYS),
    "passages",
    "title",
    "relations",
    "disputes",
    "offices",
    "0",
    "payment.x",
    "when.within",
    "x",
]
TEXTS = st.sampled_from(WORDS) | st.text(max_size=8)
PARTS = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4),
    max_leaves=6,
)


def list_paths(draft: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the path of every part of a draft but itself."""
    items = draft.items() if isinstance(draft, dict) else enumerate(draft) if isinstance(draft, list) else ()
    return [place for key, part in items for place in [(*path, key), *list_paths(part, (*path, key))]]


def replace_part(draft: Any, path: tuple[Any, ...], part: Any) -> None:
    """Replace the part of a draft at a path."""
    for step in path[:-1]:
        draft = draft[step]
    draft[path[-1]] = part


PATHS = list_paths(to_json(parse_nodes(DRAFT)))


@given(st.lists(st.tuples(st.sampled_from(PATHS), PARTS), min_size=1, max_size=3))
def test_any_part_may_be_anything(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
    """Whatever is written in place of parts of a draft, the answer is a sheet or problems with lines."""
    draft: Any = to_json(parse_nodes(DRAFT))
    for path, part in sorted(changes, key=lambda change: -len(change[0])):
        replace_part(draft, path, part)
    text = json.dumps(draft, indent=1)
    result = build_draft(text)
    assert bool(result.problems) != bool(result.sheet)
    assert all(1 <= problem.line <= text.count("\n") + 1 for problem in result.problems)


@given(st.text(max_size=60), st.integers(0, len(DRAFT)), st.integers(0, 30))
def test_any_text_may_be_anywhere(text: str, start: int, length: int) -> None:
    """Whatever text is put into a draft, the answer is a sheet or problems."""
    result = build_draft(DRAFT[:start] + text + DRAFT[start + length :])
    assert bool(result.problems) != bool(result.sheet)
