"""What tests share: the two sheets, an archive of both, and a client of it."""

import gc
import os
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import settings
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.drafts.build import build_file
from facts.drafts.files import DraftFile
from facts.sheets.loader import BUNDLED, read_sheet
from facts.sheets.sheet import Sheet
from tests.api.client import AppClient
from tests.databases import ENGINES, TEMPORARY, Databases

gc.disable()

TESTS = Path(__file__).parent
S400 = BUNDLED / "s400-turkey.json"
ARTICLES = TESTS / "articles"
"""Invented articles; most have a draft of the same name beside them."""
FRIGATE_ARTICLE = ARTICLES / "frigate-deal.txt"
SHARED = TESTS.parent.parent / "shared" / "article"

settings.register_profile("suite", max_examples=20, deadline=None)
settings.register_profile("thorough", max_examples=1000, deadline=None)
settings.load_profile("suite")
"""Property tests are short in the suite; `--hypothesis-profile=thorough` looks further."""


def built_sheet(name: str) -> Path:
    """Return the file of the sheet that a draft is built into, once for each state of draft, article and code."""
    draft = DraftFile.beside(ARTICLES / f"{name}.yaml")
    digest = sha256()
    for path in (draft.path, draft.article, *sorted((TESTS.parent / "facts").rglob("*.py"))):
        digest.update(path.read_bytes())
    folder = TEMPORARY / digest.hexdigest()[:16]
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
FIRST = ("test_style.py", "browser", "api/server", "facts/commands", "api/mcp", "api/site")
"""The tests that take longest, or wait most: they start first, so that no core is idle at the end."""
MANY_OBJECTS = 200_000
"""So many new objects are looked through for garbage."""
ON_BOTH_ENGINES = (
    "facts/archive",
    "facts/commands/test_load.py",
    "facts/commands/test_kill.py",
)
"""The tests whose archives are in a SQLite file, then on a PostgreSQL server."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """Run three workers on two cores: many tests wait for servers, and for databases; each worker collects all."""
    return 3 * (os.cpu_count() or 1) // 2


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests of `FIRST` before the others, in that order."""
    names = [str(TESTS / name) for name in FIRST]
    items.sort(key=lambda item: [not str(item.path).startswith(name) for name in names])


def pytest_collection(session: pytest.Session) -> None:
    """Have each worker import another part of the tests first; what one has compiled the others read.

    In a new clone all of them would compile every test at the same time.
    """
    worker = getattr(session.config, "workerinput", None)
    if worker is None or session.config.args != [TESTS.name]:
        return
    paths = (path.relative_to(TESTS.parent).with_suffix("") for path in TESTS.rglob("test_*.py"))
    names = sorted(".".join(path.parts) for path in paths)
    first = len(names) * int(worker["workerid"].removeprefix("gw")) // worker["workercount"]
    for name in names[first:] + names[:first]:
        with suppress(Exception, pytest.skip.Exception):  # collection reports it
            import_module(name)


def pytest_collection_finish() -> None:
    """Exclude what collection has loaded from garbage collection, which would traverse it again and again."""
    gc.freeze()


def pytest_runtest_logfinish() -> None:
    """Collect garbage after tests, when most of what they have made is gone, rather than while they make it."""
    new, young, _ = gc.get_count()
    if new > MANY_OBJECTS:
        gc.collect(0 if young < 10 else 2)


@pytest.fixture(scope="session")
def sheets() -> tuple[Sheet, ...]:
    """The bundled sheet and the invented one, which share some slugs."""
    return read_sheet(S400), read_sheet(FRIGATE)


@pytest.fixture(scope="session")
def databases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Databases for the archives of tests."""
    databases = Databases(tmp_path_factory.mktemp("databases"))
    yield databases
    databases.close()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest) -> str:
    """The database engine of the archive: SQLite, or one of those of `pytest_generate_tests`."""
    return getattr(request, "param", "sqlite")


@pytest.fixture(scope="session")
def archives() -> Iterator[dict[str, Archive]]:
    """The archives of both sheets by their engines, as far as they were needed."""
    archives: dict[str, Archive] = {}
    yield archives
    for archive in archives.values():
        archive.close()


@pytest.fixture(scope="session")
def archive(sheets: tuple[Sheet, ...], databases: Databases, engine: str, archives: dict[str, Archive]) -> Archive:
    """An archive of both sheets."""
    if engine not in archives:
        archives[engine] = databases.build(sheets, engine)
    return archives[engine]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run the tests of archives on both engines, which return the same rows in the same order."""
    path = str(metafunc.definition.path)
    if "engine" in metafunc.fixturenames and any(path.startswith(str(TESTS / name)) for name in ON_BOTH_ENGINES):
        metafunc.parametrize("engine", ENGINES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client of the application that serves both sheets, with one event loop for all requests."""
    with AppClient(create_app(archive), raise_server_exceptions=False) as client:
        yield client
