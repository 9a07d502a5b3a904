"""The JSON Schema of a draft: small, complete, and strict about names and choices."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from facts.drafts.from_sheet import to_draft
from facts.drafts.schema import draft_json_schema
from facts.drafts.text.emit import Draft, format_lines
from facts.drafts.text.nodes import parse_nodes, to_json
from facts.kinds import KINDS
from facts.model.article import Article
from facts.sheets.loader import read_sheet
from tests.conftest import ARTICLES, built_sheet
from tests.facts.drafts.helpers import DRAFT
from tests.tables import each_row

VALIDATOR = Draft202012Validator(dict(draft_json_schema()))
MAX_BYTES = 13_000
REFUSED: dict[str, dict[str, object]] = {
    "offise": {"people": {"x": {"offise": "Mayor"}}},
    "plan": {"events": {"x": {"title": "a", "kind": "b", "status": "plan"}}},
    "planed": {"events": {"x": {"title": "a", "kind": "b", "status": {"value": "planed", "quote": "c"}}}},
    "quot": {"people": {"x": {"offices": {"quot": "Mayor"}}}},
    "not_said": {"people": {"x": {"offices": {"gap": "not_said"}}}},
    "title": {"events": {"x-y": {"kind": "b", "status": "planned"}}},
    "persons": {"persons": {}},
    "not_said_of": {"source": {"not_said_of": ["byline"]}},
}


def read_as_text(text: str) -> Any:
    """Return a draft as the tool reads it: every scalar is text."""
    return to_json(parse_nodes(text))


def read_numbers(draft: Any) -> Any:
    """Return a draft as an editor may read it: with integers."""
    if isinstance(draft, dict):
        return {key: read_numbers(value) for key, value in draft.items()}
    if isinstance(draft, list):
        return [read_numbers(item) for item in draft]
    return int(draft) if isinstance(draft, str) and draft.isdecimal() else draft


def test_it_lists_the_gaps_of_a_source() -> None:
    """A source says which of its fields have no value, as a record does."""
    for gap in ("not_stated", "not_applicable"):
        assert VALIDATOR.is_valid({"title": "a", "source": {gap: ["byline", "url"]}})
        assert VALIDATOR.is_valid({"title": "a", "source": {"byline": {gap: "no author is printed"}}})


def test_it_is_small() -> None:
    """The schema fits into a prompt, and every definition is used."""
    text = json.dumps(draft_json_schema(), ensure_ascii=False, separators=(",", ":"))
    assert len(text.encode()) < MAX_BYTES
    assert [name for name in draft_json_schema()["$defs"] if f'"#/$defs/{name}"' not in text] == []


def test_it_is_a_schema_of_every_kind() -> None:
    """It is valid JSON Schema (2020-12), and has each kind with its fields."""
    Draft202012Validator.check_schema(draft_json_schema())
    schema = draft_json_schema()
    for kind in KINDS.values():
        record = schema["$defs"][kind.singular.title()]
        assert schema["properties"][kind.name]["description"] == kind.description
        assert kind.model.title_field in record["properties"]


@pytest.mark.parametrize(
    "draft", [DRAFT, "title: x\ncountries:\n  SI: Slovenia\n  FI: [Finland, Finnish]\npeople:\n  a-b:\n"]
)
def test_drafts_are_valid(draft: str) -> None:
    """What the tool accepts is valid."""
    for value in (read_as_text(draft), read_numbers(read_as_text(draft))):
        assert list(VALIDATOR.iter_errors(value)) == []


def test_the_draft_of_a_sheet_is_valid() -> None:
    """What the tool writes is valid."""
    draft: Draft = to_draft(read_sheet(built_sheet("hospital")), Article.read(ARTICLES / "hospital.txt"))
    assert isinstance(draft, dict)
    text = "\n".join(format_lines(draft))
    for value in (read_as_text(text), read_numbers(read_as_text(text))):
        assert list(VALIDATOR.iter_errors(value)) == []


@each_row("name", REFUSED)
def test_wrong_names_and_choices_are_refused(name: str) -> None:
    """An unknown key, an unknown choice and a missing title are shown by an editor while one types."""
    assert list(VALIDATOR.iter_errors({"title": "x"} | REFUSED[name])) != []
