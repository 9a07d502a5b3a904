"""Loading: sheets into a database."""

import gc
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.engine import URL

from facts.archive.database import connect
from facts.archive.ingest.sheet_reader import SheetReader
from facts.archive.ingest.term_numbers import TermNumbers
from facts.archive.ingest.writer import ArchiveWriter, create_archive
from facts.sheets.sheet import Sheet


def write_archive(url: URL, sheets: Iterable[Sheet]) -> None:
    """Write an archive of `sheets` into a database, in place of the one that is there."""
    engine = connect(url, is_reader=False)
    try:
        with engine.begin() as connection, gc_paused():
            create_archive(connection)
            writer = ArchiveWriter(connection, TermNumbers())
            for sheet in sheets:
                writer.add(SheetReader(sheet).read())
            writer.finish()
    finally:
        engine.dispose()


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector, which finds nothing to collect in rows that are about to be inserted."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
