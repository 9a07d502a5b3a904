"""What an attribution covers: the sentences of who says it, and left open for others."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.formats.csv import format_voices
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft
from tests.tables import each_row

TEXT = """\
Norland orders aircraft in 640 million euro deal

The navy has ordered 30 aircraft from Brunn, the ministry said on Thursday. The contracts run for five years.

The first is due in 2027, according to the ministry. Anna Holt said that two pilots are missing.
"""
DRAFT = """\
title: aircraft
source: {headline: {passage: 1}}
contracts:
  aircraft:
    title: order for aircraft
    quote: The navy has ordered 30 aircraft
    SAID
    quantity: 30 aircraft
    value: 640 million euro
    delivery.when: in 2027
    terms: [{what: how long it lasts, kind: {duration: run for five years, note: so long}, amount: five years}]
organizations: {the ministry: {kind: ministry}, Brunn: }
people: {Anna Holt: }
"""
OPEN = {"value": "none", **dict.fromkeys(("terms.0.what", "terms.0.kind", "terms.0.amount"), "ambiguous")}
"""What the attribution covers of the fields whose sentences do not say who tells them."""
SAID = {
    "attributed_to: the ministry said": OPEN,
    "attributed_to: {the-ministry: the ministry said}": OPEN,
    "attributed_to: {the-ministry: according to the ministry}": OPEN,
    "{attributed_to: the ministry said, attribution_scope: whole}": dict[str, str](),
    "attributed_to: anna-holt": OPEN,
    "": dict[str, str](),
}
"""Who tells a contract, and which of its fields are open."""


@each_row(("said", "expected"), SAID.items())
def test_an_attribution_covers_its_sentences(said: str, expected: dict[str, str]) -> None:
    """A field in another sentence is its speaker's, open in the same passage, and the article's own in another."""
    lines = said.strip("{}").replace(", attribution", "\n    attribution") if said.startswith("{") else said
    lines = lines.replace("anna-holt", "{anna-holt: [Anna Holt said, The navy has ordered], note: she is with it}")
    result = build_draft(DRAFT.replace("SAID", lines), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    contract = next(record for _, record in result.sheet if record.id == "aircraft")
    receipts = contract.evidence.items()
    assert {path: receipt.attribution_scope for path, receipt in receipts if receipt.attribution_scope} == expected
    voices = {path: contract.attribution_of(path) for path, _ in receipts}
    scopes = {
        path: "none" if voice.voice == "narrated" else voice.attribution_scope for path, voice in voices.items()
    }
    assert all(scopes[path] == expected.get(path, "whole") for path in scopes) or not said
    assert voices["quantity"].attribution_scope == ("whole" if said else None)
    assert voices["delivery.when"].attributed_to == ("the-ministry" if said else None)
    draft = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(draft, TEXT).text == result.text


@each_row(
    ("delivery", "message"),
    [
        ("{quote: in 2027, attribution_scope: none}", "'according to the ministry' stands with its words"),
        (
            "{quote: in 2027, attributed_to: the ministry, attribution_scope: none}",
            "its attribution covers none of it",
        ),
        ("{quote: in 2027, attribution_scope: ambiguous}", "but is attributed to no one"),
        ("{quote: in 2027, attribution_scope: whole}", "but is attributed to no one"),
        ("in 2027", ""),
    ],
)
def test_the_own_words_of_the_article_are_told_by_nobody(delivery: str, message: str) -> None:
    """What an attribution does not cover has no voice, and is doubted where its sentence names who tells it."""
    draft = DRAFT.replace("SAID", "attributed_to: the ministry said").replace("when: in 2027", f"when: {delivery}")
    result = build_draft(draft, TEXT)
    issues = [issue.message for issue in (*result.problems, *result.warnings) if issue.field == "delivery.when"]
    issues = [issue for issue in issues if "no other field" not in issue]
    assert bool(issues) == bool(message)
    assert message in "".join(issues)


def test_formats_say_that_the_article_tells_a_field_itself() -> None:
    """In Markdown and CSV a field that the attribution of its record does not cover is the article's own."""
    sheet = build_draft(DRAFT.replace("SAID", "attributed_to: the ministry said"), TEXT).sheet
    assert sheet is not None
    contract = next(record for _, record in sheet if record.id == "aircraft")
    evidence = contract.model_dump(mode="json")["evidence"]
    assert "value=" in format_voices(evidence, "").split(" ")
    assert "delivery.when=the-ministry" not in format_voices(evidence, "")


@each_row(("written",), [["ambiguous"], ["{ambiguous: said that}"], ["{value: ambiguous, quote: said that}"]])
def test_an_open_scope_is_a_value(written: str) -> None:
    """What elsewhere says why a field has no value is the value of a field that may have it."""
    statement = (
        f"statements: {{pilots are missing: {{quote: two pilots are missing, attribution_scope: {written}}}}}\n"
    )
    result = build_draft(DRAFT.replace("    SAID\n", "") + statement, TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    record = next(record for kind, record in result.sheet if kind == "statements")
    assert getattr(record, "attribution_scope", None) == "ambiguous"
    text = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(text, TEXT).text == result.text
