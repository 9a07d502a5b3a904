"""The two shapes of answers, an error and a list, each held by one helper; the addresses; and what items hold."""

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

TITLES = {
    404: "Not Found",
    405: "Method Not Allowed",
    406: "Not Acceptable",
    413: "Content Too Large",
    414: "URI Too Long",
    421: "Misdirected Request",
    422: "Unprocessable Content",
    431: "Request Header Fields Too Large",
    500: "Internal Server Error",
}
MEMBERS = ["type", "title", "status", "detail", "instance"]
FAULT = ["parameter", "message", "accepted"]
PAGE = ["items", "total", "next"]
TRACES = ("Traceback", "File ", ".py", "Error:", "Exception", "pydantic", "sqlalchemy", "site-packages")
LINK = re.compile(r'<([^<>]*)>; rel="([a-z-]+)"')
LONGEST_PROBLEM = 2048

KINDS = {
    "contracts": "contract",
    "countries": "country",
    "systems": "system",
    "people": "person",
    "organizations": "organization",
    "places": "place",
    "events": "event",
    "statements": "statement",
    "media": "photograph",
}
"""Kinds of record, and what one of each is called."""
VIEWS = ("facts", "gaps", "timeline")
SHEETS = ("s400-turkey", "frigate-deal")
LISTS = [
    *(f"/v1/{name}" for name in ("sheets", *KINDS, *VIEWS)),
    *(f"/v1/sheets/{sheet}/{name}" for sheet in SHEETS for name in (*KINDS, *VIEWS)),
]
"""The address of every list, everywhere and within each sheet."""
ADDRESSES = {
    "/": "get_home",
    "/healthz": "get_health",
    "/v1/sheets": "list_sheets",
    "/v1/sheets/{sheet}": "get_sheet",
    **{f"/v1/{name}": f"list_{name}" for name in (*KINDS, *VIEWS)},
    **{f"/v1/sheets/{{sheet}}/{name}": f"list_sheet_{name}" for name in (*KINDS, *VIEWS)},
    **{f"/v1/sheets/{{sheet}}/{name}/{{id}}": f"get_{one}" for name, one in KINDS.items()},
}
"""Every address that is documented, and the name of its operation."""
WHERE = {
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
"""Where an item has what a filter or an order is about, if not in a field of the same name."""

Body = dict[str, Any]


def assert_problem(response: Response, status: int, *parameters: str) -> Body:
    """Return the problem document of `status` that refuses `parameters`, once its shape is held."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["cache-control"] == "no-store"
    assert len(response.content) < LONGEST_PROBLEM
    assert not [trace for trace in TRACES if trace in response.text]
    body: Body = response.json()
    assert list(body) == MEMBERS + ["errors"] * bool(parameters)
    assert (body["type"], body["title"], body["status"]) == ("about:blank", TITLES[status], status)
    assert body["instance"] == response.headers["x-request-id"]
    assert isinstance(body["detail"], str)
    assert body["detail"]
    faults = body.get("errors", [])
    assert [fault["parameter"] for fault in faults] == list(parameters)
    for fault in faults:
        assert list(fault) == FAULT
        assert all(isinstance(fault[name], str) and fault[name] for name in FAULT)
    return body


def assert_list(response: Response) -> Body:
    """Return a page of a list, once its shape and the links that lead on from it are held."""
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body: Body = response.json()
    assert list(body) in (PAGE, [*PAGE, "facets"])
    assert len(body["items"]) <= min(100, body["total"])
    found = links(response)
    assert found.keys() <= {"self", "first", "next", "prev"}
    assert found.get("next") == body["next"]
    path, given = asked(str(response.request.url))
    assert asked(found["self"]) == (path, given)
    given.pop("cursor", None)
    assert asked(found["first"]) == (path, given)
    for relation in {"next", "prev"} & found.keys():
        to, carried = asked(found[relation])
        assert carried.pop("cursor")
        assert (to, carried) == (path, given)
    return body


def links(response: Response) -> dict[str, str]:
    """Return the targets of the Link header by relation, once its syntax is held."""
    header = response.headers["link"]
    found = {relation: target for target, relation in LINK.findall(header)}
    assert header == ", ".join(f'<{target}>; rel="{relation}"' for relation, target in found.items())
    assert all(target.startswith("/") for target in found.values())
    return found


def asked(url: str) -> tuple[str, dict[str, str]]:
    """Return the path and the parameters of an address."""
    parts = urlsplit(url)
    return parts.path, dict(parse_qsl(parts.query, keep_blank_values=True))


@contextmanager
def asking(archive: Archive) -> Iterator[TestClient]:
    """Give a client for thousands of questions: all in one event loop, and their answers uncompressed."""
    with TestClient(create_app(archive), headers={"Accept-Encoding": "identity"}) as client:
        yield client


@cache
def everything(client: TestClient, path: str) -> tuple[Body, ...]:
    """Return all the items of a list, page after page."""
    found: list[Body] = []
    following: str | None = f"{path}{'&' if '?' in path else '?'}limit=100"
    while following:
        page = assert_list(client.get(following))
        found += page["items"]
        following = page["next"]
    assert page["total"] == len(found)
    return tuple(found)


def at(item: Body, name: str, asked: str) -> Any:
    """Return what an item of the collection `name` has for the filter or order `asked`; None for nothing."""
    if (name, asked) == ("statements", "speaker"):
        return item["speaker"] or item["named"]
    if name in VIEWS and asked == "date":
        time = item.get("when", item.get("value"))
        return time if isinstance(time, dict) and "edtf" in time else None
    found: Any = item
    for part in WHERE.get(f"{name}.{asked}", asked).split("."):
        found = found.get(part) if found else None
    return found


def values(client: TestClient, name: str, asked: str, item: Body) -> list[str]:
    """Return the values that an item has for a filter that holds it against one of them."""
    if (name, asked) == ("events", "country"):
        found: Any = [code for fact in facts(client)[item["url"]] for code in fact["countries"]]
    else:
        found = at(item, name, asked)
    several = found if isinstance(found, list) else [found] if found else []
    terms = (terms_of(one) if isinstance(one, dict) else [one] for one in several)
    return list(dict.fromkeys(term for found in terms for term in found))


def terms_of(value: Body) -> list[str]:
    """Return what an object in a list is filtered by: a part's name, or a relation and what it points to."""
    return [value["role"]] if "role" in value else [value["type"], value["statement"]]


@cache
def facts(client: TestClient) -> dict[str, list[Body]]:
    """Return all the facts by the address of their record."""
    found: dict[str, list[Body]] = {}
    for fact in everything(client, "/v1/facts"):
        found.setdefault(fact["url"], []).append(fact)
    return found
