"""One word for a group in place of an id, and what the article itself remarks in place of a statement."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = (
    "Ada Lind told reporters and other reporters of Norvik that visitors left. Critics disagree, and so do workers."
)
DRAFT = """\
title: a talk
people: {Ada Lind: }
events:
  departure of guests:
    quote: visitors left
    status: occurred
    attributed_to: Ada Lind told
    participants: WORDS
"""


@each_row(
    ("words", "participants"),
    [
        ("visitors", ["visitors"]),
        ("[{ada-lind: Ada Lind told}, visitors]", ["ada-lind", "visitors"]),
        ("{quote: visitors}", ["visitors"]),
        ("reporters", None),
        ("workers", None),
        ("norvik", None),
        ("guests", None),
    ],
)
def test_a_noun_of_the_own_sentence_is_a_group(words: str, participants: list[str] | None) -> None:
    """A noun in the plural that the sentence has once is the group; others are ids, and need a record."""
    result = build("t.yaml", DRAFT.replace("WORDS", words), Article(TEXT), "t")
    problems = [problem.message for problem in result.problems if problem.field == "participants"]
    assert problems == ([] if participants else [f"points to {words}, which the draft does not have"])
    assert not participants or json.loads(result.text)["events"][0]["participants"] == participants


@each_row(("quote", "is_own"), [("Critics disagree", True), ("They left", False)])
def test_a_remark_of_the_article_is_an_event(quote: str, is_own: bool) -> None:
    """A statement without a speaker may be what the article says itself, unless it is inside quotation marks."""
    draft = f"title: a talk\nstatements:\n  guests are gone:\n    quote: {quote}\n"
    (issue, *_) = build("t.yaml", draft, Article(f"{TEXT} “They left.”"), "t").problems
    assert (issue.field, issue.message) == ("speaker", "is missing")
    assert issue.hint.endswith("; what the article itself says is an event") is is_own


@each_row(
    ("sentence", "words", "participants"),
    [
        ("Holm cut its forecast.", "Holm cut", ["holm-works"]),
        ("Holm cut its forecast.", "Holm cut its", ["holm-works"]),
        ("Holm put the price at 5 million euros.", "Holm put", ["holm-works"]),
        ("Holm hit 12 million euros.", "Holm hit 12", ["holm-works"]),
        ("Holm let the order lapse.", "Holm let the", ["holm-works"]),
        ("The Holm cut angered all.", "The Holm cut", None),
        ("Holm cast left.", "Holm cast", ["Holm cast"]),
        ("Granit cut its forecast.", "Granit cut its", None),
        ("The Holm crew left.", "The Holm crew", ["The Holm crew"]),
        ("People hurt in the fire left.", "People hurt in the fire", ["People hurt in the fire"]),
    ],
)
def test_a_past_like_the_present_is_a_verb(sentence: str, words: str, participants: list[str] | None) -> None:
    """A name before cut, put or let names who does it, and a clause is no group; a noun that is alike is no verb."""
    draft = "title: a firm\norganizations: {Holm Works: {also_called: Holm}}\nevents:\n  a thing that was:\n"
    draft += f"    status: occurred\n    quote: {sentence.rstrip('.')}\n    participants: {words}\n"
    result = build("t.yaml", draft, Article(f"Holm Works\n\n{sentence}\n"), "t")
    problems = [problem.message for problem in result.problems if problem.field == "participants"]
    assert bool(problems) == (participants is None)
    assert participants is None or json.loads(result.text)["events"][0]["participants"] == participants
