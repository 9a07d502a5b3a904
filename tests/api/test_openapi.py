"""The OpenAPI document and the server agree: what the one allows the other answers, and nothing else."""

from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import Case, Config, GenerationMode
from schemathesis.schemas import BaseSchema
from starlette.testclient import TestClient

from tests.api.helpers import ADDRESSES, KINDS, SHEETS, everything

KNOWN = settings(
    derandomize=True, database=None, deadline=None, max_examples=8, suppress_health_check=list(HealthCheck)
)
WITHIN = "/v1/sheets/{sheet}/"


@pytest.fixture(scope="module")
def schema(client: TestClient) -> BaseSchema:
    """The document as Schemathesis reads it, with the application that it describes."""
    config = Config(seed=1)
    rejection = config.projects.default.checks.negative_data_rejection
    rejection.expected_statuses = [*rejection.expected_statuses, "414"]
    return schemathesis.openapi.from_asgi("/openapi.json", client.app, config=config)


def existing(client: TestClient, path: str) -> st.SearchStrategy[dict[str, Any] | None]:
    """Return the parameters of `path` that lead to something; what is null is left to chance."""
    if "{id}" in path:
        kind = path.split("/")[4]
        assert kind in KINDS
        records = everything(client, f"/v1/{kind}")
        return st.sampled_from([{"sheet": record["sheet"], "id": record["id"]} for record in records])
    return st.sampled_from([{"sheet": sheet} for sheet in SHEETS]) if "{sheet}" in path else st.none()


def test_every_address_is_tried(schema: BaseSchema) -> None:
    """The tests below leave no operation out."""
    assert set(schema) == set(ADDRESSES)


@pytest.mark.parametrize("path", ADDRESSES)
def test_what_is_allowed_is_answered(client: TestClient, schema: BaseSchema, path: str) -> None:
    """Parameters as described are answered, with a status, a type and a body as described."""
    operation = schema[path]["GET"]
    found = existing(client, path).flatmap(lambda known: operation.as_strategy(path_parameters=known))

    @KNOWN
    @given(found)
    def answered(case: Case[Any]) -> None:
        case.call_and_validate()

    answered()


@pytest.mark.parametrize("path", [path for path in ADDRESSES if "{id}" in path or not path.startswith(WITHIN)])
def test_what_is_not_allowed_is_refused(schema: BaseSchema, path: str) -> None:
    """Parameters not as described are refused as described; a list within a sheet takes those of the list."""
    operation = schema[path]["GET"]
    if not [*operation.query, *operation.path_parameters]:
        return

    @KNOWN
    @given(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE))
    def refused(case: Case[Any]) -> None:
        case.call_and_validate()

    refused()
