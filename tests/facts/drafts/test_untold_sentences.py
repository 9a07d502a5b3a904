"""Sentences in which no record has words, and statements that dispute what is told only later."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

EXPECTS = """\
  the ferries will be late as well:
    quote: She expects the ferries to be late as well
    speaker: {ida-holm: [Holm said, She expects], note: she is named before}
    about: ferries
"""
COMMENT = """\
  the yard makes no comment:
    quote: Brandt Marine declined to comment
    speaker: brandt-marine
    about: ferries
"""
OFFER = "    named: Town officials\n"
STRIKE = "    quote: Holm said the delay had been caused by a strike of welders\n"
REVERSED = "disputes the-delay-came-from-a-strike-of-welders, which the article tells only after it"


@each_row(
    ("before", "words"),
    [(EXPECTS, "'She expects the ferries to be late as …'"), (COMMENT, "'Brandt Marine declined to comment.'")],
)
def test_a_sentence_that_nothing_tells(before: str, words: str) -> None:
    """A sentence is listed although another one of its passage is quoted."""
    assert warnings_of({before: ""}) == [
        f"source passages: have sentences in which no record has words: {words}. "
        "Add what they tell, or quote words of them where a record has it already."
    ]


def test_passages_without_facts_and_short_sentences_are_not_listed() -> None:
    """What is declared factless is no omission, nor is what has hardly a word, nor what a refused record tells."""
    article = Article("A town buys\n\nLisva ordered two ferries. That was all.\n\nThe sun shone on it all day.")
    draft = """\
title: ferries
source: {headline: {passage: 1}, factless: {3: the weather}}
events: {order of ferries: {quote: ordered two ferries, status: occurred}}
"""
    assert build("a.yaml", draft, article, "a").warnings == ()
    refused = build("a.yaml", draft.replace("ordered two ferries", "ordered three"), article, "a")
    assert refused.problems != ()
    assert refused.warnings == ()


@each_row(
    ("quote", "has_problem", "is_listed"),
    [
        ("ordered two ferries", False, True),
        ("ordered two ferries\n    when: in winter", True, False),
        ("ordered two ferries\n    about: a tram", True, False),
    ],
)
def test_sentences_of_the_passage_of_a_problem(quote: str, has_problem: bool, is_listed: bool) -> None:
    """What nothing tells in the passage of a record with a problem is not listed, for its words may be of it."""
    text = "A town buys\n\nLisva ordered two ferries. It rained for most of that day.\n\nThe sun shone on Orvik."
    draft = "title: ferries\nsource: {headline: {passage: 1}, factless: {3: the weather}}\nevents:\n"
    draft += f"  order of ferries:\n    status: occurred\n    quote: {quote}\n"
    result = build("a.yaml", draft, Article(text), "a")
    assert bool(result.problems) is has_problem
    assert [issue.field for issue in result.warnings] == ["passages"] * is_listed


def test_sentences_beside_a_problem_elsewhere_are_listed() -> None:
    """What nothing tells in another passage is listed beside the problem, and costs no build more."""
    text = "A town buys\n\nLisva ordered two ferries. It rained for most of that day.\n\nOrvik sold a ship in 2019."
    draft = "title: ferries\nsource: {headline: {passage: 1}}\nevents:\n"
    draft += "  order of ferries: {status: occurred, quote: ordered two ferries}\n"
    draft += "  sale of a ship: {status: occurred, quote: sold a ship, when: in winter}\n"
    result = build("a.yaml", draft, Article(text), "a")
    assert [issue.field for issue in result.problems] == ["when"]
    assert [issue.message for issue in result.warnings if issue.field == "passages"] == [
        "have sentences in which no record has words: 'It rained for most of that day.'"
    ]


def test_nobody_disputes_what_is_told_later() -> None:
    """A statement that disputes a later one is doubted; one that disputes an earlier one, or its speaker, is not."""
    later = "the-delay-came-from-a-strike-of-welders"
    backwards = {OFFER: f"{OFFER}    disputes: {{{later}: had failed}}\n"}
    assert any(REVERSED in warning for warning in warnings_of(backwards))
    earlier = "the-offer-of-sundt-did-not-meet-the-safety-rules"
    forwards = {STRIKE: f"{STRIKE}    disputes: {{{earlier}: Holm said the delay, note: why}}\n"}
    assert not any("only after it" in warning for warning in warnings_of(forwards))
