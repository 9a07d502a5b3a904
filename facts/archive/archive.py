"""An archive: loaded sheets in a database, with methods to find and count their items."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from tempfile import mkdtemp
from typing import Any
from weakref import finalize

from sqlalchemy import URL, Connection, Engine, Row, bindparam, func, select
from sqlalchemy.exc import DBAPIError

from facts.archive.body import BodyCodec
from facts.archive.body_cache import BodyCache
from facts.archive.database import (
    QUERY_TIMEOUT,
    Access,
    ArchiveChanged,
    ArchiveError,
    Unavailable,
    connect,
    database_path,
    display_url,
    parse_url,
    require_version,
)
from facts.archive.driver_errors import reason_of, unavailable_errors
from facts.archive.indexes import ITEMS, index_number
from facts.archive.ingest.load import write_archive
from facts.archive.item_numbers import ItemNumbers
from facts.archive.query import Query, ResultPage
from facts.archive.search.fetch import fetch_all
from facts.archive.search.index_cache import IndexCache
from facts.archive.search.pages import search_page
from facts.archive.search.search import Search
from facts.archive.tables import NO_SHEETS, records, sheets, state, terms
from facts.kinds import KINDS
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS, SHEETS

BATCH_SIZE = 250
"""Number of items that are read together when all are iterated over."""
MAX_CACHED = 20_000
"""Number of titles that are cached."""
TEMPORARY_PREFIX = "fact-sheet-"
SMALL = 4_000_000
"""The number of items, in all collections together, up to which most queries of a file take a few milliseconds."""
NO_YEAR = 2000
"""The year of an archive without dates."""
NO_SHEET = -1
"""Stands for the number of a sheet that the archive does not have."""
GENERATION = select(state.c.generation)
STATE = select(state.c.generation, state.c.modified, state.c.dictionary)
RECORD = select(records.c.body).where(
    records.c.kind == bindparam("kind"), records.c.sheet == bindparam("number"), records.c.id == bindparam("name")
)
RECORDS_OF_SHEET = (
    select(records.c.kind, records.c.body)
    .where(records.c.item >= bindparam("first"), records.c.item < bindparam("end"))
    .order_by(records.c.item)
)
ITEM_COUNT = select(func.sum(terms.c.item_count)).where(
    terms.c.index.in_([index_number(collection, ITEMS) for collection in COLLECTIONS.values()])
)
SHEETS_IN_ORDER = select(*(column for column in sheets.c if column is not sheets.c.terms)).order_by(sheets.c.sheet)
TITLES = select(records.c.id, records.c.kind, records.c.title).where(
    records.c.kind.in_(KINDS),
    records.c.sheet == bindparam("number"),
    records.c.id.in_(bindparam("ids", expanding=True)),
)


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """A sheet of the archive, with the digests of the sheet and of its article."""

    id: str
    title: str
    digest: str
    source_digest: str
    modified: datetime
    number: int


class Archive:
    """Sheets in a database, as they are in one generation; another set of sheets is another archive.

    `articles` maps the id of each sheet to the SHA-256 of its article, `modified` to when the sheet was last changed.
    """

    def __init__(self, engine: Engine, directory: str | None = None) -> None:
        self.engine = engine
        self.close = finalize(self, close, engine, directory)
        """Close the database, which is also closed once the archive is no longer referenced."""
        self.built = datetime.now(UTC)
        self.inode = inode_of(engine)
        with self.transaction() as connection:
            self.generation, modified, dictionary = connection.execute(STATE).one()
            rows = connection.execute(SHEETS_IN_ORDER).all()
            item_count = connection.scalar(ITEM_COUNT) or 0
            numbers = ItemNumbers.read(connection)
        self.last_modified = datetime.fromisoformat(modified)
        """When the sheets last changed, to the second: the same for all who read the database."""
        self.is_loaded = self.generation != NO_SHEETS
        """Whether sheets have ever been loaded, even if none of them is left."""
        self.is_small = self.inode is not None and item_count <= SMALL
        """Whether most queries take a few milliseconds: there are not too many items, and they are in a file."""
        self.codec = BodyCodec(dictionary)
        self.body_cache = BodyCache(self.codec)
        self.sheets = {row.id: sheet_info(row) for row in rows}
        self.article_digests = {sheet.id: sheet.source_digest for sheet in self.sheets.values()}
        self.modified = {sheet.id: sheet.modified for sheet in self.sheets.values()}
        self.years = year_range([row.first_year for row in rows], [row.last_year for row in rows])
        self.index_cache = IndexCache(numbers)
        self.title_cache: dict[tuple[str, str], tuple[str, str] | None] = {}

    @classmethod
    def build(cls, sheets: Iterable[Sheet], url: str | URL | None = None) -> "Archive":
        """Return a new archive of `sheets` in the database at `url`, else in a temporary file of its own."""
        if url is not None:
            write_archive(parse_url(url), sheets)
            return cls.open(url)
        directory = mkdtemp(prefix=TEMPORARY_PREFIX)
        try:
            file_url = URL.create("sqlite", database=f"{directory}/archive.db")
            write_archive(file_url, sheets)
            return cls(connect(file_url, Access.READ), directory)
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise

    @classmethod
    def open(cls, url: str | URL, query_timeout: float = QUERY_TIMEOUT) -> "Archive":
        """Return the archive in the database at `url`, to be read; a query stops after `query_timeout` seconds.

        Raises ArchiveError if there is none, or one of another version.
        """
        database = parse_url(url)
        engine = connect(database, Access.READ, query_timeout)
        try:
            with engine.connect() as connection:
                require_version(connection)
            return cls(engine)
        except (ArchiveError, Unavailable):
            engine.dispose()
            raise
        except DBAPIError as error:
            engine.dispose()
            message = f"{display_url(database)}: no archive can be read there ({reason_of(error)})"
            raise ArchiveError(message, "`python -m facts load` makes one") from None

    def current_generation(self) -> str:
        """Return the generation that the database has now; raise Unavailable if it cannot be read.

        A SQLite file that was replaced by another has no generation for those who still read the one before.
        """
        if inode_of(self.engine) != self.inode:
            return ""
        with self.transaction() as connection:
            return str(connection.scalar(GENERATION))

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """Yield a connection in a transaction of its own; raise Unavailable if the database cannot be read."""
        with unavailable_errors(), self.engine.connect() as connection:
            if self.inode is not None:
                yield connection  # the pool ends its transaction
                return
            with connection.begin():
                yield connection

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """Yield a connection in a transaction of its own, in which the database is what it was when it was opened.

        Raises ArchiveChanged if it is not, for what is in memory would not fit to what is read, and Unavailable.
        """
        with self.transaction() as connection:
            if fetch_all(connection, GENERATION) != [(self.generation,)]:
                raise ArchiveChanged("the archive has changed since it was opened")
            yield connection

    def find(self, name: str, query: Query = Query()) -> ResultPage:  # noqa: B008 - a query is immutable
        """Return a page of the collection `name`: `sheets`, a kind such as `contracts`, or a view such as `facts`.

        Raises KeyError for an unknown collection, QueryError for an invalid query, ArchiveChanged if
        the archive is to be opened again, and Unavailable if the database cannot be read, or takes too long.
        """
        with self.connection() as connection:
            return search_page(self.search(connection, name, query), self.body_cache, query.limit)

    def iterate(self, name: str, query: Query = Query()) -> Iterator[Mapping[str, Any]]:  # noqa: B008
        """Yield every item of the collection `name` that matches a query, whatever its limit and cursor.

        Raises as `find` does, when the first item is requested, and ArchiveChanged later, too.
        """
        cursor: str | None = None
        while True:
            batch = query.model_copy(update={"cursor": cursor, "facets": (), "sum": None})
            with self.connection() as connection:
                page = search_page(self.search(connection, name, batch), self.body_cache, BATCH_SIZE)
            yield from page.items
            if page.next is None:
                return
            cursor = page.next

    def search(self, connection: Connection, name: str, query: Query) -> Search:
        """Return the search of a collection by a query."""
        sheet = None if query.sheet is None else self.number_of(query.sheet)
        return Search(connection, COLLECTIONS[name], query, self.years, self.generation, sheet, self.index_cache)

    def titles(self, sheet: str, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Return the kind and the title of each record of a sheet whose id is one of `ids`, by id."""
        ids = list(ids)
        if len(self.title_cache) > MAX_CACHED:
            self.title_cache = {}
        known = self.title_cache
        if missing := [record_id for record_id in ids if (sheet, record_id) not in known]:
            with self.connection() as connection:
                rows = fetch_all(connection, TITLES, {"number": self.number_of(sheet), "ids": missing})
            known |= dict.fromkeys((sheet, record_id) for record_id in missing)
            known |= {(sheet, record_id): (kind, title) for record_id, kind, title in rows}
        return {record_id: title for record_id in ids if (title := known.get((sheet, record_id)))}

    def get(self, kind: str, sheet: str, record_id: str, derived: bool = True) -> Mapping[str, Any] | None:
        """Return a record, without derived values if `derived` is false; None if there is none."""
        with self.connection() as connection:
            rows = fetch_all(connection, RECORD, {"kind": kind, "number": self.number_of(sheet), "name": record_id})
        if not rows:
            return None
        [(body,)] = rows
        record = self.codec.decompress(body).record
        return record if derived else record.without_derived()

    def get_sheet(self, sheet: str, derived: bool = True) -> dict[str, Any] | None:
        """Return a sheet: its summary, then all its records by kind; None if there is none."""
        with self.connection() as connection:
            items = self.index_cache.numbers.of_sheet(self.number_of(sheet))
            rows = fetch_all(connection, RECORDS_OF_SHEET, {"first": items.first, "end": items.end})
        if not rows:
            return None
        by_kind: dict[str, list[Any]] = {kind: [] for kind in (SHEETS.name, *KINDS)}
        for kind, body in rows:
            record = self.codec.decompress(body).record
            by_kind[kind].append(dict(record) if derived else record.without_derived())
        [summary] = by_kind.pop(SHEETS.name)
        return {**summary, **by_kind}

    def number_of(self, sheet: str) -> int:
        """Return the number of a sheet, one that no sheet has if the archive does not have it."""
        info = self.sheets.get(sheet)
        return NO_SHEET if info is None else info.number


def inode_of(engine: Engine) -> int | None:
    """Return the inode of the SQLite file; None if there is none."""
    path = database_path(engine.url)
    try:
        return None if path is None else path.stat().st_ino
    except OSError:
        return None


def close(engine: Engine, directory: str | None) -> None:
    """Close a database, and remove the directory that it is in, if that is of its own."""
    engine.dispose()
    if directory is not None:
        shutil.rmtree(directory, ignore_errors=True)


def sheet_info(row: Row[Any]) -> SheetInfo:
    """Return a row of the table of sheets as a sheet of the archive."""
    modified = datetime.fromisoformat(row.modified)
    return SheetInfo(row.id, row.title, row.digest, row.source_digest, modified, row.sheet)


def year_range(first_years: Iterable[int | None], last_years: Iterable[int | None]) -> str:
    """Return the years that occur in an archive and one on either side, as an EDTF interval."""
    first = min((year for year in first_years if year is not None), default=NO_YEAR)
    last = max((year for year in last_years if year is not None), default=NO_YEAR)
    return f"{max(first - 1, 1):04}/{min(max(first, last) + 1, 9999):04}"
