"""What `facts.verify` promises of a slip: another digit in a sheet, another character in its article, is found."""

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from facts.kinds import KINDS
from facts.model.article import Article
from facts.sheets.problems import Issue, SheetError
from tests.facts.verify.test_verification import ARTICLE, PAIRS, TEXT, Raw, verified

Steps = tuple[str | int, ...]


@pytest.mark.parametrize("position", range(3, len(ARTICLE.text), 251))
def test_changed_article_is_found(position: int) -> None:
    """One other character is found: by the spans over it, or as something that no span holds."""
    raw: Raw = json.loads(TEXT)
    article = Article(f"{ARTICLE.text[:position]}#{ARTICLE.text[position + 1 :]}")
    messages = [problem.message for problem in verified(raw, article).problems]
    assert int(re.findall(r"from character (\d+) on", messages[0])[0]) <= position
    over = [place for place in re.findall(r'"start": (\d+),\s+"end": (\d+)', TEXT) if inside(position, place)]
    if over:
        assert all(f"characters {start} to {end} of passage" in " ".join(messages) for start, end in over)
    else:
        assert "all of them stand, so it differs in what none holds" in messages[0]


def inside(position: int, place: tuple[str, str]) -> bool:
    """Return whether a position is in a place."""
    return int(place[0]) <= position < int(place[1])


def test_longer_article_is_found() -> None:
    """A word put in is told by the first span that fails; the rest of the sheet is held against the text too."""
    article = Article(ARTICLE.text.replace("Talks between", "Long talks between"))
    found = verified(json.loads(TEXT), article).problems
    assert re.search(r"the first to fail is \d+ to \d+ in passage 8$", found[0].message)
    records = {problem.record for problem in found}
    assert "people/ravi-deshmane" in records
    assert "people/astrid-halvorsen" not in records


def digits(value: Any, path: Steps = ()) -> Iterator[tuple[str, Steps, int]]:
    """Yield each digit of a sheet: the pattern of its path, its path and its place in the value."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from digits(inner, (*path, step))
        return
    free = (isinstance(step, int) or before in {"evidence", "gaps"} for before, step in pairwise(("", *path)))
    pattern = ".".join("*" if any_step else str(step) for any_step, step in zip(free, path, strict=True))
    for match in re.finditer(r"\d", str(value)):
        yield pattern, path, match.start()


def troubles(raw: Raw, article: Article) -> list[Issue]:
    """Return the problems that a sheet has when it is read, or else when it is verified."""
    try:
        return list(verified(raw, article).problems)
    except SheetError as error:
        return list(error.problems)


@pytest.mark.parametrize(("file", "text"), PAIRS, ids=lambda path: path.stem)
def test_changed_digit_is_found(file: Path, text: Path) -> None:
    """Another digit, wherever in a sheet, is a problem that names the record in which it stands."""
    raw: Raw = json.loads(file.read_text(encoding="utf-8"))
    article = Article.read(text)
    patterns: dict[str, list[tuple[Steps, int]]] = {}
    for pattern, path, place in digits(raw):
        patterns.setdefault(pattern, []).append((path, place))
    for found in patterns.values():
        path, place = found[len(found) // 2]
        holder: Any = raw
        for step in path[:-1]:
            holder = holder[step]
        value = holder[path[-1]]
        old = subject(raw, path)
        other = str(value)[:place] + str((int(str(value)[place]) + 1) % 10) + str(value)[place + 1 :]
        holder[path[-1]] = type(value)(other)
        told = "\n".join(f"{problem.record} {problem.field} {problem.message}" for problem in troubles(raw, article))
        assert old in told or subject(raw, path) in told, path
        holder[path[-1]] = value


def subject(raw: Raw, path: Steps) -> str:
    """Return the id of the record that a path lies in, or the name of the part of the sheet."""
    if path[0] in KINDS:
        return str(raw[str(path[0])][path[1]]["id"])
    return "source" if path[0] == "source" else "sheet"
