"""The sheet of small sites."""

import json
from pathlib import Path

import pytest

from tests.benchmark.corpus import count_facts, generate_raw_sheets


@pytest.fixture(scope="session")
def small_sheet(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of a sheet with more facts than a page has, and not many more."""
    raw = next(raw for raw in generate_raw_sheets(100_000) if 50 < count_facts(raw) < 70)
    path = tmp_path_factory.mktemp("small") / "small.json"
    path.write_text(json.dumps(raw | {"id": "small"}), encoding="utf-8")
    return path
