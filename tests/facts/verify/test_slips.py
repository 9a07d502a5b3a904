"""Verification reports slips: a changed digit in a sheet, a changed character in its article."""

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


def problems_of(raw: Raw, article: Article) -> list[Issue]:
    """Return the problems of a sheet: those found when it is loaded, else those found by verification."""
    try:
        return list(verify_raw(raw, article).problems)
    except SheetError as error:
        return list(error.problems)


@pytest.mark.parametrize(("file", "text"), PAIRS, ids=lambda path: path.stem)
def test_changed_digit_is_found(file: Path, text: Path) -> None:
    """A changed digit anywhere in a sheet is a problem of its record; one of every path pattern is changed."""
    raw: Raw = json.loads(file.read_text(encoding="utf-8"))
    article = Article.read(text)
    patterns: dict[str, list[tuple[Steps, int]]] = {}
    for pattern, path, index in iter_digits(raw):
        patterns.setdefault(pattern, []).append((path, index))
    if raw["id"] != json.loads(TEXT)["id"]:  # what the small sheet has is changed there
        for pattern, _, _ in iter_digits(json.loads(TEXT)):
            patterns.pop(pattern, None)
    assert patterns
    for occurrences in patterns.values():
        path, index = occurrences[len(occurrences) // 2]
        container: Any = raw
        for step in path[:-1]:
            container = container[step]
        value = container[path[-1]]
        old_subject = subject_of(raw, path)
        changed = str(value)[:index] + str((int(str(value)[index]) + 1) % 10) + str(value)[index + 1 :]
        container[path[-1]] = type(value)(changed)
        problems = problems_of(raw, article)
        messages = "\n".join(f"{problem.record} {problem.field} {problem.message}" for problem in problems)
        assert old_subject in messages or subject_of(raw, path) in messages, path
        container[path[-1]] = value


def subject_of(raw: Raw, path: Steps) -> str:
    """Return the id of the record at a path, or the name of the part of the sheet."""
    if path[0] in KINDS:
        return str(raw[str(path[0])][path[1]]["id"])
    return "source" if path[0] == "source" else "sheet"
