"""Texts that need quotation marks: the message shows the line as it should be, and building goes on with it."""

import pytest

from facts.drafts.problems import DraftLog
from facts.drafts.reading.specs import CLAIM_KEYS
from facts.drafts.text import repair
from facts.drafts.text.nodes import DraftNode, DraftSyntaxError, MapNode, parse_nodes, to_json
from facts.drafts.text.repair import parse_with_repairs
from tests.facts.drafts.helpers import DRAFT, messages
from tests.tables import each_row

FAULTS = {
    'a: "Done," he said': """a: '"Done," he said'""",
    "a: price: 5": "a: 'price: 5'",
    "a: {quote: it costs: 5, note: why}": "a: {quote: 'it costs: 5', note: why}",
    'a: {quote: "Done," he said, note: why}': """a: {quote: '"Done," he said', note: why}""",
    "a: [once] upon": "a: '[once] upon'",
    "a: @home": "a: '@home'",
    "a: %5": "a: '%5'",
    "a: `code`": "a: '`code`'",
    "a: > 100": "a: '> 100'",
    "a: {value: >= 12 missile, quote: x}": "a: {value: '>= 12 missile', quote: x}",
    "a: {> 0.2: more than a fifth, note: why}": "a: {'> 0.2': more than a fifth, note: why}",
    "a: it's: so": "a: 'it''s: so'",
    "a: 'it's'": "a: 'it''s'",
    "a: {quote: 'Finland's yard', note: x}": "a: {quote: 'Finland''s yard', note: x}",
    "a: *new": "a: '*new'",
    "a: !wow": "a: '!wow'",
}


@each_row(("line", "repaired"), FAULTS.items())
def test_the_line_is_shown_as_it_should_be(line: str, repaired: str) -> None:
    """The message has the line of the fault, and the text of the line with quotation marks."""
    log = DraftLog("x.yaml")
    root = parse_with_repairs(f"# first\n{line}\nb: 1\n", CLAIM_KEYS, log)
    (issue,) = log
    assert (issue.line, issue.hint) == (2, f"Write: {repaired}")
    assert isinstance(root, MapNode)
    assert list(root.entries) == ["a", "b"]


def test_every_fault_is_found_in_one_pass() -> None:
    """Several faults are all reported, and the rest of the draft is read."""
    log = DraftLog("x.yaml")
    root = parse_with_repairs("a: b: c\nd: [x] y\ne: 1\nf: @g\n", CLAIM_KEYS, log)
    assert [issue.line for issue in log] == [1, 2, 4]
    assert isinstance(root, MapNode)
    assert to_json(root) == {"a": "b: c", "d": "[x] y", "e": "1", "f": "@g"}


def test_an_entry_that_no_mapping_may_have_hides_no_other() -> None:
    """A second entry of a name, and one whose key is no text, are reported, and the rest of the draft is read."""
    log = DraftLog("x.yaml")
    root = parse_with_repairs("a: 1\na: 2\nb: {{c: d}: e, f: g}\nh: 'it's'\ni: 3\n", CLAIM_KEYS, log)
    assert [issue.line for issue in log] == [2, 3, 4]
    assert isinstance(root, MapNode)
    assert to_json(root) == {"a": "1", "b": {"f": "g"}, "h": "it's", "i": "3"}


@each_row("text", ["a:\n  b: 1\n c: 2\n", "a: {b: 1\n", "- 1\n", "just text", "\0"])
def test_what_cannot_be_repaired_is_reported(text: str) -> None:
    """Other faults are one message that says what to look for."""
    log = DraftLog("x.yaml")
    assert parse_with_repairs(text, CLAIM_KEYS, log) is None
    assert len(list(log)) == 1


@each_row("text", ["", "\n", "# a comment\n", "~\n", "\ufeff", "```yaml\n```\n"])
def test_an_empty_draft_is_called_empty(text: str) -> None:
    """A draft without any content is said to be empty, with how to begin."""
    log = DraftLog("x.yaml")
    assert parse_with_repairs(text, CLAIM_KEYS, log) is None
    (issue,) = log
    assert issue.message == "is empty"
    assert "title:" in issue.hint


def test_faults_are_told_with_those_of_later_stages() -> None:
    """A fault of YAML does not hide a wrong status or words that are not in the article."""
    text = DRAFT.replace("title: a new pier", "title: a pier: new").replace("value: planned", "value: plan")
    text = text.replace("when: on 4 March 2024", "when: on 5 March 2024")
    lines = [message.split(":")[0] for message in messages(text)]
    assert lines == ["1", "16", "21"]


def test_a_draft_with_very_many_faults_is_not_repaired_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text is parsed a bounded number of times; a message says that more may be wrong."""
    parsed: list[int] = []

    def parse(text: str, skipped: list[DraftSyntaxError] | None = None) -> DraftNode:
        parsed.append(len(text))
        return parse_nodes(text, skipped)

    monkeypatch.setattr(repair, "parse_nodes", parse)
    log = DraftLog("x.yaml")
    text = f"# {'x' * 500_000}\n" + "a: b: c\n" * 200
    assert parse_with_repairs(text, CLAIM_KEYS, log) is None
    assert sum(length > 500_000 for length in parsed) <= 10
    assert "may be followed by more that is not valid YAML" in [issue.message for issue in log]


def test_a_comma_inside_a_flow_mapping() -> None:
    """A text that a comma cuts is one text; where quotation marks end before the comma, the message has the line."""
    assert messages(DRAFT.replace("note: what is due is a payment", "note: it is due, so paid")) == []
    (message,) = messages(DRAFT.replace("note: what is due is a payment", "note: 'it is due', so paid"))
    assert message.startswith("14: events/rest-of-the-price kind: has the key `so paid`. ")


REMEDIES = {
    "a: 1\na: 2": (2, "Write all of it under one key, or give one of them another key"),
    "a: &x {b: c}\nd: *x": (1, "Write the value in each place, without & and *"),
    "a:\n\tb: c": (2, "Indent the line with spaces in place of the tab"),
    "a: [1\nb: {\n": (2, repair.SYNTAX_HINT),
}
"""Texts that are not YAML, with the line of the fault and its remedy."""


@each_row(("text", "expected"), REMEDIES.items())
def test_each_fault_has_its_own_remedy(text: str, expected: tuple[int, str]) -> None:
    """What no quotation marks mend has another remedy, at a line that the draft has."""
    log = DraftLog("x.yaml")
    parse_with_repairs(text, CLAIM_KEYS, log)
    assert [(issue.line, issue.hint) for issue in log][-1] == expected
