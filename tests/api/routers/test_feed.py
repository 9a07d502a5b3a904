"""The feed is valid Atom (RFC 4287): an entry for each sheet, with its digest and when it was changed."""

from datetime import UTC, datetime
from typing import Any

import pytest
from lxml import etree
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.formats.publication import Contact, License, Publication
from tests.api.client import AppClient
from tests.api.helpers import SHEETS, assert_problem
from tests.conftest import TESTS
from tests.facts.factories import build_empty_archive

ATOM = "{http://www.w3.org/2005/Atom}"
SCHEMA = etree.RelaxNG(etree.parse(TESTS / "standards" / "atom.rng"))
PUBLICATION = Publication(
    "https://facts.example", License.parse("cc-by-4.0"), Contact.parse("https://desk.example/?a=1&b=2")
)


def read_feed(client: TestClient) -> Any:
    """Return the feed that a client gets; assert that it is valid."""
    response = client.get("/feed.atom")
    assert response.status_code == 200
    assert response.headers["content-type"] == "application/atom+xml"
    assert response.headers["etag"]
    feed = etree.fromstring(response.content)
    SCHEMA.assertValid(feed)
    return feed


def links_of(element: Any) -> dict[tuple[str, str | None], str]:
    """Return the targets of the links of an element, by relation and media type."""
    return {(link.get("rel"), link.get("type")): link.get("href") for link in element.findall(f"{ATOM}link")}


@pytest.fixture(params=[Publication(), PUBLICATION], ids=["unpublished", "published"])
def publishing_client(archive: Archive, request: pytest.FixtureRequest) -> TestClient:
    """A client of an API that knows nothing of its publication, or everything."""
    return AppClient(create_app(archive, publication=request.param))


def test_the_feed_has_every_sheet(publishing_client: TestClient) -> None:
    """Each entry has the title, the digest and the time of a sheet as the list has them, and leads to the sheet."""
    feed = read_feed(publishing_client)
    sheets = {sheet["digest"]: sheet for sheet in publishing_client.get("/v1/sheets").json()["items"]}
    entries = feed.findall(f"{ATOM}entry")
    assert {entry.find(f"{ATOM}category").get("term") for entry in entries} == set(sheets)
    for entry in entries:
        sheet = sheets[entry.find(f"{ATOM}category").get("term")]
        assert entry.findtext(f"{ATOM}title") == sheet["title"]
        assert entry.findtext(f"{ATOM}updated") == sheet["updated"]
        assert sheet["digest"] in entry.findtext(f"{ATOM}summary")
        for target in links_of(entry).values():
            assert publishing_client.get(target.removeprefix("https://facts.example")).status_code == 200
    times = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert times == sorted(times, reverse=True)
    assert feed.findtext(f"{ATOM}updated") == times[0]
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries) == len(SHEETS)


def test_an_id_stays_the_same(archive: Archive) -> None:
    """The id of an entry does not depend on where the feed is published; that of the feed does."""
    first, second = (
        read_feed(AppClient(create_app(archive, publication=publication)))
        for publication in (Publication(), PUBLICATION)
    )
    path = f"{ATOM}entry/{ATOM}id"
    assert [entry.text for entry in first.findall(path)] == [entry.text for entry in second.findall(path)]
    assert first.findtext(f"{ATOM}id") != second.findtext(f"{ATOM}id")


def test_the_feed_tells_license_and_contact(archive: Archive) -> None:
    """The rights are those of the license, the author is the contact; without them none is granted."""
    published = read_feed(AppClient(create_app(archive, publication=PUBLICATION)))
    assert published.findtext(f"{ATOM}rights") == "CC-BY-4.0"
    assert links_of(published)["license", None] == "https://spdx.org/licenses/CC-BY-4.0.html"
    assert links_of(published)["self", "application/atom+xml"] == "https://facts.example/feed.atom"
    assert published.findtext(f"{ATOM}author/{ATOM}uri") == "https://desk.example/?a=1&b=2"
    unpublished = read_feed(AppClient(create_app(archive)))
    assert unpublished.findtext(f"{ATOM}rights") == "No license is granted: all rights reserved."
    assert ("license", None) not in links_of(unpublished)


def test_an_archive_without_sheets_has_a_feed() -> None:
    """A feed without entries is valid; it was updated when the archive was built."""
    built = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    feed = read_feed(AppClient(create_app(build_empty_archive(built))))
    assert feed.findtext(f"{ATOM}updated") == "2026-01-02T03:04:05Z"
    assert feed.findall(f"{ATOM}entry") == []


def test_the_schema_refuses_what_is_no_feed(client: TestClient) -> None:
    """The schema of the tests finds a missing id, a time without a zone and an unknown element."""
    text = client.get("/feed.atom").text
    for old, new in (("<id>", "<!--<id>"), ("Z</updated>", "</updated>"), ("summary>", "synopsis>")):
        broken = text.replace(old, new).replace("</id>", "</id>-->") if old == "<id>" else text.replace(old, new)
        assert broken != text
        assert not SCHEMA.validate(etree.fromstring(broken.encode()))


def test_the_feed_has_no_parameters(client: TestClient) -> None:
    """A parameter is rejected."""
    assert_problem(client.get("/feed.atom?limit=1"), 422, "limit")
