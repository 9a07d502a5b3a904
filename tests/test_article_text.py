"""No sentence of the article is in the repository: short exact words are, and the rest is told in our own."""

import re
import subprocess
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest import SHARED, TESTS
from tests.tables import each_row

ROOT = TESTS.parent
RUN = 13
"""One word more in a row than may be repeated of the article."""
DIGITS = 12
"""Hexadecimal digits that are kept of a digest: enough that no other text matches by chance."""
DIGESTS = TESTS / "article_runs.txt"
"""The digests of every run of words of the article, one on a line: `sha256` of the words with spaces between."""
WORD = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*")


def runs(text: str) -> Iterator[tuple[str, int]]:
    """Yield each run of words in lower case, whatever is between them, with the position of its first character."""
    matches = list(WORD.finditer(text.replace("\u2019", "'")))
    words = [match[0].lower() for match in matches]
    for first in range(len(words) - RUN + 1):
        yield " ".join(words[first : first + RUN]), matches[first].start()


def digest(run: str) -> str:
    """Return the digest of a run of words."""
    return sha256(run.encode()).hexdigest()[:DIGITS]


def copied_line(text: str, digests: set[str]) -> int | None:
    """Return the line of the first run of words of a text whose digest is known; None if there is none."""
    position = next((position for run, position in runs(text) if digest(run) in digests), None)
    return None if position is None else text.count("\n", 0, position) + 1


def repository_texts() -> Iterator[tuple[str, str]]:
    """Yield the text files of the repository, tracked or not, with their texts."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    process = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    for name in filter(None, process.stdout.split("\0")):
        try:
            yield name, (ROOT / name).read_text(encoding="utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue


ARTICLE = "One two three, four five: six seven eight nine\n\nten eleven twelve. Thirteen isn\u2019t fourteen"


@each_row(
    ("text", "line"),
    {
        "one two three four five six seven eight nine ten eleven twelve": None,
        "one two three four five six seven eight nine ten eleven twelve or thirteen": None,
        "Two\n- THREE; four | five six seven\n\neight nine ten eleven twelve thirteen isn't": 1,
        "\n\none two (three) four five six seven eight nine ten eleven twelve thirteen": 3,
    }.items(),
)
def test_copies_are_recognized(text: str, line: int | None) -> None:
    """A run of 13 words is recognized in any case, with any signs and line ends between them; one of 12 is not."""
    assert copied_line(text, {digest(run) for run, _ in runs(ARTICLE)}) == line


def test_no_sentence_of_the_article_is_in_the_repository() -> None:
    """No file of the repository repeats more than 12 words in a row of the article, present or not."""
    digests = set(DIGESTS.read_text(encoding="utf-8").split())
    assert len(digests) > 1000
    texts = dict(repository_texts())
    assert {"README.md", "tests/test_article_text.py", "facts/data/s400-turkey.json"} <= set(texts)
    lines = {name: copied_line(text, digests) for name, text in texts.items()}
    assert {name: line for name, line in lines.items() if line} == {}


def articles() -> list[Path]:
    """Return the article, if it is beside the repository."""
    return sorted(SHARED.glob("*.txt"))


@pytest.mark.skipif(not articles(), reason="the article is not beside the repository")
def test_the_digests_are_those_of_the_article() -> None:
    """The committed digests are those of the article, all of them and no others."""
    known = {digest(run) for path in articles() for run, _ in runs(path.read_text(encoding="utf-8"))}
    assert set(DIGESTS.read_text(encoding="utf-8").split()) == known
