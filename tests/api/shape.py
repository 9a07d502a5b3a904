"""The two shapes of answers, an error and a list, each held by one helper; and what the addresses are."""

import re
from typing import Any
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from httpx2 import Response

TITLES = {404: "Not Found", 405: "Method Not Allowed", 422: "Unprocessable Content", 500: "Internal Server Error"}
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
    assert body["instance"] == UUID(body["instance"]).urn
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
