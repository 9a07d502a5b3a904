"""Passages without facts, as a draft lists them."""

from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.text.nodes import DraftNode, MapNode, TextNode, as_items, to_json

HINT = "Write each passage with the reason, as in `factless: {1: a headline}`"


def list_factless(node: DraftNode) -> list[dict[str, Any]]:
    """Return the passages without facts: a mapping of numbers to reasons, or a list as in a sheet.

    Raises ClaimError for what is neither.
    """
    if isinstance(node, MapNode):
        return [{"passage": to_number(number), "reason": to_json(reason)} for number, reason in node.entries.items()]
    rows = []
    for item in as_items(node):
        if not isinstance(item, MapNode):
            words = f"'{item.text}'" if isinstance(item, TextNode) else "a list"
            raise ClaimError(f"has {words} in place of a passage with its reason", HINT)
        row = {key: to_json(child) for key, child in item.entries.items()}
        rows.append(row | {"passage": to_number(row.get("passage"))})
    return rows


def to_number(value: object) -> object:
    """Return the number that a text is; others as they are."""
    return int(value) if isinstance(value, str) and value.isdecimal() else value
