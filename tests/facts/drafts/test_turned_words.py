"""Own words that deny less, or name somebody else, than the sentences of their record."""

from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

TITLE = "  complaint of Sundt about the tender:"
LATE = "  the ferries will be late as well:"
TURNED = [
    ("  the offer of Sundt did not meet the safety rules:", "  the offer of Sundt met the rules:", "'failed'"),
    ("  the yard makes no comment:", "  the yard commented on it:", "'declined'"),
    (LATE, "  the yard declined to say that they will be late as well:", "denies with 'declined'"),
    (TITLE, "  complaint of Brandt about the tender:", "'Brandt', which no sentence"),
    (
        "  the delay came from a strike of welders:",
        "  the delay was the fault of Sundt:",
        "'Sundt', which no sentence",
    ),
]
"""The title or summary of a record, another one, and the warning about it."""
ALIKE = [
    ("  the offer of Sundt did not meet the safety rules:", "  the offer of Sundt failed the rules:"),
    ("  the yard makes no comment:", "  the yard is silent when asked to comment:"),
    (TITLE, "  complaint of Sundt to the Board about the tender:"),
    (LATE, "  the late ferries:"),
]


@each_row(("before", "after", "warning"), TURNED)
def test_words_turned_round(before: str, after: str, warning: str) -> None:
    """A denial that is lost or put in, and a name that only other sentences have, are doubted."""
    changes = {before: after, "    about: complaint-of-sundt-about-the-tender\n": ""}
    assert any(warning in other for other in warnings_of(changes)), after


@each_row(("before", "after"), ALIKE)
def test_words_with_the_same_meaning(before: str, after: str) -> None:
    """The same denial in other words, and a name that the sentences have, are not doubted."""
    changes = {before: after, "    about: complaint-of-sundt-about-the-tender\n": ""}
    assert warnings_of(changes) == [], after
