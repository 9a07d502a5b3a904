"""The application: an archive over HTTP."""

from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from api.cache.middleware import CacheMiddleware
from api.cache.store import ResponseCache
from api.http import problems
from api.http.access_log import AccessLogger
from api.http.limits import Limits
from api.http.problems import RESPONSES, TITLES, Problem
from api.parameters import Asked
from api.routers.collections import HEADERS, Endpoints
from api.routers.discovery import discovery
from api.routers.docs import documentation
from api.routers.service import service
from api.schemas import REF, bare, named, tidy
from facts.archive import COLLECTIONS, Archive

TITLE = "Fact sheet API"
VERSION = "0.1.0"
ABOUT = """The facts of a news article as data: who says what, what it is worth, when it happened or is to happen.

Every filled field has a receipt under `evidence`, every empty one a reason under `gaps`.
Times are EDTF expressions (ISO 8601-2); a time that is asked for matches whatever may lie in it.

Every field of a record or a row is in the answer, with null where it is empty, unless `fields` asks for others or
`derived=false` leaves it out: for that reason alone most are not `required` here. Only `match` is left out of its own
accord.
"""
LICENSE = {"name": "None granted: all rights reserved", "identifier": "LicenseRef-All-Rights-Reserved"}
CONTACT = {"name": "Whoever runs this server"}
SERVICE = {"name": "service", "description": "The service itself: where to go, and whether it is well."}


def create_app(
    archive: Archive,
    limits: Limits = Limits(),  # noqa: B008 - limits never change
    log: AccessLogger | None = None,
    origin: str | None = None,
) -> CacheMiddleware:
    """Return the ASGI application that serves `archive`, read-only, within `limits`.

    `origin` is its public address, where it has one: for documents that locate themselves.
    """
    kept = ResponseCache(limits.cache_bytes)
    return CacheMiddleware(inner(kept, origin), archive, kept, limits, log)


def inner(kept: ResponseCache, origin: str | None = None) -> FastAPI:
    """Return the application behind the front, which makes each answer for the first time.

    It answers from the archive in the scope of a request, and holds none itself: FastAPI never lets an endpoint go.
    """
    api = FastAPI(
        title=TITLE,
        version=VERSION,
        description=ABOUT,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        openapi_tags=[{"name": name, "description": found.description} for name, found in COLLECTIONS.items()],
        generate_unique_id_function=lambda route: route.name,
    )
    endpoints = Endpoints(api.router, origin)
    api.include_router(service(kept))
    api.include_router(documentation(origin))
    api.include_router(discovery())
    problems.install(api)
    document(api, endpoints.parameters)
    return api


def document(api: FastAPI, parameters: Mapping[str, type[Asked]]) -> None:
    """Have `api` describe itself in OpenAPI 3.1, its problems and the `parameters` of operations included, once."""

    def openapi() -> Mapping[str, Any]:
        if api.openapi_schema is None:
            made = get_openapi(
                title=api.title,
                version=api.version,
                description=api.description,
                routes=api.routes,
                tags=[*(api.openapi_tags or ()), SERVICE],
                servers=[{"url": "/", "description": "The server that this document is from."}],
                contact=CONTACT,
                license_info=LICENSE,
            )
            schema = Problem.model_json_schema(ref_template=REF + "{model}")
            schemas = made["components"]["schemas"] | schema.pop("$defs") | {"Problem": schema}
            names = {bare(found): name for name, found in named().items()}
            made["paths"] = tidy(plain(made["paths"], parameters), names)
            made["components"] = {
                "schemas": tidy(schemas, names) | named(),
                "responses": {name_of(status): found for status, found in RESPONSES.items()},
                "headers": {
                    name: {"description": about, "schema": {"type": "string"}} for name, about in HEADERS.items()
                },
            }
            made["security"] = []
            api.openapi_schema = made
        return api.openapi_schema

    api.openapi = openapi  # type: ignore[method-assign,assignment]


def plain(paths: Mapping[str, Any], parameters: Mapping[str, type[Asked]]) -> Mapping[str, Any]:
    """Return `paths` with the parameters of each operation, described once, and problems in one place."""
    problems_of = {str(status): {"$ref": f"#/components/responses/{name_of(status)}"} for status in RESPONSES}
    for operation in (found for path in paths.values() for found in path.values()):
        for parameter in operation.get("parameters", ()):
            parameter["schema"].pop("description", None)
        if asked := parameters.get(operation["operationId"]):
            operation["parameters"] = [*operation.get("parameters", ()), *asked.documented()]
        operation["responses"] |= problems_of
    return paths


def name_of(status: int | str) -> str:
    """Return the name of the problem of a status."""
    return TITLES[int(status)].replace(" ", "")
