"""Reading files in several processes, for `load`."""

import os
import signal
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread
from typing import NamedTuple

from facts.archive.ingest.sheet_reader import SheetReader, SheetRows
from facts.drafts.loader import read_sheet_or_draft
from facts.model.garbage import gc_paused
from facts.model.receipt import sha256_hex
from facts.sheets.loader import DRAFT_SUFFIXES, canonical_json, parse_sheet_file, read_json
from facts.sheets.problems import SheetError

FILES_AHEAD = 4
"""Files that are read ahead of the database, for each process."""
FEW_FILES = 8
"""So many files are read in the time in which other processes start."""


class SheetFile(NamedTuple):
    """What was read of a file: the rows of its sheet, None if the archive has it already, or what is wrong."""

    path: Path
    id: str = ""
    rows: SheetRows | None = None
    error: SheetError | None = None


def read_files(files: Sequence[Path], digests: Mapping[str, str], processes: int) -> Iterator[SheetFile]:
    """Yield what is read of each file, in order; `digests` are those of the sheets that the archive has.

    Up to `FEW_FILES` files are read by this process.
    """
    if processes == 1 or len(files) <= FEW_FILES:
        yield from (read_file(path, digests) for path in files)
        return
    pool = ProcessPoolExecutor(min(processes, len(files)), get_context("spawn"), initializer=start_reader)
    try:
        remaining = iter(files)
        pending: deque[Future[SheetFile]] = deque()
        while True:
            for path in islice(remaining, processes * FILES_AHEAD - len(pending)):
                pending.append(pool.submit(read_file, path, digests))
            if not pending:
                return
            yield pending.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


@gc_paused()
def read_file(path: Path, digests: Mapping[str, str]) -> SheetFile:
    """Return what is read of a file; the time of a sheet that is new or changed is now, however old its file is."""
    try:
        if path.suffix in DRAFT_SUFFIXES:
            sheet = read_sheet_or_draft(path)
        else:
            raw = read_json(path)
            sheet_id = raw.get("id")
            digest = digests.get(sheet_id) if isinstance(sheet_id, str) else None
            if digest and digest == sha256_hex(canonical_json(raw)):
                return SheetFile(path, str(sheet_id))
            sheet = parse_sheet_file(path, raw)
    except SheetError as error:
        return SheetFile(path, error=error)
    if digests.get(sheet.id) == sheet.digest:
        return SheetFile(path, sheet.id)
    return SheetFile(path, sheet.id, SheetReader(replace(sheet, modified=datetime.now(UTC))).read())


def start_reader() -> None:
    """Leave Ctrl-C to the parent process, and end with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=exit_with_parent, daemon=True).start()


def exit_with_parent() -> None:
    """End this process once its parent has ended."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
