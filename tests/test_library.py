"""The library stands without the web, its parts are small, and no sentence of the article is in the project."""

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import SHARED, TESTS

ROOT = TESTS.parent
MODULES = sorted(path for package in ("api", "facts") for path in (ROOT / package).rglob("*.py"))
WEB = ("api", "fastapi", "starlette", "uvicorn", "httpx2")
LONGEST_MODULE = 350
LONGEST_FUNCTION = 40
RUN = 13
"""One word more in a row than may be repeated of the article."""

WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")
IMPORT_ALL = (
    "import importlib, json, sys; [*map(importlib.import_module, sys.argv[1:])]; print(json.dumps([*sys.modules]))"
)


def relative(path: Path) -> str:
    """Return a path as it is called in the repository."""
    return path.relative_to(ROOT).as_posix()


def module(path: Path) -> str:
    """Return the name by which the file of a module is imported."""
    return relative(path).removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def test_library_never_imports_the_web() -> None:
    """All of `facts`, its command line included, runs without `api` and without a web framework."""
    names = [module(path) for path in MODULES if path.is_relative_to(ROOT / "facts")]
    assert {"facts", "facts.__main__", "facts.archive.archive", "facts.kinds.contract"} <= set(names)
    command = [sys.executable, "-c", IMPORT_ALL, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    loaded = json.loads(done.stdout)
    assert set(names) <= set(loaded)
    assert [name for name in loaded if name.split(".", 1)[0] in WEB] == []


@pytest.mark.parametrize("path", MODULES, ids=relative)
def test_module_is_small(path: Path) -> None:
    """No module has more than 350 lines, and no function in it more than 40."""
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_MODULE
    functions = {
        found.name: (found.end_lineno or 0) - found.lineno + 1
        for found in ast.walk(ast.parse(text))
        if isinstance(found, ast.FunctionDef | ast.AsyncFunctionDef)
    }
    assert {name: lines for name, lines in functions.items() if lines > LONGEST_FUNCTION} == {}


def test_tests_are_small() -> None:
    """No file of tests has more lines than a module may have."""
    files = (ROOT / "tests").rglob("*.py")
    lengths = {relative(path): len(path.read_text(encoding="utf-8").splitlines()) for path in files}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST_MODULE} == {}


def runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Yield each run of words in lower case, whatever stands between them, with the number of its first character."""
    found = [(match[0].lower(), match.start()) for match in WORD.finditer(text.replace("\u2019", "'"))]
    words = [word for word, _ in found]
    for start in range(len(words) - RUN + 1):
        yield tuple(words[start : start + RUN]), found[start][1]


def copied(text: str, known: set[tuple[str, ...]]) -> int | None:
    """Return the line of the first run of words of a text that is known; None if there is none."""
    place = next((place for run, place in runs(text) if run in known), None)
    return None if place is None else text.count("\n", 0, place) + 1


def project() -> Iterator[tuple[Path, str]]:
    """Yield the text files of the repository, tracked or not, with their texts."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    for path in (ROOT / name for name in done.stdout.split("\0") if name):
        try:
            yield path, path.read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


ARTICLE = "One two three, four five: six seven eight nine\n\nten eleven twelve. Thirteen isn\u2019t fourteen"


@pytest.mark.parametrize(
    ("text", "found"),
    {
        "one two three four five six seven eight nine ten eleven twelve": None,
        "one two three four five six seven eight nine ten eleven twelve or thirteen": None,
        "Two\n- THREE; four | five six seven\n\neight nine ten eleven twelve thirteen isn't": 1,
        "\n\none two (three) four five six seven eight nine ten eleven twelve thirteen": 3,
    }.items(),
)
def test_copies_are_found(text: str, found: int | None) -> None:
    """A run of 13 words is found in any case, with any signs and line ends between them; one of 12 is none."""
    assert copied(text, {run for run, _ in runs(ARTICLE)}) == found


@pytest.mark.skipif(not SHARED.is_dir(), reason="the article is not beside the repository")
def test_no_sentence_of_the_article_is_in_the_project() -> None:
    """No file of the repository repeats more than 12 words in a row of the article."""
    articles = [path.read_text(encoding="utf-8") for path in SHARED.glob("*.txt")]
    assert articles
    known = {run for article in articles for run, _ in runs(article)}
    assert len(known) > 1000
    files = dict(project())
    assert {ROOT / "README.md", TESTS / "test_library.py", ROOT / "facts" / "data" / "s400-turkey.json"} <= set(files)
    found = {relative(path): copied(text, known) for path, text in files.items()}
    assert {name: line for name, line in found.items() if line} == {}
