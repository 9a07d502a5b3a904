"""A date of a delivery that was planned once and is not any more is doubted; others are not."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.superseded_figures import find_superseded_figures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("sentence", "is_doubted"),
    [
        ("The boat was to be handed over [in September] but is now expected in April.", True),
        ("The launch, originally planned for [October], has been postponed to the spring.", True),
        ("The price, once [$5 million], has doubled.", True),
        ("The trams were to cost [$5 million], but the price doubled.", True),
        ("Delivery, once due [in 2024], is now due in 2026.", True),
        ("It was originally valued at [$5 million].", False),
        ("The price is [$5 million] once the council agrees, and later more.", False),
        ("The first was due [in May] and has been delayed to June.", True),
        ("The boat was to be handed over in September but is now expected [in April].", False),
        ("The boat was to be handed over [in September].", False),
        ("The launch has been postponed from May to [October].", False),
        ("The yard was expected to win, and the boats now come [in May].", False),
        ("Nine boats came [in May], and two are delayed.", False),
    ],
)
def test_a_plan_that_was_given_up(sentence: str, is_doubted: bool) -> None:
    """Only a date with a plan in the past before it, and words for a change after it, is one that was given up."""
    words = sentence.partition("[")[2].partition("]")[0]
    article = Article(sentence.replace("[", "").replace("]", ""))
    contract = build_record("contracts", "a", title="boats")
    contract = with_receipts(contract, {"delivery.started": receipt_for(article, words)})
    assert bool(list(find_superseded_figures(CheckContext({"contracts": [contract]}, article)))) == is_doubted
