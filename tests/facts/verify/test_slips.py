"""Verification reports slips: a changed digit in a sheet, a changed character in its article."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from facts.kinds import KINDS
from facts.model.article import Article
from facts.sheets.loader import parse_sheet
from facts.sheets.problems import SheetError
from tests.facts.verify.test_verification import ARTICLE, PAIRS, TEXT, Raw, verify_raw

Steps = tuple[str | int, ...]


@pytest.mark.parametrize("position", range(3, len(ARTICLE.text), 502))
def test_changed_article_is_found(position: int) -> None:
    """A changed character is reported by the spans over it, or as a difference outside all spans."""
    raw: Raw = json.loads(TEXT)
    article = Article(f"{ARTICLE.text[:position]}#{ARTICLE.text[position + 1 :]}")
    messages = [problem.message for problem in verify_raw(raw, article).problems]
    assert int(re.findall(r"first possible difference is at character (\d+)", messages[0])[0]) <= position
    spans = re.findall(r'"passage": \d+,\s+"start": (\d+),\s+"end": (\d+)', TEXT)
    over = [(start, end) for start, end in spans if int(start) <= position < int(end)]
    if over:
        assert all(f"characters {start} to {end} of passage" in " ".join(messages) for start, end in over)
    else:
        assert "every span matches, so the article differs outside the spans" in messages[0]


def test_longer_article_is_found() -> None:
    """An inserted word is located by the first span that does not match; all records are still checked."""
    article = Article(ARTICLE.text.replace("Talks between", "Long talks between"))
    problems = verify_raw(json.loads(TEXT), article).problems
    assert re.search(r"the first span that does not match is \d+ to \d+ in passage 8$", problems[0].message)
    records = {problem.record for problem in problems}
    assert "people/ravi-deshmane" in records
    assert "people/astrid-halvorsen" not in records


def iter_digits(value: Any, path: Steps = ()) -> Iterator[tuple[str, Steps, int]]:
    """Yield each digit of a sheet: the pattern of its path, its path and its index in the value."""
    if isinstance(value, dict | list):
        for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from iter_digits(inner, (*path, step))
        return
    is_variable = (isinstance(step, int) or before in {"evidence", "gaps"} for before, step in pairwise(("", *path)))
    pattern = ".".join("*" if variable else str(step) for variable, step in zip(is_variable, path, strict=True))
    for match in re.finditer(r"\d", str(value)):
        yield pattern, path, match.start()


def with_other_digit(raw: Raw, path: Steps, index: int) -> Raw:
    """Return a sheet in which the digit at an index of the value at a path is the next one."""
    changed: Any = dict(raw)
    container = changed
    for step in path[:-1]:
        container[step] = container[step].copy()
        container = container[step]
    value = container[path[-1]]
    digits = str(value)
    container[path[-1]] = type(value)(f"{digits[:index]}{(int(digits[index]) + 1) % 10}{digits[index + 1 :]}")
    return dict(changed)


def subject_of(raw: Raw, path: Steps) -> str:
    """Return the kind and id of the record at a path, or the name of the part of the sheet."""
    if path[0] in KINDS:
        return f"{path[0]}/{raw[str(path[0])][path[1]]['id']}"
    return "source" if path[0] == "source" else "sheet"


def field_of(path: Steps) -> str:
    """Return the path of the field of a record, or of a part of the sheet, whose value or evidence is at a path."""
    steps = path[2:] if path[0] in KINDS else path[1:] if path[0] == "source" else path
    return str(steps[1]) if steps[0] in {"evidence", "gaps"} else ".".join(map(str, steps))


def is_refused(raw: Raw, path: Steps, index: int) -> bool:
    """Return whether a sheet with another digit does not load; assert that the problems are those of its record."""
    changed = with_other_digit(raw, path, index)
    try:
        parse_sheet("sheet.json", changed)
    except SheetError as error:
        messages = "\n".join(f"{problem.record} {problem.field} {problem.message}" for problem in error.problems)
        subjects = (subject_of(raw, path), subject_of(changed, path))
        assert any(subject.rpartition("/")[2] in messages for subject in subjects), path
        return True
    return False


def find_unreported(raw: Raw, article: Article, changes: list[tuple[Steps, int]]) -> list[Steps]:
    """Return the paths of changed digits that no problem of their record and field reports, if all are changed."""
    changed = raw
    for path, index in changes:
        changed = with_other_digit(changed, path, index)
    reported = {(problem.record, problem.field) for problem in verify_raw(changed, article).problems}
    return [
        path
        for path, _ in changes
        if not any(
            record == subject_of(changed, path) and f"{field_of(path)}.".startswith(f"{field}.")
            for record, field in reported
        )
    ]


@pytest.mark.parametrize(("file", "text"), PAIRS, ids=lambda path: path.stem)
def test_changed_digit_is_found(file: Path, text: Path) -> None:
    """A changed digit anywhere in a sheet is a problem of its record; one of every path pattern is changed.

    Those with which the sheet loads are problems of their fields too, although other fields have problems.
    """
    raw: Raw = json.loads(file.read_text(encoding="utf-8"))
    patterns: dict[str, list[tuple[Steps, int]]] = {}
    for pattern, path, index in iter_digits(raw):
        patterns.setdefault(pattern, []).append((path, index))
    if raw["id"] != json.loads(TEXT)["id"]:  # what the small sheet has is changed there
        for pattern, _, _ in iter_digits(json.loads(TEXT)):
            patterns.pop(pattern, None)
    assert patterns
    rounds: dict[int, list[tuple[Steps, int]]] = {}
    met: Counter[str] = Counter()
    for occurrences in patterns.values():
        path, index = occurrences[len(occurrences) // 2]
        if is_refused(raw, path, index):
            continue
        field = f"{subject_of(raw, path)} {path[2:3] if path[0] in KINDS else path}"
        rounds.setdefault(met[field], []).append((path, index))
        met[field] += 1
    article = Article.read(text)
    assert [find_unreported(raw, article, changes) for changes in rounds.values()] == [[]] * len(rounds)
