"""The archive: sheets in a database, and queries of them.

A record is an object of a sheet, such as a contract. A field is an attribute of a record that the article can state
or leave open; a filled one has a receipt, an empty one a gap. A row is one field in a view: a fact, a gap or an entry
of the timeline. An item is whatever a query of a collection returns: a record, a row or a sheet. The subject of a row
or a record is the address of the record, as `sheet/kind/id`.

How a fact gets from a sheet to a response:

1. `facts.sheets.loader.read_sheet` parses and validates the sheet.
2. `ingest.sheet_reader.SheetReader` converts its records and fields; `ingest.field_rows.fact_row` returns the
   `FieldRow` of a filled field, with the columns that filters and sort orders read.
3. `ingest.body_writer.write_body` writes the JSON of the record with its rows, `ingest.item_index` the terms, words
   and sort keys of each item; `ingest.writer` inserts these into the tables.
4. `Archive.find` returns the page of a query: `search.search` finds the numbers of the matching items, and
   `search.pages.search_page` reads the bodies of their records.
5. `body.Body.compose` cuts the JSON of the fact, with the fields of `facts.views.Fact`, out of the body.
6. A format, such as `facts.formats.json`, writes the page.
"""

from facts.archive.archive import Archive, SheetInfo
from facts.archive.database import ArchiveChanged, ArchiveError, Unavailable
from facts.archive.query import CursorError, Query, QueryError, ResultPage, StaleCursorError

__all__ = [
    "Archive",
    "ArchiveChanged",
    "ArchiveError",
    "CursorError",
    "Query",
    "QueryError",
    "ResultPage",
    "SheetInfo",
    "StaleCursorError",
    "Unavailable",
]
