"""The benchmark compares like with like: the other servers return what this one returns."""

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.benchmark.idiomatic import create_idiomatic
from tests.benchmark.workloads import DAY, NUMBER, build_workloads

WORKLOADS = [workload for workload in build_workloads('"any"') if workload.target_for("idiomatic FastAPI")]


@pytest.fixture
def idiomatic_client(client: TestClient, tmp_path: Path) -> TestClient:
    """A client of the idiomatic application on the contracts that this one serves."""
    contracts = client.get("/v1/contracts").json()["items"]
    (tmp_path / "contracts.json").write_text(json.dumps(contracts), encoding="utf-8")
    return TestClient(create_idiomatic(tmp_path))


@pytest.mark.parametrize("workload", WORKLOADS, ids=lambda workload: workload.name)
def test_the_idiomatic_application_responds_alike(
    client: TestClient, idiomatic_client: TestClient, workload: object
) -> None:
    """For every workload of the idiomatic application, both responses have the same JSON."""
    target = getattr(workload, "target", "").replace(NUMBER, "1").replace(DAY, "2017-01-01")
    assert idiomatic_client.get(target).json() == client.get(target).json()
