"""A public URL makes links absolute, so that clients that follow them need no base."""

import re
from collections.abc import Iterator

import pytest
from httpx2 import Response
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from facts.formats.publication import Publication
from tests.api.client import AppClient
from tests.api.helpers import LINK

PUBLIC_URL = "https://facts.example"
RECORD = "/v1/sheets/s400-turkey/contracts/turkey-2017"


@pytest.fixture(scope="module")
def public_client(archive: Archive) -> Iterator[TestClient]:
    """A client of an API that knows its public URL."""
    with AppClient(create_app(archive, publication=Publication(PUBLIC_URL))) as client:
        yield client


def link_targets(response: Response) -> dict[str, str]:
    """Return the targets of the Link header by relation."""
    return {relation: target for target, relation in LINK.findall(response.headers["link"])}


def test_links_are_absolute(public_client: TestClient) -> None:
    """`next` and every target of the Link header begin with the public URL, and lead on."""
    response = public_client.get("/v1/contracts?limit=1")
    following = response.json()["next"]
    assert following.startswith(f"{PUBLIC_URL}/v1/contracts?")
    targets = link_targets(response)
    assert targets["next"] == following
    assert all(target.startswith(f"{PUBLIC_URL}/v1/") for target in targets.values())
    second = public_client.get(following.removeprefix(PUBLIC_URL)).json()
    assert [item["id"] for item in second["items"]] != [item["id"] for item in response.json()["items"]]
    assert link_targets(public_client.get(RECORD)) == {
        "self": f"{PUBLIC_URL}{RECORD}",
        "collection": f"{PUBLIC_URL}/v1/contracts",
    }


def test_documents_for_programs_are_absolute(public_client: TestClient) -> None:
    """Every URL of the catalog, of its Link header, and every link of `/llms.txt` begins with the public URL."""
    catalog = public_client.get("/.well-known/api-catalog")
    contexts = catalog.json()["linkset"]
    links = [value for context in contexts for value in context.values() if isinstance(value, list)]
    targets = [target["href"] for link in links for target in link]
    targets += [context["anchor"] for context in contexts] + list(link_targets(catalog).values())
    targets += re.findall(r"\]\(([^()]+)\)", public_client.get("/llms.txt").text)
    assert len(targets) > 20
    for target in targets:
        assert target.startswith(f"{PUBLIC_URL}/"), target
        assert public_client.get(target.removeprefix(PUBLIC_URL)).status_code == 200, target


def test_links_are_relative_without_a_public_url(client: TestClient) -> None:
    """Without a public URL the Host header is not trusted: links are relative references."""
    response = client.get("/v1/contracts?limit=1", headers={"Host": "evil.example"})
    assert response.json()["next"].startswith("/v1/contracts?")
    assert all(target.startswith("/v1/") for target in link_targets(response).values())
