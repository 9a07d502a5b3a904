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


def test_nobody_disputes_what_is_told_later() -> None:
    """A statement that disputes a later one is doubted; one that disputes an earlier one, or its speaker, is not."""
    later = "the-delay-came-from-a-strike-of-welders"
    backwards = {OFFER: f"{OFFER}    disputes: {{{later}: had failed}}\n"}
    assert any(REVERSED in warning for warning in warnings_of(backwards))
    earlier = "the-offer-of-sundt-did-not-meet-the-safety-rules"
    forwards = {STRIKE: f"{STRIKE}    disputes: {{{earlier}: Holm said the delay, note: why}}\n"}
    assert not any("only after it" in warning for warning in warnings_of(forwards))
