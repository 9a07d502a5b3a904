"""Who has how many votes, by the sentences of articles."""

from facts.verify.doubts.votes import find_votes
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
