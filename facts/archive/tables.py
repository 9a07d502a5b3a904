"""The tables: sheets with their records, and what finds the records and the rows of the views.

An item is a record or a row of a view. Items are numbered throughout the archive, those of a sheet in a row: first a
record, then its fields. What items are found by is stored for segments: runs of sheets that were loaded together.
Every table of PostgreSQL but those of the state and the terms has the number of a sheet in its primary key, that of a
segment being its first sheet, so that it can be distributed by sheet.
"""

from sqlalchemy import DDL, Column, Index, Integer, LargeBinary, MetaData, SmallInteger, String, Table, Text, event

metadata = MetaData()

SORT_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that every engine sorts by code point."""
state = Table(
    "state",
    metadata,
    Column("version", String(16), primary_key=True, comment="see facts.archive.indexes"),
    Column("generation", String(16), nullable=False, comment="changes with every sheet"),
    Column(
        "last_sheet", Integer, nullable=False, comment="the greatest number that a sheet has had: none has it anew"
    ),
    Column("next_item", Integer, nullable=False, comment="the number of the first item of the next sheet"),
    Column("dictionary", LargeBinary, nullable=False, comment="what the bodies of records are compressed with"),
)

sheets = Table(
    "sheets",
    metadata,
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("id", String(64), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("digest", String(64), nullable=False, comment="SHA-256 of the sheet"),
    Column("source_digest", String(64), nullable=False, comment="SHA-256 of its article"),
    Column("modified", String(32), nullable=False, comment="in ISO 8601"),
    Column("first_year", SmallInteger, comment="the first year of its dates; NULL = it has none"),
    Column("last_year", SmallInteger, comment="the last year of its dates"),
    Column("first_item", Integer, nullable=False),
    Column("item_count", Integer, nullable=False),
    Column("terms", LargeBinary, nullable=False, comment="its terms and how many items have each, packed"),
)

records = Table(
    "records",
    metadata,
    Column("item", Integer, primary_key=True, autoincrement=False, comment="in SQLite the number of the row"),
    Column("sheet", Integer, nullable=False),
    Column("kind", String(32), nullable=False),
    Column("id", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("body", LargeBinary, nullable=False, comment="the record and its rows, see facts.archive.body"),
    Index("record_id", "id", "sheet", "kind", unique=True),
)
WIDER_KEY = DDL("ALTER TABLE records DROP CONSTRAINT records_pkey, ADD PRIMARY KEY (item, sheet)")  # type: ignore[no-untyped-call]
event.listen(records, "after_create", WIDER_KEY.execute_if(dialect="postgresql"))

terms = Table(
    "terms",
    metadata,
    Column("term", Integer, primary_key=True, autoincrement=False, comment="see facts.archive.indexes"),
    Column("index", SmallInteger, nullable=False),
    Column("value", SORT_TEXT, nullable=False),
    Column("item_count", Integer, nullable=False, comment="how many items have it"),
    Index("term_value", "index", "value", unique=True),
    Index("term_count", "index", "item_count"),
)

segments = Table(
    "segments",
    metadata,
    Column("sheet", Integer, primary_key=True, autoincrement=False, comment="its first sheet"),
    Column("first_item", Integer, nullable=False),
    Column("item_count", Integer, nullable=False, comment="with those of sheets that were removed afterwards"),
)

postings = Table(
    "postings",
    metadata,
    Column("sheet", Integer, primary_key=True, autoincrement=False, comment="the segment"),
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("bitmap", LargeBinary, nullable=False, comment="the items that have the term, as a Roaring bitmap"),
    sqlite_with_rowid=False,
)


def column_table(name: str, comment: str) -> Table:
    """Return a table that has a column of the items of each segment for each index."""
    return Table(
        name,
        metadata,
        Column("sheet", Integer, primary_key=True, autoincrement=False, comment="the segment"),
        Column("index", SmallInteger, primary_key=True, autoincrement=False),
        Column("column", LargeBinary, nullable=False, comment=comment),
        sqlite_with_rowid=False,
    )


facets = column_table("facets", "the terms of each item, see facet_column")
orders = column_table("orders", "the items in the order of their sort keys, see ordered_column")
spans = column_table("spans", "the dates or the numbers of the items, see span_column")

COMPRESSED = (postings.c.bitmap, facets.c.column, orders.c.column, spans.c.column)
"""The columns that PostgreSQL need not compress."""
