"""Read files of sheets in several processes, for `load`."""

import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from pathlib import Path
from threading import Thread, active_count
from typing import NamedTuple

from facts.archive.ingest.sheet_reader import SheetReader, SheetRows
from facts.drafts.loader import read_sheet_or_draft
from facts.model.garbage import gc_paused
from facts.sheets.loader import DRAFT_SUFFIXES, parse_sheet_file, read_raw_sheet
from facts.sheets.problems import SheetError

FILES_AHEAD = 4
"""Files that are read ahead of the database, for each process."""
FEW_FILES = 8
"""So many files are read in the time in which other processes start that are not forked."""

known_digests: dict[str, str] = {}
"""The digests of the sheets that the archive has, in a process that reads files for another one."""


class SheetFile(NamedTuple):
    """What was read of a file: the rows of its sheet, None if the archive has it already, or what is wrong."""

    path: Path
    id: str = ""
    rows: SheetRows | None = None
    error: SheetError | None = None


def read_files(files: Sequence[Path], digests: Mapping[str, str], processes: int) -> Iterator[SheetFile]:
    """Return what is read of each file, in order; `digests` are those of the sheets that the archive has.

    Up to `FEW_FILES` files are read by this process. Others are started before the first file is waited for.
    """
    if processes == 1 or len(files) <= FEW_FILES:
        return (read_file(path, digests) for path in files)
    processes = min(processes, len(files))
    pool = ProcessPoolExecutor(processes, start_method(), initializer=start_reader, initargs=(digests,))
    remaining = iter(files)
    with interrupt_blocked():
        pending = deque(pool.submit(read_unknown, path) for path in islice(remaining, processes * FILES_AHEAD))
    return iter_results(pool, pending, remaining)


def iter_results(
    pool: ProcessPoolExecutor, pending: deque[Future[SheetFile]], remaining: Iterator[Path]
) -> Iterator[SheetFile]:
    """Yield what is read of each file; for each one that is waited for, the next one of those that remain is read."""
    try:
        while pending:
            result = pending.popleft().result()
            pending.extend(pool.submit(read_unknown, path) for path in islice(remaining, 1))
            yield result
    finally:
        pool.shutdown(cancel_futures=True)


def start_method() -> BaseContext:
    """Return how processes are started: those that are forked have all modules already, but no threads."""
    return get_context("fork" if sys.platform == "linux" and active_count() == 1 else "spawn")


@contextmanager
def interrupt_blocked() -> Iterator[None]:
    """Block Ctrl-C while processes start, which would report it before they leave it to this one."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@gc_paused()
def read_file(path: Path, digests: Mapping[str, str]) -> SheetFile:
    """Return what is read of a file; the time of a sheet that is new or changed is now, however old its file is."""
    try:
        if path.suffix in DRAFT_SUFFIXES:
            sheet = read_sheet_or_draft(path)
        else:
            raw, digest = read_raw_sheet(path)
            sheet_id = raw.get("id")
            if isinstance(sheet_id, str) and digests.get(sheet_id) == digest:
                return SheetFile(path, sheet_id)
            sheet = parse_sheet_file(path, raw, digest)
    except SheetError as error:
        return SheetFile(path, error=error)
    if digests.get(sheet.id) == sheet.digest:
        return SheetFile(path, sheet.id)
    return SheetFile(path, sheet.id, SheetReader(replace(sheet, modified=datetime.now(UTC))).read())


def read_unknown(path: Path) -> SheetFile:
    """Return what is read of a file in a process that has started as a reader."""
    return read_file(path, known_digests)


def start_reader(digests: Mapping[str, str]) -> None:
    """Remember the digests of the archive; leave Ctrl-C to the parent process, and end with it."""
    known_digests.update(digests)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=exit_with_parent, daemon=True).start()


def exit_with_parent() -> None:
    """End this process once its parent has ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
