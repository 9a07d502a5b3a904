"""What an attribution covers: the sentences of who says it, and left open for others."""

from facts.drafts.emit import format_lines
from facts.drafts.from_sheet import to_draft
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
OPEN = {"value", "terms.0.what", "terms.0.kind", "terms.0.amount"}
"""The fields whose sentences do not say who tells them."""
SAID = {
    "attributed_to: the ministry said": OPEN,
    "attributed_to: {the-ministry: the ministry said}": OPEN,
    "attributed_to: {the-ministry: according to the ministry}": OPEN,
    "{attributed_to: the ministry said, attribution_scope: whole}": set[str](),
    "attributed_to: anna-holt": {*OPEN, "delivery.when"},
    "": set[str](),
}
"""Who tells a contract, and which of its fields are open."""


@each_row(("said", "expected"), SAID.items())
def test_an_attribution_covers_its_sentences(said: str, expected: set[str]) -> None:
    """A field in another sentence than that of who says it, and in none of the same voice, is marked as open."""
    lines = said.strip("{}").replace(", attribution", "\n    attribution") if said.startswith("{") else said
    lines = lines.replace("anna-holt", "{anna-holt: [Anna Holt said, The navy has ordered], note: she is with it}")
    result = build_draft(DRAFT.replace("SAID", lines), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    contract = next(record for _, record in result.sheet if record.id == "aircraft")
    receipts = contract.evidence.items()
    assert {path for path, receipt in receipts if receipt.attribution_scope} == expected
    scopes = {path: contract.attribution_of(path).attribution_scope for path, _ in receipts}
    assert all((scopes[path] == "ambiguous") == (path in expected) for path in scopes)
    assert scopes["quantity"] == ("whole" if said else None)
    draft = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(draft, TEXT).text == result.text
