"""The OpenAPI document: it describes every operation, each in one shape, and the server does what it says."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.api.helpers import (
    EXPORTS,
    EXTENSIONS,
    JSON_OPERATIONS,
    KINDS,
    MEDIA_TYPES,
    OPERATIONS,
    VIEWS,
    Body,
)
from tests.tables import each_row

PROBLEM = "application/problem+json"
REF_PREFIX = "#/components/schemas/"
SHEET_PATH = "/v1/sheets/{sheet}/"
RECORDS = ("sheets", *KINDS)
PARTIAL_SCHEMAS = {"Problem", "ReleasePackage"}
"""The schemas whose standards omit empty members."""


@pytest.fixture(scope="module")
def document(client: TestClient) -> Body:
    """The OpenAPI document."""
    response = client.get("/openapi.json")
    assert response.headers["content-type"] == "application/json"
    document: Body = response.json()
    return document


def iter_operations(document: Body) -> Iterator[tuple[str, Body]]:
    """Yield the path of each operation, and the operation."""
    for path, methods in document["paths"].items():
        yield path, methods["get"]


def iter_schemas(part: Any) -> Iterator[Body]:
    """Yield a schema or a list of schemas, and all schemas inside."""
    if isinstance(part, list):
        for schema in part:
            yield from iter_schemas(schema)
    elif isinstance(part, dict):
        yield part
        for key in ("items", "additionalProperties", "anyOf", "oneOf", "allOf", "prefixItems"):
            yield from iter_schemas(part.get(key))
        yield from iter_schemas([*part.get("properties", {}).values()])


def list_schemas(document: Body) -> list[Body]:
    """Return all schemas of the document: of components, parameters and responses."""
    parts = [*document["components"]["schemas"].values()]
    for _, operation in iter_operations(document):
        parts += [parameter["schema"] for parameter in operation.get("parameters", ())]
        parts += [content["schema"] for content in operation["responses"]["200"]["content"].values()]
    return [schema for part in parts for schema in iter_schemas(part)]


def resolve(document: Body, schema: Body) -> Body:
    """Return the component that a schema refers to."""
    assert schema.keys() == {"$ref"}
    target: Body = document["components"]["schemas"][schema["$ref"].removeprefix(REF_PREFIX)]
    return target


def test_the_documented_paths_are_the_operations(document: Body) -> None:
    """The document is OpenAPI 3.1 and has every operation, under its id and by GET alone, and no others."""
    assert re.fullmatch(r"3\.1\.\d+", document["openapi"])
    assert {path: operation["operationId"] for path, operation in iter_operations(document)} == OPERATIONS
    assert all(list(methods) == ["get"] for methods in document["paths"].values())


def test_operation_ids_are_unique(document: Body) -> None:
    """No two operations have the same id, nor the same summary."""
    operations = [operation for _, operation in iter_operations(document)]
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert len({operation["summary"] for operation in operations}) == len(operations)


@each_row("path", JSON_OPERATIONS)
def test_an_operation_has_one_json_shape(document: Body, path: str) -> None:
    """The 200 of each JSON operation is one object in one media type, not a union."""
    content = document["paths"][path]["get"]["responses"]["200"]["content"]
    assert list(content) == ["application/json"]
    schema = resolve(document, content["application/json"]["schema"])
    assert schema["type"] == "object"
    assert not {"anyOf", "oneOf", "allOf"} & schema.keys()


def test_a_page_is_named_after_its_items(document: Body) -> None:
    """The items of a list have one schema, and the page has its name: `ContractPage`."""
    for path, operation_id in JSON_OPERATIONS.items():
        if operation_id.startswith("list_"):
            reference = document["paths"][path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            page = resolve(document, reference)
            items = page["properties"]["items"]["items"]
            assert resolve(document, items)["type"] == "object"
            assert reference == {"$ref": f"{items['$ref']}Page"}


@each_row("path", EXPORTS)
def test_an_export_has_one_media_type(document: Body, path: str) -> None:
    """The 200 of each export has the media type of its format, and the operation is under `exports`."""
    operation = document["paths"][path]["get"]
    (name,) = [name for name, extension in EXTENSIONS.items() if path.partition(".")[2] == extension]
    content = operation["responses"]["200"]["content"]
    assert (list(content), operation["tags"]) == ([MEDIA_TYPES[name]], ["exports"])
    schema = content[MEDIA_TYPES[name]]["schema"]
    expected = {"jsonld": {"type": "object"}, "ocds": {"$ref": f"{REF_PREFIX}ReleasePackage"}}
    assert schema == expected.get(name, {"type": "string"})


def test_every_property_is_required(document: Body) -> None:
    """Every property of a response is required, null where it is empty, but the references of one record."""
    names = document["components"]["schemas"].keys()
    assert names > PARTIAL_SCHEMAS
    components = [document["components"]["schemas"][name] for name in names - PARTIAL_SCHEMAS]
    for schema in (schema for component in components for schema in iter_schemas(component)):
        optional = {"references"} if "evidence" in schema.get("properties", ()) else set()
        assert set(schema.get("required", ())) == schema.get("properties", {}).keys() - optional, schema


@each_row("kind", KINDS)
def test_a_record_has_references_if_requested(document: Body, kind: str) -> None:
    """The schema of a record has its references, like that of a page, though only a request for them brings them."""
    responses = document["paths"][f"{SHEET_PATH}{kind}/{{id}}"]["get"]["responses"]
    record = resolve(document, responses["200"]["content"]["application/json"]["schema"])
    assert record["properties"]["references"]["$ref"] == f"{REF_PREFIX}References"


def test_no_schema_has_a_title(document: Body) -> None:
    """No schema has a title, from which generators would name types."""
    assert [schema["title"] for schema in list_schemas(document) if isinstance(schema.get("title"), str)] == []


def test_every_operation_is_described(document: Body) -> None:
    """Every operation has a summary, a description and one described tag."""
    tags = {tag["name"] for tag in document["tags"] if tag["description"]}
    assert tags == {*RECORDS, *VIEWS, "exports", "service"}
    for path, operation in iter_operations(document):
        assert operation["summary"], path
        assert operation["description"], path
        assert len(operation["tags"]) == 1, path
        assert operation["tags"][0] in tags, path


def test_every_problem_is_described(document: Body) -> None:
    """Every operation has the problems that it may return, all with the same schema."""
    for path, operation in iter_operations(document):
        errors = {status: error for status, error in operation["responses"].items() if status >= "4"}
        assert "500" in errors, path
        assert not path.startswith("/v1") or {"404", "422"} <= errors.keys()
        for error in errors.values():
            response = document["components"]["responses"][error["$ref"].rpartition("/")[2]]
            assert response["description"]
            assert response["content"] == {PROBLEM: {"schema": {"$ref": f"{REF_PREFIX}Problem"}}}, path


def test_every_parameter_and_property_is_described(document: Body) -> None:
    """Every parameter, and every property of every schema, has a description."""
    parameters = [
        f"{path}: {parameter['name']}"
        for path, operation in iter_operations(document)
        for parameter in operation.get("parameters", ())
        if not parameter.get("description")
    ]
    properties = [
        f"{name}: {field}"
        for name, schema in document["components"]["schemas"].items()
        for field, property_ in schema.get("properties", {}).items()
        if not property_.get("description")
    ]
    assert (parameters, properties) == ([], [])


def test_an_export_has_the_parameters_of_its_resource(document: Body) -> None:
    """An export takes the parameters of the resource; without pages it has all items by default, and no facets.

    CSV can have a byte order mark.
    """
    for path in EXPORTS:
        resource, _, extension = path.partition(".")
        lists = (document["paths"][path_]["get"]["parameters"] for path_ in (path, resource))
        exported, expected = ({parameter["name"]: parameter for parameter in parameters} for parameters in lists)
        if extension in {"csv", "ndjson", "ocds.json"}:
            assert "default" not in exported["limit"]["schema"], path
            exported["limit"] = expected["limit"]
            expected.pop("facets", None)
            expected.pop("sum", None)
        if extension == "csv":
            bom = exported.pop("bom")
            assert bom["schema"] == {"type": "boolean", "default": False}
        assert exported == expected, path


def test_the_documented_bounds_apply(document: Body) -> None:
    """A page has 1 to 100 items, 50 by default; the codes of countries and currencies are listed."""
    contracts = document["paths"]["/v1/contracts"]["get"]["parameters"]
    people = document["paths"]["/v1/people"]["get"]["parameters"]
    schemas: dict[str, Any] = {parameter["name"]: parameter["schema"] for parameter in (*people, *contracts)}
    limit = schemas["limit"]
    assert (limit.get("minimum"), limit.get("maximum"), limit["default"]) == (1, 100, 50)
    items = [schemas[name]["items"]["$ref"].rpartition("/")[2] for name in ("country", "currency")]
    assert items == ["CountryCode", "Currency"]
    assert {"TR", "IN"} < set(document["components"]["schemas"]["CountryCode"]["enum"])
    assert {"USD", "NOK"} < set(document["components"]["schemas"]["Currency"]["enum"])
    assert not [name for name, schema in schemas.items() if {"ge", "le", "gt", "lt"} & schema.keys()]


def test_lists_are_separated_by_commas(document: Body) -> None:
    """A parameter that takes several values is a list of 1 to 50 with commas between; no other is a list."""
    lists = {"buyer", "supplier", "system", "delivery_status", "currency"}
    for parameter in document["paths"]["/v1/contracts"]["get"]["parameters"]:
        schema = parameter["schema"]
        assert (schema.get("type") == "array") == (parameter["name"] in lists)
        if parameter["name"] in lists:
            assert (parameter["style"], parameter["explode"]) == ("form", False)
            assert (schema["minItems"], schema["maxItems"]) == (1, 50)


def test_patterns_mean_the_same_everywhere(document: Body) -> None:
    """No parameter or named type has a class such as \\w, which is ASCII in JSON Schema and Unicode in Python."""
    operations = [operation for _, operation in iter_operations(document)]
    parameters = [parameter for operation in operations for parameter in operation.get("parameters", ())]
    schemas = [schema for parameter in parameters for schema in iter_schemas(parameter["schema"])]
    schemas += document["components"]["schemas"].values()
    patterns = {schema["pattern"] for schema in schemas if "pattern" in schema}
    assert patterns
    assert not {pattern for pattern in patterns if re.search(r"\\[wdsb]", pattern)}


def evaluate(expression: str, body: Any) -> Any:
    """Return the value of a runtime expression of OpenAPI in a response body."""
    pointer = expression.removeprefix("$response.body#/")
    assert pointer != expression
    for name in pointer.split("/"):
        body = body[int(name) if isinstance(body, list) else name]
    return body


def test_links_lead_from_lists_to_items(client: TestClient, document: Body) -> None:
    """Every link names an operation and its parameters, and leads from a list to its first item."""
    operations = {operation["operationId"]: (path, operation) for path, operation in iter_operations(document)}
    linked = set()
    for operation_id, (path, operation) in operations.items():
        body = client.get(path.format(sheet="s400-turkey")).json() if operation_id.startswith("list_") else {}
        for link in operation["responses"]["200"].get("links", {}).values():
            item_path, item_operation = operations[link["operationId"]]
            required = {parameter["name"] for parameter in item_operation["parameters"] if parameter["in"] == "path"}
            assert link["parameters"].keys() == required
            values = {name: evaluate(expression, body) for name, expression in link["parameters"].items()}
            url = item_path.format(**values)
            assert client.get(url).json()["url"] == body["items"][0]["url"] == url
            linked.add(path)
    lists = {path for path, operation_id in OPERATIONS.items() if operation_id.startswith("list_")}
    assert linked == {path for path in lists if path.endswith(RECORDS)}


def test_examples_lead_somewhere(client: TestClient, document: Body) -> None:
    """The URL of each path with the examples of its parameters exists, and so does each example of a URL."""
    for path, operation in iter_operations(document):
        parameters = [parameter for parameter in operation.get("parameters", ()) if parameter["in"] == "path"]
        url = path.format(**{parameter["name"]: parameter["schema"]["examples"][0] for parameter in parameters})
        assert client.get(url).status_code == 200, url
    schemas = document["components"]["schemas"].values()
    urls = [url for schema in schemas for url in schema.get("properties", {}).get("url", {}).get("examples", ())]
    assert urls
    assert {client.get(url).status_code for url in urls} == {200}
