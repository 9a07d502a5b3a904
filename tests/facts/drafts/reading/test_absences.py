"""The status of an event for what there is not: it stands so where its words deny what its title names as absent."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a storm
source: {headline: {passage: 1}}
events:
  TITLE:
    quote: QUOTE
"""


@each_row(
    ("title", "quote", "status"),
    [
        ("nobody hurt in the storm", "Nobody was hurt", "standing"),
        ("no injuries in the storm", "There were no injuries", "standing"),
        ("contract that was not released", "She did not release the contract", "standing"),
        ("hearing without a date", "The court has not yet set a date", "standing"),
        ("day without trains", "No trains ran on Monday", "standing"),
        ("no agreement to the sale", "The town has not agreed to the sale", "standing"),
        ("agreement to the sale", "The town has not agreed to the sale", None),
        ("opening of the port", "The port has not opened", None),
        ("port that does not open", "The port will not open in May", None),
        ("no sale of the port", "The town may not sell the port", None),
        ("no sale of the port", "The town refused to sell the port", "standing"),
    ],
)
def test_what_there_is_not(title: str, quote: str, status: str | None) -> None:
    """What is or was denied under a title with a negation stands; what is to come, or allowed, needs its status."""
    draft = DRAFT.replace("TITLE", title).replace("QUOTE", quote)
    result = build("storm.yaml", draft, Article(f"Storm in Norvik\n\n{quote}.\n"), "storm")
    assert (json.loads(result.text)["events"][0]["status"] if result.text else None) == status
    assert [problem.field for problem in result.problems] == ([] if status else ["status"])


@each_row(
    ("title", "is_accepted"),
    [("silence on the costs", True), ("silent agency", True), ("answer on the costs", False), ("refusal", False)],
)
def test_a_silence_has_occurred(title: str, *, is_accepted: bool) -> None:
    """What somebody did not say has occurred where the title is about the silence."""
    quote = "The agency did not say"
    draft = DRAFT.replace("TITLE", title).replace("QUOTE", f"{quote}\n    status: occurred")
    result = build("storm.yaml", draft, Article(f"Storm in Norvik\n\n{quote} what it costs.\n"), "storm")
    assert [problem.field for problem in result.problems] == ([] if is_accepted else ["status"])
