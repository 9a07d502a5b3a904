"""Parties on a side of a contract on which they cannot be, or where the article has somebody else."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The ministry signed the contract with vaccine manufacturer Nordvax in March. Hiller is a maker of ships.

Hiller agreed to sell its stake in a yard to the group Reede. Cantieri had offered 171 million euros.
"""
DRAFT = """\
title: a deal
contracts:
  deal: {{title: contract, buyers: {}, suppliers: {}}}
organizations:
  Nordvax: {{kind: manufacturer}}
  Hiller: {{kind: maker}}
  ministry: {{kind: ministry}}
  Reede: {{kind: group}}
  Cantieri:
"""


@each_row(
    ("buyers", "suppliers", "is_doubted"),
    [
        ("The ministry signed", "contract with vaccine manufacturer Nordvax", False),
        ("{nordvax: with vaccine manufacturer Nordvax}", "{ministry: The ministry signed}", True),
        ("The ministry signed", "{ministry: The ministry signed}", True),
        ("to the group Reede", "Hiller agreed to sell", False),
        ("{cantieri: Cantieri had offered}", "Hiller agreed to sell", True),
        ("[to the group Reede, Cantieri had offered]", "Hiller agreed to sell", True),
        ("{ministry: The ministry signed}", "Hiller agreed to sell", True),
    ],
)
def test_a_party_is_on_its_side(buyers: str, suppliers: str, is_doubted: bool) -> None:
    """A maker that buys from a ministry, one party on both sides, and a buyer that lost, are doubted."""
    result = build("deal.yaml", DRAFT.format(buyers, suppliers), Article(TEXT), "deal")
    issues = [*result.problems, *result.warnings]
    assert {issue.record for issue in result.problems} <= {"source", "contracts/deal"}
    found_doubts = any(issue.record == "contracts/deal" and issue.field == "buyers" for issue in issues)
    assert found_doubts == is_doubted, [str(issue) for issue in issues]
