"""The benchmark of the archive asks valid questions, of datasette the same ones, and prints what it measures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from tests.benchmark.__main__ import main
from tests.benchmark.archive.datasette import build_target, export_facts, has_target
from tests.benchmark.archive.questions import all_questions
from tests.benchmark.archive.sampler import Sampler
from tests.benchmark.corpus import generate_sheets
from tests.benchmark.serve import RECORDS, create_datasette

FACTS = 600
QUESTIONS = all_questions()
MOST_EMPTY = 0.4
"""The share of questions whose first query may match nothing in an archive of so few facts."""


@pytest.fixture(scope="module")
def archive() -> Iterator[Archive]:
    """An archive of a small corpus."""
    archive = Archive.build(generate_sheets(FACTS))
    yield archive
    archive.close()


@pytest.fixture(scope="module")
def sampler(archive: Archive) -> Sampler:
    """The values of the small corpus."""
    return Sampler(archive)


def test_every_question_is_answered(archive: Archive, sampler: Sampler) -> None:
    """The archive answers every question, and has something to say to most of them."""
    pages = [archive.find(item.collection, query) for item in QUESTIONS for query in sampler.queries(item, 1)]
    assert len(pages) > 0.9 * len(QUESTIONS)
    assert sum(page.total == 0 for page in pages) < MOST_EMPTY * len(pages)


def test_questions_have_names_of_their_own() -> None:
    """No two questions have the same name, by which they are listed and their values drawn."""
    names = [question.name for question in QUESTIONS]
    assert len(set(names)) == len(names)


def test_datasette_is_asked_for_the_same_facts(archive: Archive, sampler: Sampler, tmp_path: Path) -> None:
    """Datasette counts as many facts as the archive, for each question without words, which it matches otherwise."""
    export_facts(archive, tmp_path / RECORDS)
    questions = [question for question in QUESTIONS if has_target(question) and not question.words]
    with TestClient(create_datasette(tmp_path)) as client:
        for question in questions:
            for query in sampler.queries(question, 1):
                total = client.get(build_target(query)).json()["filtered_table_rows_count"]
                assert total == archive.find(question.collection, query).total, question.name


def test_the_benchmark_prints_its_tables(capsys: pytest.CaptureFixture[str]) -> None:
    """It prints how archives of two sizes were loaded, and a row of times for each group of questions."""
    arguments = ["archive", "--facts", "200", "--smallest", "50", "--engines", "sqlite", "--queries", "1"]
    assert main([*arguments, "--rounds", "1", "--only", "^(one filter, broad|in a sheet): facts"]) == 0
    output = capsys.readouterr().out
    assert "| SQLite, 50 facts |" in output
    assert "| SQLite, 200 facts |" in output
    assert "| one filter, broad (7) |" in output
    assert "| in a sheet (6) |" in output
