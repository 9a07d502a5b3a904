"""Figures that somebody estimates are theirs."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.estimates import find_estimate
from tests.tables import each_row


def estimate_of(sentence: str) -> str | None:
    """Return who estimates the figure of a sentence in brackets."""
    ahead, _, rest = sentence.partition("[")
    words, _, after = rest.partition("]")
    context = CheckContext({}, Article(f"{ahead}{words}{after}"))
    return find_estimate(context, len(ahead), len(ahead) + len(words))


@each_row(
    ("sentence", "words"),
    [
        ("It will go back for repairs, which Halvari put at [about 3.2 million euros].", "Halvari put"),
        ("It will go back for repairs, which Halvari put [at about 3.2 million euros].", "Halvari put"),
        ("The auditors estimate the cost at [$55 million].", "auditors estimate"),
        ("Lind valued the ship at [3 million euros].", "Lind valued"),
        ("The union expects the bill to reach [3 million euros].", "union expects"),
        ("The board has estimated the price to be [3 million euros].", "board has estimated"),
        ("Repairs are put at [3 million euros].", None),
        ("The cost was estimated at [3 million euros].", None),
        ("Lind put the ship at the disposal of the board, which paid [3 million euros].", None),
        ("Lind estimates that the town paid [3 million euros].", None),
        ("The town paid [3 million euros].", None),
        ("Lind values the ship; it was sold at [3 million euros].", None),
    ],
)
def test_who_estimates_a_figure(sentence: str, words: str | None) -> None:
    """The verb before a figure has somebody who puts it there; a passive, and another clause, have nobody."""
    assert estimate_of(sentence) == words
