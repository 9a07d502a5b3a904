"""Routes for discovery by programs: `llms.txt`, the API catalog (RFC 9727) and the JSON Schema of sheets."""

from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, Depends, Request, Response
from pydantic_core import to_json

from api.dependencies import reject_params, run_query
from api.pagination import link_header
from api.paths import (
    API_CATALOG_PATH,
    DOCS_PATH,
    FEED_PATH,
    HEALTH_PATH,
    LLMS_TXT_PATH,
    OPENAPI_PATH,
    SHEET_SCHEMA_PATH,
)
from facts.formats import FORMATS, formats_for
from facts.sheets.json_schema import sheet_json_schema
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS

LINKSET_TYPE = 'application/linkset+json; profile="https://www.rfc-editor.org/info/rfc9727"'
LINK_RELATIONS: Mapping[str, str | None] = {
    "service-desc": OPENAPI_PATH,
    "service-doc": DOCS_PATH,
    "describedby": SHEET_SCHEMA_PATH,
    "api-catalog": API_CATALOG_PATH,
    "status": HEALTH_PATH,
}
"""Link relations of the index (RFC 8288, RFC 8631, RFC 9727)."""

ABOUT = """# Fact sheet API

> The facts of a news article as data: who says what, what it is worth, when it happened or is to happen. Every fact
> has a receipt in the article, every gap a reason, every claim a voice; no date is more precise than its source.
"""
USAGE = """\
Read-only HTTP; responses are JSON by default. A list has `items`, `total` and `next`;
it takes `q` (words), `sort`, `fields`, `limit`, `cursor` and its filters, which take several values with commas
between. A date to filter by is an EDTF expression (ISO 8601-2) and finds what may lie in it: `match` is then
`definite` or `possible`."""
STATIC_USAGE = """\
Files, without a server that takes parameters. A list in JSON has `items`, `total` and `next`, the file of its next
page; `url` of a record or a sheet is its file in JSON. Both are relative to the file that they are in, or absolute.\
"""
FORMAT_USAGE = (
    "The suffix of a path chooses the format, such as `{api}/contracts.csv`; without one, the Accept header does."
)
STATIC_FORMAT_USAGE = "The suffix of a file is its format, such as `{api}/contracts.csv`."
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
    return Response(to_json(api_catalog(f"{base_url}/")), media_type=LINKSET_TYPE, headers=headers)


@discovery_router.get(LLMS_TXT_PATH)
async def get_llms_txt(request: Request) -> Response:
    """An introduction to the API for programs that read text."""
    text = llms_txt(f"{request.app.state.publication.base_url or ''}/")
    return Response(text, media_type="text/markdown; charset=utf-8")


@discovery_router.get(SHEET_SCHEMA_PATH)
async def get_sheet_schema(request: Request) -> Response:
    """The JSON Schema of a sheet."""
    schema = await run_query(request, sheet_json_schema)
    return Response(to_json(schema), media_type="application/schema+json")


def url_under(root: str, path: str) -> str:
    """Return the URL of a path, which begins with `root`: empty, or a URL with a slash at its end."""
    return f"{root}{path.lstrip('/')}"


def api_catalog(root: str, *, is_static: bool = False) -> Mapping[str, Any]:
    """Return the linkset of the API catalog of the server at `root`, or of a static site there."""
    api = root if is_static else url_under(root, API_PREFIX)
    docs = url_under(root, DOCS_PATH) + (".html" if is_static else "")
    entry = {
        "anchor": api,
        "service-desc": [{"href": url_under(root, OPENAPI_PATH), "type": "application/json"}],
        "service-doc": [
            {"href": docs, "type": "text/html"},
            {"href": url_under(root, LLMS_TXT_PATH), "type": "text/markdown"},
        ],
        "describedby": [{"href": url_under(root, SHEET_SCHEMA_PATH), "type": "application/schema+json"}],
    }
    if not is_static:
        entry["status"] = [{"href": url_under(root, HEALTH_PATH), "type": "application/json"}]
    return {"linkset": [{"anchor": url_under(root, API_CATALOG_PATH), "item": [{"href": api}]}, entry]}


def llms_txt(root: str, *, is_static: bool = False) -> str:
    """Return an introduction (llmstxt.org) to the server at `root`, or to a static site there."""
    api, suffix = url_under(root, API_PREFIX), ".json" if is_static else ""
    collections = "\n".join(collection_line(name, api, is_static) for name in COLLECTIONS)
    return f"""{ABOUT}
{STATIC_USAGE if is_static else USAGE}
{VALUES}

## Lists

{collections}

The same within a sheet: `{api}/sheets/{{sheet}}/{{list}}{suffix}`;
one record: `{api}/sheets/{{sheet}}/{{kind}}/{{id}}{suffix}`;
a complete sheet, most readable as Markdown: `{api}/sheets/{{sheet}}.md`.

## Formats

{(STATIC_FORMAT_USAGE if is_static else FORMAT_USAGE).format(api=api)}

{format_lines()}

## More

- [OpenAPI]({url_under(root, OPENAPI_PATH)}): every {"file" if is_static else "parameter"} and every field
- [JSON Schema of a sheet]({url_under(root, SHEET_SCHEMA_PATH)})
- [Atom feed]({url_under(root, FEED_PATH)}): which sheets are new or changed
"""


def format_lines() -> str:
    """Return a line about each format."""
    return "\n".join(f"- `.{format_.extension}`: {format_.description}" for format_ in FORMATS.values())


def collection_line(name: str, api: str, is_static: bool) -> str:
    """Return a line about a list: its URL, its description, its formats and, of a server, its filters."""
    collection = COLLECTIONS[name]
    formats = ", ".join(f"`.{format_.extension}`" for format_ in formats_for("list", collection))
    if is_static:
        return f"- [{name}]({api}/{name}.json): {collection.description} Formats: {formats}."
    filters = ", ".join(f"`{parameter}`" for parameter in collection.filters.model_fields)
    return f"- [{name}]({api}/{name}): {collection.description} Filters: {filters or 'none'}. Formats: {formats}."
