"""The archive: loaded sheets in a database that filters, sorts, pages, counts and searches."""

import gc
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any
from weakref import finalize

from pydantic_core import to_json
from sqlalchemy import Connection, Engine, StaticPool, create_engine, func, insert, select, text

from facts.archive.ingest import Row, SheetRows
from facts.archive.query import ArchiveError, Query, ResultPage, Unavailable
from facts.archive.search import Search
from facts.archive.tables import facts, metadata, records
from facts.kinds import KINDS
from facts.model.json_item import LazyItem
from facts.model.receipt import sha256_hex
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS, SHEETS

BATCH_SIZE = 1000
"""Number of items that are read together when all are iterated over."""
MAX_TITLES = 20_000
"""Number of titles that are kept in memory."""
QUERY_CACHE_SIZE = 128
"""Number of compiled statements that SQLAlchemy caches."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of the archive, with the digests of the sheet and of its article."""

    id: str
    title: str
    digest: str
    source_digest: str
    modified: datetime


class Archive:
    """Sheets in a database. It does not change; another set of sheets is another archive.

    `articles` maps the id of each sheet to the SHA-256 of its article, `modified` to when the sheet was last changed.
    """

    def __init__(self, engine: Engine, sheets: Sequence[SheetInfo]) -> None:
        self.engine = engine
        self.close = finalize(self, engine.dispose)
        """Close the database, which is also closed once the archive is no longer referenced."""
        self.lock = Lock()
        self.built = datetime.now(UTC)
        self.sheets = {sheet.id: sheet for sheet in sheets}
        self.articles = {sheet.id: sheet.source_digest for sheet in sheets}
        self.modified = {sheet.id: sheet.modified for sheet in sheets}
        self.title_cache: dict[tuple[str, str], tuple[str, str] | None] = {}
        self.generation = generation_of(sheets)
        with self.connection() as connection:
            self.years = year_range(connection)

    @classmethod
    def build(cls, sheets: Iterable[Sheet], url: str = "sqlite://") -> "Archive":
        """Return an archive of `sheets` in the database at `url`, whose tables are created anew."""
        engine = connect(url)
        metadata.drop_all(engine)
        metadata.create_all(engine)
        infos = []
        try:
            with engine.begin() as connection, gc_paused():
                for sheet in sheets:
                    insert_rows(connection, list(SheetRows(sheet)))
                    infos.append(SheetInfo(sheet.id, sheet.title, sheet.digest, sheet.source.digest, sheet.modified))
                connection.execute(text("ANALYZE"))
        except BaseException:
            engine.dispose()
            raise
        if engine.url.database:
            rows = [{**asdict(info), "modified": info.modified.isoformat()} for info in infos]
            temporary = info_path(engine).with_suffix(".new")
            temporary.write_text(json.dumps(rows), encoding="utf-8")
            temporary.replace(info_path(engine))
        return cls(engine, infos)

    @classmethod
    def open(cls, url: str) -> "Archive":
        """Return the archive in the database at `url`; raise ArchiveError if there is none."""
        engine = connect(url)
        try:
            return cls(engine, read_infos(engine))
        except Unavailable:
            raise ArchiveError(f"{engine.url.render_as_string()}: there is no archive") from None

    def current_generation(self) -> str:
        """Return the generation that the database holds now; raise Unavailable if it is gone."""
        return generation_of(read_infos(self.engine))

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield a connection, to one thread at a time.

        A database in memory has one for all; from Python 3.12 on, threads that run the same SQL on it
        simultaneously get each other's rows.
        """
        with self.lock, self.engine.connect() as connection:
            yield connection

    def find(self, name: str, query: Query = Query()) -> ResultPage:  # noqa: B008 - a query is immutable
        """Return a page of the collection `name`: `sheets`, a kind such as `contracts`, or a view such as `facts`.

        Raises KeyError for an unknown collection and QueryError for a query that cannot be answered.
        """
        search = Search(COLLECTIONS[name], query, self.years, self.generation)
        with self.connection() as connection:
            return search.page(connection)

    def iterate(self, name: str, query: Query = Query()) -> Iterator[Mapping[str, Any]]:  # noqa: B008
        """Yield every item of the collection `name` that matches a query, whatever its limit and cursor.

        Raises as `find` does, when the first item is requested.
        """
        cursor: str | None = None
        while True:
            batch = query.model_copy(update={"cursor": cursor, "facets": ()})
            search = Search(COLLECTIONS[name], batch, self.years, self.generation, BATCH_SIZE)
            with self.connection() as connection:
                page = search.page(connection, count_total=False)
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def titles(self, sheet: str, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the kind and the title of each record of a sheet whose id is one of `ids`, by id."""
        ids = list(ids)
        if len(self.title_cache) > MAX_TITLES:
            self.title_cache = {}
        known = self.title_cache
        if missing := [record_id for record_id in ids if (sheet, record_id) not in known]:
            key = (records.c.kind.in_(KINDS), records.c.sheet == sheet, records.c.id.in_(missing))
            with self.connection() as connection:
                rows = connection.execute(select(records.c.id, records.c.kind, records.c.title).where(*key)).all()
            known |= dict.fromkeys((sheet, record_id) for record_id in missing)
            known |= {(sheet, record_id): (kind, title) for record_id, kind, title in rows}
        return {record_id: title for record_id in ids if (title := known.get((sheet, record_id)))}

    def get(self, kind: str, sheet: str, record_id: str, derived: bool = True) -> Mapping[str, Any] | None:
        """Return a record, without derived values if `derived` is false; None if there is none."""
        key = (records.c.kind == kind, records.c.sheet == sheet, records.c.id == record_id)
        with self.connection() as connection:
            json = connection.scalar(select(records.c.json).where(*key))
        if json is None:
            return None
        return LazyItem(json) if derived else LazyItem(json).without_derived()

    def get_sheet(self, sheet: str, derived: bool = True) -> dict[str, Any] | None:
        """Return a sheet: its summary, then all its records by kind; None if there is none."""
        summary = self.get(SHEETS.name, sheet, sheet)
        if summary is None:
            return None
        rows = select(records.c.kind, records.c.json).where(records.c.sheet == sheet).order_by(records.c.pk)
        by_kind: dict[str, list[Any]] = {kind: [] for kind in KINDS}
        with self.connection() as connection:
            for kind, json in connection.execute(rows.where(records.c.kind != SHEETS.name)):
                by_kind[kind].append(dict(LazyItem(json)) if derived else LazyItem(json).without_derived())
        return {**summary, **by_kind}


def info_path(engine: Engine) -> Path:
    """Return the file of what is known of the sheets."""
    return Path(f"{engine.url.database}.sheets")


def read_infos(engine: Engine) -> list[SheetInfo]:
    """Return what is known of the sheets; raise Unavailable if the database is gone."""
    try:
        rows = json.loads(info_path(engine).read_text(encoding="utf-8"))
    except OSError as error:
        raise Unavailable("the database is gone") from error
    return [SheetInfo(**row | {"modified": datetime.fromisoformat(row["modified"])}) for row in rows]


def generation_of(sheets: Sequence[SheetInfo]) -> str:
    """Return the generation of an archive of `sheets`."""
    return sha256_hex("\n".join(f"{sheet.id} {sheet.digest}" for sheet in sheets))[:16]


def connect(url: str) -> Engine:
    """Return an engine for `url`; a SQLite database in memory has one shared connection."""
    options: dict[str, Any] = {
        "query_cache_size": QUERY_CACHE_SIZE,
        "json_serializer": lambda value: to_json(value).decode(),
    }
    if url in {"sqlite://", "sqlite:///:memory:"}:
        options |= {"poolclass": StaticPool, "connect_args": {"check_same_thread": False}}
    return create_engine(url, **options)


def insert_rows(connection: Connection, rows: Sequence[tuple[Row, list[Row]]]) -> None:
    """Insert the rows of a sheet after those that are there."""
    start = (connection.scalar(select(func.max(records.c.pk))) or 0) + 1
    connection.execute(insert(records), [record | {"pk": pk} for pk, (record, _) in enumerate(rows, start)])
    fields = [field | {"record": pk} for pk, (_, fields) in enumerate(rows, start) for field in fields]
    connection.execute(insert(facts), fields)


def year_range(connection: Connection) -> str:
    """Return the years that occur in the archive and one on either side, as an EDTF interval."""
    days = connection.execute(select(func.min(facts.c.earliest), func.max(facts.c.latest))).one()
    first, last = (int((day or "2000")[:4]) for day in days)
    return f"{max(first - 1, 1):04}/{min(max(first, last) + 1, 9999):04}"


@contextmanager
def gc_paused() -> Iterator[None]:
    """Pause the garbage collector, which finds nothing to collect in rows that are about to be inserted."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
