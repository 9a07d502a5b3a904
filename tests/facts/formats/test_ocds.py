"""OCDS release packages pass the standard's own validator and have nothing that no record says."""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from datetime import datetime, timedelta, timezone
from importlib import import_module
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from facts.archive import Archive, Query
from facts.formats.document import Document
from facts.formats.ocds import EXTENSION_PATH, UNLISTED_CURRENCIES, extension, write
from facts.formats.publication import Publication
from facts.kinds.contract import ContractFilters
from facts.model.money import Money
from facts.model.record import Record
from facts.views import COLLECTIONS
from tests.facts.archive.test_archive import sheet_of
from tests.facts.factories import contract_lists
from tests.facts.formats.ocds_standard import BASE_URL, STANDARD, StubSession, standard_zip
from tests.tables import each_row

Items = list[dict[str, Any]]
Package = dict[str, Any]
Validator = Callable[[Package], dict[str, Any]]

CHANGED = datetime(2026, 1, 2, 5, 4, 5, 678, timezone(timedelta(hours=2)))
METADATA = {"file_type", "version_used", "schema_url", "count", "unique_ocids_count"}
"""The keys of the validator's result that are not errors."""


def render_package(items: Iterable[Mapping[str, Any]], **options: Any) -> Package:
    """Return the release package of some contracts."""
    document = Document(collection=COLLECTIONS["contracts"], type="list", items=items, **options)
    return dict(json.loads(b"".join(write(document))))


def dated_package(items: Iterable[Mapping[str, Any]], changed: datetime = CHANGED) -> Package:
    """Return the release package of some contracts whose sheets were all changed at one time."""
    modified = {item["sheet"]: changed for item in items}
    return render_package(items, modified=modified, publication=Publication(BASE_URL))


@pytest.fixture(scope="module")
def validate(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Validator]:
    """Return a function that returns the validator's errors in a package, by kind of error."""
    validate = import_module("libcoveocds.api").ocds_json_output  # half a second, which other workers need not spend
    config = import_module("libcoveocds.config").LibCoveOCDSConfig({"context": "api", "standard_zip": standard_zip()})
    directory = str(tmp_path_factory.mktemp("ocds"))

    def run(package: Package) -> dict[str, Any]:
        result = validate(directory, json_data=deepcopy(package), lib_cove_ocds_config=config)
        result |= {"invalid_extensions": (result.pop("extensions") or {}).get("invalid_extensions")}
        return {name: value for name, value in result.items() if name not in METADATA and value}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("ocdsextensionregistry.extension_version.session", StubSession())
        yield run


@pytest.fixture(scope="module")
def items(archive: Archive) -> Items:
    """Return the contracts of both sheets."""
    return [dict(item) for item in archive.find("contracts", Query(limit=100)).items]


def release_of(items: Items, sheet: str, name: str) -> Any:
    """Return the release of one contract."""
    [item] = [item for item in items if (item["sheet"], item["id"]) == (sheet, name)]
    return dated_package([item])["releases"][0]


def fact_sheet(release: dict[str, Any]) -> Any:
    """Return the extension's object on the contract of a release."""
    return release["contracts"][0]["factSheet"]


def test_no_error(items: Items, validate: Validator) -> None:
    """The validator reports nothing: no error, no code outside a codelist, no undefined or empty field."""
    package = dated_package(items)
    assert len(package["releases"]) == len(items) > 4
    assert package["extensions"] == [f"{BASE_URL}{EXTENSION_PATH}/extension.json"]
    assert validate(package) == {}


def test_no_error_in_parts(archive: Archive, validate: Validator) -> None:
    """Nor in filtered lists, with some fields only, or without derived values."""
    filters = ContractFilters(signed="2018")
    for query in (Query(filters=filters), Query(derived=False)):
        assert validate(dated_package(archive.find("contracts", query).items)) == {}
    minimal = [{name: item[name] for name in ("id", "sheet", "url")} for item in archive.find("contracts").items]
    assert validate(dated_package(minimal)) == {}
    matches = archive.find("contracts", Query(filters=filters)).items
    assert {fact_sheet(release)["match"] for release in dated_package(matches)["releases"]} == {"definite"}


@settings(max_examples=settings().max_examples // 2, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(records=contract_lists())
def test_no_error_in_any_contract(validate: Validator, records: list[Record]) -> None:
    """Nor in contracts with any of their fields filled."""
    assert validate(dated_package(Archive.build([sheet_of(records)]).find("contracts").items)) == {}


def test_extension_is_not_declared_without_a_base_url(items: Items, validate: Validator) -> None:
    """Without the API's public URL the extension is used but not declared, and there are no other errors."""
    package = render_package(items, modified=dict.fromkeys(("s400-turkey", "frigate-deal"), CHANGED))
    assert "extensions" not in package
    reported = validate(package)
    assert reported.keys() == {"all_additional_fields", "additional_fields"}
    roots = {field["field_name"] for field in reported["all_additional_fields"] if field["root_additional_field"]}
    assert roots == {"factSheet"}


BROKEN: dict[str, dict[str, Callable[[Package, Any], Any]]] = {
    "validation_errors": {
        "a year as a date": lambda _, release: release["contracts"][0].update(dateSigned="2017"),
        "a day as a date": lambda package, _: package.update(publishedDate="2026-01-02"),
        "no date": lambda _, release: release.pop("date"),
        "no publisher": lambda package, _: package.pop("publisher"),
        "no releases": lambda package, _: package["releases"].clear(),
        "two of an id": lambda package, release: package["releases"].append(release),
        "an invalid URI": lambda package, _: package.update(uri="turkey 2017"),
        "an amount as a string": lambda _, release: release["contracts"][0]["value"].update(amount="2500000000"),
        "a number for a string in the extension": lambda _, release: fact_sheet(release)["value"].update(amount=25),
    },
    "additional_closed_codelist_values": {
        "a code outside a closed list": lambda _, release: release["contracts"][0].update(status="signed")
    },
    "additional_open_codelist_values": {
        "a code outside an open list": lambda _, release: release["parties"][0].update(roles=["lender"])
    },
    "conformance_errors": {"another prefix": lambda _, release: release.update(ocid="facts-1")},
    "additional_fields": {
        "an undefined field": lambda _, release: release.update(certainty="high"),
        "an undefined field in the extension": lambda _, release: fact_sheet(release)["signed"].update(year=2017),
    },
    "additional_checks": {"an empty list": lambda _, release: release.update(relatedProcesses=[])},
}
"""Changes of a package or its first release, by the kind of error that they cause."""


@pytest.mark.parametrize(("kind", "change"), [(kind, change) for kind in BROKEN for change in BROKEN[kind]])
def test_validator_finds_what_is_broken(kind: str, change: str, items: Items, validate: Validator) -> None:
    """The validator reports each of these errors, and no other kind."""
    package = dated_package(items)
    BROKEN[kind][change](package, package["releases"][0])
    assert validate(package).keys() - {"common_error_types", "all_additional_fields"} == {kind}


def test_no_time_of_day(items: Items) -> None:
    """The only times of day are when the sheets were changed; every other time is EDTF."""
    times = re.findall(r'"(\w+)": "(\d{4}-\d\d-\d\dT[^"]*)"', json.dumps(dated_package(items)))
    assert set(times) == {("publishedDate", "2026-01-02T03:04:05Z"), ("date", "2026-01-02T03:04:05Z")}
    assert len(times) == len(items) + 1


def test_no_date_is_invented(items: Items, validate: Validator) -> None:
    """Without the time when the sheets were changed, dates are omitted, and the validator reports them missing."""
    package = render_package(items)
    missing = {error["field"] for error in validate(package)["validation_errors"]}
    assert "publishedDate" not in package
    assert missing == {"", "releases"}


def test_times_of_each_sheet(items: Items) -> None:
    """A release has the date of its own sheet, the package that of the newest, even if it is empty."""
    dates = {"s400-turkey": CHANGED, "frigate-deal": CHANGED + timedelta(days=1)}
    for contract_items in (items, []):
        package = render_package(contract_items, modified=dates)
        assert package["publishedDate"] == "2026-01-03T03:04:05Z"
        assert len(package["releases"]) == len(contract_items)
        for release in package["releases"]:
            assert release["date"] == f"2026-01-0{3 if 'frigate-deal' in release['ocid'] else 2}T03:04:05Z"


ADVANCE_SHARE = {"operator": "=", "stated": "45% of the total amount"} | dict.fromkeys(
    ("value", "least", "greatest"), "0.45"
)


def test_contract(items: Items) -> None:
    """Parties, items and value are in the standard's fields, the other fields and the voice in the extension."""
    release = release_of(items, "s400-turkey", "turkey-2017")
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
    assert fact_sheet(release)["signed"]["edtf"] == "2017"
    assert fact_sheet(release)["value"]["stated"] == "$ 2.5 billion"
    assert fact_sheet(release)["payment"] == {
        "advanceShare": ADVANCE_SHARE,
        "lender": "RU",
        "advanceStatus": "pledged",
    }
    assert fact_sheet(release)["derived"]["loanShare"] == "0.55"
    attributed = fact_sheet(release_of(items, "s400-turkey", "turkey-2020"))
    assert (attributed["voice"], attributed["attributedTo"]) == ("attributed", "alexander-mikheev")


def test_milestones(items: Items) -> None:
    """Deliveries are milestones, met or scheduled; a pledged payment is neither."""

    def milestones_of(sheet: str, name: str) -> dict[str, tuple[str | None, str | None]]:
        implementation = release_of(items, sheet, name)["contracts"][0].get("implementation", {"milestones": []})
        return {
            milestone["id"]: (milestone.get("status"), milestone["factSheet"].get("when", {}).get("edtf"))
            for milestone in implementation["milestones"]
        }

    assert milestones_of("s400-turkey", "turkey-2017") == {"advance": (None, None), "delivery": ("met", "2019-23")}
    assert milestones_of("s400-turkey", "india-2018") == {"delivery": ("scheduled", "[..2021-12-31]")}
    assert milestones_of("s400-turkey", "turkey-2020") == {}
    assert milestones_of("frigate-deal", "norway-umibue")["advance"] == ("met", None)
    assert milestones_of("frigate-deal", "india-2018") == {"delivery": ("met", "2018-10-05")}


def test_quantities(items: Items) -> None:
    """An exact quantity is in the standard's field, a limit only in the extension."""
    [radars] = release_of(items, "frigate-deal", "india-2018")["contracts"][0]["items"]
    assert (radars["quantity"], radars["unit"]) == (2, {"name": "coastal radar"})
    missiles = release_of(items, "frigate-deal", "japan-skarv")
    assert missiles["contracts"][0]["items"] == [{"id": "skarv"}]
    assert fact_sheet(missiles)["quantity"]["operator"] == ">="


@each_row(
    ("amount", "changes", "number"),
    [
        ("2500000000", {}, 2500000000),
        ("1000.50", {"currency": "DEM"}, 1000.5),
        ("0.1", {}, 0.1),
        *(("5", {"operator": operator}, None) for operator in ("<", "<=", ">", ">=", "~")),
        ("5", {"operator": "..", "to": "6"}, None),
        ("9007199254740993", {}, None),
        ("123456789012345678901234", {}, None),
        ("5", {"currency": "SLE"}, None),
    ],
)
def test_amounts(
    items: Items, validate: Validator, amount: str, changes: dict[str, str], number: float | None
) -> None:
    """An exact amount is a number if no JSON parser loses a digit; every amount is complete in the extension."""
    fields = {"amount": amount, "currency": "USD", "stated": "so much"} | changes
    money = Money.model_validate(fields).model_dump(mode="json")
    package = dated_package([items[0] | {"value": money}])
    [release] = package["releases"]
    assert release["contracts"][0].get("value", {}).get("amount") == number
    assert fact_sheet(release)["value"] == {name: part for name, part in money.items() if part is not None}
    assert validate(package) == {}


def test_currencies() -> None:
    """The currencies that only the extension has are those that a sheet may have and the standard does not."""
    schema = json.loads((STANDARD / "release-schema.json").read_text())
    listed = schema["definitions"]["Value"]["properties"]["currency"]["enum"]
    assert set(Money.model_json_schema()["properties"]["currency"]["enum"]) - set(listed) == UNLISTED_CURRENCIES


def test_every_receipt_and_gap(items: Items) -> None:
    """Every receipt and gap of a contract is complete, and its property is the path of the field in the record."""
    for item, release in zip(items, dated_package(items)["releases"], strict=True):
        receipts = {receipt["property"]: receipt for receipt in fact_sheet(release)["receipts"]}
        assert receipts.keys() == item["evidence"].keys()
        for path, receipt in item["evidence"].items():
            assert receipts[path]["basis"] == receipt["basis"]
            spans = [{name: part for name, part in span.items() if part is not None} for span in receipt["spans"]]
            assert receipts[path].get("spans", []) == spans
        gaps = {gap["property"]: (gap["status"], gap["note"]) for gap in fact_sheet(release).get("gaps", [])}
        assert gaps == {path: (gap["status"], gap["note"]) for path, gap in item["gaps"].items()}
        assert fact_sheet(release)["address"] == item["url"]


def test_releases_never_change(items: Items) -> None:
    """The same content gives the same package and releases; other content has other ids and the same ocid."""
    first, repeated, later = (
        dated_package(items),
        dated_package(items),
        dated_package(items, changed=CHANGED + timedelta(seconds=1)),
    )
    assert first == repeated
    assert first["uri"] != later["uri"]
    assert not {release["id"] for release in first["releases"]} & {release["id"] for release in later["releases"]}
    ocids = [release["ocid"] for release in first["releases"]]
    assert len(set(ocids)) == len(items)
    assert ocids == [release["ocid"] for release in later["releases"]]


def test_extension_is_documented() -> None:
    """The extension has a name and compatible versions; each of its fields has a title, description and type."""
    files = extension(BASE_URL)
    metadata = json.loads(files["extension.json"])
    assert (metadata["name"]["en"], metadata["compatibility"]) == ("Fact sheet", ["1.1"])
    for definition in json.loads(files["release-schema.json"])["definitions"].values():
        for name, schema in definition["properties"].items():
            assert re.fullmatch("[a-z][A-Za-z]*", name)
            assert schema["title"]
            assert schema["description"]
            assert schema.keys() & {"type", "$ref"}
