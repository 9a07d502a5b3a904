"""Terms of a contract: what a draft need not write of them, and the label that their sentence says."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Lisva leased two ferries. The two-year lease covers crews. It has an option for a third ferry at 9 million euros.

The lease may end. A penalty of 2 million euros is possible.
"""
DRAFT = """\
title: ferries
places: {Lisva: }
contracts:
  lease:
    quote: Lisva leased two ferries
    buyers: Lisva leased
    terms: [TERM, {what: fine for being late, kind: penalty, amount: 2 million euros}]
"""


def build_with(term: str) -> tuple[dict[str, object], list[str]]:
    """Return a term with the basis of its kind, and the problems of its fields."""
    result = build("f.yaml", DRAFT.replace("TERM", term), Article(TEXT), "f")
    if not result.text:
        return {}, [f"{issue.field} {issue.message}" for issue in result.problems]
    contract = json.loads(result.text)["contracts"][0]
    return contract["terms"][0] | {"basis": contract["evidence"]["terms.0.kind"]["basis"]}, []


@each_row(
    ("term", "what", "kind", "basis"),
    [
        ("{kind: {duration: The two-year lease, note: a}}", "duration", "duration", "inferred"),
        ("{kind: option, amount: 9 million euros}", "option", "option", "stated"),
        ("{what: one more ferry, kind: option, amount: 9 million euros}", "one more ferry", "option", "stated"),
        ("{what: option for one more, amount: 9 million euros}", "option for one more", "option", "stated"),
        ("{what: penalty for one more, amount: 9 million euros}", "penalty for one more", "penalty", "inferred"),
    ],
)
def test_a_term_is_told_by_its_sentence(term: str, what: str, kind: str, basis: str) -> None:
    """A kind that the sentence of a term has is stated, and is what is agreed where nothing else is written."""
    written, problems = build_with(term)
    assert problems == []
    assert (written["what"], written["kind"], written["basis"]) == (what, kind, basis)


@each_row(
    ("term", "message"),
    [
        ("{amount: 9 million euros}", "terms.0.what is missing"),
        ("{kind: penalty, amount: 9 million euros}", "contains 'penalty', which none"),
        ("{what: one more ferry, kind: penalty, amount: 9 million euros}", "contains 'penalty', which none"),
        ("{what: one more ferry, kind: lease, amount: 9 million euros}", "contains 'lease', which none"),
    ],
)
def test_a_term_of_another_kind_is_refused(term: str, message: str) -> None:
    """A kind that only another sentence has is refused, and one without words is not what is agreed."""
    assert any(message in problem for problem in build_with(term)[1]), build_with(term)


def test_what_a_message_about_a_kind_says_is_accepted() -> None:
    """Each way of writing the kind of a term that its messages tell is accepted, and none of them is refused next."""
    draft, article = DRAFT.replace("TERM", "{what: two years of crews, kind: duration}"), Article(TEXT)
    (problem,) = build("f.yaml", draft, article, "f").problems
    assert problem.hint.endswith(
        "or write `kind: {duration: the words, note: why}`, or begin `what` with it, and leave `kind` out"
    )
    (missing,) = build("f.yaml", draft.replace(", kind: duration}", "}"), article, "f").problems
    assert "such as `kind: option`, else with a note, as in `kind: {option: its words, note: why}`" in missing.hint
    for term in (
        "{what: two years of crews, kind: {duration: The two-year lease, note: how long it is}}",
        "{what: two years of crews, kind: {quote: option}}",
        "{what: {duration of two years: The two-year lease}}",
        "{what: duration of two years}",
    ):
        assert build_with(term)[1] == [], term
