"""`load` can be stopped at any moment: what it has written is an archive, and the next run goes on."""

import os
import re
import signal
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from random import Random

import pytest

from facts.__main__ import main
from facts.archive import Archive, ArchiveError
from facts.sheets.loader import find_sheets, load_sheets
from tests.benchmark.corpus import write_corpus
from tests.chaos.processes import kill, processes_of
from tests.conftest import TESTS
from tests.databases import Databases
from tests.facts.archive.contents import read_contents

FACTS = 1200
SEED = 8
FIRST_MOMENT, LAST_MOMENT = 0.3, 2.0
"""Seconds after its start when a loader is stopped."""
STARTING = re.compile(r'Traceback \(most recent call last\):\n  File "<string>", line 1, in <module>\n(?: .*\n)*')
"""What Python reports of a process of `multiprocessing` that starts as its parent is killed."""
SIGNALS = {"sqlite": (signal.SIGKILL, signal.SIGINT), "postgresql": (signal.SIGKILL,)}
"""Ctrl-C is the same to a loader whatever the engine; a killed one leaves it to the engine to roll back."""
TIMEOUT = 60
REMAINS_TIMEOUT = 15
LOAD = """
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
from facts.__main__ import main
from facts.archive.ingest import load
from facts.commands import sheet_files
load.BATCH_SECONDS = 0.1
sheet_files.FEW_FILES = 1
signal.signal(signal.SIGINT, signal.default_int_handler)
sys.exit(main(sys.argv[1:]))
"""
"""A loader that commits often; Ctrl-C before it begins, while Python imports it, would be Python's to report."""


def start(directory: Path, url: str, sheets: Path) -> subprocess.Popen[str]:
    """Start to load sheets in two processes; the temporary files are in `directory`."""
    command = [sys.executable, "-c", LOAD, "load", str(sheets), "--database", url, "--processes", "2"]
    environment = {**os.environ, "TMPDIR": str(directory)}
    pipe = subprocess.PIPE
    return subprocess.Popen(  # noqa: S603
        command, env=environment, cwd=TESTS.parent, stdout=pipe, stderr=pipe, text=True, start_new_session=True
    )


def assert_nothing_remains(directory: Path) -> None:
    """Check that all processes end that have their temporary files in `directory`."""
    deadline = time.monotonic() + REMAINS_TIMEOUT
    while (processes := processes_of(directory)) and time.monotonic() < deadline:
        time.sleep(0.05)
    kill(*processes)
    assert processes == {}


@cache
def contents_of(databases: Databases, sheets: Path, count: int) -> dict[str, list[tuple[object, ...]]]:
    """Return the contents of an archive of the first sheets."""
    url = databases.create("sqlite")
    Archive.build(load_sheets(find_sheets([sheets])[:count]), url).close()
    return read_contents(url)


def count_sheets(url: str) -> int:
    """Return the number of sheets in an archive, 0 if there is none yet."""
    try:
        archive = Archive.open(url)
    except ArchiveError:
        return 0
    archive.close()
    return len(archive.sheets)


def test_a_load_can_be_stopped_at_any_moment(
    databases: Databases, engine: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After Ctrl-C or `kill -9` the archive has the first sheets, complete, and no process remains; then the rest."""
    random, url = Random(SEED), databases.create(engine)  # noqa: S311 - fixed data
    sheets, temporary = tmp_path / "sheets", tmp_path / "temporary"
    sheets.mkdir()
    temporary.mkdir()
    total = len(write_corpus(sheets, FACTS))
    count = 0
    for signum in SIGNALS[engine]:
        process = start(temporary, url, sheets)
        time.sleep(random.uniform(FIRST_MOMENT, LAST_MOMENT))
        process.send_signal(signum)
        _, errors = process.communicate(timeout=TIMEOUT)
        assert process.returncode in {-signum, 130, 0}
        assert "Traceback" not in (STARTING.sub("", errors) if signum == signal.SIGKILL else errors)
        assert_nothing_remains(temporary)
        before, count = count, count_sheets(url)
        assert before <= count <= total
        if count:
            assert read_contents(url) == contents_of(databases, sheets, count)
    assert main(["load", str(sheets), "--database", url, "--processes", "1"]) == 0
    assert capsys.readouterr() == (f"ok {total - count} sheets loaded, {count} unchanged\n", "")
    assert read_contents(url) == contents_of(databases, sheets, total)
