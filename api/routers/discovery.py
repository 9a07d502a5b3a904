"""Routes for discovery by programs: `llms.txt`, the API catalog (RFC 9727) and the JSON Schema of sheets."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic_core import to_json

from api.dependencies import reject_params, run_query
from api.pagination import link_header
from facts.formats import FORMATS, formats_for
from facts.model.collection import Collection
from facts.sheets.json_schema import sheet_json_schema
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS

API_CATALOG_PATH = "/.well-known/api-catalog"
SHEET_SCHEMA_PATH = "/schemas/sheet.json"
FEED_PATH = "/feed.atom"
LINKSET_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
LINK_RELATIONS: Mapping[str, str | None] = {
    "service-desc": "/openapi.json",
    "service-doc": "/docs",
    "describedby": SHEET_SCHEMA_PATH,
    "api-catalog": API_CATALOG_PATH,
    "status": "/healthz",
}
"""Link relations of the index (RFC 8288, RFC 8631, RFC 9727)."""

ABOUT = """# Fact sheet API

> The facts of a news article as data: who says what, what it is worth, when it happened or is to happen. Every fact
> has a receipt in the article, every gap a reason, every claim a voice; no date is more precise than its source.
"""
VALUES = """\
`basis` is `stated`, `inferred`, `derived` or `reference`; `voice` is `narrated` or `attributed`; `status` tells what
occurred apart from what is only planned, threatened or claimed. Values never say more than the article."""
"""What the values that all records have mean."""

discovery_router = APIRouter(include_in_schema=False, dependencies=[Depends(reject_params)])


@discovery_router.get(API_CATALOG_PATH)
async def get_api_catalog(request: Request) -> Response:
    """The API catalog (RFC 9727), as a linkset (RFC 9264)."""
    base_url = request.app.state.publication.base_url or ""
    headers = {"Link": link_header({"item": f"{base_url}{API_PREFIX}"})}
    return Response(to_json(api_catalog(base_url)), media_type=LINKSET_TYPE, headers=headers)


@discovery_router.get("/llms.txt")
async def get_llms_txt(request: Request) -> Response:
    """An introduction to the API for programs that read text."""
    text = llms_txt(request.app.state.publication.base_url or "")
    return Response(text, media_type="text/markdown; charset=utf-8")


@discovery_router.get(SHEET_SCHEMA_PATH)
async def get_sheet_schema(request: Request) -> Response:
    """The JSON Schema of a sheet."""
    schema = await run_query(request, sheet_json_schema)
    return Response(to_json(schema), media_type="application/schema+json")


def api_catalog(base_url: str) -> Mapping[str, Any]:
    """Return the linkset of the API catalog, in which URLs begin with `base_url`."""
    entry = {
        "anchor": f"{base_url}{API_PREFIX}",
        "service-desc": [{"href": f"{base_url}/openapi.json", "type": "application/json"}],
        "service-doc": [
            {"href": f"{base_url}/docs", "type": "text/html"},
            {"href": f"{base_url}/llms.txt", "type": "text/markdown"},
        ],
        "describedby": [{"href": f"{base_url}{SHEET_SCHEMA_PATH}", "type": "application/schema+json"}],
        "status": [{"href": f"{base_url}/healthz", "type": "application/json"}],
    }
    catalog = {"anchor": f"{base_url}{API_CATALOG_PATH}", "item": [{"href": f"{base_url}{API_PREFIX}"}]}
    return {"linkset": [catalog, entry]}


def llms_txt(base_url: str) -> str:
    """Return what a program that reads text needs to know to use the API (llmstxt.org)."""
    collections = "\n".join(collection_line(name, base_url) for name in COLLECTIONS)
    return f"""{ABOUT}
Read-only HTTP; responses are JSON by default. A list has `items`, `total` and `next`;
it takes `q` (words), `sort`, `fields`, `limit`, `cursor` and its filters, which take several values with commas
between. A date to filter by is an EDTF expression (ISO 8601-2) and finds what may lie in it: `match` is then
`definite` or `possible`.
{VALUES}

## Lists

{collections}

The same within a sheet: `{API_PREFIX}/sheets/{{sheet}}/{{list}}`;
one record: `{API_PREFIX}/sheets/{{sheet}}/{{kind}}/{{id}}`;
a complete sheet, most readable as Markdown: `{API_PREFIX}/sheets/{{sheet}}.md`.

## Formats

The suffix of a path chooses the format, such as `{API_PREFIX}/contracts.csv`; without one, the Accept header does.

{format_lines()}

## More

- [OpenAPI]({base_url}/openapi.json): every parameter and every field
- [JSON Schema of a sheet]({base_url}{SHEET_SCHEMA_PATH})
- [Atom feed]({base_url}{FEED_PATH}): which sheets are new or changed
"""


def format_lines() -> str:
    """Return a line about each format."""
    return "\n".join(f"- `.{format_.extension}`: {format_.description}" for format_ in FORMATS.values())


def collection_line(name: str, base_url: str) -> str:
    """Return a line about a list: its URL, its description, its filters and its formats."""
    collection = COLLECTIONS[name]
    filters = ", ".join(f"`{parameter}`" for parameter in collection.filters.model_fields)
    link = f"- [{name}]({base_url}{API_PREFIX}/{name}): {collection.description}"
    return f"{link} Filters: {filters or 'none'}. Formats: {list_formats(collection)}."


def list_formats(collection: Collection) -> str:
    """Return the suffixes of the formats of a list."""
    return ", ".join(f"`.{format_.extension}`" for format_ in formats_for("list", collection))
