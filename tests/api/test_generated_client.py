"""A client generated from the OpenAPI document: it calls a server and gets typed records."""

import datetime
import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from threading import Thread
from typing import Any

import pytest
import uvicorn
from starlette.testclient import TestClient

from api.app import create_app
from facts.archive import Archive
from tests.api.helpers import EXTENSIONS
from tests.tables import each_row

PACKAGE = "generated_client"
COMMAND = ["-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]
CONFIG = {"post_hooks": [], "content_type_overrides": {"application/x-ndjson": "text/plain"}}
"""The configuration of the generator, which does not know the media type of NDJSON."""


@pytest.fixture(scope="module")
def generated(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the package that openapi-python-client generates from the document, without a warning."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(client.get("/openapi.json").content)
    (folder / "config.json").write_text(json.dumps(CONFIG), "utf-8")
    options = ["--path", "openapi.json", "--config", "config.json", "--output-path", PACKAGE]
    process = subprocess.run(  # noqa: S603
        [sys.executable, *COMMAND, *options], cwd=folder, capture_output=True, text=True, check=False
    )
    assert process.returncode == 0, process.stdout + process.stderr
    assert "warning" not in (process.stdout + process.stderr).lower()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield PACKAGE
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def base_url(archive: Archive) -> Iterator[str]:
    """The base URL of a server of both sheets."""
    with socket.create_server(("127.0.0.1", 0)) as sock:
        server = uvicorn.Server(uvicorn.Config(create_app(archive), ws="none", lifespan="off", log_config=None))
        thread = Thread(target=server.run, kwargs={"sockets": [sock]})
        thread.start()
        yield f"http://127.0.0.1:{sock.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def api_client(generated: str, base_url: str) -> Iterator[Any]:
    """A generated client that refuses responses that are not in the document."""
    with import_module(generated).Client(base_url=base_url, raise_on_unexpected_status=True) as api_client:
        yield api_client


@pytest.fixture(scope="module")
def models(generated: str) -> Any:
    """The models of the client."""
    return import_module(f"{generated}.models")


def call(operation: str, *path: str, client: Any, **params: Any) -> Any:
    """Return the typed response of an operation, named by its tag and its id."""
    return import_module(f"{PACKAGE}.api.{operation}").sync(*path, client=client, **params)


def test_every_operation_can_be_imported(client: TestClient, generated: str) -> None:
    """There is a module with a function for every operation of the document."""
    for path in client.get("/openapi.json").json()["paths"].values():
        module = import_module(f"{generated}.api.{path['get']['tags'][0]}.{path['get']['operationId']}")
        assert callable(module.sync)


def test_contracts_are_typed(api_client: Any, models: Any) -> None:
    """Contracts have typed amounts, dates, receipts and gaps, and None for empty fields."""
    page = call("contracts.list_contracts", client=api_client, sort="signed")
    assert type(page) is models.ContractPage
    assert all(type(item) is models.Contract for item in page.items)
    assert (page.total, page.next_, page.facets) == (len(page.items), None, None)
    contracts = {(item.sheet, item.id): item for item in page.items}
    turkey = contracts["s400-turkey", "turkey-2017"]
    assert turkey.title == "First Turkish contract for S-400 systems"
    assert (turkey.buyers, turkey.system) == (["TR"], "s-400")
    assert type(turkey.value) is models.Money
    assert (turkey.value.amount, turkey.value.currency) == ("2500000000", models.Currency.USD)
    assert type(turkey.signed) is models.EdtfDate
    assert turkey.signed.edtf == "2017"
    assert type(turkey.delivery) is models.Delivery
    assert (turkey.delivery.when.edtf, turkey.delivery.started) == ("2019-23", None)
    assert turkey.delivery.status is models.Status.OCCURRED
    assert turkey.voice is models.Voice.NARRATED
    assert type(turkey.derived.loan) is models.DerivedAmount
    assert turkey.derived.loan.amount == "1375000000"
    receipt = turkey.evidence["value"]
    assert (type(receipt), receipt.basis) == (models.Receipt, models.Basis.STATED)
    assert receipt.spans[0].exact == "$ 2.5 billion"
    assert turkey.gaps["delivery.started"].status is models.GapStatus.NOT_STATED
    assert contracts["s400-turkey", "india-2018"].value is None


def test_a_record_has_the_type_of_the_list(api_client: Any, models: Any) -> None:
    """A contract at its URL equals that in the list, whose match is null unless a date is requested."""
    contract = call("contracts.get_contract", "s400-turkey", "turkey-2020", client=api_client)
    assert (type(contract), contract.match) == (models.Contract, None)
    page = call("contracts.list_sheet_contracts", "s400-turkey", client=api_client, signed="2020")
    assert [item.match for item in page.items] == [models.Match.DEFINITE]
    page.items[0].match = None
    assert page.items == [contract]


def test_filters_are_parameters(api_client: Any) -> None:
    """Filters, sort keys and the page size are typed parameters."""
    page = call("contracts.list_contracts", client=api_client, min_value="1000000000", sort="-value", limit=1)
    assert (page.items[0].id, page.total) == ("india-2018", 3)
    assert page.items[0].value.amount.isdigit()


def test_filters_are_lists(api_client: Any, models: Any) -> None:
    """A filter takes one typed value or several, and a list that is empty says what an id of another kind is."""
    for codes, total in ((["TR"], 2), (["TR", "IN"], 4)):
        page = call("contracts.list_contracts", client=api_client, buyer=list(map(models.CountryCode, codes)))
        assert (page.total, page.hint) == (total, None)
    page = call("statements.list_statements", client=api_client, speaker=["washington"])
    assert (page.total, "one of the places" in page.hint) == (0, True)


def test_days_are_dates(api_client: Any, models: Any) -> None:
    """The first and the last day of an entry or a fact are dates, and enumerations are typed."""
    page = call("timeline.list_timeline", client=api_client, date="2019-09")
    assert page.items
    for entry in page.items:
        assert type(entry) is models.TimelineEntry
        assert type(entry.earliest) in {datetime.date, type(None)}
        assert type(entry.certainty) is models.Certainty
    facts = call("facts.list_facts", client=api_client, property_="delivery.when")
    assert {type(fact) for fact in facts.items} == {models.Fact}


def test_ocds_is_a_package(api_client: Any, models: Any) -> None:
    """The export of contracts as OCDS is a release package."""
    package = call("exports.export_contracts_ocds", client=api_client)
    assert type(package) is models.ReleasePackage
    assert len(package.releases) == call("contracts.list_contracts", client=api_client, limit=1).total
    assert type(package.published_date) is datetime.datetime


@each_row("name", ["csv", "markdown", "ndjson"])
def test_other_exports_are_text(api_client: Any, client: TestClient, name: str) -> None:
    """The export of contracts in another format is its text."""
    text = call(f"exports.export_contracts_{name}", client=api_client)
    assert text == client.get(f"/v1/contracts.{EXTENSIONS[name]}").text


def test_problems_are_typed(api_client: Any, models: Any) -> None:
    """A missing record and an invalid parameter are problems, with what is accepted."""
    missing = call("contracts.get_contract", "s400-turkey", "none", client=api_client)
    assert (type(missing), missing.status) == (models.Problem, 404)
    invalid = call("contracts.list_contracts", client=api_client, limit=1000)
    assert (type(invalid), invalid.title) == (models.Problem, "Unprocessable Content")
    assert [(type(error), error.parameter) for error in invalid.errors] == [(models.InvalidParam, "limit")]
