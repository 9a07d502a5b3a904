"""The archive: sheets in a database, and queries of them."""

from facts.archive.archive import Archive, SheetInfo
from facts.archive.query import ArchiveError, CursorError, Query, QueryError, ResultPage, Unavailable

__all__ = [
    "Archive",
    "ArchiveError",
    "CursorError",
    "Query",
    "QueryError",
    "ResultPage",
    "SheetInfo",
    "Unavailable",
]
