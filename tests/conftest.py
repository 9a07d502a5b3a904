"""What tests share: the two sheets, an archive of both, and a client of it."""

import gc
import os
from collections.abc import Iterator
from getpass import getuser
from hashlib import sha256
from pathlib import Path
from tempfile import gettempdir

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.drafts.build import build_file
from facts.drafts.loader import DraftFile
from facts.sheets.loader import BUNDLED, read_sheet
from facts.sheets.sheet import Sheet

TESTS = Path(__file__).parent
S400 = BUNDLED / "s400-turkey.json"
ARTICLES = TESTS / "articles"
"""Invented articles; most have a draft of the same name beside them."""
FRIGATE_ARTICLE = ARTICLES / "frigate-deal.txt"
SHARED = TESTS.parent.parent / "shared" / "article"


def built_sheet(name: str) -> Path:
    """Return the file of the sheet that a draft is built into, once for each state of draft, article and code."""
    draft = DraftFile.beside(ARTICLES / f"{name}.yaml")
    digest = sha256()
    for path in (draft.path, draft.article, *sorted((TESTS.parent / "facts").rglob("*.py"))):
        digest.update(path.read_bytes())
    folder = Path(gettempdir()) / f"fact-sheet-tests-{getuser()}" / digest.hexdigest()[:16]
    sheet = folder / f"{name}.json"
    if not sheet.exists():
        result = build_file(draft)
        assert result.problems == (), "\n".join(map(str, result.problems))
        folder.mkdir(parents=True, exist_ok=True)
        temporary = folder / f"{name}.{os.getpid()}"
        temporary.write_text(result.text, encoding="utf-8")
        os.utime(temporary, ns=(draft.path.stat().st_mtime_ns,) * 2)  # whichever worker builds it
        temporary.replace(sheet)
    return sheet


FRIGATE = built_sheet("frigate-deal")
FIRST = ("test_style.py", "browser", "api/server", "api/mcp", "api/site")
"""The tests that take longest, or wait most: they start first, so that no core is idle at the end."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of `FIRST` before the others."""
    names = [str(TESTS / name) for name in FIRST]
    items.sort(key=lambda item: not any(str(item.path).startswith(name) for name in names))


def pytest_configure() -> None:
    """Let the processes that tests start keep their byte code, whatever this one does: there are a hundred."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


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
def client(archive: Archive) -> Iterator[TestClient]:
    """A client of the application that serves both sheets, with one event loop for all requests."""
    with TestClient(create_app(archive), raise_server_exceptions=False) as client:
        yield client
