"""The tables: sheets with their records, and what finds the records and the rows of the views.

An item is a record or a row of a view. Items are numbered throughout the archive, those of a sheet in a row: first a
record, then its fields. What items are found by is stored for segments: runs of sheets that were loaded together.
Every table of PostgreSQL but those of the state and the terms has the number of a sheet in its primary key, that of a
segment being its first sheet, so that it can be distributed by sheet.
"""

from sqlalchemy import (
    DDL,
    BigInteger,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    event,
)

metadata = MetaData()

SORT_TEXT = Text().with_variant(Text(collation="C"), "postgresql")
"""Text that every engine sorts by code point."""
LARGE_INTEGER = BigInteger().with_variant(Integer(), "sqlite")
"""A whole number of 64 bits; in SQLite the number of a row if it is the primary key."""
TERM_BITS = 32
"""The bits of the number of a term in the key of a posting."""
NO_SHEETS = "0" * 16
"""The generation of an archive without sheets."""
state = Table(
    "state",
    metadata,
    Column("version", String(16), primary_key=True, comment="see facts.archive.indexes"),
    Column("generation", String(16), nullable=False, comment="changes with every sheet"),
    Column("modified", String(32), nullable=False, comment="when that was, to the second in ISO 8601"),
    Column("last_sheet", Integer, nullable=False, comment="the greatest number that a sheet has had; none is reused"),
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
    Column("key", LARGE_INTEGER, primary_key=True, autoincrement=False, comment="see posting_key"),
    Column("sheet", Integer, nullable=False, comment="the segment"),
    Column("bitmap", LargeBinary, nullable=False, comment="the items that have the term, as a Roaring bitmap"),
)


def posting_key(segment: int, term: int) -> int:
    """Return the key of the items of a segment that have a term: in SQLite the number of the row.

    So a row is found through few pages; a table without such numbers has parts of its rows in all of them.
    """
    return segment << TERM_BITS | term


def term_of(key: int) -> int:
    """Return the term in the key of a posting."""
    return key & ((1 << TERM_BITS) - 1)


def widen_key(table: Table, key: str) -> None:
    """Have PostgreSQL add the sheet to the primary key of a table, so that it can be distributed by sheet."""
    statement = f"ALTER TABLE {table.name} DROP CONSTRAINT {table.name}_pkey, ADD PRIMARY KEY ({key}, sheet)"
    wider_key = DDL(statement)  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", wider_key.execute_if(dialect="postgresql"))


widen_key(records, "item")
widen_key(postings, "key")


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
ranges = column_table("ranges", "the dates or the numbers of the items, see range_column")

COMPRESSED = (postings.c.bitmap, facets.c.column, orders.c.column, ranges.c.column)
"""The columns that PostgreSQL need not compress."""
