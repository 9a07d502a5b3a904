"""An invalid sheet does not load, and the error names file, record, field and a hint."""

import json
from pathlib import Path

import pytest

from facts.sheets.loader import load_sheets, parse_sheet
from facts.sheets.problems import SheetError
from tests.conftest import S400
from tests.facts.sheets.edits import FILE, GONE, Edits, edited_sheet, problems_of
from tests.tables import each_row

INDIA = "contracts/india-2018"
FJORDVIK = "places/fjordvik"
NORWAY = "contracts/norway-umibue"
CRACKS = "events/hull-cracks"
DENIAL = "statements/meireles-hull"
TURKEY = "countries/TR"
VALUE = f"{INDIA}/evidence/value"
SPAN = f"{INDIA}/evidence/title/spans/0"
DERIVED = {"basis": "derived", "formula": "value * 2", "inputs": ["value"]}
GUESS = {
    "basis": "inferred",
    "note": "a guess",
    "spans": [{"passage": 25, "start": 3000, "end": 3001, "digest": "0" * 64}],
}
GAP = {"status": "not_stated", "note": "nothing is said"}

ADD = "is filled but has no receipt. Add evidence["
FILL = "is empty but has no gap. Fill it, or add gaps["
GIVE = "Give each record its own id."
COMPUTED = "is computed and must not be written by hand."
EXAMPLES = "write for example 2018, 2018-10-05, 2019-23 or ../2018"
STATUSES = "'occurred', 'standing', 'negotiated', 'planned', 'threatened', 'conditional' or 'asserted'"
COUNTRY = "must be an ISO 3166 alpha-2 code in capitals, such as TR, or SU for a former state"
COVER = "Add a record for it, or list it in source.factless with a reason."
REANCHOR = "Correct `passage`, then run `anchor`."
KINDS = "contracts, countries, systems, people, organizations, places, events, statements, media"

REFERENCES: dict[str, Edits] = {
    f"{INDIA} system: points to nowhere, which is not a record of this sheet. Add it to systems.": {
        f"{INDIA}/system": "nowhere"
    },
    f"{CRACKS} attributed_to: points to nobody, which is not a record of this sheet. "
    "Add it to people or organizations or countries or places.": {f"{CRACKS}/attributed_to": "nobody"},
    f"{CRACKS} about: points to nowhere, which is not a record of this sheet. Add it to any kind.": {
        f"{CRACKS}/about/+": "nowhere"
    },
    f"{INDIA} value: points to systems/skarv. Point to a record of people or organizations or countries or places.": {
        f"{VALUE}/attributed_to": "skarv"
    },
    f"{INDIA} system: points to organizations/reuters. Point to a record of systems.": {f"{INDIA}/system": "reuters"},
    f"{DENIAL} relations: points to events/hull-cracks. Point to a record of statements.": {
        f"{DENIAL}/relations/0/statement": "hull-cracks"
    },
    "systems/skarv designations.0.used_by: points to systems/skarv. "
    "Point to a record of people or organizations or countries or places.": {
        "systems/skarv/designations/0/used_by": "skarv"
    },
    f"places/fjordvik id: is also the id of places/fjordvik. {GIVE}": {"places/oslo/id": "fjordvik"},
    f"places/nato id: is also the id of organizations/nato. {GIVE}": {"places/oslo/id": "nato"},
}

RECEIPTS: dict[str, Edits] = {
    f'{INDIA} value: {ADD}"value"] with passage and exact, then run `anchor`.': {VALUE: GONE},
    f'{INDIA} delivery.when: {ADD}"delivery.when"] with passage and exact, then run `anchor`.': {
        f"{INDIA}/evidence/delivery.when": GONE
    },
    f'{INDIA} value: {FILL}"value"] with a status and a note.': {f"{INDIA}/value": None, VALUE: GONE},
    f'{CRACKS} about: {FILL}"about"] with a status and a note.': {
        f"{CRACKS}/about": [],
        f"{CRACKS}/evidence/about": GONE,
    },
    f'{NORWAY} quantity: {FILL}"quantity"] with a status and a note.': {f"{NORWAY}/gaps/quantity": GONE},
    f'{NORWAY} payment.lender: {FILL}"payment.lender"] with a status and a note.': {
        f"{NORWAY}/gaps/payment.lender": GONE
    },
    f'source url: {FILL}"url"] with a status and a note.': {"source/gaps/url": GONE},
    f"{INDIA} value: is filled but has a gap. Remove the gap or the value.": {f"{INDIA}/gaps/value": GAP},
    f"{INDIA} value: is empty but has a receipt. Remove the receipt, or fill the field.": {
        f"{INDIA}/value": None,
        f"{INDIA}/gaps/value": GAP,
    },
    f"{INDIA} price: has a receipt but is not a known field. Remove the receipt, or correct its path.": {
        f"{INDIA}/evidence/price": DERIVED
    },
    f"{INDIA} price: has a gap but is not a known field. Remove the gap, or correct its path.": {
        f"{INDIA}/gaps/price": GAP
    },
    f"{INDIA} derived.loan: {COMPUTED} Remove the receipt, or correct its path.": {
        f"{INDIA}/evidence/derived.loan": DERIVED
    },
    f'{INDIA} value: {COMPUTED} Use basis "stated", with the passage that states it.': {VALUE: DERIVED},
    f'{INDIA} value: is not a code of a standard. Use basis "stated" or "inferred".': {
        f"{VALUE}/basis": "reference",
        f"{VALUE}/note": "a list of prices",
    },
    f'{TURKEY} alpha3: is a code of a standard but cites the article. Use basis "reference", note "ISO 3166-1".': {
        f"{TURKEY}/evidence/alpha3": GUESS
    },
    f'{CRACKS} when.within: is a limit set by an editor. Use basis "inferred", with a note why.': {
        f"{CRACKS}/evidence/when.within/basis": "stated"
    },
    f"{INDIA} evidence.value: is stated but has no span of the article. Correct it.": {f"{VALUE}/spans": []},
    f"{INDIA} evidence.value: is inferred but has no note saying why or by which standard. Correct it.": {
        f"{VALUE}/basis": "inferred"
    },
    f"{TURKEY} evidence.alpha3: is reference but has no note saying why or by which standard. Correct it.": {
        f"{TURKEY}/evidence/alpha3": {"basis": "reference"}
    },
    f"{INDIA} evidence.value: must have a formula and inputs if, and only if, it is derived. Correct it.": {
        f"{VALUE}/formula": "value * 2",
        f"{VALUE}/inputs": ["value"],
    },
    f"{INDIA} gaps.payment.note: field required. Add it.": {f"{INDIA}/gaps/payment/note": GONE},
}

PASSAGES: dict[str, Edits] = {
    f"{INDIA} evidence.value.spans.0: has a digest that does not match its exact words: run `anchor`. Correct it.": {
        f"{VALUE}/spans/0/digest": "0" * 64
    },
    f"{INDIA} evidence.value.spans.0: is 16 characters long, but its exact words are 12. Correct it.": {
        f"{VALUE}/spans/0/exact": "48.5 billion"
    },
    f"{INDIA} evidence.value.spans.0.exact: quotes more than 12 words of the article: "
    "shorten or paraphrase it. Correct it.": {f"{VALUE}/spans/0/exact": "a b c d e f g h i j k l m"},
    f"{INDIA} evidence.title.spans.0: ends at 1600, which is not after its start 1700. Correct it.": {
        f"{SPAN}/start": 1700,
        f"{SPAN}/end": 1600,
    },
    f"{INDIA} evidence.title.spans.0: ends at 1600, which is not after its start 1600. Correct it.": {
        f"{SPAN}/start": 1600,
        f"{SPAN}/end": 1600,
    },
    f"{INDIA} title: points to passage 28, characters 1 to 2. The article has 27 passages. {REANCHOR}": {
        SPAN: {"passage": 28, "start": 1, "end": 2, "digest": "0" * 64}
    },
    f"{INDIA} title: points to passage 14, characters 3268 to 3269, "
    f"but source.passages has that passage at 1597 to 1786. {REANCHOR}": {
        SPAN: {"passage": 14, "start": 3268, "end": 3269, "digest": "0" * 64}
    },
    f"source passages: passage 10 has no receipt. {COVER}": {"source/factless/0": GONE},
    "source factless: lists passage 6, which has a receipt. Remove one of the two.": {
        "source/factless/+": {"passage": 6, "reason": "nothing of note"}
    },
    "source factless: lists passage 10 twice. List it once.": {
        "source/factless/+": {"passage": 10, "reason": "nothing of note"}
    },
    "source factless: lists passage 28, but the article has 27. Correct the number.": {
        "source/factless/+": {"passage": 28, "reason": "nothing of note"}
    },
}

VALUES: dict[str, Edits] = {
    f"{INDIA} signed.edtf: is not in the calendar: {EXAMPLES}. Correct it.": {f"{INDIA}/signed/edtf": "2018-02-29"},
    f"{INDIA} signed.edtf: an interval must not end before it begins: write for example 2018-10/2019. Correct it.": {
        f"{INDIA}/signed/edtf": "2019/2018"
    },
    f"{CRACKS} when: has no day within its limits: widen them or name another date. Correct it.": {
        f"{CRACKS}/when/within": "2026-03-12/2026-10-31"
    },
    f"{TURKEY}: has codes of another country than TR: ISO 3166-1 gives TUR and 792. Correct it.": {
        f"{TURKEY}/alpha3": "TUN"
    },
    f"{TURKEY}: has a receipt of numeric without its standard: its note must say ISO 3166-1. Correct it.": {
        f"{TURKEY}/evidence/numeric/note": "ISO 3166-3"
    },
    f"{FJORDVIK} country: {COUNTRY}. Correct it.": {f"{FJORDVIK}/country": "XX"},
    f"{FJORDVIK} country: string should match pattern '^[A-Z]{{2}}$'. Did you mean `IN`?": {
        f"{FJORDVIK}/country": "in"
    },
    f"{INDIA} value.currency: must be an ISO 4217 code in capitals, such as USD. Correct it.": {
        f"{INDIA}/value/currency": "XXY"
    },
    f'{INDIA} value: has the operator ".." but no upper end: add it as "to". Correct it.': {
        f"{INDIA}/value/operator": ".."
    },
    f"{NORWAY} payment.advance_share: is more than 1, which is all of it: 45% is 0.45. Correct it.": {
        f"{NORWAY}/payment/advance_share/value": "1.01"
    },
    f'{INDIA} value.amount: must be a decimal number written as text, such as "2500000000" or "0.45". Correct it.': {
        f"{INDIA}/value/amount": 48500000000
    },
    f"{INDIA} delivery.status: input should be {STATUSES}. Use one of these values.": {
        f"{INDIA}/delivery/status": "late"
    },
    f'{NORWAY}: is attributed, but its voice is not "attributed". Correct it.': {f"{NORWAY}/voice": "narrated"},
    f"{INDIA} title: input should be a valid string. Correct it.": {f"{INDIA}/title": 5},
    f"{INDIA} evidence.title.spans.0.passage: input should be a valid integer. Correct it.": {
        f"{SPAN}/passage": "14"
    },
}

SHAPES: dict[str, Edits] = {
    f"{INDIA} price: is not a known field. Remove it, or correct its name.": {f"{INDIA}/price": "high"},
    f"{INDIA} value.price: is not a known field. Remove it, or correct its name.": {f"{INDIA}/value/price": "high"},
    f"{INDIA} derived: {COMPUTED} Remove it.": {f"{INDIA}/derived": {}},
    f"{INDIA} signed.earliest: {COMPUTED} Remove it.": {f"{INDIA}/signed/earliest": "2018-01-01"},
    "sheet media: is not a list. Write a list of records.": {"media": {}},
    f"sheet weapons: is not a part of a sheet. Use {KINDS}.": {"weapons": []},
    "media/1: input should be an object. Correct it.": {"media/photo-porto-sereno": "a photograph"},
    "media/1 id: field required. Add it.": {"media/photo-porto-sereno/id": GONE},
    "sheet id: field required. Add it.": {"id": GONE},
    "sheet source: field required. Add it.": {"source": GONE},
    "sheet source.digest: field required. Run `anchor`.": {"source/digest": GONE},
}


def test_unedited_sheet_loads() -> None:
    """The sheet that the tables edit is valid: every problem comes from the edits of its row."""
    assert parse_sheet(FILE, edited_sheet({})).id == "frigate-deal"


@each_row(("line", "edits"), REFERENCES.items())
def test_reference_points_to_a_record_of_the_right_kind(line: str, edits: Edits) -> None:
    """Each id is unique, and each reference points to a record of a kind that the field accepts."""
    assert problems_of(edits) == [line]


@each_row(("line", "edits"), RECEIPTS.items())
def test_field_has_a_receipt_or_a_gap(line: str, edits: Edits) -> None:
    """A filled field has a receipt of the right basis, an empty one a gap, and no field both."""
    assert problems_of(edits) == [line]


@each_row(("line", "edits"), PASSAGES.items())
def test_span_lies_in_the_article_and_every_passage_under_one(line: str, edits: Edits) -> None:
    """A span is valid and inside the article; a passage has a receipt or is listed once as factless."""
    assert problems_of(edits) == [line]


@each_row(("line", "edits"), VALUES.items())
def test_value_is_one_of_its_type(line: str, edits: Edits) -> None:
    """A value that its type rejects is reported with its field."""
    assert problems_of(edits) == [line]


@each_row(("line", "edits"), SHAPES.items())
def test_sheet_has_the_fields_of_its_models(line: str, edits: Edits) -> None:
    """A sheet has no unknown, computed or malformed field, and no field is missing."""
    assert problems_of(edits) == [line]


def test_every_problem_of_every_record_is_reported() -> None:
    """Problems of the header, the source and several records are reported together, also two of one record."""
    rows = (
        (SHAPES, "sheet weapons"),
        (VALUES, f"{TURKEY}: has codes"),
        (REFERENCES, f"{INDIA} system: points to nowhere"),
    )
    more = (RECEIPTS, f"{INDIA} price: has a gap"), (PASSAGES, "source passages")
    selected = {line: table[line] for table, start in rows + more for line in table if line.startswith(start)}
    assert len(selected) == len(rows + more)
    edits = {path: value for edits in selected.values() for path, value in edits.items()}
    assert sorted(problems_of(edits)) == sorted(selected)


def test_invalid_record_does_not_invalidate_those_that_point_to_it() -> None:
    """References are looked up in the raw sheet: an invalid target is reported once, for itself."""
    assert problems_of({"organizations/nato/kind": 5}) == [
        "organizations/nato kind: input should be a valid string. Correct it."
    ]


def test_problems_of_all_sheets_are_reported_together(tmp_path: Path) -> None:
    """Loading continues after an invalid sheet: valid ones are yielded, then all problems are raised."""
    edits: dict[str, Edits] = {"first.json": {VALUE: GONE}, "second.json": {"weapons": []}}
    for name, change in edits.items():
        (tmp_path / name).write_text(json.dumps(edited_sheet(change)), encoding="utf-8")
    loading = load_sheets([tmp_path / "first.json", S400, tmp_path / "second.json"])
    assert next(loading).id == "s400-turkey"
    with pytest.raises(SheetError) as error:
        next(loading)
    problems = [(problem.file, problem.record, problem.field) for problem in error.value.problems]
    assert problems == [("first.json", INDIA, "value"), ("second.json", "sheet", "weapons")]


def test_an_invalid_record_is_checked_for_every_other_problem() -> None:
    """A missing receipt and an invalid reference are reported for a record with an invalid field too."""
    problems = problems_of(
        {f"{NORWAY}/value/amount": 5, f"{NORWAY}/system": "no-such-system", f"{NORWAY}/evidence/buyers": GONE}
    )
    assert [line.split(":")[0] for line in problems] == [
        f"{NORWAY} {path}" for path in ("value.amount", "buyers", "system")
    ]
