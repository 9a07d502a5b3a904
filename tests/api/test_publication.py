"""License and contact are the operator's: they are where programs and people look for them, and never guessed."""

import argparse
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from api.app import create_app
from api.server.settings import Settings, argument_type
from facts.archive import Archive
from facts.formats.publication import Contact, License, Publication
from facts.sheets.sheet import Sheet
from tests.api.client import AppClient
from tests.tables import each_row

URL = "https://spdx.org/licenses/CC-BY-4.0.html"
SHEET = "/v1/sheets/s400-turkey"


@each_row(
    ("text", "expected"),
    [
        ("CC-BY-4.0", License("CC-BY-4.0", URL, "CC-BY-4.0")),
        ("cc-by-4.0", License("CC-BY-4.0", URL, "CC-BY-4.0")),
        ("odbl-1.0", License("ODbL-1.0", "https://spdx.org/licenses/ODbL-1.0.html", "ODbL-1.0")),
        ("https://desk.example/terms", License("https://desk.example/terms", "https://desk.example/terms")),
    ],
)
def test_a_license_is_an_identifier_or_a_url(text: str, expected: License) -> None:
    """An SPDX identifier is known in any case, and has the URL of its text."""
    assert License.parse(text) == expected


@each_row(
    "text",
    ["", "CC-BY", "MIT OR Apache-2.0", "free", "LicenseRef-mine", "ftp://x.example", "https://", "data:x"],
)
def test_other_licenses_are_refused(text: str) -> None:
    """What is neither a known identifier nor a URL is refused, with what is accepted."""
    with pytest.raises(argparse.ArgumentTypeError, match="a URL or an SPDX identifier such as"):
        argument_type(License.parse)(text)


@pytest.mark.parametrize(
    ("text", "url"),
    [("desk@facts.example", "mailto:desk@facts.example"), ("https://facts.example/us", "https://facts.example/us")],
)
def test_a_contact_is_an_address_or_a_url(text: str, url: str) -> None:
    """An e-mail address is reached by mailto, a URL by itself."""
    assert Contact.parse(text).url == url


@each_row("text", ["", "desk", "desk@", "@facts.example", "a b@c.example", "mailto:a@b.example", "x://y"])
def test_other_contacts_are_refused(text: str) -> None:
    """What is neither an e-mail address nor a URL is refused."""
    with pytest.raises(argparse.ArgumentTypeError, match="an e-mail address or a URL, not"):
        argument_type(Contact.parse)(text)


def test_the_operator_sets_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """Options and variables set the license and the contact; without them there are none."""
    assert Settings.from_command_line([]).publication == Publication()
    monkeypatch.setenv("FACT_SHEET_LICENSE", "mit")
    settings = Settings.from_command_line(["--contact", "desk@facts.example"])
    license_, contact = License.parse("MIT"), Contact("desk@facts.example")
    assert settings.publication == Publication(license=license_, contact=contact)


@pytest.mark.parametrize(
    ("publication", "license_info", "contact"),
    [
        (
            Publication(license=License.parse("CC-BY-4.0"), contact=Contact("desk@facts.example")),
            {"name": "CC-BY-4.0", "identifier": "CC-BY-4.0"},
            {"email": "desk@facts.example"},
        ),
        (
            Publication(
                license=License.parse("https://desk.example/terms"), contact=Contact("https://desk.example/us")
            ),
            {"name": "https://desk.example/terms", "url": "https://desk.example/terms"},
            {"url": "https://desk.example/us"},
        ),
        (
            Publication(),
            {"name": "No license is granted: all rights reserved", "identifier": "LicenseRef-All-Rights-Reserved"},
            {"name": "Whoever runs this server"},
        ),
    ],
)
def test_the_document_tells_them(
    archive: Archive, publication: Publication, license_info: dict[str, str], contact: dict[str, str]
) -> None:
    """The OpenAPI document has both; without a license it says that none is granted."""
    info = AppClient(create_app(archive, publication=publication)).get("/openapi.json").json()["info"]
    assert (info["license"], info["contact"]) == (license_info, contact)


def test_every_page_and_document_tells_the_license(archive: Archive) -> None:
    """Pages name license and contact at their foot; data sets have the license in JSON-LD, packages in OCDS."""
    publication = Publication(license=License.parse("CC-BY-4.0"), contact=Contact("desk@facts.example"))
    client = AppClient(create_app(archive, publication=publication))
    for path in ("/index.html", f"{SHEET}.html", "/v1/contracts.html", "/v1/sheets/none.html"):
        text = client.get(path, headers={"Accept": "text/html"}).text
        assert f'<a href="{URL}" rel="license">CC-BY-4.0</a>' in text
        assert '<a href="mailto:desk@facts.example">desk@facts.example</a>' in text
    for path in ("/index.html", f"{SHEET}.html"):
        assert f'"license": "{URL}"' in client.get(path).text
    assert client.get(f"{SHEET}.jsonld").json()["license"] == {"@id": URL}
    assert client.get("/v1/contracts.ocds.json").json()["license"] == URL


def test_without_a_license_none_is_granted(client: TestClient) -> None:
    """Pages say that no license is granted; no document has one."""
    for path in ("/index.html", f"{SHEET}.html"):
        text = client.get(path).text
        assert "No license is granted: all rights reserved." in text
        assert '"license"' not in text
    assert "license" not in client.get(f"{SHEET}.jsonld").text
    assert "license" not in json.loads(client.get("/v1/contracts.ocds.json").content)


def test_a_package_has_the_date_of_its_sheets(sheets: tuple[Sheet, ...]) -> None:
    """An OCDS package of one sheet was published when that sheet was, one of all sheets when the newest was."""
    dates = [datetime(2026, 1, day, tzinfo=UTC) for day in (2, 1)]
    dated = [replace(sheet, modified=date) for sheet, date in zip(sheets, dates, strict=True)]
    client = AppClient(create_app(Archive.build(dated)))
    paths = ["/v1", *(f"/v1/sheets/{sheet.id}" for sheet in sheets)]
    packages = [client.get(f"{path}/contracts.ocds.json").json() for path in paths]
    assert [package["publishedDate"][:10] for package in packages] == ["2026-01-02", "2026-01-02", "2026-01-01"]
