"""Records at their lasting addresses: nothing lost, nothing added, everything accounted for."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from facts.archive import Archive
from facts.kinds import KINDS
from facts.model.record import Record
from facts.sheets.sheet import Sheet
from tests.api.helpers import Body, asking, assert_list, assert_problem, everything, links
from tests.conftest import FRIGATE, S400

SHEETS = ("s400-turkey", "frigate-deal")
TURKEY_2017 = "/v1/sheets/s400-turkey/contracts/turkey-2017"
EACH = pytest.mark.parametrize(("sheet", "kind"), [(sheet, kind) for sheet in SHEETS for kind in KINDS])
BOTH = pytest.mark.parametrize("sheet", SHEETS)
TAIL = ["derived", "evidence", "gaps"]


@pytest.fixture(scope="module")
def client(archive: Archive) -> Iterator[TestClient]:
    """A client for thousands of questions."""
    with asking(archive) as found:
        yield found


def records_of(sheets: tuple[Sheet, ...], sheet: str, kind: str) -> tuple[Record, ...]:
    """Return the records of a kind in a sheet, as the library reads them."""
    [found] = [one for one in sheets if one.id == sheet]
    assert found.records[kind]
    return found.records[kind]


def got(client: TestClient, url: str) -> Body:
    """Return what is answered at an address that exists."""
    response = client.get(url)
    assert response.status_code == 200, response.text
    assert response.headers["content-type"] == "application/json"
    body: Body = response.json()
    return body


def dumped(model: Any) -> Any:
    """Return a model as JSON."""
    return json.loads(model.model_dump_json())


@EACH
def test_each_record_is_served_at_its_address(
    client: TestClient, sheets: tuple[Sheet, ...], sheet: str, kind: str
) -> None:
    """A record is its id, sheet and address, its fields, what is derived, its receipts and gaps, and no more."""
    for record in records_of(sheets, sheet, kind):
        url = f"/v1/sheets/{sheet}/{kind}/{record.id}"
        body = got(client, url)
        assert list(body) == ["id", "sheet", "url", *record.field_names(), *TAIL]
        assert (body["id"], body["sheet"], body["url"]) == (record.id, sheet, url)
        told = dumped(record)
        assert {name: body[name] for name in record.field_names()} == {
            name: told[name] for name in record.field_names()
        }
        assert body["gaps"] == told["gaps"]
        ours = {path: receipt for path, receipt in body["evidence"].items() if not path.startswith("derived.")}
        assert ours == told["evidence"]


@pytest.mark.parametrize("file", [S400, FRIGATE], ids=SHEETS)
def test_each_record_holds_what_its_file_says(client: TestClient, file: Any) -> None:
    """Every value, receipt and gap in a sheet's file is in what is served, to the letter."""
    raw = json.loads(file.read_text(encoding="utf-8"))
    for kind in KINDS:
        for row in raw[kind]:
            assert_holds(got(client, f"/v1/sheets/{raw['id']}/{kind}/{row['id']}"), row)


def assert_holds(served: Any, written: Any) -> None:
    """Assert that all that is written is served, lists item by item."""
    if isinstance(written, dict):
        assert isinstance(served, dict)
        for name, value in written.items():
            assert_holds(served[name], value)
    elif isinstance(written, list):
        assert len(served) == len(written)
        for one, other in zip(served, written, strict=True):
            assert_holds(one, other)
    else:
        assert served == written


@EACH
def test_every_field_is_accounted_for(client: TestClient, sheets: tuple[Sheet, ...], sheet: str, kind: str) -> None:
    """Every filled field has its receipt and no gap, every empty one its gap and no receipt."""
    for record in records_of(sheets, sheet, kind):
        body = got(client, f"/v1/sheets/{sheet}/{kind}/{record.id}")
        evidence, gaps = body["evidence"], body["gaps"]
        assert not evidence.keys() & gaps.keys()
        fields = [name for name in body if name not in {"id", "sheet", "url", "derived", "evidence", "gaps"}]
        found = {path for name in fields for path in accounted(body[name], name, evidence, gaps)}
        found |= {f"derived.{name}" for name, value in body["derived"].items() if value is not None}
        within = {path for path in evidence if path.endswith(".within")}
        assert evidence.keys() | gaps.keys() == found | within


def accounted(value: Any, path: str, evidence: Body, gaps: Body) -> Iterator[str]:
    """Yield the paths at and under `path` that have a receipt or a gap, as is due to each."""
    if value is None or value == []:
        assert path in gaps
        yield path
    elif path in evidence:
        yield path
    else:
        parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        assert parts, f"{path} has no receipt"
        for name, part in parts:
            yield from accounted(part, f"{path}.{name}", evidence, gaps)


def test_facts_and_gaps_are_the_fields(client: TestClient) -> None:
    """Every fact is a filled field with its receipt, every gap an empty one with its reason, and none is left out."""
    records = {record["url"]: record for kind in KINDS for record in everything(client, f"/v1/{kind}")}
    seen: set[tuple[str, str]] = set()
    for row in (*everything(client, "/v1/facts"), *everything(client, "/v1/gaps")):
        if record := records.get(row["url"]):
            seen.add((row["url"], row["property"]))
            if "value" in row:
                assert row["value"] == reached(record, row["property"])
                receipt = dict(record["evidence"][row["property"]])
                assert receipt.pop("attributed_to") in {None, row["attributed_to"]}
                assert receipt.items() <= row.items()
            else:
                assert not reached(record, row["property"])
                assert record["gaps"][row["property"]] == {"status": row["status"], "note": row["note"]}
    assert seen == {(url, path) for url, record in records.items() for path in record["evidence"] | record["gaps"]}


def reached(record: Body, path: str) -> Any:
    """Return the value at a dotted path of a record."""
    found: Any = record
    for part in path.split("."):
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


def test_the_example_of_the_design_holds(client: TestClient) -> None:
    """The first Turkish contract is what the article says of it, with receipts, and what follows from it."""
    body = got(client, TURKEY_2017)
    evidence, gaps = body.pop("evidence"), body.pop("gaps")
    assert body == {
        "id": "turkey-2017",
        "sheet": "s400-turkey",
        "url": TURKEY_2017,
        "title": "First Turkish contract for S-400 systems",
        "supplier": "RU",
        "buyer": "TR",
        "system": "s-400",
        "quantity": {"operator": "=", "value": None, "unit": None, "stated": "a batch"},
        "signed": {
            "edtf": "2017",
            "stated": "2017",
            "within": None,
            "earliest": "2017-01-01",
            "latest": "2017-12-31",
        },
        "value": {"amount": "2500000000", "currency": "USD", "stated": "$ 2.5 billion"},
        "payment": {"advance_share": "0.45", "lender": "RU", "status": "pledged"},
        "delivery": {
            "what": "all components",
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
            "advance": {"amount": "1125000000", "currency": "USD"},
            "loan_share": "0.55",
            "loan": {"amount": "1375000000", "currency": "USD"},
        },
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
        **dict.fromkeys(("note", "attributed_to", "formula", "inputs")),
    }
    [span] = evidence["delivery.when"]["spans"]
    assert (span["passage"], span["start"], span["end"], span["exact"]) == (36, 3738, 3750, "fall of 2019")
    assert span["digest"] == "8c2a74a64a58ef0f7b8a04e5bef747bba178bd7ed753a76f8ed4721105397efa"
    assert evidence["derived.advance"] == {
        "basis": "derived",
        "formula": "value * payment.advance_share",
        "inputs": ["value", "payment.advance_share"],
        "spans": [],
        **dict.fromkeys(("note", "attributed_to")),
    }
    assert gaps["delivery.started"]["status"] == "not_stated"
    assert gaps["attributed_to"]["status"] == "not_applicable"


@pytest.mark.parametrize(
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
def test_a_slug_is_good_within_its_sheet(client: TestClient, kind: str, name: str) -> None:
    """The same slug in two sheets is two records, each at its own address and in the list of its own sheet."""
    one, other = (got(client, f"/v1/sheets/{sheet}/{kind}/{name}") for sheet in SHEETS)
    assert (one["sheet"], other["sheet"]) == SHEETS
    assert one["evidence"] != other["evidence"]
    for sheet, record in zip(SHEETS, (one, other), strict=True):
        items = assert_list(client.get(f"/v1/sheets/{sheet}/{kind}"))["items"]
        assert [item for item in items if item["id"] == name] == [record]


@pytest.mark.parametrize(
    "path",
    [
        "/v1/sheets/nothing",
        "/v1/sheets/S400-TURKEY",
        "/v1/sheets/nothing/contracts",
        "/v1/sheets/nothing/contracts/turkey-2017",
        "/v1/sheets/frigate-deal/contracts/turkey-2017",
        "/v1/sheets/s400-turkey/contracts/nothing",
        "/v1/sheets/s400-turkey/contracts/TR",
        "/v1/sheets/s400-turkey/countries/tr",
        "/v1/sheets/s400-turkey/countries/FR",
        "/v1/sheets/s400-turkey/treaties",
        "/v1/sheets/s400-turkey/treaties/turkey-2017",
        "/v1/sheets/s400-turkey/sheets",
        "/v1/sheets/s400-turkey/sheets/s400-turkey",
        "/v1/sheets/s400-turkey/facts/value",
        "/v1/treaties",
        f"{TURKEY_2017}/value",
    ],
)
def test_what_is_not_there_is_not_found(client: TestClient, path: str) -> None:
    """An unknown sheet, kind or id is a problem, that says where to look."""
    assert "/" in assert_problem(client.get(path), 404)["detail"]


@BOTH
def test_a_whole_sheet_holds_all_its_records(client: TestClient, sheets: tuple[Sheet, ...], sheet: str) -> None:
    """A sheet is its entry in the list of sheets with all its records, each as at its own address."""
    body = got(client, f"/v1/sheets/{sheet}")
    [entry] = [item for item in assert_list(client.get("/v1/sheets"))["items"] if item["id"] == sheet]
    assert list(body) == ["id", "url", "title", "digest", "source", "counts", *KINDS]
    assert {name: body[name] for name in entry} == entry
    assert body["url"] == f"/v1/sheets/{sheet}"
    assert body["counts"] == {kind: len(body[kind]) for kind in KINDS}
    [model] = [one for one in sheets if one.id == sheet]
    assert (body["digest"], body["source"]) == (model.digest, dumped(model.source))
    for kind in KINDS:
        assert [record["id"] for record in body[kind]] == [record.id for record in records_of(sheets, sheet, kind)]
        assert all(record == got(client, record["url"]) for record in body[kind])


@BOTH
def test_only_the_fields_that_are_asked_for(client: TestClient, sheet: str) -> None:
    """`fields` chooses among the fields; what names a record is always there."""
    assert list(got(client, f"/v1/sheets/{sheet}?fields=contracts,title")) == ["id", "url", "title", "contracts"]
    for kind in KINDS:
        url = got(client, f"/v1/sheets/{sheet}?fields={kind}")[kind][0]["url"]
        whole = got(client, url)
        for name in whole.keys() - {"id", "sheet", "url"}:
            kept = got(client, f"{url}?fields={name}")
            assert kept == {name: whole[name] for name in ("id", "sheet", "url", name)}


@BOTH
def test_without_what_is_derived(client: TestClient, sheet: str) -> None:
    """`derived=false` leaves out what is computed and its receipts, and nothing else."""
    whole = got(client, f"/v1/sheets/{sheet}")
    stated = got(client, f"/v1/sheets/{sheet}?derived=false")
    assert whole["contracts"][0]["derived"]
    for kind in KINDS:
        for record, bare in zip(whole[kind], stated[kind], strict=True):
            del record["derived"]
            kept = {path: receipt for path, receipt in record["evidence"].items() if receipt["basis"] != "derived"}
            assert bare == record | {"evidence": kept}
            assert bare == got(client, f"{record['url']}?derived=false")
    assert got(client, f"/v1/sheets/{sheet}?derived=true") == got(client, f"/v1/sheets/{sheet}")


def test_a_record_links_to_itself_and_its_kind(client: TestClient) -> None:
    """The Link header of a record leads to its lasting address and to the list of its kind."""
    found = links(client.get(f"{TURKEY_2017}?fields=title"))
    assert found == {"self": TURKEY_2017, "collection": "/v1/contracts"}
