"""Writer: puts sheets into a database, and takes them out."""

import zlib
from collections import Counter
from collections.abc import Iterator
from typing import Any

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, Table, bindparam, delete, insert, select, update

from facts.archive import bitmaps
from facts.archive.body import BodyCodec
from facts.archive.facet_columns import encode_column
from facts.archive.indexes import VERSION
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.item_index import ItemIndex
from facts.archive.ingest.sheet_reader import SheetRows
from facts.archive.ingest.term_numbers import NO_SHEETS, TermNumbers
from facts.archive.tables import blocks, facets, metadata, orders, records, sheets, spans, state
from facts.model.receipt import sha256_hex

MAX_PENDING = 50_000
"""Blocks from which on the rows of sheets are written: those of a term are then beside each other."""
SHEET_TABLES = (records, blocks, facets, orders, spans, sheets)
"""The tables that have rows of each sheet."""
TERMS_LEVEL = 1
"""The level at which the terms of a sheet are compressed: they are read when it is removed."""
SHEET_BY_ID = select(sheets.c.sheet, sheets.c.terms).where(sheets.c.id == bindparam("id"))


def create_archive(connection: Connection) -> None:
    """Create the tables of an archive without sheets."""
    metadata.create_all(connection)
    connection.execute(
        insert(state), {"version": VERSION, "generation": NO_SHEETS, "last_sheet": 0, "dictionary": b""}
    )


class ArchiveWriter:
    """Writes sheets in one transaction; only one at a time may write to a database."""

    def __init__(self, connection: Connection, numbers: TermNumbers) -> None:
        row = connection.execute(select(state)).one()
        self.connection = connection
        self.numbers = numbers
        self.generation: str = row.generation
        self.last_sheet: int = row.last_sheet
        self.codec = BodyCodec(row.dictionary) if row.dictionary else None
        self.counts: Counter[int] = Counter()
        self.pending: dict[Table, list[tuple[Any, ...]]] = {table: [] for table in SHEET_TABLES}
        """The rows of the last sheets, which are not written yet."""
        numbers.start(self.generation)

    def add(self, rows: SheetRows) -> None:
        """Add a sheet, in place of the one with its id if there is one."""
        number = self.remove(rows.id)
        if number is None:
            number = self.last_sheet = self.last_sheet + 1
        index, pending = rows.index, self.pending
        counts = self.add_terms(number, index)
        self.counts.update(counts)
        self.add_records(number, rows)
        pending[facets] += ((name, number, column) for name, column in self.facet_columns(index))
        pending[orders] += ((row.index_number, row.key, number, row.item) for row in index.sort_rows)
        pending[spans] += ((span.index_number, number, *span[1:]) for span in index.spans)
        head = (number, rows.id, rows.title, rows.digest, rows.source_digest, rows.modified.isoformat())
        content = zlib.compress(to_json(list(counts.items())), TERMS_LEVEL)
        pending[sheets].append((*head, rows.first_year, rows.last_year, rows.item_count, content))
        if len(pending[blocks]) > MAX_PENDING:
            self.write_pending()
        self.generation = sha256_hex(f"{self.generation} {rows.id} {rows.digest}")[:16]

    def remove(self, sheet_id: str) -> int | None:
        """Remove a sheet and return its number; None if there is no sheet with this id."""
        if any(row[1] == sheet_id for row in self.pending[sheets]):
            self.write_pending()
        row = self.connection.execute(SHEET_BY_ID, {"id": sheet_id}).first()
        if row is None:
            return None
        number: int = row.sheet
        counts = from_json(zlib.decompress(row.terms))
        self.counts.subtract(dict(counts))
        of_term = delete(blocks).where(blocks.c.term == bindparam("number"), blocks.c.sheet == number)
        self.connection.execute(of_term, [{"number": term} for term, _ in counts])
        for table in (facets, orders, spans, records, sheets):
            self.connection.execute(delete(table).where(table.c.sheet == number))
        self.generation = sha256_hex(f"{self.generation} -{sheet_id}")[:16]
        return number

    def finish(self) -> None:
        """Write how many items have each term, and the generation: the last step before the commit."""
        self.write_pending()
        self.numbers.finish(self.connection, self.counts, self.generation)
        self.connection.execute(update(state).values(generation=self.generation, last_sheet=self.last_sheet))

    def add_terms(self, number: int, index: ItemIndex) -> dict[int, int]:
        """Add the terms of the items of a sheet; return how many items have each."""
        counts: dict[int, int] = {}
        for name, items_by_value in index.terms.items():
            numbers = self.numbers.assign(self.connection, name, items_by_value)
            for value, items in items_by_value.items():
                term = numbers[value]
                counts[term] = items.bit_count()
                self.pending[blocks].append((term, number, bitmaps.encode(items)))
        return counts

    def write_pending(self) -> None:
        """Write the rows of the last sheets, in the order of their primary keys."""
        for table, rows in self.pending.items():
            insert_rows(self.connection, table, sorted(rows))
            rows.clear()

    def facet_columns(self, index: ItemIndex) -> Iterator[tuple[int, bytes]]:
        """Yield the column of each index by whose terms items can be counted or sorted, as it is stored."""
        for name, items_by_values in sorted(index.facets.items()):
            numbers = self.numbers.assign(self.connection, name, ())
            items_by_terms = {tuple([numbers[v] for v in values]): items for values, items in items_by_values.items()}
            yield name, encode_column(items_by_terms)

    def add_records(self, number: int, rows: SheetRows) -> None:
        """Add the records of a sheet; those of the first sheet make the dictionary of all."""
        if self.codec is None:
            self.codec = BodyCodec.for_records([record.body for record in rows.records])
            self.connection.execute(update(state).values(dictionary=self.codec.dictionary))
        compress = self.codec.compress
        self.pending[records] += (
            (number, record.item, record.kind, record.id, record.title, compress(record.body))
            for record in rows.records
        )
