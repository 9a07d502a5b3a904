"""The status of a statement that does not mention it: a state where its words tell one, else an opinion."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a dam
people:
  Ada Lind:
statements:
  what she says:
    quote: QUOTE
    speaker: Ada Lind
"""


@each_row(
    ("text", "quote", "status"),
    [
        ("Ada Lind said it had not yet received a plan.", "it had not yet received a plan", "standing"),
        ("Ada Lind said the council has yet to decide.", "the council has yet to decide", "standing"),
        ("Ada Lind said the penalties are in writing.", "the penalties are in writing", "standing"),
        ("Ada Lind said the rule is now in force.", "the rule is now in force", "standing"),
        ("Ada Lind declined to comment on the dam.", "Ada Lind declined to comment on the dam", "standing"),
        ("Ada Lind did not respond to a request.", "Ada Lind did not respond to a request", "standing"),
        ("Ada Lind refused to say when.", "Ada Lind refused to say when", "standing"),
        ("Ada Lind could not be reached.", "Ada Lind could not be reached", "standing"),
        ("Ada Lind declined to comment, but said it leaks.", "said it leaks", "asserted"),
        ("Ada Lind said nobody did respond.", "nobody did respond", "asserted"),
        ("Ada Lind said it refused to pay.", "it refused to pay", "asserted"),
        ("Ada Lind said the dam is in danger.", "the dam is in danger", "asserted"),
        ("Ada Lind said the dam is too low.", "the dam is too low", "asserted"),
        ("Ada Lind said the town could not afford it.", "the town could not afford it", "asserted"),
        ("Ada Lind said the dam will be in place.", "the dam will be in place", "asserted"),
        ("Ada Lind said nobody had seen a plan.", "nobody had seen a plan", "asserted"),
        ("Ada Lind said it is not yet late, and will break.", "it is not yet late, and will break", "asserted"),
    ],
)
def test_a_statement_of_how_something_stands(text: str, quote: str, status: str) -> None:
    """What has not happened yet, or is in writing, stands so for who says it; opinions and forecasts are asserted."""
    result = build("dam.yaml", DRAFT.replace("QUOTE", quote), Article(text), "dam")
    assert result.problems == ()
    assert json.loads(result.text)["statements"][0]["status"] == status


EVENT = "title: a dam\nevents:\n  a thing at the dam: {quote: 'QUOTE'}\n"


@each_row(
    ("text", "is_read"),
    [
        ("which runs 11 hospitals in the north", True),
        ("which also runs two hospitals", True),
        ("who heads the union of welders", True),
        ("a group that runs 11 hospitals", True),
        ("which sits on the river", True),
        ("Kite, which owns Tern Works", True),
        ("which possesses a licence", True),
        ("which specialises in dams", True),
        ("which ships the navy ordered is open", False),
        ("which opens in May", False),
        ("which plans a sale", False),
        ("which seeks damages", False),
        ("who demands the money", False),
        ("which offers 5 million euros", False),
        ("on which walls the water rose", False),
        ("which patients need", False),
        ("the rule that patients in hospitals", False),
        ("the rule that patients", False),
        ("says that runs of the mill", False),
        ("the hospitals in the north", False),
    ],
)
def test_a_relative_clause_in_the_present_is_a_state(text: str, is_read: bool) -> None:
    """What runs or heads something stands so; what is planned, sought or begins later is asked, and so are nouns."""
    result = build("dam.yaml", EVENT.replace("QUOTE", text), Article(f"It is here, {text}."), "dam")
    events = json.loads(result.text)["events"] if result.text else [{}]
    assert (events[0].get("status") == "standing") == is_read, [str(problem) for problem in result.problems]
