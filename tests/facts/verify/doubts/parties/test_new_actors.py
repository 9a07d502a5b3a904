"""Somebody of whom an article has not told before is none of the participants whom other sentences name."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Lotara paid 9 crowns. {} withdrew in August."
DRAFT = """\
title: a bid
organizations: {{Lotara: }}
events:
  payment: {{title: payment, quote: paid 9 crowns, participants: Lotara paid}}
  withdrawal: {{title: withdrawal from the race, quote: withdrew in August, {}}}
"""


@each_row(
    ("subject", "participants", "is_doubted"),
    [
        ("A third bidder", "participants: Lotara paid", True),
        ("Another company", "participants: Lotara paid", True),
        ("A third bidder", "participants: A third bidder", False),
        ("A third bidder", "participants: {lotara: Lotara paid, note: it is the third}", False),
        ("A third bidder", "quantity: {gap: not_stated}", False),
        ("A third bidder, Lotara,", "participants: [Lotara]", False),
        ("A storm", "participants: Lotara paid", False),
        ("The company", "participants: Lotara paid", False),
    ],
)
def test_who_is_new(subject: str, participants: str, is_doubted: bool) -> None:
    """A bidder who is told of for the first time is no participant whom its sentence does not name."""
    result = build("bid.yaml", DRAFT.format(participants), Article(TEXT.format(subject)), "bid")
    messages = [str(issue) for issue in (*result.problems, *result.warnings)]
    assert any("who is another one" in message for message in messages) == is_doubted, messages
