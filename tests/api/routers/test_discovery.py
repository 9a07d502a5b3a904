"""Discovery: a program that knows only the name of the server finds everything else."""

import re

import pytest
from starlette.testclient import TestClient

from facts.sheets.json_schema import sheet_json_schema
from tests.api.helpers import EXTENSIONS, KINDS, VIEWS, Body, formats_of, parse_links
from tests.tables import each_row

CATALOG = "/.well-known/api-catalog"
PROFILE = "https://www.rfc-editor.org/info/rfc9727"
COLLECTIONS = ("sheets", *KINDS, *VIEWS)
RELATIONS = {
    "service-desc": "application/json",
    "service-doc": "text/html; charset=utf-8",
    "describedby": "application/schema+json",
    "api-catalog": f'application/linkset+json; profile="{PROFILE}"',
    "status": "application/json",
}
"""The link relations of the index, and the media type of each target."""
COMMON_PARAMS = {"derived", "q", "sort", "facets", "sum", "match", "fields", "include", "limit", "cursor"}


@pytest.fixture(scope="module")
def contexts(client: TestClient) -> list[Body]:
    """The link contexts of the catalog."""
    response = client.get(CATALOG)
    assert response.status_code == 200
    body = response.json()
    assert list(body) == ["linkset"]
    contexts: list[Body] = body["linkset"]
    return contexts


def test_the_catalog_is_a_linkset(client: TestClient, contexts: list[Body]) -> None:
    """The catalog is a linkset (RFC 9264) of RFC 9727's profile, for HEAD too, and names what describes the API."""
    for response in (client.get(CATALOG), client.head(CATALOG)):
        assert response.headers["content-type"] == f'application/linkset+json; profile="{PROFILE}"'
        assert parse_links(response).keys() >= {"item"}
    for context in contexts:
        assert isinstance(context["anchor"], str)
        relations = {relation: targets for relation, targets in context.items() if relation != "anchor"}
        assert relations
        assert all(isinstance(target["href"], str) for targets in relations.values() for target in targets)
    (items,) = [context["item"] for context in contexts if context["anchor"] == CATALOG]
    described = [context for context in contexts if context["anchor"] in {item["href"] for item in items}]
    assert len(described) == len(items) == 1
    assert {"service-desc", "service-doc", "describedby", "status"} <= described[0].keys()


def list_targets(contexts: list[Body]) -> list[Body]:
    """Return the targets of all contexts."""
    relations = [targets for context in contexts for targets in context.values() if isinstance(targets, list)]
    return [target for targets in relations for target in targets]


def test_every_target_of_the_catalog_exists(client: TestClient, contexts: list[Body]) -> None:
    """Every target with a media type is served with that media type."""
    typed = {target["href"]: target["type"] for target in list_targets(contexts) if "type" in target}
    assert {"/openapi.json", "/docs", "/llms.txt", "/schemas/sheet.json", "/healthz"} == typed.keys()
    for url, media_type in typed.items():
        response = client.get(url)
        assert response.status_code == 200, url
        assert media_type == response.headers["content-type"].partition(";")[0], url


def test_the_api_of_the_catalog_exists(client: TestClient, contexts: list[Body]) -> None:
    """The URL of the API, an item of the catalog and of its Link header, and every anchor exist."""
    urls = {target["href"] for target in list_targets(contexts)} | {context["anchor"] for context in contexts}
    urls |= set(parse_links(client.get(CATALOG)).values())
    assert {url: client.get(url).status_code for url in urls} == dict.fromkeys(urls, 200)


def test_llms_txt_links_to_everything(client: TestClient) -> None:
    """`/llms.txt` names every list, and every link and every URL in it exists."""
    response = client.get("/llms.txt")
    assert response.headers["content-type"] in {"text/markdown; charset=utf-8", "text/plain; charset=utf-8"}
    text = response.text
    assert text.startswith("# ")
    targets = dict(re.findall(r"\[([^\[\]]+)\]\(([^()]+)\)", text))
    for name in COLLECTIONS:
        assert targets[name] == f"/v1/{name}"
    for url in (*targets.values(), *re.findall(r"`(/[^`{]*)`", text)):
        assert client.get(url).status_code == 200, url
    sheet = "/v1/sheets/{sheet}.md"
    assert sheet in text
    assert client.get(sheet.format(sheet="s400-turkey")).status_code == 200


def test_llms_txt_names_every_format(client: TestClient) -> None:
    """`/llms.txt` names the suffix of every format."""
    section = client.get("/llms.txt").text.partition("## Formats")[2].partition("## ")[0]
    assert re.findall(r"^- `\.([a-z.]+)`: ", section, re.MULTILINE) == list(EXTENSIONS.values())


@each_row("name", COLLECTIONS)
def test_llms_txt_names_filters_and_formats(client: TestClient, name: str) -> None:
    """The line of a list in `/llms.txt` names all filters and the suffixes of all formats of the list."""
    (line,) = [line for line in client.get("/llms.txt").text.splitlines() if line.startswith(f"- [{name}](")]
    filters, formats = line.partition(" Filters: ")[2].rstrip(".").split(". Formats: ")
    operation = client.get("/openapi.json").json()["paths"][f"/v1/{name}"]["get"]
    params = {parameter["name"] for parameter in operation["parameters"]}
    assert set(re.findall("`([a-z_]+)`", filters)) == params - COMMON_PARAMS
    assert formats.split(", ") == [f"`.{EXTENSIONS[format_]}`" for format_ in formats_of(f"/v1/{name}")]


def test_the_schema_of_a_sheet_has_a_url(client: TestClient) -> None:
    """`/schemas/sheet.json` is the schema that `python -m facts schema` prints, and names its dialect."""
    response = client.get("/schemas/sheet.json")
    assert response.headers["content-type"] == "application/schema+json"
    assert response.json() == sheet_json_schema()
    assert response.json()["$schema"] == "https://json-schema.org/draft/2020-12/schema"


def test_the_index_links_to_what_describes_it(client: TestClient) -> None:
    """The link relations of the index, as JSON, as a page and for HEAD, lead to responses of the right type."""
    for response in (client.get("/"), client.head("/"), client.get("/", headers={"Accept": "text/html"})):
        assert parse_links(response).keys() == RELATIONS.keys()
    for relation, url in parse_links(client.get("/")).items():
        target = client.get(url)
        assert (target.status_code, target.headers["content-type"]) == (200, RELATIONS[relation])


def test_every_link_header_leads_somewhere(client: TestClient) -> None:
    """The links of lists, sheets and records exist."""
    items = [client.get(f"/v1/{name}?limit=1").json()["items"][0]["url"] for name in ("sheets", *KINDS)]
    for path in [*(f"/v1/{name}?limit=1" for name in COLLECTIONS), *items]:
        for relation, url in parse_links(client.get(path)).items():
            assert client.get(url).status_code == 200, f"{path} {relation}"
