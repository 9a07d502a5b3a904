"""What tests share: the two sheets, an archive of both, and a client of it."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.sheets.loader import BUNDLED, read_sheet
from facts.sheets.sheet import Sheet

TESTS = Path(__file__).parent
S400 = BUNDLED / "s400-turkey.json"
FRIGATE = TESTS / "sheets" / "frigate-deal.json"
FRIGATE_ARTICLE = TESTS / "articles" / "frigate-deal.txt"
SHARED = TESTS.parent.parent / "shared" / "article"


def pytest_collection_finish() -> None:
    """Exclude what collection has loaded from garbage collection, which would traverse it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)


@pytest.fixture(scope="session")
def sheets() -> tuple[Sheet, ...]:
    """The bundled sheet and the invented one, which share some slugs."""
    return read_sheet(S400), read_sheet(FRIGATE)


@pytest.fixture(scope="session")
def archive(sheets: tuple[Sheet, ...]) -> Iterator[Archive]:
    """An archive of both sheets."""
    built = Archive.build(sheets)
    yield built
    built.close()


@pytest.fixture(scope="session")
def client(archive: Archive) -> TestClient:
    """A client of the application that serves both sheets."""
    return TestClient(create_app(archive), raise_server_exceptions=False)
