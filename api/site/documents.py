"""The entry points for programs as a site has them: the OpenAPI document, `llms.txt` and the API catalog."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic_core import from_json, to_json

from api.paths import API_CATALOG_PATH, HEALTH_PATH, HOME_PATH, LLMS_TXT_PATH, OPENAPI_PATH
from api.routers.discovery import api_catalog, llms_txt

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
SERVICE = (HOME_PATH, HEALTH_PATH)
"""The paths that are no files of the site, or only pages."""
PREFIX = "#/components/schemas/"


def describe_site(document: bytes, base_url: str | None) -> Mapping[str, bytes]:
    """Return the files that describe the site, given the OpenAPI document of the API as a server."""
    return {
        OPENAPI_PATH.lstrip("/"): to_json(describe_files(from_json(document), base_url)),
        LLMS_TXT_PATH.lstrip("/"): llms_txt(f"{base_url}/" if base_url else "", is_static=True).encode(),
        API_CATALOG_PATH.lstrip("/"): to_json(api_catalog(f"{base_url}/" if base_url else "../", is_static=True)),
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
