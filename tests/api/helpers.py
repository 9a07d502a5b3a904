"""Assertions about problems and pages, the operations of the API, and access to the values of items."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from httpx2 import Response
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from tests.api.client import AppClient

TITLES = {
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Content Too Large",
    414: "URI Too Long",
    416: "Range Not Satisfiable",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
PROBLEM_MEMBERS = ["type", "title", "status", "detail", "instance"]
ERROR_MEMBERS = ["parameter", "message", "accepted"]
PAGE_MEMBERS = ["items", "total", "total_relation", "next", "facets", "hint", "references"]
TRACES = ("Traceback", "File ", ".py", "Error:", "Exception", "pydantic", "sqlalchemy", "site-packages")
LINK = re.compile(r'<([^<>]*)>; rel="([a-z-]+)"')
MAX_PROBLEM_BYTES = 2048

KINDS = {
    "contracts": "contract",
    "countries": "country",
    "systems": "system",
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "events": "event",
    "statements": "statement",
    "media": "medium",
}
"""The kinds of record, and the singular of each."""
VIEWS = ("facts", "gaps", "timeline")
SHEETS = ("s400-turkey", "frigate-deal")
LISTS = [
    *(f"/v1/{name}" for name in ("sheets", *KINDS, *VIEWS)),
    *(f"/v1/sheets/{sheet}/{name}" for sheet in SHEETS for name in (*KINDS, *VIEWS)),
]
"""The path of every list, in all sheets and in each sheet."""
SOME_LISTS = [path for path in LISTS if SHEETS[0] not in path]
"""Each list in all sheets, and in one sheet, the smaller."""
FEW_LISTS = [
    *LISTS[: len(KINDS) + len(VIEWS) + 1],
    *(f"/v1/sheets/{SHEETS[1]}/{name}" for name in ("contracts", "facts")),
]
"""Each list in all sheets, and in one sheet a list of records and a view: the others differ in their items only."""
RESOURCES = {
    "/v1/sheets": "list_sheets",
    "/v1/sheets/{sheet}": "get_sheet",
    **{f"/v1/{name}": f"list_{name}" for name in (*KINDS, *VIEWS)},
    **{f"/v1/sheets/{{sheet}}/{name}": f"list_sheet_{name}" for name in (*KINDS, *VIEWS)},
    **{f"/v1/sheets/{{sheet}}/{name}/{{id}}": f"get_{singular}" for name, singular in KINDS.items()},
}
"""The path of every resource of the archive, and the operation that returns it as JSON."""
JSON_OPERATIONS = {"/": "get_index", "/healthz": "get_health", **RESOURCES}
"""The path of every operation that returns JSON, and its id."""
EXTENSIONS = {
    "json": "json",
    "jsonld": "jsonld",
    "ndjson": "ndjson",
    "csv": "csv",
    "markdown": "md",
    "ocds": "ocds.json",
}
"""The formats, and the suffix of each."""
MEDIA_TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ndjson": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8; header=present",
    "markdown": "text/markdown; charset=utf-8",
    "ocds": "application/json",
}
FIELD_PATHS = {
    "contracts.buyer": "buyers derived.buyer_countries",
    "contracts.supplier": "suppliers derived.supplier_countries",
    "people.organization": "offices.organization",
    "statements.country": "derived.speaker_country",
    "statements.relation": "relations",
    "contracts.delivered": "delivery.when",
    "contracts.delivery_status": "delivery.status",
    "contracts.currency": "value.currency",
    "countries.role": "derived.roles",
    "systems.adopted": "adopted.when",
    "events.date": "when",
    "events.participant": "participants",
    "statements.date": "when",
    "facts.country": "countries",
    "timeline.country": "countries",
}
"""The paths of the fields of a filter, if it is not named like its field; a sort key is that of the first."""

Body = dict[str, Any]


def document_type_of(path: str) -> str:
    """Return the type of the documents at a path: `list`, `sheet` or `record`."""
    count = len(path.removeprefix("/v1/").split("/"))
    return "list" if count % 2 else "sheet" if count == 2 else "record"


def formats_of(path: str) -> tuple[str, ...]:
    """Return the names of the formats of a resource, JSON first."""
    document_type = document_type_of(path)
    if document_type == "list":
        return ("json", "ndjson", "csv", "markdown", *(["ocds"] if path.endswith("/contracts") else []))
    return ("json", "jsonld", "markdown") if document_type == "sheet" else ("json", "jsonld")


EXPORTS = {
    f"{path}.{EXTENSIONS[name]}": f"export_{re.sub('^(list|get)_', '', operation)}_{name}"
    for path, operation in RESOURCES.items()
    for name in formats_of(path)
    if name != "json"
}
"""The path of every operation that exports a resource, and its id."""
OPERATIONS = JSON_OPERATIONS | EXPORTS
"""Every documented path, and the id of its operation."""


def assert_problem(response: Response, status: int, *parameters: str) -> Body:
    """Return the problem details of `status` that reject `parameters`; assert their form."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.content) < MAX_PROBLEM_BYTES
    assert not [trace for trace in TRACES if trace in response.text]
    body: Body = response.json()
    assert list(body) == PROBLEM_MEMBERS + ["errors"] * bool(parameters)
    assert (body["type"], body["title"], body["status"]) == ("about:blank", TITLES[status], status)
    assert body["instance"] == response.headers["x-request-id"]
    assert isinstance(body["detail"], str)
    assert body["detail"]
    errors = body.get("errors", [])
    assert [error["parameter"] for error in errors] == list(parameters)
    for error in errors:
        assert list(error) == ERROR_MEMBERS
        assert all(isinstance(error[name], str) and error[name] for name in ERROR_MEMBERS)
    return body


def assert_list(response: Response) -> Body:
    """Return a page of a list; assert its form and its links."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body: Body = response.json()
    assert list(body) == PAGE_MEMBERS
    assert len(body["items"]) <= min(100, body["total"])
    targets = parse_links(response)
    assert targets.keys() <= {"self", "first", "next", "prev"}
    assert targets.get("next") == body["next"]
    path, params = split_url(str(response.request.url))
    assert split_url(targets["self"]) == (path, params)
    params.pop("cursor", None)
    assert split_url(targets["first"]) == (path, params)
    for relation in {"next", "prev"} & targets.keys():
        target_path, target_params = split_url(targets[relation])
        assert target_params.pop("cursor")
        assert (target_path, target_params) == (path, params)
    return body


def parse_links(response: Response) -> dict[str, str]:
    """Return the targets of the Link header by relation; assert its syntax."""
    header = response.headers["link"]
    targets = {relation: target for target, relation in LINK.findall(header)}
    assert header == ", ".join(f'<{target}>; rel="{relation}"' for relation, target in targets.items())
    assert all(target.startswith("/") for target in targets.values())
    return targets


def split_url(url: str) -> tuple[str, dict[str, str]]:
    """Return the path and the query parameters of a URL."""
    parts = urlsplit(url)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))


@contextmanager
def open_client(archive: Archive) -> Iterator[TestClient]:
    """Yield a client for thousands of requests: all in one event loop, with uncompressed responses."""
    with AppClient(create_app(archive), headers={"Accept-Encoding": "identity"}) as client:
        yield client


@cache
def fetch_items(client: TestClient, path: str) -> tuple[Body, ...]:
    """Return all the items of a list, page after page."""
    items: list[Body] = []
    page_url: str | None = f"{path}{'&' if '?' in path else '?'}limit=100"
    while page_url:
        page = assert_list(client.get(page_url))
        items += page["items"]
        page_url = page["next"]
    assert page["total"] == len(items)
    return tuple(items)


def get_value(item: Body, collection: str, param: str) -> Any:
    """Return the value that a filter or a sort key of a collection refers to in an item; None if there is none."""
    if (collection, param) == ("statements", "speaker"):
        return item["speaker"] or item["named"]
    if collection in VIEWS and param == "date":
        date = item.get("when", item.get("value"))
        return date if isinstance(date, dict) and "edtf" in date else None
    path = FIELD_PATHS.get(f"{collection}.{param}", param).split()[0]
    values = list(iter_values(item, path.split(".")))
    return values[0] if values else None


def iter_values(value: Any, names: list[str]) -> Iterator[Any]:
    """Yield the values at a path, those in each group of a list of groups."""
    if value is None or not names:
        yield value
    elif isinstance(value, list):
        for group in value:
            yield from iter_values(group, names)
    else:
        yield from iter_values(value[names[0]], names[1:])


def list_terms(client: TestClient, collection: str, param: str, item: Body) -> list[str]:
    """Return the terms of an item that a filter of a collection compares with its value."""
    if (collection, param) == ("events", "country"):
        value: Any = [code for fact in group_facts(client)[item["url"]] for code in fact["countries"]]
    elif (collection, param) == ("statements", "speaker"):
        value = item["speaker"] or item["named"]
    elif (collection, param) == ("timeline", "kind"):
        value = item["subject"].split("/")[1] if "/" in item["subject"] else "sheets"
    else:
        paths = FIELD_PATHS.get(f"{collection}.{param}", param).split()
        parts = [part for path in paths for part in iter_values(item, path.split(".")) if part]
        value = [term for part in parts for term in (part if isinstance(part, list) else [part])]
    values = value if isinstance(value, list) else [value] if value else []
    terms = (terms_of(part) if isinstance(part, dict) else [part] for part in values)
    return list(dict.fromkeys(term for group in terms for term in group))


def terms_of(value: Body) -> list[str]:
    """Return the terms of an object in a list: the role, or the type of a relation and its statement."""
    return [value["role"]] if "role" in value else [value["type"], value["statement"]]


@cache
def group_facts(client: TestClient) -> dict[str, list[Body]]:
    """Return all the facts by the URL of their record."""
    groups: dict[str, list[Body]] = {}
    for fact in fetch_items(client, "/v1/facts"):
        groups.setdefault(fact["url"], []).append(fact)
    return groups
