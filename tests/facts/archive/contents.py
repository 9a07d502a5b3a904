"""The contents of an archive's database: what must not depend on how the sheets came into it."""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from sqlalchemy import Row, create_engine, select
from sqlalchemy.pool import NullPool

from facts.archive import bitmaps
from facts.archive.body import BodyCodec
from facts.archive.facet_columns import FacetColumn
from facts.archive.tables import blocks, facets, orders, records, sheets, spans, state, terms

Contents = dict[str, list[tuple[Any, ...]]]
UPDATED = re.compile(rb'"updated":"[^"]+"')
"""When a sheet was loaded."""

TERMS = select(terms.c.term, terms.c.index, terms.c.value)


def read_contents(url: str) -> Contents:
    """Return the rows of all tables in order, with ids and values in place of the numbers of sheets and terms."""
    engine = create_engine(url, poolclass=NullPool)
    with engine.connect() as connection:
        codec = BodyCodec(connection.scalar(select(state.c.dictionary)) or b"")
        ids = [row.id for row in connection.execute(select(sheets).order_by(sheets.c.sheet))]
        id_of = {row.sheet: row.id for row in connection.execute(select(sheets))}
        values = {row.term: (row[1], row.value) for row in connection.execute(select(terms))}

        items: defaultdict[tuple[int, int], int] = defaultdict(int)
        for row in connection.execute(select(blocks)):
            items[row.sheet, values[row.term][0]] |= bitmaps.decode(row.bitmap)

        def facet_values(row: Row[Any]) -> list[list[str]]:
            column, bitmap = FacetColumn.decode(row[0], row.terms), items[row.sheet, row[0]]
            return [sorted(values[term][1] for term in column.terms_of(item)) for item in bitmaps.iter_items(bitmap)]

        def record_json(row: Row[Any]) -> tuple[bytes, object]:
            body = codec.decompress(row.body)
            return UPDATED.sub(b"", body.record.json), body.details

        describe: dict[Any, Callable[[Row[Any]], tuple[Any, ...]]] = {
            terms: lambda row: (tuple(row)[1], row.value, row.item_count),
            blocks: lambda row: (id_of[row.sheet], values[row.term], bitmaps.decode(row.bitmap)),
            facets: lambda row: (id_of[row.sheet], row[0], facet_values(row)),
            records: lambda row: (id_of[row.sheet], row.item, row.kind, row.id, row.title, *record_json(row)),
            orders: lambda row: (id_of[row.sheet], row[0], row.key, row.item),
            spans: lambda row: (
                id_of[row.sheet],
                row[0],
                row.item,
                row.first,
                row.last,
                str((row.operator, row.unit)),
            ),
            sheets: lambda row: (
                row.id,
                row.title,
                row.digest,
                row.first_year,
                row.last_year,
                row.item_count,
            ),
        }
        contents = {
            table.name: sorted(map(describe_row, connection.execute(select(table))))
            for table, describe_row in describe.items()
        }
    return {"ids": [tuple(ids)], **contents}
