"""The archive: loaded sheets in a database that filters, sorts, pages, counts and searches."""

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Lock
from typing import Any
from weakref import finalize

from pydantic_core import to_json
from sqlalchemy import Connection, Engine, StaticPool, create_engine, func, insert, select

from facts.archive.ingest import Row, rows
from facts.archive.query import Page, Query
from facts.archive.search import Search
from facts.archive.tables import facts, metadata, records
from facts.kinds import KINDS
from facts.model.collection import Collection
from facts.model.json_item import LazyItem
from facts.model.receipt import sha256_hex
from facts.sheets.sheet import Sheet
from facts.views import SHEETS, VIEWS

COLLECTIONS: Mapping[str, Collection] = {SHEETS.name: SHEETS, **KINDS, **VIEWS}
WALKED = 1000
"""How many items are read at once where all are wanted."""
STATEMENTS = 128
"""Compiled statements that are kept, of those that are not too long."""


@dataclass(frozen=True, slots=True)
class Held:
    """A sheet that the archive holds, with the fingerprints of the sheet and of its article."""

    id: str
    title: str
    digest: str
    source_digest: str
    modified: datetime


class Archive:
    """Sheets in a database. It does not change; another set of sheets is another archive.

    `articles` are the SHA-256 of the sheets' articles, `changed` the times of the sheets' last changes, by sheet.
    """

    def __init__(self, engine: Engine, sheets: Sequence[Held]) -> None:
        self.engine = engine
        self.end = finalize(self, engine.dispose)
        self.lock = Lock()
        self.built = datetime.now(UTC)
        self.sheets = {sheet.id: sheet for sheet in sheets}
        self.articles = {sheet.id: sheet.source_digest for sheet in sheets}
        self.changed = {sheet.id: sheet.modified for sheet in sheets}
        self.generation = sha256_hex("\n".join(f"{sheet.id} {sheet.digest}" for sheet in sheets))[:16]
        with self.reading() as connection:
            self.extent = extent(connection)

    @classmethod
    def build(cls, sheets: Iterable[Sheet], url: str = "sqlite://") -> "Archive":
        """Return an archive of `sheets` in the database at `url`, whose tables are made anew."""
        engine = connect(url)
        metadata.drop_all(engine)
        metadata.create_all(engine)
        held = []
        try:
            with engine.begin() as connection, paused_collector():
                for sheet in sheets:
                    store(connection, rows(sheet))
                    held.append(Held(sheet.id, sheet.title, sheet.digest, sheet.source.digest, sheet.modified))
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, held)

    def close(self) -> None:
        """Close the database, which else is closed when nobody holds the archive any more."""
        self.end()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Yield a connection, to one thread at a time.

        A database in memory has one for all; from Python 3.12 on, threads that run the same SQL on it at once
        get each other's rows.
        """
        with self.lock, self.engine.connect() as connection:
            yield connection

    def find(self, name: str, query: Query = Query()) -> Page:  # noqa: B008 - a query never changes
        """Return a page of the collection `name`: `sheets`, a kind such as `contracts`, or a view such as `facts`.

        Raises KeyError for an unknown collection and QueryError for a query that cannot be answered.
        """
        collection = COLLECTIONS[name]
        search = Search(collection, query, self.extent, self.generation)
        with self.reading() as connection:
            return search.page(connection)

    def walk(self, name: str, query: Query = Query()) -> Iterator[Mapping[str, Any]]:  # noqa: B008
        """Yield every item of the collection `name` that answers a query, whatever its limit and cursor.

        Raises as `find` does, when the first item is asked for.
        """
        cursor: str | None = None
        while True:
            asked = replace(query, cursor=cursor, facets=())
            search = Search(COLLECTIONS[name], asked, self.extent, self.generation, WALKED)
            with self.reading() as connection:
                page = search.page(connection, counted=False)
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def kind_of(self, sheet: str, name: str) -> str | None:
        """Return of which kind the record of a sheet and an id is; None if there is none."""
        address = (records.c.sheet == sheet, records.c.id == name, records.c.kind != SHEETS.name)
        with self.reading() as connection:
            found: str | None = connection.scalar(select(records.c.kind).where(*address))
        return found

    def get(self, kind: str, sheet: str, name: str, derived: bool = True) -> Mapping[str, Any] | None:
        """Return the record of an address, without what is computed if `derived` is false; None if there is none."""
        address = (records.c.kind == kind, records.c.sheet == sheet, records.c.id == name)
        with self.reading() as connection:
            found = connection.scalar(select(records.c.json).where(*address))
        return None if found is None else LazyItem(found).shown(derived)

    def whole(self, sheet: str, derived: bool = True) -> dict[str, Any] | None:
        """Return a sheet: its head, then all its records by kind; None if there is none."""
        head = self.get(SHEETS.name, sheet, sheet)
        if head is None:
            return None
        everything = select(records.c.kind, records.c.json).where(records.c.sheet == sheet).order_by(records.c.pk)
        body: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        with self.reading() as connection:
            for kind, json in connection.execute(everything.where(records.c.kind != SHEETS.name)):
                body[kind].append(dict(LazyItem(json).shown(derived)))
        return {**head, **body}


def connect(url: str) -> Engine:
    """Return an engine for `url`; a SQLite database in memory has one connection that all share."""
    options: dict[str, Any] = {
        "query_cache_size": STATEMENTS,
        "json_serializer": lambda value: to_json(value).decode(),
    }
    if url in {"sqlite://", "sqlite:///:memory:"}:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    return create_engine(url, **options)


def store(connection: Connection, found: Sequence[tuple[Row, list[Row]]]) -> None:
    """Write the rows of a sheet, after those that are there."""
    start = (connection.scalar(select(func.max(records.c.pk))) or 0) + 1
    connection.execute(insert(records), [row | {"pk": start + place} for place, (row, _) in enumerate(found)])
    fields = [field | {"record": start + place} for place, (_, fields) in enumerate(found) for field in fields]
    connection.execute(insert(facts), fields)


def extent(connection: Connection) -> str:
    """Return the years that the archive tells of and one on either side, as an EDTF interval."""
    found = connection.execute(select(func.min(facts.c.earliest), func.max(facts.c.latest))).one()
    first, last = (int((day or "2000")[:4]) for day in found)
    return f"{max(first - 1, 1):04}/{min(max(first, last) + 1, 9999):04}"


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the garbage collector, which finds nothing to collect in rows that are about to be written."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
