"""A negation makes a latest date an earliest one, and an earliest one a latest."""

import pytest

from facts.model.values import EdtfDate
from facts.verify.context import Excerpt
from facts.verify.turned_bounds import find_turn_of, find_turned_bound
from tests.facts.drafts.helpers import messages
from tests.tables import each_row


def find(sentence: str, words: str, edtf: str) -> str | None:
    """Return what is wrong with a date that has these words of a sentence."""
    start = sentence.index(words)
    value = EdtfDate(edtf=edtf, stated=words)
    negation = find_turn_of(value, [Excerpt(sentence, start, start + len(words))])
    return find_turned_bound(value, negation) if negation else None


@each_row(
    ("sentence", "words", "edtf", "right"),
    [
        ("It will not fly again before mid-January.", "before mid-January", "[..XXXX-01]", "XXXX-01/.."),
        ("It will not fly again before mid-January.", "before mid-January", "XXXX-01", "XXXX-01/.."),
        ("It won't fly again before the middle of May.", "before the middle of May", "XXXX-05", "XXXX-05/.."),
        ("None may leave the yard before March 2027.", "before March 2027", "2027-03", "2027-03/.."),
        ("No tram can leave the yard before March 2027.", "before March 2027", "[..2027-03]", "2027-03/.."),
        ("It is never to be sold after late 2027.", "after late 2027", "[2027..]", "[..2027]"),
        ("It will not, he said, but it may fly before mid-January.", "before mid-January", "[..XXXX-01]", None),
        ("It was not lost. It flies before mid-January.", "before mid-January", "[..XXXX-01]", None),
        ("It will not fly again before mid-January.", "before mid-January", "XXXX-01/..", None),
        ("It will not fly again before mid-January.", "before mid-January", "../XXXX-01", None),
        ("It does not fly in mid-January.", "in mid-January", "XXXX-01", None),
        ("It will fly again before mid-January.", "before mid-January", "[..XXXX-01]", None),
    ],
)
def test_a_bound_after_a_negation(sentence: str, words: str, edtf: str, right: str | None) -> None:
    """A bound that a negation of its clause turns round is refused, with the right one."""
    message = find(sentence, words, edtf)
    assert message is None if right is None else message is not None and message.endswith(f"its value is {right}")


@pytest.mark.parametrize("edtf", ["XXXX-01-15/..", "[XXXX-01-15..]"])
def test_a_day_of_the_bound(edtf: str) -> None:
    """A limit from then on is accepted, whatever its day."""
    assert find("It will not fly again before mid-January.", "before mid-January", edtf) is None


@each_row(
    ("value", "problem"),
    [
        ("{2027-05/..: before May 2027, note: not earlier}", ""),
        ("{../2027-04: before May 2027, note: it is closed until then}", ""),
        ("{'[..2027-04]': before May 2027, note: not earlier}", "its value is 2027-04/.."),
        ("{2027-05: before May 2027, note: not earlier}", "its value is 2027-05/.."),
    ],
)
def test_a_bound_of_a_draft(value: str, problem: str) -> None:
    """The bound that the message proposes builds, and what it refuses does not."""
    draft = f"""\
title: a late pier
source: {{headline: {{passage: 1}}}}
events:
  opening of the pier: {{quote: will not open before May 2027, status: planned, when: {value}}}
"""
    problems = messages(draft, "A late pier\n\nThe pier will not open before May 2027, they say.\n")
    assert any(problem in message for message in problems) if problem else problems == []
