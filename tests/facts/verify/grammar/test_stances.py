"""Words of agreement and of denial are told apart, and what only describes a thing is neither."""

from facts.verify.grammar.stances import denies_claim, find_stances
from tests.tables import each_row


@each_row(
    ("text", "stances"),
    [
        ("The ministry agreed", {"agreement"}),
        ("It did not agree", {"disagreement"}),
        ("It denied this", {"denial"}),
        ("settled within the agreed terms", set()),
        ("at a confirmed price", set()),
        ("It paid the agreed price and denied this", {"denial"}),
        ("the yard, which lies in Oslo", set()),
        ("it lies idle at the port", set()),
        ("the claim that it lies off the coast", set()),
        ("he told lies in court", {"denial"}),
        ("the lies in the report", {"denial"}),
        ("accused him of lies in parliament", {"denial"}),
        ("the minister lies", {"denial"}),
        ("The two agreed terms", {"agreement"}),
    ],
)
def test_stances(text: str, stances: set[str]) -> None:
    """A participle between a determiner and its noun says nothing of another statement; a verb does."""
    assert find_stances([text]) == stances


@each_row(
    ("text", "is_answer"),
    [
        ("Sandmo denied this", True),
        ("Sandmo denied that.", True),
        ("The yard rejects the criticism", True),
        ("The yard disputed these claims", True),
        ("Sandmo denied that the port", False),
        ("Sandmo denied a leak", False),
        ("The yard rejected the bid", False),
        ("Sandmo said this", False),
    ],
)
def test_denials_of_what_was_said(text: str, is_answer: bool) -> None:
    """Who denies this, or the claim, answers somebody; who denies a thing, or what follows, may not."""
    assert denies_claim(text) == is_answer
