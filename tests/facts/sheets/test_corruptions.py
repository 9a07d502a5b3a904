"""A hundred corruptions of the two sheets: each is reported with file, record, field and hint, fast and briefly."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from time import process_time
from typing import Any

import pytest

from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.problems import MAX_ISSUES, SheetError
from tests.conftest import FRIGATE, S400
from tests.tables import each_row

Container = dict[str, Any] | list[Any]
Corruption = Callable[[Any, Any], object]

FILE = "corrupt.json"
SEED = 20_201_204
MAX_SECONDS = 2
MAX_OUTPUT = 100_000
NUMBERS: dict[str, Corruption] = {
    "a huge integer": lambda target, key: target.update({key: 2**64}),
    "a negative zero": lambda target, key: target.update({key: -0.0}),
    "a negative number": lambda target, key: target.update({key: -1}),
    "a digit as text": lambda target, key: target.update({key: str(target[key])}),
}
TEXTS: dict[str, Corruption] = {
    "no text": lambda target, key: target.__setitem__(key, ""),
    "a space": lambda target, key: target.__setitem__(key, " "),
    "a zero-width space": lambda target, key: target.__setitem__(key, target[key] + "\u200b"),
    "a byte order mark": lambda target, key: target.__setitem__(key, "\ufeff" + target[key]),
    "nothing visible": lambda target, key: target.__setitem__(key, "\u2060\u00ad\U000e0041"),
    "a line break": lambda target, key: target.__setitem__(key, f"{target[key]}\n"),
    "a reversed direction": lambda target, key: target.__setitem__(key, f"\u202e{target[key]}"),
    "a very long text": lambda target, key: target.__setitem__(key, "word " * 5000),
    "other spaces": lambda target, key: target.__setitem__(key, f"{target[key]}\u2003"),
}
ANY: dict[str, Corruption] = {
    "a wrong type": lambda target, key: target.__setitem__(key, 5 if isinstance(target[key], dict | list) else [[]]),
    "an object": lambda target, key: target.__setitem__(key, {"value": {"value": 1}}),
}
KEYS: dict[str, Corruption] = {
    "a misspelt key": lambda target, key: target.update({f"{key}s": target.pop(key)}),
    "another key": lambda target, key: target.update({"unheard-of": target.pop(key)}),
}
ITEMS: dict[str, Corruption] = {
    "an item twice": lambda target, key: target.append(json.loads(json.dumps(target[key])))
}


def iter_targets(value: Any, path: str = "") -> Iterator[tuple[str, str | int]]:
    """Yield the path of each container inside `value`, with each of its keys."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        yield path, key
        if isinstance(inner, dict | list):
            yield from iter_targets(inner, f"{path}/{key}")


def container_at(raw: Any, path: str) -> Any:
    """Return the container at a path."""
    for step in path.split("/")[1:]:
        raw = raw[int(step) if isinstance(raw, list) else step]
    return raw


def corruptions_of(container: Any, key: str | int) -> dict[str, Corruption]:
    """Return the corruptions that change the meaning of the value at `key`, whatever it is."""
    value = container[key]
    corruptions = ANY | (KEYS if isinstance(container, dict) else ITEMS)
    if isinstance(value, str) and key != "$schema":
        corruptions |= TEXTS
    if isinstance(value, int) and isinstance(container, dict):
        corruptions |= NUMBERS
    return corruptions


def list_corruptions(path: Path, count: int) -> list[tuple[Path, str, str | int, str]]:
    """Return different corruptions of the sheet in a file: where in it, and which."""
    raw, random = read_json(path), Random(SEED)  # noqa: S311 - a fixed choice
    targets = list(iter_targets(raw))
    chosen: dict[tuple[Path, str, str | int, str], None] = {}
    while len(chosen) < count:
        target = random.choice(targets)
        name = random.choice(sorted(corruptions_of(container_at(raw, target[0]), target[1])))
        chosen[path, *target, name] = None
    return list(chosen)


@each_row(("path", "target", "key", "name"), [*list_corruptions(FRIGATE, 90), *list_corruptions(S400, 10)])
def test_a_corrupt_sheet_does_not_load(path: Path, target: str, key: str | int, name: str) -> None:
    """No corruption loads silently; every problem says where it is and what to do, in bounded time and output."""
    raw = read_json(path)
    container = container_at(raw, target)
    corruptions_of(container, key)[name](container, key)
    start = process_time()
    with pytest.raises(SheetError) as error:
        parse_sheet(FILE, raw)
    assert process_time() - start < MAX_SECONDS
    assert len(str(error.value)) < MAX_OUTPUT
    assert 1 <= len(error.value.problems) <= MAX_ISSUES + 1
    for problem in error.value.listed:
        assert problem.file == FILE
        assert problem.record
        assert problem.message
        assert problem.hint
        assert (
            problem.field or "record" in problem.message or "object" in problem.message or "codes" in problem.message
        )
