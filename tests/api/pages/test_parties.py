"""Pages of joint purchases, terms, offices and groups as named."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from facts.model.receipt import Gap
from tests.api.helpers import open_client
from tests.api.pages.page import Page
from tests.facts.factories import make_country, make_record, make_sheet
from tests.tables import each_row

BROWSER = {"Accept": "text/html"}
MONEY = {"operator": "<=", "amount": "5000", "currency": "USD", "stated": "up to $ 5,000"}
RECORDS = {
    "countries": (make_country("TR"), make_country("NO")),
    "organizations": (
        make_record("organizations", "ministry", name="Ministry of Ships", country="TR"),
        make_record("organizations", "yard", name="The Yard", country="NO"),
    ),
    "people": (
        make_record(
            *("people", "ana"),
            name="Ana",
            offices=[{"title": "Minister", "organization": "ministry", "status": "former"}, {"title": "adviser"}],
        ),
    ),
    "contracts": (
        make_record(
            *("contracts", "joint"),
            title="Ferries",
            subject="two ferries",
            buyers=["ministry", "NO"],
            suppliers=["yard"],
            unit_price=MONEY,
            terms=[{"kind": "option", "what": "one more ferry", "amount": MONEY}],
        ),
    ),
    "events": (
        make_record(
            *("events", "strike"),
            title="Strike",
            kind="strike",
            status="planned",
            participants=["workers", "yard"],
        ),
    ),
}


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """A client of an archive of these records."""
    archive = Archive.build([make_sheet("ferries", RECORDS)])
    with open_client(archive) as client:
        yield client
    archive.close()


def text_of(client: TestClient, path: str) -> str:
    """Return the text of a page."""
    response = client.get(path, headers=BROWSER)
    assert response.status_code == 200
    return Page(response.text).text


def test_a_contract_shows_who_buys_and_on_which_terms(client: TestClient) -> None:
    """All buyers stand by name, with what is bought, what one costs, and the terms with their amounts."""
    page = text_of(client, "/v1/sheets/ferries/contracts/joint")
    assert "Ministry of Ships and NO buy from The Yard : two ferries" in page
    assert "price of one up to $ 5,000" in page
    assert "Further terms option : one more ferry up to $ 5,000" in page
    assert "Ministry of Ships and NO buy from The Yard : two ferries" in text_of(client, "/v1/contracts")


@each_row(
    ("status", "clause"),
    [
        ("not_stated", "is not said"),
        ("unexamined", "is not examined"),
        ("ambiguous", "is left open"),
        ("not_applicable", "does not apply"),
    ],
)
def test_a_missing_party_is_called_as_its_gap(status: str, clause: str) -> None:
    """A contract without suppliers says whether that was looked for, on its page and in the list."""
    contract = make_record("contracts", "vans", title="Vans", buyers=["NO"])
    gaps = {**contract.gaps, "suppliers": Gap(status=status, note="why")}
    contract = contract.model_copy(update={"gaps": gaps})
    archive = Archive.build([make_sheet("vans", {"countries": (make_country("NO"),), "contracts": (contract,)})])
    with open_client(archive) as client:
        for path in ("/v1/sheets/vans/contracts/vans", "/v1/contracts"):
            assert f"NO buys (from whom {clause})" in text_of(client, path)
    archive.close()


def test_a_person_shows_each_office(client: TestClient) -> None:
    """Each office stands with its organization, and whether it is held."""
    page = text_of(client, "/v1/sheets/ferries/people/ana")
    assert "office 1 Minister, Ministry of Ships" in page
    assert "office 2 adviser" in page
    assert "Ana Minister, Ministry of Ships , former, adviser" in text_of(client, "/v1/people")


def test_a_group_as_named_is_text(client: TestClient) -> None:
    """A group takes part by the words of the article, a record by its name."""
    assert "Takes part: workers, The Yard" in text_of(client, "/v1/sheets/ferries/events/strike")


def test_a_country_shows_through_whom_it_acts(client: TestClient) -> None:
    """A role through an organization names the organization."""
    assert "buys through Ministry of Ships: Ferries" in text_of(client, "/v1/sheets/ferries/countries/TR")
