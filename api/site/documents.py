"""The entry points for programs as a site has them: the OpenAPI document, `llms.txt` and the API catalog."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json, to_json

from api.routers.discovery import (
    ABOUT,
    API_CATALOG_PATH,
    FEED_PATH,
    SHEET_SCHEMA_PATH,
    VALUES,
    format_lines,
    list_formats,
)
from facts.urls import API_PREFIX
from facts.views import COLLECTIONS

DESCRIPTION = """The facts of a news article as data: who says what, what it is worth, and when it happened.

Every filled field has a receipt under `evidence`, every empty one a reason under `gaps`.
Dates are EDTF expressions (ISO 8601-2).

Every operation reads a file, and takes no parameters but those of its path. `next` of a list, and `url` of a record
or a sheet, lead to files too; the operations under `exports` are the same resources in other formats.
"""
PAGE = "Returns the first page of the list; follow `next` for more."
MATCHING = re.compile(r"Returns one page of the items that match[^\n]*")
UNLESS = re.compile(r",? unless `limit` is given")
UNKNOWN_CONTACT = {"name": "Whoever publishes this site"}
SERVICE = ("/", "/healthz")
"""The paths that are no files of the site, or only pages."""
PREFIX = "#/components/schemas/"


def describe_site(document: bytes, base_url: str | None) -> Mapping[str, bytes]:
    """Return the files that describe the site, given the OpenAPI document of the API as a server."""
    return {
        "openapi.json": to_json(describe_files(from_json(document), base_url)),
        "llms.txt": llms_txt(f"{base_url}/" if base_url else "").encode(),
        API_CATALOG_PATH.lstrip("/"): to_json(api_catalog(f"{base_url}/" if base_url else "../")),
    }


def describe_files(document: dict[str, Any], base_url: str | None) -> dict[str, Any]:
    """Return the OpenAPI document of the files: paths with suffixes, and no parameters but those of paths."""
    paths = {
        path if "." in path.rpartition("/")[2] else f"{path}.json": {"get": describe_file(path_item["get"])}
        for path, path_item in document["paths"].items()
        if path not in SERVICE
    }
    contact = document["info"]["contact"]
    info = document["info"] | {"description": DESCRIPTION}
    info["contact"] = contact if contact.keys() != {"name"} else UNKNOWN_CONTACT
    schemas = document["components"]["schemas"]
    names = set(reachable_schemas(paths, schemas, set()))
    return {
        **document,
        "info": info,
        "servers": [{"url": base_url or ".", "description": "The site that this document is a file of."}],
        "tags": [tag for tag in document["tags"] if tag["name"] != "service"],
        "paths": paths,
        "components": {"schemas": {name: schema for name, schema in schemas.items() if name in names}},
    }


def describe_file(operation: Mapping[str, Any]) -> dict[str, Any]:
    """Return an operation of the document that reads a file."""
    response = {key: part for key, part in operation["responses"]["200"].items() if key != "headers"}
    parameters = [parameter for parameter in operation.get("parameters", ()) if parameter["in"] == "path"]
    description = UNLESS.sub("", MATCHING.sub(PAGE, operation["description"]))
    described = {**operation, "description": description, "responses": {"200": response}}
    return described | {"parameters": parameters}


def reachable_schemas(part: object, schemas: Mapping[str, Any], seen: set[str]) -> Iterator[str]:
    """Yield the names of the schemas that a part of a document refers to, directly or by others."""
    parts = list(part.values()) if isinstance(part, dict) else part if isinstance(part, list) else ()
    for inner in parts:
        if isinstance(inner, str) and inner.startswith(PREFIX) and (name := inner.removeprefix(PREFIX)) not in seen:
            seen.add(name)
            yield name
            yield from reachable_schemas(schemas[name], schemas, seen)
        else:
            yield from reachable_schemas(inner, schemas, seen)


def llms_txt(root: str) -> str:
    """Return what a program that reads text needs to know to use the site, with links that begin with `root`."""
    api = f"{root}{API_PREFIX.lstrip('/')}"
    collections = "\n".join(
        f"- [{name}]({api}/{name}.json): {collection.description} Formats: {list_formats(collection)}."
        for name, collection in COLLECTIONS.items()
    )
    return f"""{ABOUT}
Files, without a server that takes parameters. A list in JSON has `items`, `total` and `next`, the file of its next
page; `url` of a record or a sheet is its file in JSON. Both are relative to the file that they are in, or absolute.
{VALUES}

## Lists

{collections}

The same within a sheet: `{api}/sheets/{{sheet}}/{{list}}.json`;
one record: `{api}/sheets/{{sheet}}/{{kind}}/{{id}}.json`;
a complete sheet, most readable as Markdown: `{api}/sheets/{{sheet}}.md`.

## Formats

The suffix of a file is its format, such as `{api}/contracts.csv`.

{format_lines()}

## More

- [OpenAPI]({root}openapi.json): every file and every field
- [JSON Schema of a sheet]({root}{SHEET_SCHEMA_PATH.lstrip("/")})
- [Atom feed]({root}{FEED_PATH.lstrip("/")}): which sheets are new or changed
"""


def api_catalog(root: str) -> Mapping[str, Any]:
    """Return the linkset of the catalog (RFC 9727) of the site at `root`."""
    entry = {
        "anchor": root,
        "service-desc": [{"href": f"{root}openapi.json", "type": "application/json"}],
        "service-doc": [
            {"href": f"{root}docs.html", "type": "text/html"},
            {"href": f"{root}llms.txt", "type": "text/markdown"},
        ],
        "describedby": [{"href": f"{root}{SHEET_SCHEMA_PATH.lstrip('/')}", "type": "application/schema+json"}],
    }
    return {"linkset": [{"anchor": f"{root}{API_CATALOG_PATH.lstrip('/')}", "item": [{"href": root}]}, entry]}
