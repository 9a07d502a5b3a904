"""A misspelt name is one problem, which says what was meant."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from facts.sheets.loader import parse_sheet, read_json
from facts.sheets.problems import SheetError
from facts.sheets.suggestions import suggest_country, suggest_name
from tests.conftest import FRIGATE, S400
from tests.facts.sheets.edits import GONE, Edits, problems_of
from tests.tables import each_row

INDIA = "contracts/india-2018"
PARTIES = "countries or organizations or places"
PATTERN = "string should match pattern '^(?:[A-Z]{2}|[a-z0-9]+(?:-[a-z0-9]+)*)$'"
INVITATION = "events/india-invitation participants:"
UNKNOWN = "is not a known field. Did you mean"

SUGGESTIONS: dict[str, Edits] = {
    f"{INDIA} system: points to umibu, which is not a record of this sheet. Add it to systems. "
    "Did you mean `umibue`?": {f"{INDIA}/system": "umibu"},
    f"{INDIA} buyers: points to turkey, which is not a record of this sheet. Add it to {PARTIES}. "
    "Did you mean `TR`?": {f"{INDIA}/buyers": ["turkey"]},
    f"{INDIA} buyers.0: {PATTERN}. Did you mean `IN`?": {f"{INDIA}/buyers": ["India"]},
    f"{INDIA} suppliers.0: {PATTERN}. Did you mean `JP`?": {f"{INDIA}/suppliers": ["JPN"]},
    "people/kenta-morisaki country: must be an ISO 3166 alpha-2 code in capitals, such as TR, or SU for a former "
    "state. Did you mean `GB`?": {"people/kenta-morisaki/country": "UK"},
    f"{INVITATION} points to Indai, which is not a record of this sheet. "
    "Add it to people or organizations or countries or places, or add a span that quotes these words. "
    "Did you mean `IN`?": {"events/india-invitation/participants": ["Indai"]},
    "events/hull-cracks status: input should be 'occurred', 'standing', 'negotiated', 'planned', 'threatened', "
    "'conditional' or 'asserted'. Did you mean `occurred`?": {"events/hull-cracks/status": "ocurred"},
    f"{INDIA} delivery.date: {UNKNOWN} `when`?": {
        f"{INDIA}/delivery/date": {"edtf": "2022", "stated": "2022"},
        f"{INDIA}/delivery/when": GONE,
    },
    f"sheet source.title: {UNKNOWN} `headline`?": {"source/title": "Norway", "source/headline": GONE},
    "places/Oslo City id: string should match pattern '^[a-z0-9]+(?:-[a-z0-9]+)*$'. Did you mean `oslo-city`?": {
        "places/oslo/id": "Oslo City"
    },
}
COUNTRIES = {
    "tr": "TR",
    "TUR": "TR",
    "792": "TR",
    "Turkey": "TR",
    "Norwey": "NO",
    "UK": "GB",
    "el": "GR",
    "japan": "JP",
    "Kosovo": "XK",
    "USSR": "SU",
    "DDR": "DD",
    "German Democratic Republic": "DD",
    "XX": None,
    "": None,
    "Atlantis": None,
    "T": None,
}
NAMES = {
    "titel": "title",
    "Title": "title",
    "advanceShare": "advance_share",
    "statment": "statement",
    "price": None,
    "": None,
    "x" * 100_000: None,
}


@each_row(("line", "edits"), SUGGESTIONS.items())
def test_a_near_miss_is_suggested(line: str, edits: Edits) -> None:
    """A misspelt id, country or status is reported with the one that was probably meant."""
    lines = problems_of(edits)
    assert lines[0] == line
    assert len(lines) == 1 or line.startswith("places/Oslo")


@each_row(("text", "code"), COUNTRIES.items())
def test_countries_are_recognized(text: str, code: str | None) -> None:
    """A country is recognized by its other codes, its name and a misspelt name."""
    assert suggest_country(text) == code


@each_row(("text", "name"), NAMES.items())
def test_names_are_recognized(text: str, name: str | None) -> None:
    """A field is recognized in another case and with a slip; what is close to none has no suggestion."""
    assert suggest_name(text, ["title", "advance_share", "statement", "value"]) == name


@pytest.mark.parametrize(("path", "sample", "wrong"), [(S400, 83, "foo"), (FRIGATE, 29, "foo"), (FRIGATE, 31, "{}x")])
def test_a_wrong_key_is_one_problem(path: Path, sample: int, wrong: str) -> None:
    """A wrong key at any depth of the first record of a kind is one problem, whatever depends on it."""
    text = json.dumps(read_json(path))
    for kind, rows in json.loads(text).items():
        for location in list(iter_keys(rows[0]))[::sample] if isinstance(rows, list) else ():
            raw = json.loads(text)
            target = raw[kind][0]
            for step in location[:-1]:
                target = target[step]
            key = location[-1]
            target[wrong.replace("{}", key)] = target.pop(key)
            with pytest.raises(SheetError) as error:
                parse_sheet("sheet.json", raw)
            assert len(error.value.problems) == 1, (kind, location, error.value.problems)


def iter_keys(value: Any, location: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the location of each key inside `value`."""
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(value, dict):
            yield (*location, step)
        if isinstance(inner, dict | list):
            yield from iter_keys(inner, (*location, step))
