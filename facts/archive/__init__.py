"""The archive: sheets in a database, and what can be asked of them."""

from facts.archive.archive import COLLECTIONS, Archive
from facts.archive.query import CursorError, Page, Query, QueryError

__all__ = ["COLLECTIONS", "Archive", "CursorError", "Page", "Query", "QueryError"]
