"""What was tried in vain, and what was withdrawn: facts, and neither a possibility nor what did not happen."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: news
source: {{headline: {{passage: 1}}}}
events:
  e-x:
    title: {title}
    quote: "{quote}"
    status: {status}
"""
SILENCES = [
    ("The dealer could not be reached for comment", "silence of the dealer"),
    ("The dealer could not immediately be reached", "silence of the dealer"),
    ("The report could not be independently verified", "lack of proof of the report"),
    ("The agency couldn't verify the report", "lack of proof of the report"),
    ("The death could not be confirmed", "failure to learn more of the death"),
    ("The ship could not be found", "search for the ship"),
]


def read(quote: str, title: str, status: str | None) -> tuple[str | None, list[str]]:
    """Return the status of an event in a draft, and what is reported of it."""
    text = DRAFT.format(quote=quote, title=title, status=status)
    draft = text if status else text.replace("    status: None\n", "")
    built = build("pier.yaml", draft, Article(f"News of the week\n\n{quote}.\n"), "pier")
    reports = [str(item) for item in [*built.problems, *built.warnings] if "status" in str(item)]
    return json.loads(built.text)["events"][0]["status"] if built.text else None, reports


@each_row(("quote", "title"), SILENCES)
def test_what_was_tried_in_vain_holds_and_has_occurred(quote: str, title: str) -> None:
    """Words such as could not be reached tell a silence or a failure; it is not possible, and nothing is planned."""
    for status in ("standing", "occurred"):
        assert read(quote, title, status) == (status, [])
    assert "Write `status: standing`" in read(quote, title, None)[1][0]
    for status in ("planned", "conditional"):
        assert "it could not be done" in read(quote, title, status)[1][0]


@each_row(
    ("quote", "title", "status", "is_accepted"),
    [
        ("Nordhavn would not say when", "refusal of Nordhavn to say when", "occurred", True),
        ("Nordhavn would not comment", "refusal of a comment", "occurred", True),
        ("Nordhavn would not comment", "comment of Nordhavn", "occurred", False),
        ("Nordhavn would not pay", "refusal of Nordhavn to pay", "occurred", False),
        ("The court has set a hearing for April 14", "hearing of a case", "planned", True),
        ("The court set a hearing for April 14", "hearing of a case", "planned", True),
        ("The court has set a hearing for April 14", "hearing of a case", "occurred", False),
        ("The court has held a hearing for April", "hearing of a case", "planned", False),
    ],
)
def test_what_was_not_said_and_what_was_set_for_a_day(quote: str, title: str, status: str, is_accepted: bool) -> None:
    """Who would not say something has refused to, and what was set for a day is planned, and has not occurred."""
    assert (read(quote, title, status) == (status, [])) == is_accepted


@each_row(
    ("quote", "title", "status", "meaning"),
    [
        ("The payment could not be confirmed", "payment of the price", "occurred", "it could not be done"),
        ("The dealer could not be reached", "journey of the dealer", "occurred", "it could not be done"),
        ("The town could not pay the debt", "payment of the debt", "occurred", "it is possible"),
        ("The debt could not be paid", "silence of the bank", "standing", "it is possible"),
        ("The report could be confirmed", "confirmation of the report", "occurred", "it is possible"),
        ("The ship may not be found", "search for the ship", "occurred", "it is possible"),
        ("If the ship could not be found", "search for the ship", "occurred", "it is a condition"),
    ],
)
def test_what_was_not_done_has_not_occurred(quote: str, title: str, status: str, meaning: str) -> None:
    """What could not be confirmed has not occurred, and other verbs after could, may or if leave it open."""
    assert meaning in read(quote, title, status)[1][0]


@each_row(
    ("quote", "title", "status"),
    [
        ("The ships were withdrawn from the fleet in 2021", "withdrawal of the ships", "occurred"),
        ("The ships were withdrawn from the fleet in 2021", "farewell to the ships", "occurred"),
        ("The ships have been withdrawn from service", "farewell to the ships", "occurred"),
        ("The offer was withdrawn in 2021", "end of the offer", "occurred"),
        ("The ships are withdrawn from the fleet", "place of the ships", "standing"),
        ("The ships are to be withdrawn from the fleet", "withdrawal of the ships", "planned"),
        ("The offer was withdrawn in 2021", "offer of a town", None),
        ("The ships were not withdrawn from the fleet", "withdrawal of the ships", None),
    ],
)
def test_what_was_withdrawn_has_occurred(quote: str, title: str, status: str | None) -> None:
    """A withdrawal in the past has occurred, and what was withdrawn, such as an offer, has no status by it."""
    assert read(quote, title, None)[0] == status


@each_row(
    ("quote", "title", "meaning"),
    [
        ("The offer was withdrawn in 2021", "offer of a town", "it did not happen"),
        ("The ships were not withdrawn from the fleet", "withdrawal of the ships", "it did not happen"),
        ("The ships will be withdrawn from the fleet", "withdrawal of the ships", "it is still to come"),
    ],
)
def test_what_was_not_withdrawn_has_not_occurred(quote: str, title: str, meaning: str) -> None:
    """What was withdrawn itself has not happened, and neither has a withdrawal that is denied or to come."""
    assert meaning in read(quote, title, "occurred")[1][0]
