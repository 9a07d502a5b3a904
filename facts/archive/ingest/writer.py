"""Writer: puts sheets into a database, and takes them out."""

import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from pydantic_core import from_json, to_json
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from facts.archive import bitmaps
from facts.archive.body import BodyCodec
from facts.archive.facet_columns import FacetColumn
from facts.archive.indexes import VERSION
from facts.archive.ingest.bulk import insert_rows
from facts.archive.ingest.item_index import ItemIndex, TermKey
from facts.archive.ingest.sheet_reader import SheetRows
from facts.archive.ingest.term_numbers import TermNumbers
from facts.archive.tables import blocks, facets, metadata, orders, records, sheets, spans, state
from facts.model.receipt import sha256_hex

NO_SHEETS = "0" * 16
"""The generation of an archive without sheets."""


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
        numbers.start(self.generation)

    def add(self, rows: SheetRows) -> None:
        """Add a sheet, in place of the one with its id if there is one."""
        number = self.remove(rows.id)
        if number is None:
            number = self.last_sheet = self.last_sheet + 1
        index = rows.index
        numbers = self.numbers.assign(self.connection, index.terms)
        bitmaps_by_term = {numbers[key]: bitmap for key, bitmap in index.terms.items()}
        counts = {term: bitmap.bit_count() for term, bitmap in bitmaps_by_term.items()}
        self.counts.update(counts)
        self.add_records(number, rows)
        block_rows = ((term, number, bitmaps.encode(bitmap)) for term, bitmap in sorted(bitmaps_by_term.items()))
        insert_rows(self.connection, blocks, block_rows)
        columns = ((name, number, column.encode()) for name, column in facet_columns(index, numbers))
        insert_rows(self.connection, facets, columns)
        keys = ((row.index_number, row.key, number, row.item) for row in sorted(index.sort_rows))
        insert_rows(self.connection, orders, keys)
        insert_rows(self.connection, spans, ((span.index_number, number, *span[1:]) for span in index.spans))
        head = (number, rows.id, rows.title, rows.digest, rows.source_digest, rows.modified.isoformat())
        content = zlib.compress(to_json(list(counts.items())))
        insert_rows(self.connection, sheets, [(*head, rows.first_year, rows.last_year, rows.item_count, content)])
        self.generation = sha256_hex(f"{self.generation} {rows.id} {rows.digest}")[:16]

    def remove(self, sheet_id: str) -> int | None:
        """Remove a sheet and return its number; None if there is no sheet with this id."""
        row = self.connection.execute(select(sheets.c.sheet, sheets.c.terms).where(sheets.c.id == sheet_id)).first()
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
        self.numbers.finish(self.connection, self.counts, self.generation)
        self.connection.execute(update(state).values(generation=self.generation, last_sheet=self.last_sheet))

    def add_records(self, number: int, rows: SheetRows) -> None:
        """Add the records of a sheet; those of the first sheet make the dictionary of all."""
        if self.codec is None:
            self.codec = BodyCodec.for_records([record.body for record in rows.records])
            self.connection.execute(update(state).values(dictionary=self.codec.dictionary))
        codec = self.codec
        insert_rows(
            self.connection,
            records,
            (
                (number, record.item, record.kind, record.id, record.title, codec.compress(record.body))
                for record in rows.records
            ),
        )


def facet_columns(index: ItemIndex, numbers: Mapping[TermKey, int]) -> Iterator[tuple[int, FacetColumn]]:
    """Yield the column of each index by whose terms items can be counted or sorted."""
    for name, items_by_values in sorted(index.facets.items()):
        items_by_terms = {tuple(numbers[name, v] for v in values): items for values, items in items_by_values.items()}
        yield name, FacetColumn.of_items(items_by_terms)
