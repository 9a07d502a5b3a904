"""Passages without facts, as a draft lists them."""

from typing import Any

from facts.drafts.nodes import DraftNode, to_json


def list_factless(node: DraftNode) -> list[dict[str, Any]]:
    """Return the passages without facts: a mapping of numbers to reasons, or a list as in a sheet."""
    entries = to_json(node)
    if isinstance(entries, dict):
        return [
            {"passage": int(number) if number.isdecimal() else number, "reason": reason}
            for number, reason in entries.items()
        ]
    rows = entries if isinstance(entries, list) else []
    return [
        {key: int(value) if key == "passage" and str(value).isdecimal() else value for key, value in row.items()}
        for row in rows
        if isinstance(row, dict)
    ]
