"""Discovery: what leads a program to the API that was told nothing but the server's name."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Response
from pydantic_core import to_json

from api.pagination import header
from facts.archive import COLLECTIONS
from facts.formats import FORMATS, formats_for
from facts.sheets.json_schema import sheet_json_schema
from facts.urls import API_PREFIX

CATALOG = "/.well-known/api-catalog"
SCHEMA = "/schemas/sheet.json"
LINKSET_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
RELATIONS: Mapping[str, str | None] = {
    "service-desc": "/openapi.json",
    "service-doc": "/docs",
    "describedby": SCHEMA,
    "api-catalog": CATALOG,
    "status": "/healthz",
}
"""Link relations of the home (RFC 8288, RFC 8631, RFC 9727)."""


def discovery() -> APIRouter:
    """Return the routes that describe the API."""
    router = APIRouter(tags=["service"])

    @router.get(CATALOG, name="get_api_catalog", include_in_schema=False)
    async def get_api_catalog() -> Response:
        """The API catalog (RFC 9727), as a linkset (RFC 9264)."""
        return Response(to_json(catalog()), media_type=LINKSET_TYPE, headers={"Link": header({"item": API_PREFIX})})

    @router.get("/llms.txt", include_in_schema=False)
    async def get_llms() -> Response:
        return Response(llms(), media_type="text/markdown; charset=utf-8")

    @router.get(SCHEMA, include_in_schema=False)
    async def get_schema() -> Response:
        return Response(to_json(sheet_json_schema()), media_type="application/schema+json")

    return router


def catalog() -> Mapping[str, Any]:
    """Return the linkset of the API catalog."""
    api = {
        "anchor": API_PREFIX,
        "service-desc": [{"href": "/openapi.json", "type": "application/json"}],
        "service-doc": [{"href": "/docs", "type": "text/html"}, {"href": "/llms.txt", "type": "text/markdown"}],
        "describedby": [{"href": SCHEMA, "type": "application/schema+json"}],
        "status": [{"href": "/healthz", "type": "application/json"}],
    }
    return {"linkset": [{"anchor": CATALOG, "item": [{"href": API_PREFIX}]}, api]}


def llms() -> str:
    """Return what a program that reads text needs to know to ask."""
    lists = "\n".join(line(name) for name in COLLECTIONS)
    formats = "\n".join(f"- `format={found.name}`: {found.description}" for found in FORMATS.values())
    return f"""# Fact sheet API

> The facts of a news article as data: who says what, what it is worth, when it happened or is to happen. Every fact
> has a receipt in the article, every gap a reason, every claim a voice; no date is more precise than its source.

Read-only HTTP, JSON unless asked otherwise. A list has `items`, `total` and `next`. A time that is asked for is an
EDTF expression (ISO 8601-2) and finds what may lie in it: `match` is then `definite` or `possible`.
`basis` is `stated`, `inferred`, `derived` or `reference`; `voice` is `narrated` or `attributed`; `status` tells what
occurred from what is only planned, threatened or claimed. Values never tell more than the article.

## Lists

{lists}

The same within a sheet: `{API_PREFIX}/sheets/{{sheet}}/{{list}}`;
one record: `{API_PREFIX}/sheets/{{sheet}}/{{kind}}/{{id}}`;
a whole sheet, best read as Markdown: `{API_PREFIX}/sheets/{{sheet}}?format=markdown`.

## Formats

{formats}

## More

- [OpenAPI](/openapi.json): every parameter and every field
- [Schema of a sheet](/schemas/sheet.json)
"""


def line(name: str) -> str:
    """Return a line about a list: where it is, what it holds, what it can be asked."""
    found = COLLECTIONS[name]
    filters = ", ".join(f"`{parameter}`" for parameter in found.filters)
    formats = ", ".join(written.name for written in formats_for("list", found))
    return f"- [{name}]({API_PREFIX}/{name}): {found.description} Filters: {filters or 'none'}. Formats: {formats}."
