"""Whatever an editor writes in own words is served by every route, in every format, as it is."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from api.app import create_app
from api.formats import API_FORMATS
from facts.archive import Archive
from facts.kinds import KINDS
from facts.sheets.loader import parse_sheet
from facts.views import COLLECTIONS
from tests.api.client import AppClient
from tests.conftest import FRIGATE
from tests.tables import each_row

OWN_WORDS = {"title", "summary", "note", "subject", "what"}
TEXT = '"}],{"status":"x","note":"\\"}\\\\</script><b>&amp;|*_`#,"attributed_to":null,"formula":'
"""What would end a string, an object, a script, a tag or a cell."""
JSON_TYPES = ("application/json", "application/ld+json", "application/x-ndjson")


def with_texts(raw: Any, name: str = "") -> Any:
    """Return JSON with the hostile text behind every text in own words."""
    if isinstance(raw, dict):
        return {key: value if key == "offices" else with_texts(value, key) for key, value in raw.items()}
    if isinstance(raw, list):
        return [with_texts(value, name) for value in raw]
    return f"{raw}{TEXT}" if isinstance(raw, str) and name in OWN_WORDS else raw


@pytest.fixture(scope="module")
def hostile() -> Iterator[AppClient]:
    """A client of the invented sheet with hostile texts."""
    raw = with_texts(json.loads(FRIGATE.read_text(encoding="utf-8")))
    with AppClient(create_app(Archive.build([parse_sheet("sheet.json", raw)]))) as client:
        yield client


@pytest.mark.parametrize("format_", API_FORMATS.values(), ids=list(API_FORMATS))
def test_every_route_serves_them(hostile: AppClient, format_: Any) -> None:
    """No route fails, and JSON is valid."""
    records = [item["url"] for kind in KINDS for item in hostile.get(f"/v1/{kind}?limit=100").json()["items"]]
    paths_by_type = {
        "list": [f"/v1/{name}" for name in COLLECTIONS],
        "sheet": ["/v1/sheets/frigate-deal"],
        "record": records,
    }
    for document_type, paths in paths_by_type.items():
        for path in paths:
            name = path.split("/")[2 if document_type == "list" else -2]
            if format_.supports(document_type, COLLECTIONS[name]):
                response = hostile.get(f"{path}.{format_.extension}")
                assert response.status_code == 200, path
                if format_.media_type.startswith(JSON_TYPES):
                    assert all(map(json.loads, response.text.splitlines())), path


@each_row("path", ["/v1/gaps?limit=100", "/v1/timeline?undated=true&limit=100", "/v1/statements"])
def test_they_are_served_as_they_are(hostile: AppClient, path: str) -> None:
    """A note or a summary has the text at its end."""
    items = hostile.get(path).json()["items"]
    notes = [
        item["note"] if "note" in item else item.get("summary") or (item["gap"] or {}).get("note") for item in items
    ]
    assert all(note.endswith(TEXT) for note in notes if note)
    assert any(notes)
