"""Words without a verb: the status of an event is read from the verb that they belong to, or from none."""

from facts.drafts.names.governing_verbs import with_verb
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

VOTE = "The resolution passed by 21 votes to 11, with two abstentions."
GOVERNED = (
    (VOTE, "by 21 votes to 11", "passed by 21 votes to 11"),
    (VOTE, "with two abstentions", "passed by 21 votes to 11, with two abstentions"),
    ("Ten trams arrived in May, eight months behind schedule.", "eight months", "arrived in May, eight months"),
    ("It will open in May with ten shops.", "with ten shops", "will open in May with ten shops"),
)
"""Sentences, words of them, and the same with their verb."""
FREE = (
    ("The council voted to buy 45 trams for 12 million zlotys.", "for 12 million zlotys"),
    ("The bank has agreed to lend 7 million zlotys.", "7 million zlotys"),
    ("The plan was not passed by 21 votes.", "by 21 votes"),
    ("The mayor said it cost 5 million.", "5 million"),
    ("It opened with ten shops and two bars.", "two bars"),
    ("The bill would pass by 10 votes.", "by 10 votes"),
    ("A dam of 10 metres was planned.", "of 10 metres"),
    ("It helped Norvik set a record.", "Norvik set a record"),
    ("The vote was lost after a debate of ten hours.", "ten hours"),
    ("It passed (21 votes to 11).", "21 votes to 11"),
)
"""Sentences, and words of them whose status no verb says."""
DRAFT = """\
title: a vote
events:
  votes for the plan: {quote: QUOTE}
"""


def extended(text: str, words: str) -> str | None:
    """Return words of a text with the verb that they belong to."""
    locator = QuoteLocator(Article(f"{text}\n"))
    place = with_verb(next(iter(locator.find(Quote(1, words), [1]))), locator)
    return locator.text(place) if place else None


@each_row(("text", "words", "expected"), GOVERNED)
def test_words_have_the_status_of_their_verb(text: str, words: str, expected: str) -> None:
    """A status is read from the verb before words without one, which then are among its words."""
    assert extended(text, words) == expected
    result = build_draft(DRAFT.replace("QUOTE", words), f"{text}\n")
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    event = next(record for _, record in result.sheet)
    assert [span.exact for span in event.evidence["status"].spans] == [expected]


@each_row(("text", "words"), FREE)
def test_other_words_have_no_status(text: str, words: str) -> None:
    """Words in another clause, or after a verb that is negated, told or intended, have no status of their own."""
    assert extended(text, words) is None
    assert any("status: " in problem for problem in messages(DRAFT.replace("QUOTE", words), f"{text}\n"))


@each_row(
    ("text", "quote", "status"),
    [
        ("A crane broke. One crane damaged at sea.", "[A crane broke, One crane damaged at sea]", "occurred"),
        ("Nine cranes of a port. A crane will come.", "[Nine cranes of a port, A crane will come]", "planned"),
        ("A crane had its boom bent. It is damaged.", "[A crane had its boom bent, It is damaged]", "occurred"),
        ("A crane left. Another crane will leave.", "[A crane left, Another crane will leave]", None),
        ("Nine cranes of a port. Ten of a town.", "[Nine cranes of a port, Ten of a town]", None),
        ("The port is still negotiating with a yard.", "The port is still negotiating with a yard", "negotiated"),
        ("The port has not negotiated with a yard.", "The port has not negotiated with a yard", None),
    ],
)
def test_the_quotation_that_tells_a_status_tells_it(text: str, quote: str, status: str | None) -> None:
    """A status is read from those of several quotations that tell one; what others contradict is asked for."""
    result = build_draft(f"title: cranes\nevents:\n  loss of cranes: {{quote: {quote}}}\n", f"{text}\n")
    event = next((record for _, record in result.sheet), None) if result.sheet else None
    assert getattr(event, "status", None) == status, [str(issue) for issue in result.problems]
