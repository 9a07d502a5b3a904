"""When an archive was last changed is part of it: the same for all who read it, and later after each change."""

from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from sqlalchemy import create_engine, update
from sqlalchemy.pool import NullPool

from api.app import create_app
from facts.archive import Archive
from facts.archive.tables import state
from facts.sheets.sheet import Sheet
from tests.api.client import AppClient
from tests.databases import Databases
from tests.facts.archive.test_changes import change


def read_time(url: str) -> datetime:
    """Return when the archive in a database was last changed."""
    with closing(Archive.open(url)) as archive:
        return archive.last_modified


def test_each_change_is_later(databases: Databases, engine: str, sheets: Sequence[Sheet]) -> None:
    """Changes within a second have times of their own; what changes nothing leaves the time as it is."""
    url = databases.create(engine)
    before = datetime.now(UTC).replace(microsecond=0)
    change(url, sheets[:1])
    times = [read_time(url)]
    change(url, sheets[1:])
    times.append(read_time(url))
    change(url, (), sheets[0].id)
    times.append(read_time(url))
    assert before <= times[0] <= datetime.now(UTC)
    assert times == sorted(set(times))
    assert times[-1] <= datetime.now(UTC) + timedelta(seconds=2)
    change(url, (), "nothing")
    assert read_time(url) == times[-1]
    assert all(time.microsecond == 0 for time in times)


def test_a_build_is_dated_when_it_is_made(databases: Databases, engine: str, sheets: Sequence[Sheet]) -> None:
    """An archive that is built from sheets was changed then, and not later."""
    before = datetime.now(UTC).replace(microsecond=0)
    with closing(databases.build(sheets, engine)) as archive:
        assert before <= archive.last_modified <= datetime.now(UTC)


def test_all_servers_of_a_database_send_the_same_date(databases: Databases, sheets: Sequence[Sheet]) -> None:
    """A client that one server has sent a response to gets 304 from another, and from one that was started anew."""
    url = databases.create("sqlite")
    change(url, sheets)
    set_time(url, datetime(2021, 5, 6, 7, 8, 9, tzinfo=UTC))
    dates = []
    for _ in range(2):
        with closing(Archive.open(url)) as archive:
            client = AppClient(create_app(archive))
            dates.append(client.get("/v1/contracts").headers["last-modified"])
            assert client.get("/v1/gaps", headers={"If-Modified-Since": dates[0]}).status_code == 304
    assert dates == ["Thu, 06 May 2021 07:08:09 GMT"] * 2


def test_a_clock_that_is_fast_dates_nothing_in_the_future(databases: Databases, sheets: Sequence[Sheet]) -> None:
    """A response is not dated later than it is sent, though the archive was changed by a machine whose clock is."""
    url = databases.create("sqlite")
    change(url, sheets)
    set_time(url, datetime.now(UTC) + timedelta(hours=1))
    with closing(Archive.open(url)) as archive:
        client = AppClient(create_app(archive))
        for target in ("/v1/contracts", "/v1/contracts", "/v1/facts.ndjson"):
            headers = client.get(target).headers
            assert parsedate_to_datetime(headers["last-modified"]) <= datetime.now(UTC)
            since = {"If-Modified-Since": headers["last-modified"]}
            assert client.get(target, headers=since).status_code == 200


def set_time(url: str, time: datetime) -> None:
    """Change when the archive in a database was last changed."""
    with create_engine(url, poolclass=NullPool).begin() as connection:
        connection.execute(update(state).values(modified=time.replace(microsecond=0).isoformat()))
