"""OCDS: a release package in which the standard's own validator finds no fault, and nothing that no record says.

libcoveocds would fetch the standard and the extension from the network. Here it gets the schemas of OCDS 1.1.5 as the
source distributions of ocdsextensionregistry 0.7.0 (release) and ocdskit 1.7.0 (package) have them, and the extension
as the API would serve it. The codes of closed codelists are those of the schema, those of open ones stand below.
"""

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from libcoveocds.api import ocds_json_output  # type: ignore[import-untyped]
from libcoveocds.config import LibCoveOCDSConfig  # type: ignore[import-untyped]

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.document import Document
from facts.formats.ocds import EXTENSION_PATH, UNLISTED_CURRENCIES, extension, write
from facts.model.record import Record
from facts.model.values import Money
from tests.conftest import TESTS
from tests.facts.archive.test_archive import archive_of
from tests.facts.factories import contract_lists

Package = dict[str, Any]
Faults = Callable[[Package], dict[str, Any]]

STANDARD = TESTS / "standards" / "ocds-1.1.5"
OPEN = {
    "partyRole.csv": {"buyer", "procuringEntity", "supplier", "funder", "payer", "payee"},
    "milestoneType.csv": {"preProcurement", "approval", "engagement", "delivery", "reporting", "financing"},
}
ORIGIN = "https://facts.example"
CHANGED = datetime(2026, 1, 2, 5, 4, 5, 678, timezone(timedelta(hours=2)))
CLEAN = {"file_type", "version_used", "schema_url", "count", "unique_ocids_count"}
"""What the validator answers besides faults."""


def written(items: Iterable[Mapping[str, Any]], **told: Any) -> Package:
    """The package of these contracts, read back."""
    document = Document(collection=COLLECTIONS["contracts"], scope="list", items=items, **told)
    found: Package = json.loads(b"".join(write(document)))
    return found


def package(items: Iterable[Mapping[str, Any]], changed: datetime = CHANGED) -> Package:
    """The package of these contracts, their sheets changed at one time."""
    return written(items, modified={item["sheet"]: changed for item in items}, base_url=ORIGIN)


def codelists(schema: Any) -> Iterator[tuple[str, set[str]]]:
    """Each codelist that a schema names, with its codes."""
    if isinstance(schema, dict):
        if "codelist" in schema:
            codes = schema.get("enum") or schema.get("items", {}).get("enum") or OPEN.get(schema["codelist"], ())
            yield schema["codelist"], set(codes) - {None}
        for inner in schema.values():
            yield from codelists(inner)


def standard() -> bytes:
    """The standard as the archive that libcoveocds asks for."""
    schema = (STANDARD / "release-schema.json").read_text()
    files = {"release-schema.json": schema}
    files["release-package-schema.json"] = (STANDARD / "release-package-schema.json").read_text()
    files["versioned-release-validation-schema.json"] = json.dumps({"$schema": json.loads(schema)["$schema"]})
    for name, codes in codelists(json.loads(schema)):
        files[f"codelists/{name}"] = "\n".join(["Code", *sorted(codes)])
    archive = io.BytesIO()
    with ZipFile(archive, "w") as made:
        made.writestr("standard/", "")
        for name, text in files.items():
            made.writestr(f"standard/schema/{name}", text)
    return archive.getvalue()


class Served:
    """The network: the extension, and nothing else."""

    def get(self, url: str) -> SimpleNamespace:
        """What the API would answer."""
        place, _, name = url.rpartition("/")
        assert place == ORIGIN + EXTENSION_PATH, url
        return SimpleNamespace(status_code=200, content=extension(ORIGIN)[name], raise_for_status=lambda: None)


@pytest.fixture(scope="module")
def faults(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faults]:
    """What the validator finds in a package, by kind of fault; nothing if it finds none."""
    config = LibCoveOCDSConfig({"context": "api", "standard_zip": standard()})
    directory = str(tmp_path_factory.mktemp("ocds"))

    def found(package: Package) -> dict[str, Any]:
        context = ocds_json_output(directory, json_data=deepcopy(package), lib_cove_ocds_config=config)
        context |= {"invalid_extensions": (context.pop("extensions") or {}).get("invalid_extensions")}
        return {name: value for name, value in context.items() if name not in CLEAN and value}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocdsextensionregistry.extension_version.session", Served())
        yield found


@pytest.fixture(scope="module")
def items(archive: Archive) -> list[dict[str, Any]]:
    """The contracts of both sheets."""
    return [dict(item) for item in archive.find("contracts", Query(limit=100)).items]


def only(items: list[dict[str, Any]], sheet: str, name: str) -> Any:
    """The release of one contract."""
    [item] = [item for item in items if (item["sheet"], item["id"]) == (sheet, name)]
    return first(package([item]))


def first(made: Package) -> Any:
    """The first release of a package."""
    return made["releases"][0]


def facts(release: dict[str, Any]) -> Any:
    """What the extension says of the contract of a release."""
    return release["contracts"][0]["factSheet"]


def test_no_fault(items: list[dict[str, Any]], faults: Faults) -> None:
    """The validator finds nothing: no error, no code outside a codelist, no field that is not defined or is empty."""
    made = package(items)
    assert len(made["releases"]) == len(items) > 4
    assert made["extensions"] == [f"{ORIGIN}{EXTENSION_PATH}/extension.json"]
    assert faults(made) == {}


def test_no_fault_in_parts(archive: Archive, faults: Faults) -> None:
    """Nor in what is filtered, or has only some fields, or nothing that is computed."""
    asked = {"signed": "2018"}
    for query in (Query(filters=asked), Query(derived=False)):
        assert faults(package(archive.find("contracts", query).items)) == {}
    bare = [{name: item[name] for name in ("id", "sheet", "url")} for item in archive.find("contracts").items]
    assert faults(package(bare)) == {}
    matched = archive.find("contracts", Query(filters=asked)).items
    assert {facts(release)["match"] for release in package(matched)["releases"]} == {"definite"}


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=contract_lists())
def test_no_fault_in_any_contract(faults: Faults, records: list[Record]) -> None:
    """Nor in contracts with any of their fields filled."""
    assert faults(package(archive_of(records).find("contracts").items)) == {}


def test_extension_is_not_declared_without_an_address(items: list[dict[str, Any]], faults: Faults) -> None:
    """Without the API's public address its extension is used but not declared, and nothing else is amiss."""
    made = written(items, modified=dict.fromkeys(("s400-turkey", "frigate-deal"), CHANGED))
    assert "extensions" not in made
    found = faults(made)
    assert found.keys() == {"all_additional_fields", "additional_fields"}
    roots = {field["field_name"] for field in found["all_additional_fields"] if field["root_additional_field"]}
    assert roots == {"factSheet"}


BROKEN: dict[str, dict[str, Callable[[Package], Any]]] = {
    "validation_errors": {
        "a year as a date": lambda made: first(made)["contracts"][0].update(dateSigned="2017"),
        "a day as a date": lambda made: made.update(publishedDate="2026-01-02"),
        "no date": lambda made: first(made).pop("date"),
        "no publisher": lambda made: made.pop("publisher"),
        "no releases": lambda made: made["releases"].clear(),
        "two of an id": lambda made: made["releases"].append(first(made)),
        "an address that is none": lambda made: made.update(uri="turkey 2017"),
        "an amount as text": lambda made: first(made)["contracts"][0]["value"].update(amount="2500000000"),
        "a number for text in the extension": lambda made: facts(first(made))["value"].update(amount=2500000000),
    },
    "additional_closed_codelist_values": {
        "a code of no closed list": lambda made: first(made)["contracts"][0].update(status="signed")
    },
    "additional_open_codelist_values": {
        "a code of no open list": lambda made: first(made)["parties"][0].update(roles=["lender"])
    },
    "conformance_errors": {"another prefix": lambda made: first(made).update(ocid="facts-1")},
    "additional_fields": {
        "a field of nobody": lambda made: first(made).update(certainty="high"),
        "a field of nobody in the extension": lambda made: facts(first(made))["signed"].update(year=2017),
    },
    "additional_checks": {"an empty list": lambda made: first(made).update(relatedProcesses=[])},
}


@pytest.mark.parametrize(("kind", "broken"), [(kind, broken) for kind, found in BROKEN.items() for broken in found])
def test_validator_finds_what_is_broken(kind: str, broken: str, items: list[dict[str, Any]], faults: Faults) -> None:
    """The validator does look: it finds each of these faults, and no other kind."""
    made = package(items)
    BROKEN[kind][broken](made)
    assert faults(made).keys() - {"common_error_types", "all_additional_fields"} == {kind}


def test_no_time_of_day(items: list[dict[str, Any]]) -> None:
    """The only times of day are those of our own data; every other time is EDTF."""
    made = package(items)
    times = re.findall(r'"(\w+)": "(\d{4}-\d\d-\d\dT[^"]*)"', json.dumps(made))
    assert set(times) == {("publishedDate", "2026-01-02T03:04:05Z"), ("date", "2026-01-02T03:04:05Z")}
    assert len(times) == len(items) + 1


def test_no_date_is_made_up(items: list[dict[str, Any]], faults: Faults) -> None:
    """Where nobody tells when the sheets were changed, dates are left out, and the validator misses them."""
    made = written(items)
    missing = {error["field"] for error in faults(made)["validation_errors"]}
    assert "publishedDate" not in made
    assert missing == {"", "releases"}


def test_times_of_each_sheet(items: list[dict[str, Any]]) -> None:
    """A release is of when its own sheet was changed, the package of when the newest was, if it is empty too."""
    dates = {"s400-turkey": CHANGED, "frigate-deal": CHANGED + timedelta(days=1)}
    for found in (items, []):
        made = written(found, modified=dates)
        assert made["publishedDate"] == "2026-01-03T03:04:05Z"
        assert len(made["releases"]) == len(found)
        for release in made["releases"]:
            assert release["date"] == f"2026-01-0{3 if 'frigate-deal' in release['ocid'] else 2}T03:04:05Z"


def test_contract(items: list[dict[str, Any]]) -> None:
    """Who, what and for how much stand where the standard has them, the rest and who says so in the extension."""
    release = only(items, "s400-turkey", "turkey-2017")
    [contract] = release["contracts"]
    assert release["ocid"] == "ocds-local0-s400-turkey--turkey-2017"
    assert {party["id"]: party["roles"] for party in release["parties"]} == {
        "TR": ["buyer"],
        "RU": ["supplier", "funder"],
    }
    assert release["buyer"]["id"] == "TR"
    assert [supplier["id"] for supplier in release["awards"][0]["suppliers"]] == ["RU"]
    assert contract["awardID"] == release["awards"][0]["id"]
    assert contract["title"] == "First Turkish contract for S-400 systems"
    assert contract["value"] == {"amount": 2500000000, "currency": "USD"}
    assert contract["items"] == [{"id": "s-400"}]
    assert facts(release)["signed"]["edtf"] == "2017"
    assert facts(release)["value"]["stated"] == "$ 2.5 billion"
    assert facts(release)["payment"] == {"advanceShare": "0.45", "lender": "RU", "status": "pledged"}
    assert facts(release)["derived"]["loanShare"] == "0.55"
    told = facts(only(items, "s400-turkey", "turkey-2020"))
    assert (told["voice"], told["attributedTo"]) == ("attributed", "alexander-mikheev")


def test_milestones(items: list[dict[str, Any]]) -> None:
    """Deliveries are milestones, met or scheduled; a pledge of money is neither."""

    def steps(sheet: str, name: str) -> dict[str, tuple[str | None, str | None]]:
        found = only(items, sheet, name)["contracts"][0].get("implementation", {"milestones": []})
        return {
            step["id"]: (step.get("status"), step["factSheet"].get("when", {}).get("edtf"))
            for step in found["milestones"]
        }

    assert steps("s400-turkey", "turkey-2017") == {"advance": (None, None), "delivery": ("met", "2019-23")}
    assert steps("s400-turkey", "india-2018") == {"delivery": ("scheduled", "[..2021-12-31]")}
    assert steps("s400-turkey", "turkey-2020") == {}
    assert steps("frigate-deal", "norway-umibue")["advance"] == ("met", None)
    assert steps("frigate-deal", "india-2018") == {"delivery": ("met", "2018-10-05")}


def test_quantities(items: list[dict[str, Any]]) -> None:
    """A number of things is the standard's where it is exact, the extension's where it is a limit."""
    [radars] = only(items, "frigate-deal", "india-2018")["contracts"][0]["items"]
    assert (radars["quantity"], radars["unit"]) == (2, {"name": "coastal radar"})
    missiles = only(items, "frigate-deal", "japan-skarv")
    assert missiles["contracts"][0]["items"] == [{"id": "skarv"}]
    assert facts(missiles)["quantity"]["operator"] == ">="


@pytest.mark.parametrize(
    ("amount", "currency", "number"),
    [
        ("2500000000", "USD", 2500000000),
        ("1000.50", "EUR", 1000.5),
        ("0.1", "EUR", 0.1),
        ("9007199254740993", "USD", None),
        ("123456789012345678901234", "USD", None),
        ("0.1234567890123456789", "USD", None),
        ("5", "SLE", None),
    ],
)
def test_amounts(
    items: list[dict[str, Any]], faults: Faults, amount: str, currency: str, number: float | None
) -> None:
    """An amount is a number where no reader of JSON loses a digit, and always text in the extension."""
    money = {"amount": amount, "currency": currency, "stated": "so much"}
    made = package([items[0] | {"value": money}])
    [release] = made["releases"]
    assert release["contracts"][0].get("value", {}).get("amount") == number
    assert facts(release)["value"] == money
    assert faults(made) == {}


def test_currencies() -> None:
    """The currencies that are left to the extension are all that a sheet may have and the standard has not."""
    schema = json.loads((STANDARD / "release-schema.json").read_text())
    known = schema["definitions"]["Value"]["properties"]["currency"]["enum"]
    assert set(Money.model_json_schema()["properties"]["currency"]["enum"]) - set(known) == UNLISTED_CURRENCIES


def test_every_receipt_and_gap(items: list[dict[str, Any]]) -> None:
    """Every receipt and gap of a contract is there, whole, and its property is that of the record at the address."""
    for item, release in zip(items, package(items)["releases"], strict=True):
        receipts = {receipt["property"]: receipt for receipt in facts(release)["receipts"]}
        assert receipts.keys() == item["evidence"].keys()
        for path, receipt in item["evidence"].items():
            assert receipts[path]["basis"] == receipt["basis"]
            spans = [{name: part for name, part in span.items() if part is not None} for span in receipt["spans"]]
            assert receipts[path].get("spans", []) == spans
        gaps = {gap["property"]: (gap["status"], gap["note"]) for gap in facts(release)["gaps"]}
        assert gaps == {path: (gap["status"], gap["note"]) for path, gap in item["gaps"].items()}
        assert facts(release)["address"] == item["url"]


def test_releases_never_change(items: list[dict[str, Any]]) -> None:
    """The same content is the same package and the same releases; another content has other ids and the same ocid."""
    first, again, later = package(items), package(items), package(items, changed=CHANGED + timedelta(seconds=1))
    assert first == again
    assert first["uri"] != later["uri"]
    assert not {release["id"] for release in first["releases"]} & {release["id"] for release in later["releases"]}
    ocids = [release["ocid"] for release in first["releases"]]
    assert len(set(ocids)) == len(items)
    assert ocids == [release["ocid"] for release in later["releases"]]


def test_extension_is_documented() -> None:
    """The extension has a name and compatible versions; each thing that it adds has title, description and type."""
    files = extension(ORIGIN)
    about = json.loads(files["extension.json"])
    assert (about["name"]["en"], about["compatibility"]) == ("Fact sheet", ["1.1"])
    for definition in json.loads(files["release-schema.json"])["definitions"].values():
        for name, found in definition["properties"].items():
            assert re.fullmatch("[a-z][A-Za-z]*", name)
            assert found["title"]
            assert found["description"]
            assert found.keys() & {"type", "$ref"}
