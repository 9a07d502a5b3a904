"""Write sheets to a database, and remove them from it."""

from array import array
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import chain
from typing import Any

from sqlalchemy import Connection, Table, bindparam, create_mock_engine, delete, insert, select, update
from sqlalchemy.schema import ExecutableDDLElement

from facts.archive import packing
from facts.archive.body import BodyCodec
from facts.archive.database import ArchiveError
from facts.archive.indexes import VERSION
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.merging import clean_segments, merge_loaded, merge_segments
from facts.archive.ingest.segment_builder import SegmentBuilder
from facts.archive.ingest.sheet_reader import SheetRows
from facts.archive.ingest.term_numbers import TermNumbers
from facts.archive.item_numbers import ItemRange
from facts.archive.tables import COMPRESSED, NO_SHEETS, metadata, records, sheets, state
from facts.model.receipt import sha256_hex

NEVER = datetime.fromtimestamp(0, UTC)
"""When an archive that no sheet was loaded into yet was last changed."""
MAX_NUMBER = 2**31 - 1
"""The greatest number of an item."""
MAX_ITEMS = 50_000
"""Items of sheets from which on they are written as a segment."""
SHEET_BY_ID = select(sheets).where(sheets.c.id == bindparam("id"))


def create_archive(connection: Connection) -> None:
    """Create the tables of an archive without sheets."""
    for statement in list_definitions(f"{connection.dialect.name}+{connection.dialect.driver}"):
        connection.exec_driver_sql(statement)
    for column in COMPRESSED if connection.dialect.name == "postgresql" else ():
        storage = f'ALTER TABLE {column.table.name} ALTER COLUMN "{column.name}" SET STORAGE EXTERNAL'
        connection.exec_driver_sql(storage)
    connection.execute(
        insert(state),
        {
            "version": VERSION,
            "generation": NO_SHEETS,
            "modified": NEVER.isoformat(),
            "last_sheet": 0,
            "next_item": 0,
            "dictionary": b"",
        },
    )


@cache
def list_definitions(driver: str) -> Sequence[str]:
    """Return the statements that create the tables, as SQLAlchemy's driver `driver` has them."""
    definitions: list[str] = []

    def define(statement: ExecutableDDLElement, *_: object, **__: object) -> None:
        definitions.append(str(statement.compile(dialect=engine.dialect)))

    engine = create_mock_engine(f"{driver}://", define)
    metadata.create_all(engine, checkfirst=False)
    return definitions


class ArchiveWriter:
    """Writes sheets in one transaction; only one at a time may write to a database."""

    def __init__(self, connection: Connection, numbers: TermNumbers) -> None:
        row = connection.execute(select(state)).one()
        self.connection = connection
        self.numbers = numbers
        self.generation: str = row.generation
        self.state_before = (row.generation, datetime.fromisoformat(row.modified))
        self.last_sheet: int = row.last_sheet
        self.next_item: int = row.next_item
        self.codec = BodyCodec(row.dictionary) if row.dictionary else None
        self.counts: Counter[int] = Counter()
        self.has_removed = False
        self.segment = SegmentBuilder()
        """The sheets whose items are not written yet."""
        self.rows: dict[Table, list[tuple[Any, ...]]] = {records: [], sheets: []}
        """The rows of these sheets."""
        numbers.start(self.generation)

    def add(self, rows: SheetRows) -> None:
        """Add a sheet, in place of the one with its id if there is one."""
        self.remove(rows.id)
        if self.next_item + rows.item_count > MAX_NUMBER:
            raise ArchiveError(f"More than {MAX_NUMBER:,} items have been loaded", "Use several archives")
        self.last_sheet += 1
        items = ItemRange(self.last_sheet, rows.id, self.next_item, rows.item_count)
        self.next_item = items.end
        index = rows.index
        numbers = {name: self.numbers.assign(self.connection, name, terms) for name, terms in index.terms.items()}
        counts = self.segment.add(items, index, numbers)
        self.counts.update(counts)
        self.add_records(items, rows)
        head = (items.sheet, rows.id, rows.title, rows.digest, rows.source_digest, rows.modified.isoformat())
        self.rows[sheets].append(
            (*head, rows.first_year, rows.last_year, items.first, items.item_count, pack_counts(counts))
        )
        if self.segment.item_count > MAX_ITEMS:
            self.write_segment()
        self.generation = sha256_hex(f"{self.generation} {rows.id} {rows.digest}")[:16]

    def remove(self, sheet_id: str) -> bool:
        """Remove a sheet, whose items remain in its segment; return whether there is one with this id."""
        if any(row[1] == sheet_id for row in self.rows[sheets]):
            self.write_segment()
        row = self.connection.execute(SHEET_BY_ID, {"id": sheet_id}).first()
        if row is None:
            return False
        self.counts.subtract(unpack_counts(row.terms))
        items = row.first_item, row.first_item + row.item_count - 1
        self.connection.execute(delete(records).where(records.c.item.between(*items)))
        self.connection.execute(delete(sheets).where(sheets.c.sheet == row.sheet))
        self.generation = sha256_hex(f"{self.generation} -{sheet_id}")[:16]
        self.has_removed = True
        return True

    def finish(self) -> None:
        """Write how many items have each term, the generation and its time: the last step before the commit."""
        self.write_segment()
        self.numbers.finish(self.connection, self.counts, self.generation)
        if self.has_removed:
            clean_segments(self.connection)
        merge_segments(self.connection)
        self.connection.execute(
            update(state).values(
                generation=self.generation,
                modified=self.modification_time().isoformat(),
                last_sheet=self.last_sheet,
                next_item=self.next_item,
            )
        )

    def merge(self, loaded: int) -> None:
        """Merge the segments of what was loaded, so many items in all; readers see a new generation."""
        if merge_loaded(self.connection, loaded):
            self.generation = sha256_hex(f"{self.generation} merged")[:16]

    def modification_time(self) -> datetime:
        """Return when the archive was last changed, to the second: later than the change before."""
        generation, modified = self.state_before
        if self.generation == generation:
            return modified
        return max(datetime.now(UTC).replace(microsecond=0), modified + timedelta(seconds=1))

    def write_segment(self) -> None:
        """Write the sheets that are not written yet, with a segment of their items."""
        for table, rows in self.rows.items():
            insert_rows(self.connection, table, rows)
            rows.clear()
        if self.segment.sheets:
            self.segment.write(self.connection)
            self.segment = SegmentBuilder()

    def add_records(self, items: ItemRange, rows: SheetRows) -> None:
        """Add the records of a sheet; the dictionary of all is trained with those of the first sheet."""
        if self.codec is None:
            self.codec = BodyCodec.for_records([record.body for record in rows.records])
            self.connection.execute(update(state).values(dictionary=self.codec.dictionary))
        compress = self.codec.compress
        self.rows[records] += (
            (items.first + record.item, items.sheet, record.kind, record.id, record.title, compress(record.body))
            for record in rows.records
        )


def pack_counts(counts: Mapping[int, int]) -> bytes:
    """Return how many items have each term as it is stored."""
    return packing.compress(packing.pack_numbers(array("I", chain(counts, counts.values()))))


def unpack_counts(data: bytes) -> dict[int, int]:
    """Return how many items have each term."""
    numbers = packing.unpack_numbers(packing.decompress(data))
    middle = len(numbers) // 2
    return dict(zip(numbers[:middle], numbers[middle:], strict=True))
