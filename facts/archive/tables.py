"""The two tables: the records with their JSON, and their fields with the columns that queries need."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.dialects.postgresql import TEXT

metadata = MetaData()

SORT_TEXT = Text().with_variant(TEXT(collation="C"), "postgresql")
"""Text that every engine sorts by code point."""
SORT_KEYS = {"title": "title_key", "text": "text_key", "attributed_to": "attributed_key"}
"""The columns by which texts are sorted; ids and paths are sorted as they are."""

records = Table(
    "records",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("sheet", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("id", String(64), nullable=False),
    Column("title", Text, nullable=False),
    Column("title_key", SORT_TEXT, nullable=False, comment="what the title is sorted by, see facts.archive.fulltext"),
    Column("words", Text, nullable=False, comment="indexed text, see facts.archive.fulltext"),
    Column("json", LargeBinary, nullable=False, comment="the record as it is served"),
    Index("record_address", "kind", "sheet", "id", unique=True),
    Index("record_id", "id"),
    Index("record_kind", "kind", "pk"),
)

facts = Table(
    "facts",
    metadata,
    Column("pk", Integer, primary_key=True),
    Column("record", Integer, nullable=False),
    Column("sheet", String(64), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("subject", String(200), nullable=False, comment="sheet/kind/id"),
    Column("path", Text, nullable=False, comment="dotted path of the field"),
    Column("field", Text, nullable=False, comment="the path with * in place of the numbers of list items"),
    Column("gap", String(16), comment="why the field is empty; NULL = it is filled"),
    Column("text", Text, comment="a single value as text"),
    Column("text_key", SORT_TEXT, comment="what it is sorted by"),
    Column("terms", JSON(none_as_null=True), comment="a list's values as texts"),
    Column("least", SORT_TEXT, comment="key of the least that a number may mean; NULL = open"),
    Column("greatest", SORT_TEXT, comment="key of the greatest that it may mean; NULL = open"),
    Column("is_estimate", Boolean, nullable=False, comment="whether a number is only about right"),
    Column("unit", Text, comment="its currency or unit"),
    Column("earliest", String(10), comment="a date's first day; NULL = open"),
    Column("latest", String(10), comment="a date's last day; NULL = open"),
    Column("dated", Boolean, nullable=False, comment="whether the field holds a date"),
    Column("timeline", Boolean, nullable=False, comment="whether the row is an entry of the timeline"),
    Column("basis", String(16)),
    Column("passages", JSON(none_as_null=True), comment="the numbers of the passages that it rests on, as texts"),
    Column("voice", String(16), nullable=False),
    Column("attributed_to", Text),
    Column("attributed_key", SORT_TEXT, comment="what it is sorted by"),
    Column("status", String(16), nullable=False),
    Column("countries", JSON, nullable=False, comment="those that the record names or is tied to"),
    Column("words", Text, nullable=False, comment="indexed text"),
    Column("json", LargeBinary, nullable=False, comment="the fact, or the gap, as it is served"),
    Column("entry", LargeBinary, comment="the entry of the timeline as it is served"),
    Index("fact_field", "field", "text"),
    Index("fact_path", "path"),
    Index("fact_record", "record", "field", "dated", "earliest", "latest"),
    Index("fact_time", "timeline", "earliest", "latest"),
)
