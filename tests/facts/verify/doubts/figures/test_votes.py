"""Who has how many votes, by the sentences of articles."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.votes import find_swapped_votes, find_turned_votes, find_votes
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("sentence", "votes"),
    [
        ("The motion passed by 21 votes to 11.", (21, 11)),
        ("The council approved it by six votes to three.", (6, 3)),
        ("Parliament adopted the law 52-48.", (52, 48)),
        ("The council rejected it by 21 votes to 11.", (11, 21)),
        ("The board backed it with 7 votes in favour and 2 against.", (7, 2)),
        ("The motion was put to the vote, 21 to 11.", None),
        ("The council approved 21 buses for 11 towns.", None),
        ("The motion, which passed 5 to 4, was rejected in the lower house.", None),
    ],
)
def test_the_first_votes_are_those_of_the_winners(sentence: str, votes: tuple[int, int] | None) -> None:
    """Votes for and against are read where the sentence says which side won, and only there."""
    counted = find_votes(sentence)
    assert (None if counted is None else (int(counted["for"]), int(counted["against"]))) == votes


@each_row(
    ("title", "value", "words", "note", "finding"),
    [
        ("approval of the plan", 9, "21 votes to 9", None, "problem"),
        ("approval of the plan", 9, "21 votes to 9", "as it says", "warning"),
        ("approval of the plan", 9, "to 9", "votes is said before", "warning"),
        ("approval of the plan", 9, "approved it", "votes", "warning"),
        ("approval of the plan", 21, "approved it", "votes", "warning"),
        ("approval of the plan", 21, "21 votes", None, None),
        ("approval of the plan", 21, "21 votes to 9", None, None),
        ("approval of the plan", 9, "to 9", "votes against it", None),
        ("votes against the plan", 9, "to 9", "votes is said before", None),
        ("votes against the plan", 21, "21 votes", None, "warning"),
        ("end of the debate", 9, "to 9", "votes is said before", None),
    ],
)
def test_the_words_say_that_number_of_that_side(
    title: str, value: int, words: str, note: str | None, finding: str | None
) -> None:
    """A number of votes is in its words, and that of the side that made the decision, unless words give the other."""
    article = Article("The council approved it by 21 votes to 9.")
    quantity = {"operator": "=", "value": value, "unit": "vote", "stated": words}
    receipt = receipt_for(article, words)
    spans = [span.model_copy(update={"exact": words}) for span in receipt.spans]
    basis = "inferred" if note else "stated"
    receipt = receipt.model_copy(update={"spans": tuple(spans), "basis": basis, "note": note})
    event = with_receipts(
        build_record("events", "a", title=title, status="occurred", quantity=quantity), {"quantity": receipt}
    )
    findings = list(find_swapped_votes(CheckContext({"events": (event,)}, article)))
    assert ["problem" if item.is_certain else "warning" for item in findings] == ([finding] if finding else [])


@each_row(
    ("title", "article", "is_doubted"),
    [
        ("vote of 31 to 22 against the award", "The council awarded it. The vote was 31 to 22.", True),
        ("vote of 31-22 against the award", "The council approved it. The vote was 31 to 22.", True),
        ("vote of 31 to 22 for the award", "The council awarded it. The vote was 31 to 22.", False),
        ("vote of 22 to 31 against the award", "The council awarded it. The vote was 31 to 22.", False),
        ("vote of 31 to 22 against the award", "The council rejected it. The vote was 31 to 22.", False),
        (
            "vote of 31 to 22 against the award",
            "The council met to reject it. It rained. The vote was 31 to 22.",
            False,
        ),
        ("vote of 31 to 22 against the award", "The vote was 31 to 22 against it.", False),
        ("vote of 31 to 22 in favour of the award", "The council rejected it. The vote was 31 to 22.", True),
        (
            "vote of 31 to 22 for the award",
            "The mayor rejected it, and it was approved. The vote was 31 to 22.",
            False,
        ),
        ("vote of 31 to 22", "The council rejected it. The vote was 31 to 22.", False),
        ("31 votes, 22 of them against the award", "The council awarded it. The vote was 31 to 22.", False),
    ],
)
def test_the_greater_number_is_that_of_the_side_that_won(title: str, article: str, is_doubted: bool) -> None:
    """A title has more votes against something only where its sentences, or those before, say so; for it likewise."""
    text = Article(article)
    event = build_record("events", "a", title=title, status="occurred")
    event = with_receipts(event, {"title": receipt_for(text, "The vote was 31 to 22")})
    assert bool(list(find_turned_votes(CheckContext({"events": (event,)}, text)))) == is_doubted


def test_the_losing_votes_without_a_unit() -> None:
    """The number of those who lost is not that of an approval, if nothing says what it counts either."""
    article = Article("The council approved it by 21 votes to 9.")
    for value, is_doubted in ((9, True), (21, False)):
        quantity = {"operator": "=", "value": value, "unit": None, "stated": "21 votes to 9"}
        event = with_receipts(
            build_record("events", "a", title="approval of the plan", status="occurred", quantity=quantity),
            {"quantity": receipt_for(article, "21 votes to 9")},
        )
        findings = list(find_swapped_votes(CheckContext({"events": (event,)}, article)))
        assert bool(findings) == is_doubted, value
