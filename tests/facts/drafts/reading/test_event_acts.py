"""The status of an event whose words tell an act: one that its title names, that lasts, was forced or aims at it."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = "title: a dam\nevents:\n  {}: {{quote: '{}'}}\n"


def read(title: str, text: str, quote: str) -> str | None:
    """Return the status of an event that a draft does not write; None if it is not read."""
    result = build("dam.yaml", DRAFT.format(title, quote), Article(text), "dam")
    assert result.text or [problem.field for problem in result.problems] == ["status"]
    assert not result.warnings, [str(warning) for warning in result.warnings]
    return json.loads(result.text)["events"][0]["status"] if result.text else None


@each_row(
    ("title", "text", "status"),
    [
        ("offer of a yard", "The yard had offered to do the work.", "occurred"),
        ("promise of a school", "The yard promised to build a school.", "occurred"),
        ("decision on the trams", "The town decided to buy trams.", "occurred"),
        ("purchase of trams", "The town decided to buy trams.", "planned"),
        ("order of trams", "The town plans to order trams.", "planned"),
        ("loan for the town", "The bank has agreed to lend 5 million.", "planned"),
        ("request to a court", "The trust is asking a court to stop a sale.", "standing"),
        ("appeal of a trust", "The trust is urging the town to stop a sale.", "standing"),
        ("halt of a sale", "The trust is asking a court to stop a sale.", None),
        ("halt of a sale", "The trust is planning to stop a sale.", "planned"),
        ("hearing of a case", "The court has set a first hearing for April 14.", "planned"),
        ("vote of the council", "The council set a vote for Monday.", None),
        ("vote of the council", "A vote was fixed for June.", None),
        ("vote of the council", "A vote has been fixed for June.", "planned"),
        ("record of a ship", "The ship has set a record for speed.", "occurred"),
        ("offer of a yard", "The yard would have offered to do the work.", None),
        ("offer of a yard", "The yard did not offer to do the work.", None),
        ("hire of ploughs", "The county had to hire ploughs.", "occurred"),
        ("hire of ploughs", "The county has to hire ploughs.", None),
        ("delivery of ploughs", "The yard had to deliver by May.", None),
        ("road network", "The county maintains around 2,100 kilometres of road.", "standing"),
        ("lease of boats", "The boats, leased from a bank, sail.", "standing"),
        ("lease of boats", "The town leased boats from a bank.", "occurred"),
        ("sale of boats", "The boats, sold to a bank, sail.", "occurred"),
        ("launch of a ship", "The launch has been postponed to June.", "planned"),
        ("launch of a ship", "The launch was delayed until May.", "planned"),
        ("postponement of a launch", "The launch has been postponed to June.", "occurred"),
        ("launch of a ship", "The launch was delayed by storms.", None),
        ("fine of a yard", "The yard pays a fine, but only if a crane is late.", "conditional"),
        ("fine of a yard", "The yard will pay a fine unless a crane comes.", "conditional"),
        ("approval of a sale", "The board approved a sale on condition that a yard opens.", "occurred"),
        ("fine of a yard", "The yard paid a fine only when a crane was late.", "occurred"),
    ],
)
def test_a_status_is_that_of_what_the_title_names(title: str, text: str, status: str | None) -> None:
    """An offer that was made has occurred, and what was offered not; what lasts stands, what was forced is over."""
    assert read(title, text, text.removesuffix(".")) == status


@each_row(
    ("title", "text", "status"),
    [
        ("loan for the town", "The bank approved the loan.", None),
        ("strike at the yard", "The union called a strike for Monday.", None),
        ("strike at the yard", "A strike was called for Monday.", None),
        ("vote on the dam", "The council scheduled a vote for Monday.", None),
        ("vote on the dam", "The court ordered a new vote.", None),
        ("vote on the dam", "A second vote, of all members, is planned.", "planned"),
        ("vote on the dam", "A vote is scheduled for Monday.", "planned"),
        ("vote on the dam", "The council has planned a vote.", "planned"),
        ("vote on the dam", "A vote had been planned for Monday.", None),
        ("vote on the dam", "A vote is proposed for Monday.", None),
        ("approval of the loan", "The bank approved the loan.", "occurred"),
        ("votes against the deal", "The town approved the deal by six votes to three.", "occurred"),
        ("order of boats", "The town ordered six boats.", "occurred"),
        ("strike at the yard", "A strike was held on Monday.", "occurred"),
        ("vote on the dam", "The council held a vote on Monday.", "occurred"),
    ],
)
def test_what_an_act_only_aims_at_has_no_status(title: str, text: str, status: str | None) -> None:
    """A loan that was approved, a strike that was called, need not have happened: the author says how it stands."""
    assert read(title, text, text.removesuffix(".")) == status


@each_row(
    ("title", "status", "is_accepted"),
    [
        ("handover without the two works", "planned", True),
        ("handover that is not to include the two works", "planned", True),
        ("handover that is not to include the two works", "standing", True),
        ("handover that is not to include the two works", "occurred", False),
        ("inclusion of the two works", "planned", False),
        ("handover of the two works", "planned", False),
    ],
)
def test_a_plan_may_be_what_will_not_be(title: str, status: str, is_accepted: bool) -> None:
    """Words that something will not be are a plan where the title says so too, and not a plan of what they deny."""
    text = "The handover will not include the two works."
    draft = f"title: a dam\nevents:\n  {title}: {{quote: will not include, status: {{{status}: will not include}}}}\n"
    assert bool(build("dam.yaml", draft, Article(text), "dam").text) == is_accepted


@each_row(("status", "is_accepted"), [("standing", True), ("planned", True), ("asserted", True), ("occurred", False)])
def test_what_is_not_agreed_stands_so(status: str, is_accepted: bool) -> None:
    """A statement that nothing has been agreed tells how things stand, and no agreement."""
    draft = (
        "title: a dam\npeople: {Ada Lind: }\nstatements:\n  there is no price yet:\n"
        f"    quote: no price had been agreed\n    speaker: Ada Lind said\n    status: {status}\n"
    )
    result = build("dam.yaml", draft, Article("Ada Lind said that no price had been agreed."), "dam")
    assert (bool(result.text) and not result.warnings) == is_accepted


@each_row(("quote", "is_accepted"), [("is still being negotiated", True), ("is still being repaired", False)])
def test_what_is_being_negotiated_is_so(quote: str, is_accepted: bool) -> None:
    """The passive of a verb of negotiation says that something is negotiated, that of another verb does not."""
    draft = f"title: a dam\nevents:\n  work on a dam:\n    quote: {quote}\n    status: negotiated\n"
    assert bool(build("dam.yaml", draft, Article(f"The dam {quote}."), "dam").text) == is_accepted
