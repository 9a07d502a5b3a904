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
        ("Ada Lind said no decision had been taken.", "no decision had been taken", "standing"),
        ("Ada Lind said no date had been set.", "no date had been set", "standing"),
        ("Ada Lind said no trust had been lost.", "no trust had been lost", "asserted"),
        ("Ada Lind said nobody had seen a plan.", "nobody had seen a plan", "asserted"),
        ("Ada Lind said it is not yet late, and will break.", "it is not yet late, and will break", "asserted"),
    ],
)
def test_a_statement_of_how_something_stands(text: str, quote: str, status: str) -> None:
    """What has not happened yet, or is in writing, stands so for who says it; opinions and forecasts are asserted."""
    result = build("dam.yaml", DRAFT.replace("QUOTE", quote), Article(text), "dam")
    assert result.problems == ()
    assert json.loads(result.text)["statements"][0]["status"] == status


@each_row(
    ("text", "quote", "status"),
    [
        ("Ada Lind said it had ordered six pumps.", "it had ordered six pumps", "occurred"),
        ("Ada Lind said all invoices had been settled.", "all invoices had been settled", "occurred"),
        ("The town has bought two dams, Ada Lind said.", "The town has bought two dams", "occurred"),
        ("The two have agreed on a dam, Ada Lind said.", "The two have agreed on a dam", "occurred"),
        ('"We signed the contract in May," Ada Lind said.', "We signed the contract in May", "occurred"),
        ('"The rules were changed after the bids," Ada Lind said.', "The rules were changed", "occurred"),
        ("Ada Lind said the fee had been raised.", "the fee had been raised", "occurred"),
        ("Ada Lind said the fee had not been raised.", "the fee had not been raised", "asserted"),
        ('"You cannot wait," Ada Lind said, adding it had paid half.', "it had paid half", "occurred"),
        ("Ada Lind said it would cover half of it.", "it would cover half of it", "planned"),
        ("Ada Lind said that she would also open a dam.", "she would also open a dam", "planned"),
        ('"We will appeal in May," Ada Lind said.', "We will appeal in May", "planned"),
        ('"We will deduct it from the bill," Ada Lind said.', "We will deduct it from the bill", "planned"),
        ('"We will mend the dam," Ada Lind said.', "We will mend the dam", "planned"),
        ('"We will miss the dam," Ada Lind said.', "We will miss the dam", "asserted"),
        ('"We will never pay," Ada Lind said.', "We will never pay", "asserted"),
        ('"It will mend itself," Ada Lind said.', "It will mend itself", "asserted"),
        ("Ada Lind said the town planned to open a dam.", "the town planned to open a dam", "planned"),
        ("Ada Lind said it had not ordered six pumps.", "it had not ordered six pumps", "asserted"),
        ("Ada Lind said no invoice had been settled.", "no invoice had been settled", "asserted"),
        ("Ada Lind denied that it had ordered six pumps.", "it had ordered six pumps", "asserted"),
        ("Ada Lind said there was no proof that it had paid.", "it had paid", "asserted"),
        ("Ada Lind said she doubted it had been paid.", "it had been paid", "asserted"),
        ("Ada Lind asked whether it had been paid.", "it had been paid", "asserted"),
        ("Ada Lind said it had ordered pumps too late.", "it had ordered pumps too late", "asserted"),
        ("Ada Lind said it had paid more than the others.", "it had paid more than the others", "asserted"),
        ("Ada Lind said the dam had favoured the rich.", "the dam had favoured the rich", "asserted"),
        ("Ada Lind said the town paid 1 million a year.", "the town paid 1 million a year", "asserted"),
        ("Ada Lind said the dam would cover half of it.", "the dam would cover half of it", "asserted"),
        ("Ada Lind said it would cost a million.", "it would cost a million", "asserted"),
        ("Ada Lind said it would not cover half of it.", "it would not cover half of it", "asserted"),
        ("Ada Lind said it would pay if the town did.", "it would pay if the town did", "asserted"),
        ("Ada Lind said it would have paid half of it.", "it would have paid half of it", "asserted"),
        ("Ada Lind said the town had promised to pay.", "the town had promised to pay", "asserted"),
        ("Ada Lind expects that it will open in May.", "it will open in May", "asserted"),
    ],
)
def test_a_statement_of_an_act_or_a_promise(text: str, quote: str, status: str) -> None:
    """An act that words tell plainly has occurred for who says it, and what they will do is planned; all else not."""
    result = build("dam.yaml", DRAFT.replace("QUOTE", f"'{quote}'"), Article(text), "dam")
    statuses = [entry["status"] for entry in json.loads(result.text or '{"statements": []}')["statements"]]
    assert statuses == [status], [str(problem) for problem in result.problems]


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
