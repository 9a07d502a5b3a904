"""The parties of OCDS releases: organizations, places and countries, each with its name as printed."""

import json
from typing import Any

import pytest

from facts.archive import Archive, Query
from facts.formats.document import Document
from facts.formats.ocds import write
from facts.views import COLLECTIONS
from tests.facts.factories import make_country, make_record, make_sheet

MONEY = {"amount": "5", "currency": "USD", "stated": "$ 5"}
JOINT: dict[str, Any] = {
    "title": "Joint",
    "subject": "two ships",
    "buyers": ["ministry", "TR", "oslo"],
    "suppliers": ["yard"],
    "system": "ship",
    "unit_price": MONEY,
    "payment": {"lender": "yard"},
    "terms": [{"kind": "option", "what": "one more ship", "amount": MONEY}],
}


def releases(archive: Archive, **options: Any) -> dict[str, Any]:
    """Return the releases of all contracts by their ocids."""
    items = archive.find("contracts", Query(limit=100)).items
    document = Document(collection=COLLECTIONS["contracts"], type="list", items=items, **options)
    return {release["ocid"]: release for release in json.loads(b"".join(write(document)))["releases"]}


@pytest.fixture(scope="module")
def joint() -> dict[str, Any]:
    """The release of a joint purchase from a company, lent by it, with a unit price."""
    records = {
        "countries": (make_country("TR"),),
        "organizations": (
            make_record("organizations", "ministry", name="Ministry of Defense"),
            make_record("organizations", "yard", name="The Yard"),
        ),
        "places": (make_record("places", "oslo", name="Oslo"),),
        "systems": (make_record("systems", "ship", name="Ship"),),
        "contracts": (make_record("contracts", "joint", **JOINT),),
    }
    archive = Archive.build([make_sheet("sheet", records)])
    [release] = releases(archive, titles=archive.titles).values()
    archive.close()
    return dict(release)


def test_names_are_as_printed(archive: Archive) -> None:
    """A country has the article's name, not the standard's: Turkey and Russia."""
    release = releases(archive, titles=archive.titles)["ocds-local0-s400-turkey--turkey-2017"]
    assert {party["id"]: party["name"] for party in release["parties"]} == {"TR": "Turkey", "RU": "Russia"}
    assert release["buyer"] == {"id": "TR", "name": "Turkey"}
    assert release["awards"][0]["suppliers"] == [{"id": "RU", "name": "Russia"}]


def test_without_names_a_party_has_its_id(archive: Archive) -> None:
    """A document that knows no names invents none."""
    release = releases(archive)["ocds-local0-s400-turkey--turkey-2017"]
    assert release["buyer"] == {"id": "TR", "name": "TR"}


def test_parties_are_who_the_article_names(joint: dict[str, Any]) -> None:
    """Every buyer has its role; only a country has a code of ISO 3166-1; who supplies and lends has both roles."""
    identifier = {"scheme": "ISO 3166-1 alpha-2", "id": "TR"}
    assert joint["parties"] == [
        {"id": "ministry", "name": "Ministry of Defense", "roles": ["buyer"]},
        {"id": "TR", "name": "TR", "identifier": identifier, "roles": ["buyer"]},
        {"id": "oslo", "name": "Oslo", "roles": ["buyer"]},
        {"id": "yard", "name": "The Yard", "roles": ["supplier", "funder"]},
    ]
    assert joint["buyer"] == {"id": "ministry", "name": "Ministry of Defense"}


def test_what_is_bought_is_in_the_standards_fields(joint: dict[str, Any]) -> None:
    """The subject is the description, the unit price that of the item; terms are in the extension."""
    [contract] = joint["contracts"]
    assert contract["description"] == "two ships"
    assert contract["items"] == [{"id": "ship", "unit": {"value": {"amount": 5, "currency": "USD"}}}]
    assert contract["factSheet"]["terms"][0]["what"] == "one more ship"
    assert contract["factSheet"]["unitPrice"]["stated"] == "$ 5"
