"""The OpenAPI 3.1 document."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import TypeAdapter

from api.http.problems import RESPONSES, TITLES, Problem
from api.routers.operations import RESPONSE_HEADERS
from api.schemas import SHARED_SCHEMAS
from facts.formats.publication import NO_CONTACT, NO_LICENSE, Contact, License, Publication
from facts.kinds import KINDS

REF_PREFIX = "#/components/schemas/"
ANNOTATION_KEYS = frozenset({"title", "description", "examples", "default"})
"""Keywords that describe a value and do not restrict it."""
GENERATED = (("readOnly", True), ("additionalProperties", False))
LITERAL_KEYS = frozenset({"const", "default", "enum", "example", "examples"})
"""Keywords whose values are data, not schemas."""
COUNTRY_PATTERN_KEY = json.dumps({"pattern": "^[A-Z]{2}$", "type": "string"}, sort_keys=True)
"""The key of a country code in a record, which the document replaces by the enumeration."""
RECORD_REFERENCES = {
    "$ref": f"{REF_PREFIX}References",
    "description": "records that it refers to, by sheet and id; only of one record, with `include=references`",
}
"""The property of a record that a list has once for all its items, and that no model has as it is no field."""
SERVICE_TAG = {"name": "service", "description": "The service itself: where to start, and its health."}
EXPORTS_TAG = {"name": "exports", "description": "The same resources in other formats, each under a suffix."}
ALL_RIGHTS_RESERVED = {"name": NO_LICENSE, "identifier": "LicenseRef-All-Rights-Reserved"}
UNKNOWN_CONTACT = {"name": NO_CONTACT}


def install_openapi(api: FastAPI, build_api: Callable[[Publication, bool], FastAPI]) -> None:
    """Make `api` describe itself in OpenAPI 3.1, by the routes that `build_api` returns if they are to be documented.

    The document is built when it is first requested.
    """

    def openapi() -> Mapping[str, Any]:
        return build_document(build_api, api.state.publication)

    api.openapi = openapi  # type: ignore[method-assign,assignment]


@cache
def build_document(build_api: Callable[[Publication, bool], FastAPI], publication: Publication) -> dict[str, Any]:
    """Return the OpenAPI document of an application: the same for equal publications, whatever archive it serves."""
    api = build_api(publication, True)
    document = get_openapi(
        title=api.title,
        version=api.version,
        description=api.description,
        routes=api.routes,
        tags=[*(api.openapi_tags or ()), EXPORTS_TAG, SERVICE_TAG],
        servers=[{"url": "/", "description": "The server that this document is from."}],
        contact=describe_contact(publication.contact),
        license_info=describe_license(publication.license),
    )
    problem = Problem.model_json_schema(ref_template=REF_PREFIX + "{model}")
    schemas = document["components"]["schemas"] | problem.pop("$defs") | {"Problem": problem}
    for kind in KINDS.values():
        schemas[kind.item.__name__]["properties"]["references"] = RECORD_REFERENCES
    shared = shared_schemas()
    names = {schema_key(schema): name for name, schema in shared.items()} | {COUNTRY_PATTERN_KEY: "CountryCode"}
    document["paths"] = clean_schema(add_shared_responses(document["paths"]), names)
    document["components"] = {
        "schemas": clean_schema(schemas, names) | shared,
        "responses": {response_name(status): response for status, response in RESPONSES.items()},
        "headers": {
            name: {"description": description, "schema": {"type": "string"}}
            for name, description in RESPONSE_HEADERS.items()
        },
    }
    document["security"] = []
    return document


def describe_license(license_: License | None) -> dict[str, str]:
    """Return the License Object of a license; that none is granted, if there is none."""
    if license_ is None:
        return ALL_RIGHTS_RESERVED
    link = {"identifier": license_.identifier} if license_.identifier else {"url": license_.url}
    return {"name": license_.name, **link}


def describe_contact(contact: Contact | None) -> dict[str, str]:
    """Return the Contact Object of a contact; that it is the operator of the server, if none is known."""
    return {"email" if contact.is_email else "url": contact.text} if contact else UNKNOWN_CONTACT


def add_shared_responses(paths: Mapping[str, Any]) -> Mapping[str, Any]:
    """Make every operation refer to the shared problem responses, and return `paths`."""
    problems = {str(status): {"$ref": f"#/components/responses/{response_name(status)}"} for status in RESPONSES}
    for path in paths.values():
        for operation in path.values():
            for parameter in operation.get("parameters", ()):
                parameter["schema"].pop("description", None)
            operation["responses"] |= problems
    return paths


def response_name(status: int | str) -> str:
    """Return the name of the problem response of a status."""
    return TITLES[int(status)].replace(" ", "")


def shared_schemas() -> dict[str, dict[str, Any]]:
    """Return the schemas of the shared types by name."""
    schemas = {}
    for name, (annotation, description) in SHARED_SCHEMAS.items():
        schema = TypeAdapter(annotation).json_schema(ref_template=REF_PREFIX + "{model}", mode="serialization")
        schema.pop("$defs", None)
        schemas[name] = schema | {"description": description}
    return schemas


def clean_schema(schema: Any, names: Mapping[str, str]) -> Any:
    """Return a part of the document in which the schemas of `names` are references.

    Generated titles are removed, and what clients of responses have no use for: `readOnly`, and the refusal of fields
    that a later version may add. Descriptions begin with a capital.
    """
    if isinstance(schema, list):
        return [clean_schema(part, names) for part in schema]
    if not isinstance(schema, dict):
        return schema
    described = (
        {"description": capitalize_first(schema["description"])} if isinstance(schema.get("description"), str) else {}
    )
    if isinstance(schema.get("type"), str) and (name := names.get(schema_key(schema))):
        return {"$ref": REF_PREFIX + name} | described
    cleaned = {
        key: part if key in LITERAL_KEYS else clean_schema(part, names)
        for key, part in schema.items()
        if not is_generated(key, part)
    }
    return cleaned | described


def is_generated(key: str, part: Any) -> bool:
    """Return whether pydantic generated a keyword that says nothing about a response."""
    return (key == "title" and isinstance(part, str)) or (key, part) in GENERATED


def capitalize_first(text: str) -> str:
    """Return a description with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def schema_key(schema: Mapping[str, Any]) -> str:
    """Return the constraints of a schema as a key, without its annotations."""
    return json.dumps({key: part for key, part in schema.items() if key not in ANNOTATION_KEYS}, sort_keys=True)
