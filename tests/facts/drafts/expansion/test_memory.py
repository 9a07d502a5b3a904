"""What a draft says as another one of its article did is expanded to the same, whatever became of that."""

import pytest

from facts.drafts.expansion.memory import ExpansionMemory
from facts.drafts.expansion.records import RecordExpander
from facts.drafts.expansion.sheets import SheetExpander
from facts.drafts.problems import DraftLog
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.nodes import MapNode, parse_nodes
from facts.sheets.raw import JsonObject
from tests.facts.drafts.helpers import ARTICLE, DRAFT

LOCATOR = QuoteLocator(ARTICLE)
CHANGED = {
    "the same": DRAFT,
    "another summary": DRAFT.replace("the price of the pier", "what the pier cost"),
    "another headline": DRAFT.replace("headline: {passage: 1}", "language: en"),
    "another name of a record": DRAFT.replace("  cost:", "  the price of it:"),
    "one record less": DRAFT.partition("  no-rain:")[0],
}


def expand(text: str, memory: ExpansionMemory | None = None) -> JsonObject:
    """Return the sheet that a draft is expanded into."""
    node = parse_nodes(text)
    assert isinstance(node, MapNode)
    return SheetExpander(LOCATOR, DraftLog(""), memory).expand(node, "pier").raw


@pytest.mark.parametrize("text", CHANGED.values(), ids=CHANGED)
def test_what_is_remembered_is_what_it_is_expanded_to(text: str) -> None:
    """With a memory of other drafts, and of itself, a draft is expanded to what it is without one."""
    memory = ExpansionMemory()
    for other in (DRAFT, text, DRAFT, text):
        assert expand(other, memory) == expand(other)


def test_what_is_remembered_is_not_changed() -> None:
    """What is done to a record after its expansion is not done to the next one that is the same."""
    memory, expected = ExpansionMemory(), expand(DRAFT)
    for _ in range(2):
        sheet = expand(DRAFT, memory)
        assert sheet == expected
        for record in sheet["statements"]:
            record["evidence"].clear()
            record["title"] = "changed"


def test_a_record_is_expanded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the record of which a draft says something else is expanded again."""
    memory, expanded = ExpansionMemory(), list[str]()
    expand_record = RecordExpander.expand

    def note(self: RecordExpander, node: MapNode) -> None:
        expanded.append(self.expanded.record)
        expand_record(self, node)

    expand(DRAFT, memory)
    monkeypatch.setattr(RecordExpander, "expand", note)
    expand(CHANGED["another summary"], memory)
    assert expanded == ["statements/cost"]
