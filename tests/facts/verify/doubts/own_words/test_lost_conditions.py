"""A title or a summary tells on what its words make it depend."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.lost_conditions import find_lost_conditions
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("sentence", "title", "status", "is_doubted"),
    [
        ("The town [will give 5 million], provided the state pays as much.", "grant of the town", "planned", True),
        ("The town [promised 5 million], provided the state pays as much.", "grant of the town", "planned", True),
        ("The town [will give 5 million] if the state pays as much.", "grant of the town", "planned", True),
        ("The town [will give 5 million] on condition that the state pays.", "grant of the town", "planned", True),
        ("The yard [will close] unless it gets orders.", "end of the yard", "planned", True),
        ("The yard [will stay open] as long as it gets orders.", "future of the yard", "planned", True),
        ("The sale [was agreed] subject to approval by the council.", "sale of the yard", "occurred", True),
        ("The sale [was agreed], pending a council vote.", "sale of the yard", "occurred", True),
        (
            "The town [will give 5 million], provided the state pays as much.",
            "grant if the state pays",
            "planned",
            False,
        ),
        (
            "The town [will give 5 million], provided the state pays as much.",
            "grant of the town",
            "conditional",
            False,
        ),
        ("The yard [will close] unless it gets orders.", "end of the yard without orders", "planned", False),
        ("The town [will give 5 million], even if the state pays nothing.", "grant of the town", "planned", False),
        ("The council [will decide] if the yard is sold.", "decision of the council", "planned", False),
        ("The council [asked if] the yard was sold.", "question of the council", "occurred", False),
        ("The town [paid 5 million], and gives more if the state pays.", "payment by the town", "occurred", False),
        ("The town [will pay 5 million], but the yard closes if it gets no orders.", "payment", "planned", False),
        ("It [will open the lock] provided by the yard.", "opening of the lock", "planned", False),
        ("The ships [are subject to] a tax.", "tax on the ships", "standing", False),
        ("The yard [was closed] if only for a day.", "end of the yard for a day", "occurred", False),
    ],
)
def test_a_condition_is_told(sentence: str, title: str, status: str, is_doubted: bool) -> None:
    """What depends on something is told with it, by its title or its status, and what does not, without."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    event = build_record("events", "a", title=title, kind="act", status=status)
    event = with_receipts(event, {"title": receipt.model_copy(update={"spans": spans})})
    assert bool(list(find_lost_conditions(CheckContext({"events": [event]}, article)))) == is_doubted
