"""The archive: sheets in a database, and queries of them."""

from facts.archive.archive import Archive, SheetInfo
from facts.archive.database import ArchiveChanged, ArchiveError, Unavailable
from facts.archive.query import CursorError, Query, QueryError, ResultPage

__all__ = [
    "Archive",
    "ArchiveChanged",
    "ArchiveError",
    "CursorError",
    "Query",
    "QueryError",
    "ResultPage",
    "SheetInfo",
    "Unavailable",
]
