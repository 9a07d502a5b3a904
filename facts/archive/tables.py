"""The tables: sheets with their records, and what finds the records and the rows of the views.

An item, a record or a row of a view, has the number of its sheet and a number within the sheet, in the order of the
sheet: first a record, then its fields. Every table but those of the state and the terms has the number of the sheet
in its primary key, so that it can be distributed by sheet.
"""

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, SmallInteger, String, Table, Text
from sqlalchemy.dialects.postgresql import TEXT

metadata = MetaData()

SORT_TEXT = Text().with_variant(TEXT(collation="C"), "postgresql")
"""Text that every engine sorts by code point."""
state = Table(
    "state",
    metadata,
    Column("version", String(16), primary_key=True, comment="see facts.archive.indexes"),
    Column("generation", String(16), nullable=False, comment="changes with every sheet"),
    Column(
        "last_sheet", Integer, nullable=False, comment="the greatest number that a sheet has had: none has it anew"
    ),
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
    Column("item_count", Integer, nullable=False, comment="how many items it has"),
    Column("terms", LargeBinary, nullable=False, comment="its terms and how many items have each, compressed"),
)

records = Table(
    "records",
    metadata,
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, primary_key=True, autoincrement=False),
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

blocks = Table(
    "blocks",
    metadata,
    Column("term", Integer, primary_key=True, autoincrement=False),
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("bitmap", LargeBinary, nullable=False, comment="those of the sheet that have the term, see bitmaps"),
    sqlite_with_rowid=False,
)

facets = Table(
    "facets",
    metadata,
    Column("index", SmallInteger, primary_key=True, autoincrement=False),
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("terms", LargeBinary, nullable=False, comment="those of each item of the sheet, see facet_columns"),
    sqlite_with_rowid=False,
)

orders = Table(
    "orders",
    metadata,
    Column("index", SmallInteger, primary_key=True, autoincrement=False, comment="that of the sort order"),
    Column("key", SORT_TEXT, primary_key=True),
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, primary_key=True, autoincrement=False),
    Index("order_sheet", "index", "sheet", "item", "key"),
    sqlite_with_rowid=False,
)

spans = Table(
    "spans",
    metadata,
    Column("index", SmallInteger, primary_key=True, autoincrement=False),
    Column("sheet", Integer, primary_key=True, autoincrement=False),
    Column("item", Integer, primary_key=True, autoincrement=False),
    Column("first", SORT_TEXT, primary_key=True, comment="the first day or the least number that it may mean"),
    Column("last", SORT_TEXT, primary_key=True, comment="the last day or the greatest number"),
    Column("operator", String(2), comment="of a number"),
    Column("unit", Text, comment="the currency or unit of a number"),
    sqlite_with_rowid=False,
)
