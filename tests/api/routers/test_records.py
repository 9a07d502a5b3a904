"""Records and sheets at their URLs: complete, with nothing added, and with every field accounted for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from facts.kinds import KINDS
from facts.model.record import Record
from facts.sheets.sheet import Sheet
from facts.views import COLLECTIONS
from tests.api.helpers import SHEETS, Body, assert_list, assert_problem, fetch_items, open_client, parse_links
from tests.conftest import FRIGATE, S400
from tests.tables import each_row

TURKEY_2017 = "/v1/sheets/s400-turkey/contracts/turkey-2017"
EACH = pytest.mark.parametrize(("sheet", "kind"), [(sheet, kind) for sheet in SHEETS for kind in KINDS])
BOTH = pytest.mark.parametrize("sheet", SHEETS)
COMMON_FIELDS = ["derived", "evidence", "gaps"]


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for thousands of requests."""
    with open_client(archive) as client:
        yield client


def records_of(sheets: tuple[Sheet, ...], sheet: str, kind: str) -> tuple[Record, ...]:
    """Return the records of a kind in a sheet, as the library loads them."""
    [records] = [loaded.records[kind] for loaded in sheets if loaded.id == sheet]
    assert records
    return records


def fetch(client: TestClient, url: str) -> Body:
    """Return the JSON of a record or a sheet that exists."""
    response = client.get(url)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body: Body = response.json()
    return body


def to_json(model: Any) -> Any:
    """Return a model as JSON."""
    return json.loads(model.model_dump_json())


@EACH
def test_each_record_is_served_at_its_url(
    client: TestClient, sheets: tuple[Sheet, ...], sheet: str, kind: str
) -> None:
    """A record has its id, sheet and URL, its fields, derived values, receipts and gaps, and no more."""
    match = ["match"] if COLLECTIONS[kind].has_match else []
    for record in records_of(sheets, sheet, kind):
        url = f"/v1/sheets/{sheet}/{kind}/{record.id}"
        body = fetch(client, url)
        assert list(body) == ["id", "sheet", "url", *record.field_names(), *COMMON_FIELDS, *match]
        assert (body["id"], body["sheet"], body["url"]) == (record.id, sheet, url)
        assert body.get("match") is None
        content = to_json(record)
        assert {name: body[name] for name in record.field_names()} == {
            name: content[name] for name in record.field_names()
        }
        assert body["gaps"] == content["gaps"]
        evidence = {path: receipt for path, receipt in body["evidence"].items() if not path.startswith("derived.")}
        assert evidence == content["evidence"]


@pytest.mark.parametrize("file", [S400, FRIGATE], ids=SHEETS)
def test_each_record_has_what_its_file_says(client: TestClient, file: Any) -> None:
    """Every value, receipt and gap in a sheet's file is in the response, unchanged."""
    raw = json.loads(file.read_text(encoding="utf-8"))
    for kind in KINDS:
        for row in raw[kind]:
            assert_contains(fetch(client, f"/v1/sheets/{raw['id']}/{kind}/{row['id']}"), row)


def assert_contains(value: Any, part: Any) -> None:
    """Assert that a JSON value has every member of `part`, lists item by item."""
    if isinstance(part, dict):
        assert isinstance(value, dict)
        for name, member in part.items():
            assert_contains(value[name], member)
    elif isinstance(part, list):
        assert len(value) == len(part)
        for item, item_part in zip(value, part, strict=True):
            assert_contains(item, item_part)
    else:
        assert value == part


@EACH
def test_every_field_is_accounted_for(client: TestClient, sheets: tuple[Sheet, ...], sheet: str, kind: str) -> None:
    """Every filled field has its receipt and no gap, every empty one its gap; a narrated voice needs none."""
    for record in records_of(sheets, sheet, kind):
        body = fetch(client, f"/v1/sheets/{sheet}/{kind}/{record.id}")
        evidence, gaps = body["evidence"], body["gaps"]
        assert not evidence.keys() & gaps.keys()
        internal = {"id", "sheet", "url", "match", *COMMON_FIELDS}
        if body.get("voice") == "narrated":
            assert body["attributed_to"] is body["attribution_scope"] is None
            internal |= {"voice", "attributed_to", "attribution_scope"}
        fields = [name for name in body if name not in internal]
        paths = {path for name in fields for path in iter_accounted(body[name], name, evidence, gaps)}
        paths |= {f"derived.{name}" for name, value in body["derived"].items() if value is not None}
        within = {path for path in evidence if path.endswith(".within")}
        assert evidence.keys() | gaps.keys() == paths | within


def iter_accounted(value: Any, path: str, evidence: Body, gaps: Body) -> Iterator[str]:
    """Yield the paths at and under `path` that have a receipt or a gap; assert that each has the right one."""
    if value is None or value == []:
        assert path in gaps
        yield path
    elif path in evidence:
        yield path
    else:
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        assert parts, f"{path} has no receipt"
        for name, part in parts:
            yield from iter_accounted(part, f"{path}.{name}", evidence, gaps)


def test_facts_and_gaps_are_the_fields(client: TestClient) -> None:
    """Every fact is a filled field with its receipt, every gap an empty one with its reason, and none is missing."""
    records = {record["url"]: record for kind in KINDS for record in fetch_items(client, f"/v1/{kind}")}
    seen: set[tuple[str, str]] = set()
    for row in (*fetch_items(client, "/v1/facts"), *fetch_items(client, "/v1/gaps")):
        if record := records.get(row["url"]):
            seen.add((row["url"], row["property"]))
            if "value" in row:
                assert row["value"] == value_at(record, row["property"])
                receipt = dict(record["evidence"][row["property"]])
                for name in ("attributed_to", "attribution_scope"):
                    assert receipt.pop(name) in {None, row[name]}
                assert receipt.items() <= row.items()
            else:
                assert not value_at(record, row["property"])
                assert record["gaps"][row["property"]] == {"status": row["status"], "note": row["note"]}
    assert seen == {(url, path) for url, record in records.items() for path in record["evidence"] | record["gaps"]}


def value_at(record: Body, path: str) -> Any:
    """Return the value at a dotted path of a record."""
    value: Any = record
    for name in path.split("."):
        value = value[int(name)] if isinstance(value, list) else value[name]
    return value


def exact_money(amount: str) -> dict[str, str | None]:
    """Return an exact amount of dollars as it is served."""
    return {"operator": "=", "amount": amount, "to": None, "currency": "USD", "least": amount, "greatest": amount}


def test_the_first_turkish_contract(client: TestClient) -> None:
    """The first Turkish contract has what the article says of it, with receipts, and what is derived from that."""
    body = fetch(client, TURKEY_2017)
    evidence, gaps = body.pop("evidence"), body.pop("gaps")
    assert body == {
        "id": "turkey-2017",
        "sheet": "s400-turkey",
        "url": TURKEY_2017,
        "title": "First Turkish contract for S-400 systems",
        "subject": "a batch of S-400 air defense systems",
        "suppliers": ["RU"],
        "buyers": ["TR"],
        "system": "s-400",
        "quantity": {"stated": "a batch"} | dict.fromkeys(("operator", "value", "to", "unit", "least", "greatest")),
        "signed": {
            "edtf": "2017",
            "stated": "2017",
            "within": None,
            "earliest": "2017-01-01",
            "latest": "2017-12-31",
        },
        "value": exact_money("2500000000") | {"stated": "$ 2.5 billion"},
        "payment": {
            "advance_share": {"operator": "=", "value": "0.45", "to": None, "stated": "45% of the total amount"}
            | {"least": "0.45", "greatest": "0.45"},
            "lender": "RU",
            "advance_status": "pledged",
        },
        "unit_price": None,
        "terms": [],
        "delivery": {
            "what": "all components of the air defense system",
            "started": None,
            "when": {
                "edtf": "2019-23",
                "stated": "fall of 2019",
                "within": None,
                "earliest": "2019-09-01",
                "latest": "2019-11-30",
            },
            "status": "occurred",
        },
        "voice": "narrated",
        "attributed_to": None,
        "attribution_scope": None,
        "derived": {
            "buyer_countries": ["TR"],
            "supplier_countries": ["RU"],
            "advance": exact_money("1125000000"),
            "loan_share": "0.55",
            "loan": exact_money("1375000000"),
        },
        "match": None,
    }
    assert evidence["value"] == {
        "basis": "stated",
        "spans": [
            {
                "passage": 34,
                "start": 3434,
                "end": 3447,
                "exact": "$ 2.5 billion",
                "digest": "af80027e6f32f3791d8b5f38afc912963407215f825f3ae7a8fe5c9996749839",
            }
        ],
        **dict.fromkeys(("note", "attributed_to", "attribution_scope", "formula", "inputs")),
    }
    [span] = evidence["delivery.when"]["spans"]
    assert (span["passage"], span["start"], span["end"], span["exact"]) == (36, 3738, 3750, "fall of 2019")
    assert span["digest"] == "8c2a74a64a58ef0f7b8a04e5bef747bba178bd7ed753a76f8ed4721105397efa"
    assert evidence["derived.advance"] == {
        "basis": "derived",
        "formula": "value * payment.advance_share",
        "inputs": ["value", "payment.advance_share"],
        "spans": [],
        **dict.fromkeys(("note", "attributed_to", "attribution_scope")),
    }
    assert gaps["delivery.started"]["status"] == "not_stated"
    assert not {"voice", "attributed_to", "attribution_scope"} & (evidence.keys() | gaps.keys())


@each_row(
    ("kind", "name"),
    [
        ("contracts", "india-2018"),
        ("countries", "TR"),
        ("countries", "IN"),
        ("organizations", "nato"),
        ("organizations", "reuters"),
        ("places", "ankara"),
    ],
)
def test_a_slug_is_unique_within_its_sheet(client: TestClient, kind: str, name: str) -> None:
    """The same slug in two sheets is two records, each at its own URL and in the list of its own sheet."""
    records = [fetch(client, f"/v1/sheets/{sheet}/{kind}/{name}") for sheet in SHEETS]
    assert tuple(record["sheet"] for record in records) == SHEETS
    assert records[0]["evidence"] != records[1]["evidence"]
    for sheet, record in zip(SHEETS, records, strict=True):
        items = assert_list(client.get(f"/v1/sheets/{sheet}/{kind}"))["items"]
        assert [item for item in items if item["id"] == name] == [record]


NO_SHEET = "No such sheet. /v1/sheets lists the existing ones."
NO_CONTRACT = "No such contract. /v1/sheets/s400-turkey/contracts lists the existing ones."
NO_COUNTRY = "No such country. /v1/sheets/s400-turkey/countries lists the existing ones."
NO_PATH = "Not found. See / for the available resources."
MISSING = {
    "/v1/sheets/nothing": NO_SHEET,
    "/v1/sheets/S400-TURKEY": NO_SHEET,
    "/v1/sheets/nothing.md": NO_SHEET,
    "/v1/sheets/nothing/contracts": NO_SHEET,
    "/v1/sheets/nothing/contracts.csv": NO_SHEET,
    "/v1/sheets/nothing/contracts/turkey-2017": NO_SHEET,
    "/v1/sheets/frigate-deal/contracts/turkey-2017": NO_CONTRACT.replace("s400-turkey", "frigate-deal"),
    "/v1/sheets/s400-turkey/contracts/nothing": NO_CONTRACT,
    "/v1/sheets/s400-turkey/contracts/nothing.jsonld": NO_CONTRACT,
    "/v1/sheets/s400-turkey/contracts/TR": NO_CONTRACT,
    "/v1/sheets/s400-turkey/countries/tr": NO_COUNTRY,
    "/v1/sheets/s400-turkey/countries/FR": NO_COUNTRY,
    "/v1/sheets/s400-turkey/treaties": NO_PATH,
    "/v1/sheets/s400-turkey/treaties/turkey-2017": NO_PATH,
    "/v1/sheets/s400-turkey/sheets": NO_PATH,
    "/v1/sheets/s400-turkey/sheets/s400-turkey": NO_PATH,
    "/v1/sheets/s400-turkey/facts/value": NO_PATH,
    "/v1/treaties": NO_PATH,
    f"{TURKEY_2017}/value": NO_PATH,
}


@each_row("path", MISSING)
def test_what_does_not_exist_is_not_found(client: TestClient, path: str) -> None:
    """An unknown sheet, kind or id is a problem that says where to look."""
    assert assert_problem(client.get(path), 404)["detail"] == MISSING[path]


@BOTH
def test_a_sheet_has_all_its_records(client: TestClient, sheets: tuple[Sheet, ...], sheet: str) -> None:
    """A sheet is its summary in the list of sheets with all its records, each as at its own URL."""
    body = fetch(client, f"/v1/sheets/{sheet}")
    [summary] = [item for item in assert_list(client.get("/v1/sheets"))["items"] if item["id"] == sheet]
    assert list(body) == ["id", "url", "title", "digest", "updated", "source", "counts", *KINDS]
    assert {name: body[name] for name in summary} == summary
    assert body["url"] == f"/v1/sheets/{sheet}"
    assert body["counts"] == {kind: len(body[kind]) for kind in KINDS}
    [model] = [loaded for loaded in sheets if loaded.id == sheet]
    assert (body["digest"], body["source"]) == (model.digest, to_json(model.source))
    for kind in KINDS:
        assert [record["id"] for record in body[kind]] == [record.id for record in records_of(sheets, sheet, kind)]
        assert all(record == fetch(client, record["url"]) for record in body[kind])


@BOTH
def test_only_the_requested_fields(client: TestClient, sheet: str) -> None:
    """`fields` selects fields; those that identify a record are always there."""
    assert list(fetch(client, f"/v1/sheets/{sheet}?fields=contracts,title")) == ["id", "url", "title", "contracts"]
    for kind in KINDS:
        url = fetch(client, f"/v1/sheets/{sheet}?fields={kind}")[kind][0]["url"]
        record = fetch(client, url)
        for name in record.keys() - {"id", "sheet", "url", "match"}:
            partial = fetch(client, f"{url}?fields={name}")
            assert partial == {name: record[name] for name in ("id", "sheet", "url", name)}


@BOTH
def test_without_derived_values(client: TestClient, sheet: str) -> None:
    """`derived=false` omits derived values and their receipts, and nothing else."""
    complete = fetch(client, f"/v1/sheets/{sheet}")
    stated = fetch(client, f"/v1/sheets/{sheet}?derived=false")
    assert complete["contracts"][0]["derived"]
    for kind in KINDS:
        for record, without in zip(complete[kind], stated[kind], strict=True):
            del record["derived"]
            receipts = record["evidence"].items()
            evidence = {path: receipt for path, receipt in receipts if receipt["basis"] != "derived"}
            assert without == record | {"evidence": evidence}
            assert without == fetch(client, f"{record['url']}?derived=false")
    assert fetch(client, f"/v1/sheets/{sheet}?derived=true") == fetch(client, f"/v1/sheets/{sheet}")


def test_a_record_links_to_itself_and_its_kind(client: TestClient) -> None:
    """The Link header of a record leads to its permanent URL and to the list of its kind, in every format."""
    for target in (f"{TURKEY_2017}?fields=title", f"{TURKEY_2017}.jsonld"):
        assert parse_links(client.get(target)) == {"self": TURKEY_2017, "collection": "/v1/contracts"}
