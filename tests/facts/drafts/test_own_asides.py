"""What a sentence tells beside what somebody says: whose subject it is, and a place inside another name."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: trains
organizations: {Weserbahn: , Oslo Museum: }
people: {Ion Rotaru: , Maja Lind: }
places: {Oslo: , hall: }
events:
  TITLE:
    quote: QUOTE
    status: occurred
    ABOUT
"""
BUYER = "Weserbahn, a regional railway owned by a bank, has ordered 26 trains, the last in May, it said."
HEARING = "A court heard Ion Rotaru, a captain, who said he warned in May."


def list_warnings(sentence: str, title: str, quote: str, about: str = "") -> list[str]:
    """Return the warnings about the voice and the topic of an event."""
    draft = DRAFT.replace("TITLE", title).replace("QUOTE", quote).replace("ABOUT", about)
    text = f"Oslo met Maja Lind and Ion Rotaru in the hall of Weserbahn and the Oslo Museum. {sentence}"
    result = build("t.yaml", draft, Article(text), "t")
    return [issue.message for issue in result.warnings if issue.field in ("attributed_to", "about")]


@each_row(
    ("sentence", "title", "quote", "is_warned_of"),
    [
        (BUYER, "ownership of a railway", "a regional railway owned by a bank", False),
        (BUYER, "ownership of a railway", "owned by a bank", False),
        (BUYER, "order of trains", "has ordered 26 trains", True),
        (BUYER, "order of trains", "the last in May", True),
        (BUYER.replace(", it said", ""), "order of trains", "has ordered 26 trains", False),
        ("Under a deal, the bank will pay in May, Maja Lind told it.", "pay", "the bank will pay in May", True),
        ("Oslo handed a protest note to Maja Lind on Nov. 12, saying it sank.", "loss", "it sank", True),
        ("Oslo handed a protest note to Maja Lind on Nov. 12.", "protest", "Oslo handed a protest note", False),
        (HEARING, "hearing of a captain", "A court heard Ion Rotaru", False),
        (HEARING.replace(", who said he", ", the mayor said, and"), "hearing of a captain", "heard Ion Rotaru", True),
        (HEARING.replace("who said", "Maja Lind said"), "hearing of a captain", "A court heard Ion Rotaru", False),
        (
            "A court heard Ion Rotaru, Maja Lind said in May.",
            "hearing of a captain",
            "A court heard Ion Rotaru",
            True,
        ),
        ("A court heard Ion Rotaru, Maja Lind told it.", "hearing of a captain", "A court heard Ion Rotaru", True),
    ],
)
def test_words_for_a_subject_and_a_hearing_are_the_articles_own(
    sentence: str, title: str, quote: str, is_warned_of: bool
) -> None:
    """What a subject is, and who was heard, nobody has to tell; what its verb tells, somebody does."""
    assert bool(list_warnings(sentence, title, quote)) == is_warned_of


@each_row(
    ("sentence", "about", "is_warned_of"),
    [
        ("The Oslo Museum rented it.", "hall", False),
        ("The Oslo Airport Board rented it.", "hall", False),
        ("The Bank of Oslo rented it.", "hall", False),
        ("Oslo rented it.", "hall", False),
        ("It is rented by Oslo.", "hall", True),
        ("The Oslo Museum rented Oslo.", "hall", True),
    ],
)
def test_a_place_in_the_name_of_something_else_is_no_topic(sentence: str, about: str, is_warned_of: bool) -> None:
    """An event is about a place that its sentence names as such, not inside the name of a museum."""
    warnings = list_warnings(
        sentence, "rent of a hall", sentence.partition(" rented")[0] + " rented", f"about: {about}"
    )
    assert bool(warnings) == is_warned_of, warnings
