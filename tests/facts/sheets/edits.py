"""Edits of the frigate sheet, and the problems that they cause."""

from typing import Any

import pytest

from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.problems import SheetError
from tests.conftest import FRIGATE

Edits = dict[str, Any]

FILE = "invalid.json"
GONE = object()


def edited_sheet(edits: Edits) -> dict[str, Any]:
    """Return the raw frigate sheet with each value set at its path, whose steps are names, ids or numbers."""
    raw = read_json(FRIGATE)
    for path, value in edits.items():
        *steps, last = path.split("/")
        target: Any = raw
        for step in steps:
            target = target[key(target, step)]
        if last == "+":
            target.append(value)
        elif value is GONE:
            del target[key(target, last)]
        else:
            target[key(target, last)] = value
    return raw


def key(parent: Any, step: str) -> str | int:
    """Return the key of a step in `parent`: a name, or the index of an item by number or record id."""
    if isinstance(parent, dict):
        return step
    return int(step) if step.isdigit() else [row["id"] for row in parent].index(step)


def problems_of(edits: Edits) -> list[str]:
    """Return the problems of the edited frigate sheet, without the name of the file."""
    with pytest.raises(SheetError) as caught:
        parse_sheet(FILE, edited_sheet(edits))
    assert all(problem.file == FILE for problem in caught.value.problems)
    return [str(problem).removeprefix(f"{FILE}: ") for problem in caught.value.problems]
