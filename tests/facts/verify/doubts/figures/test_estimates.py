"""Figures that somebody estimates are theirs."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.estimates import find_estimate, find_estimates
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
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
        ("The consultancy Brandt & Lowe had valued the yard at [3 million euros].", "Brandt & Lowe had valued"),
        ("Lind valued the ship at [3 million euros].", "Lind valued"),
        ("The union expects the bill to reach [3 million euros].", "union expects"),
        ("The board has estimated the price to be [3 million euros].", "board has estimated"),
        ("Repairs are put at [3 million euros].", None),
        ("It was originally valued at [3 million euros].", None),
        ("The order, first valued at [3 million euros], is late.", None),
        ("Lind originally valued the ship at [3 million euros].", "Lind originally valued"),
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


@each_row(
    ("title", "participants", "is_doubted"),
    [
        ("valuation of the yard", ("brandt-lowe",), False),
        ("estimate of what the yard is worth", ("brandt-lowe",), False),
        ("valuation of the yard", ("tern",), True),
        ("valuation of the yard", (), True),
        ("sale of the yard", ("brandt-lowe",), True),
    ],
)
def test_the_act_of_an_estimate(title: str, participants: tuple[str, ...], is_doubted: bool) -> None:
    """An event that is the valuation itself, with who made it, is nobody's claim; a sale or another's act is."""
    article = Article("The consultancy Brandt & Lowe had valued the yard at 3 million euros.")
    organizations = (
        build_record("organizations", "brandt-lowe", name="Brandt & Lowe"),
        build_record("organizations", "tern", name="Tern"),
    )
    amount = {"amount": "3000000", "currency": "EUR", "operator": "=", "stated": "3 million euros"}
    event = build_record(
        "events", "a", title=title, kind="event", status="occurred", participants=participants, amount=amount
    )
    event = with_receipts(event, {"amount": receipt_for(article, "3 million euros")})
    context = CheckContext({"organizations": organizations, "events": (event,)}, article)
    assert bool(list(find_estimates(context))) == is_doubted
