"""A client that a generator makes of the OpenAPI document: it calls a server and gets typed records."""

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

PACKAGE = "generated_client"
GENERATE = ["-m", "openapi_python_client", "generate", "--meta", "none", "--fail-on-warning"]


@pytest.fixture(scope="module")
def generated(client: TestClient, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The name of the package that openapi-python-client makes of the document, without a warning."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_bytes(client.get("/openapi.json").content)
    (folder / "config.json").write_text(json.dumps({"post_hooks": []}), "utf-8")
    options = ["--path", "openapi.json", "--config", "config.json", "--output-path", PACKAGE]
    done = subprocess.run(  # noqa: S603
        [sys.executable, *GENERATE, *options], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "warning" not in (done.stdout + done.stderr).lower()
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(folder))
        yield PACKAGE
        for name in [name for name in sys.modules if name.split(".")[0] == PACKAGE]:
            del sys.modules[name]


@pytest.fixture(scope="module")
def base(archive: Archive) -> Iterator[str]:
    """The address of a server of both sheets."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(archive), ws="none", lifespan="off", log_config=None))
        thread = Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def caller(generated: str, base: str) -> Iterator[Any]:
    """A client that refuses answers that are not in the document."""
    made = import_module(generated).Client(base_url=base, raise_on_unexpected_status=True)
    with made as entered:
        yield entered


@pytest.fixture(scope="module")
def models(generated: str) -> Any:
    """The models of the client."""
    return import_module(f"{generated}.models")


def called(name: str, *path: str, client: Any, **asked: Any) -> Any:
    """Return what the operation `name`, a tag and an id, answers to what is asked."""
    return import_module(f"{PACKAGE}.api.{name}").sync(*path, client=client, **asked)


def test_every_operation_can_be_imported(client: TestClient, generated: str) -> None:
    """There is a module with a function for every operation of the document."""
    for path in client.get("/openapi.json").json()["paths"].values():
        found = import_module(f"{generated}.api.{path['get']['tags'][0]}.{path['get']['operationId']}")
        assert callable(found.sync)


def test_contracts_are_typed(caller: Any, models: Any) -> None:
    """Contracts come as contracts: their amounts, times, receipts and gaps have types, and what is empty is None."""
    page = called("contracts.list_contracts", client=caller, sort="signed")
    assert type(page) is models.ContractsList
    assert all(type(item) is models.Contract for item in page.items)
    assert (page.total, page.next_) == (len(page.items), None)
    found = {(item.sheet, item.id): item for item in page.items}
    turkey = found["s400-turkey", "turkey-2017"]
    assert (turkey.title, turkey.buyer, turkey.system) == ("First Turkish contract for S-400 systems", "TR", "s-400")
    assert type(turkey.value) is models.Money
    assert (turkey.value.amount, turkey.value.currency) == ("2500000000", models.Currency.USD)
    assert type(turkey.signed) is models.EdtfDate
    assert turkey.signed.edtf == "2017"
    assert type(turkey.delivery) is models.Delivery
    assert (turkey.delivery.when.edtf, turkey.delivery.started) == ("2019-23", None)
    assert turkey.delivery.status is models.Status.OCCURRED
    assert turkey.voice is models.Voice.NARRATED
    assert turkey.derived.loan.amount == "1375000000"
    receipt = turkey.evidence["value"]
    assert (type(receipt), receipt.basis) == (models.Receipt, models.Basis.STATED)
    assert receipt.spans[0].exact == "$ 2.5 billion"
    assert turkey.gaps["delivery.started"].status is models.GapStatus.NOT_STATED
    assert found["s400-turkey", "india-2018"].value is None


def test_a_record_is_of_the_type_of_the_list(caller: Any, models: Any) -> None:
    """One contract at its address is what it is in the list; how it matches is told only where that is asked."""
    one = called("contracts.get_contract", "s400-turkey", "turkey-2020", client=caller)
    assert type(one) is models.Contract
    page = called("contracts.list_sheet_contracts", "s400-turkey", client=caller, signed="2020")
    assert [item.match for item in page.items] == [models.Match.DEFINITE]
    page.items[0].match = one.match
    assert page.items == [one]


def test_filters_and_fields_are_parameters(caller: Any) -> None:
    """What is asked for has the types of the document; a field that is not asked for is unset, not None."""
    unset = import_module(f"{PACKAGE}.types").UNSET
    page = called("contracts.list_contracts", client=caller, min_value="1000000000", fields="value", limit=1)
    assert page.items[0].title is unset
    assert page.items[0].value.amount.isdigit()


def test_days_are_dates(caller: Any, models: Any) -> None:
    """The bounds of a time are dates in the views, and the enumerations are told."""
    page = called("timeline.list_timeline", client=caller, date="2019-09")
    assert page.items
    for entry in page.items:
        assert type(entry) is models.TimelineEntry
        assert type(entry.earliest) in {datetime.date, type(None)}
        assert type(entry.certainty) is models.Certainty
    facts = called("facts.list_facts", client=caller, property_="delivery.when")
    assert {type(fact) for fact in facts.items} == {models.Fact}


def test_ocds_is_a_package(caller: Any, models: Any) -> None:
    """Asked for OCDS, the list is a release package."""
    ocds = models.ListContractsFormat.OCDS
    package = called("contracts.list_contracts", client=caller, format_=ocds)
    assert type(package) is models.ReleasePackage
    assert len(package.releases) == called("contracts.list_contracts", client=caller, limit=1).total
    assert type(package.published_date) is datetime.datetime


def test_problems_are_typed(caller: Any, models: Any) -> None:
    """What does not exist, and what is refused, is a problem with what would be accepted."""
    missing = called("contracts.get_contract", "s400-turkey", "none", client=caller)
    assert (type(missing), missing.status) == (models.Problem, 404)
    refused = called("contracts.list_contracts", client=caller, limit=1000)
    assert (type(refused), refused.title) == (models.Problem, "Unprocessable Content")
    assert [(type(fault), fault.parameter) for fault in refused.errors] == [(models.InvalidParam, "limit")]


def test_examples_lead_somewhere(client: TestClient) -> None:
    """The example of every path in the document, and of every address in a schema, is there."""
    document = client.get("/openapi.json").json()
    for path, item in document["paths"].items():
        found = path
        for parameter in item["get"].get("parameters", ()):
            if parameter["in"] == "path":
                found = found.replace(f"{{{parameter['name']}}}", parameter["schema"]["examples"][0])
        assert client.get(found).status_code == 200, found
    schemas = document["components"]["schemas"].values()
    urls = [found for schema in schemas for found in schema.get("properties", {}).get("url", {}).get("examples", ())]
    assert urls
    assert {client.get(url).status_code for url in urls} == {200}
