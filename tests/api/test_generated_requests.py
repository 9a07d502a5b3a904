"""Requests generated from the OpenAPI document: the server does what the document says."""

import json
import re
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, Config, GenerationMode
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import response_schema_conformance
from starlette.testclient import TestClient

from tests.api.helpers import EXPORTS, JSON_OPERATIONS, KINDS, SHEETS, fetch_items

IDENTIFYING_FIELDS = ({"id", "sheet", "url"}, {"sheet", "subject", "url", "property"})
"""Of items of lists, and of rows of views."""
PARTIAL_DERIVED = (False, "false")
SHEET_PATH = "/v1/sheets/{sheet}/"
RECORD_PATH = f"{SHEET_PATH}contracts/{{id}}"
SOME_OPERATIONS = [path for path in JSON_OPERATIONS if not path.startswith(SHEET_PATH)]
SOME_OPERATIONS += [f"{SHEET_PATH}contracts", RECORD_PATH]
"""Lists in a sheet take the parameters of the lists, and all records the same: one of each stands for all."""
REJECTING = ["/", "/v1/sheets", "/v1/contracts", "/v1/statements", "/v1/facts", "/v1/timeline", RECORD_PATH]
"""Operations that have every type of parameter."""
SOME_EXPORTS = [path for path in EXPORTS if re.fullmatch(r"/v1/contracts\..*", path)]
SOME_EXPORTS += [path for path in EXPORTS if path.startswith(("/v1/sheets/{sheet}.", f"{RECORD_PATH}."))]
"""An export in each format and scope."""
PROFILE = settings(
    derandomize=True, database=None, deadline=None, max_examples=3, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def schema(client: TestClient) -> BaseSchema:
    """The document as Schemathesis loads it, with the application that it describes."""
    config = Config(seed=1)
    rejection = config.projects.default.checks.negative_data_rejection
    rejection.expected_statuses = [*rejection.expected_statuses, "414"]
    return schemathesis.openapi.from_asgi("/openapi.json", client.app, config=config)


@pytest.fixture(scope="module")
def partial_schema(client: TestClient) -> BaseSchema:
    """The same document for partial objects: only the identifying properties are required, unions overlap."""
    document = json.loads(client.get("/openapi.json").text.replace('"oneOf"', '"anyOf"'))
    for name, component in document["components"]["schemas"].items():
        properties = component.get("properties", {}).keys()
        is_item = "url" in properties and bool(properties & {"id", "subject"})
        if properties and not name.endswith("Page"):
            identifying = IDENTIFYING_FIELDS["id" not in properties]
            component["required"] = sorted(properties & set(identifying)) if is_item else []
    return schemathesis.openapi.from_dict(document)


def existing(client: TestClient, path: str) -> st.SearchStrategy[dict[str, Any] | None]:
    """Return a strategy for path parameters of existing resources; for none, they are left to chance."""
    if "{id}" in path:
        kind = path.split("/")[4]
        assert kind in KINDS
        records = fetch_items(client, f"/v1/{kind}")
        return st.sampled_from([{"sheet": record["sheet"], "id": record["id"]} for record in records])
    return st.sampled_from([{"sheet": sheet} for sheet in SHEETS]) if "{sheet}" in path else st.none()


@pytest.mark.parametrize("path", [*SOME_OPERATIONS, *SOME_EXPORTS])
def test_valid_parameters_are_accepted(
    client: TestClient, schema: BaseSchema, partial_schema: BaseSchema, path: str
) -> None:
    """Valid parameters, `sum` only with `facets`, get a response with a documented status, media type and body."""
    operation, partial_operation = schema[path]["GET"], partial_schema[path]["GET"]
    strategy = existing(client, path).flatmap(lambda params: operation.as_strategy(path_parameters=params))

    @PROFILE
    @given(strategy.filter(lambda case: "sum" not in case.query or "facets" in case.query))
    def validate(case: Case[Any]) -> None:
        response = case.call_and_validate(excluded_checks=[response_schema_conformance])
        is_partial = "fields" in case.query or case.query.get("derived") in PARTIAL_DERIVED
        (partial_operation if is_partial else operation).validate_response(response)

    validate()


@pytest.mark.parametrize("path", REJECTING)
def test_invalid_parameters_are_rejected(schema: BaseSchema, path: str) -> None:
    """Invalid parameters are rejected as documented."""
    operation = schema[path]["GET"]
    if not [*operation.query, *operation.path_parameters]:
        return

    @PROFILE
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def validate(case: Case[Any]) -> None:
        case.call_and_validate()

    validate()
