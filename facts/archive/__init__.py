"""The archive: sheets in a database, and what can be asked of them."""

from facts.archive.archive import Archive
from facts.archive.query import Page, Query, QueryError

__all__ = ["Archive", "Page", "Query", "QueryError"]
