"""What is called for a day, stands in a condition, or is delivered in part has not occurred."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.unsettled_statuses import find_unsettled
from facts.verify.doubts.voices.relation_order import ANAPHOR
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


def is_doubted(sentence: str, title: str, status: str = "occurred") -> bool:
    """Return whether the status of an event of the words of a sentence in brackets is doubted."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    spans = tuple(span.model_copy(update={"exact": words}) for span in receipt.spans)
    receipts = {"title": receipt.model_copy(update={"spans": spans})}
    event = with_receipts(build_record("events", "a", title=title, kind="meeting", status=status), receipts)
    return bool(list(find_unsettled(CheckContext({"events": [event]}, article))))


@each_row(
    ("sentence", "title"),
    [
        ("The union [has called a meeting for Monday].", "meeting of the union"),
        ("The union has called [a meeting for Monday].", "meeting of the union"),
        ("The court [scheduled a hearing for May].", "hearing on the sale"),
        ("The board announced [a vote on the sale for Friday].", "vote on the sale"),
        ("A section is due in May, with [full operation] expected in two years.", "full operation"),
        ("[Full operation] is expected in two years.", "full operation"),
        ("[Full operation] will begin in May.", "full operation"),
        ("It takes effect only if [the agency approves it].", "approval by the agency"),
        ("It takes effect only if the agency [approves it].", "approval by the agency"),
        ("The yard pays unless [the ships arrive].", "arrival of the ships"),
        ("[A further 3 million falls due in May], but only if the ships arrive.", "payment"),
        ("[A further 3 million falls due in May, but only if] the ships arrive.", "payment"),
        ("A further 3 million [falls due] in May, but only if the ships arrive.", "payment"),
        ("[The yard pays a fine of 3 million] unless the ships arrive.", "payment of a fine"),
        ("Unless the ships arrive, [the yard pays a fine].", "payment of a fine"),
        ("The port opened, and [the bank pays 3 million] provided that it stays open.", "payment"),
        ("[The bank pays the rest] on condition that the ships arrive.", "payment of the rest"),
        ("Lind said [the bank pays the rest] only when the ships arrive.", "payment of the rest"),
    ],
)
def test_what_is_not_settled(sentence: str, title: str) -> None:
    """A meeting that is only called, and what is only a condition, have not occurred, but may be planned."""
    assert is_doubted(sentence, title)
    assert not is_doubted(sentence, title, "planned")


@each_row(
    ("sentence", "title"),
    [
        ("The union [has called a meeting for Monday].", "call for a meeting"),
        ("The union [met on Monday].", "meeting of the union"),
        ("The board announced [a profit for May].", "profit of the board"),
        ("[Full operation] began in May.", "full operation"),
        ("[Full operation], which began in May, is expected to last.", "full operation"),
        ("[The operation began] and is expected to last.", "operation"),
        ("[The deal] agreed in May is large.", "deal"),
        ("It ended [the strike], expected to last for weeks.", "strike"),
        ("He asked if [the ships had arrived].", "arrival of the ships"),
        ("If they pay, it helps, and [the ships have arrived].", "arrival of the ships"),
        ("[The board approved the sale] on condition that the yard stays open.", "approval of the sale"),
        ("The board approved [the sale] on condition that the yard stays open.", "sale"),
        ("[The bank agreed to pay the rest] only if the ships arrive.", "agreement"),
        ("[The ships have arrived], and the bank pays, but only if they float.", "arrival of the ships"),
        ("The bank pays only if the ships float, and [the ships have arrived].", "arrival of the ships"),
        ("[It has opened the lock] provided by the yard.", "opening of the lock"),
        ("Unless the ships arrive, the yard pays, but [it paid 3 million].", "payment"),
        ("The yard [called the price a joke for years].", "criticism of the price"),
    ],
)
def test_what_is_settled(sentence: str, title: str) -> None:
    """The call itself, what was held, and what is outside a condition may have occurred."""
    assert not is_doubted(sentence, title)


@each_row(
    ("title", "status", "is_doubted"),
    [
        ("arrival of the remaining doses", "planned", True),
        ("delivery of the rest", "conditional", True),
        ("arrival of the remaining doses", "occurred", False),
        ("payment of the rest", "planned", False),
    ],
)
def test_a_delivery_of_which_a_part_is_to_come(title: str, status: str, is_doubted: bool) -> None:
    """A contract is not delivered while an event has a part of it still to come."""
    article = Article("The first doses had arrived. The remaining doses are expected.")
    contract = build_record("contracts", "doses", title="doses", delivery={"status": "occurred"})
    contract = with_receipts(contract, {"delivery.status": receipt_for(article, "had arrived")})
    event = build_record("events", "a", title=title, kind="delivery", status=status, about=("doses",))
    event = with_receipts(event, {"title": receipt_for(article, "doses are expected")})
    records = {"contracts": [contract], "events": [event]}
    assert bool(list(find_unsettled(CheckContext(records, article)))) == is_doubted


@each_row(
    ("text", "is_anaphor"),
    [
        ("Nordvax disputes that.", True),
        ("Nordvax denies it.", True),
        ("Nordvax denied this", True),
        ("Nordvax disputes that the price is high.", False),
        ("Nordvax disputes the bill.", False),
    ],
)
def test_words_for_the_claim_that_was_told_last(text: str, is_anaphor: bool) -> None:
    """A pronoun after a verb that denies means the claim that was told last, and a clause after that none."""
    assert (ANAPHOR.search(text) is not None) == is_anaphor
