"""Drafts as text: YAML in block style, with one field on a line where it fits."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from facts.drafts.text.nodes import EMPTY, DraftNode, ListNode, MapNode, TextNode

Draft: TypeAlias = str | Sequence["Draft"] | Mapping[str, "Draft"]
"""What a draft is made of: texts, lists and mappings."""
PLAIN = re.compile(
    r"(?:[^\W_]|[$\u00a3\u20ac])(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029,\[\]{}:#\"\\]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029,\[\]{}:#\"\\])?"
)
"""A text that needs no quotation marks anywhere."""
PLAIN_ON_A_LINE = re.compile(
    r"(?:[^\W_]|[$\u00a3\u20ac])(?:[^\x00-\x1f\x7f-\x9f\u2028\u2029:#\"\\]*[^\s\x00-\x1f\x7f-\x9f\u2028\u2029:#\"\\])?"
)
"""A text that needs none on a line of its own."""
PRINTABLE = re.compile(r"[^\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*")
MAX_WIDTH = 118
INDENT = "  "


def format_text(text: str, plain: re.Pattern[str] = PLAIN) -> str:
    """Return a text as a scalar, in quotation marks unless it is `plain`."""
    if plain.fullmatch(text) and text not in EMPTY:
        return text
    return "'" + text.replace("'", "''") + "'" if PRINTABLE.fullmatch(text) else json.dumps(text)


def format_flow(draft: Draft) -> str:
    """Return a part of a draft on one line."""
    if isinstance(draft, str):
        return format_text(draft)
    if isinstance(draft, Mapping):
        return "{" + ", ".join(f"{format_text(key)}: {format_flow(value)}" for key, value in draft.items()) + "}"
    return "[" + ", ".join(map(format_flow, draft)) + "]"


def format_lines(draft: Mapping[str, Draft], indent: str = "") -> Iterator[str]:
    """Yield the lines of a mapping, each entry on one line if it is a field and fits."""
    for key, value in draft.items():
        head = f"{indent}{format_text(key)}:"
        line = f"{head} {format_text(value, PLAIN_ON_A_LINE) if isinstance(value, str) else format_flow(value)}"
        if not value and isinstance(value, Mapping):
            line = head
        if isinstance(value, str) or (len(line) <= MAX_WIDTH and is_field(value)):
            yield line
        elif isinstance(value, Mapping):
            yield head
            yield from format_lines(value, indent + INDENT)
        else:
            yield head
            yield from (f"{indent}{INDENT}- {format_flow(item)}" for item in value)


def is_field(draft: Draft) -> bool:
    """Return whether a part of a draft is what it says of one field: no mapping of mappings."""
    return not isinstance(draft, Mapping) or not any(isinstance(value, Mapping) for value in draft.values())


def to_node(draft: Draft) -> DraftNode:
    """Return a part of a draft as it is parsed from its text."""
    if isinstance(draft, str):
        return TextNode(0, draft, draft, is_plain=False)
    if isinstance(draft, Mapping):
        return MapNode(0, "", {key: to_node(value) for key, value in draft.items()}, dict.fromkeys(draft, 0))
    return ListNode(0, "", [to_node(item) for item in draft])
