"""A negation makes a latest date an earliest one, and an earliest one a latest."""

import pytest

from facts.model.values import EdtfDate
from facts.verify.context import Excerpt
from facts.verify.turned_bounds import find_turned_bound
from tests.tables import each_row


def find(sentence: str, words: str, edtf: str) -> str | None:
    """Return what is wrong with a date that has these words of a sentence."""
    start = sentence.index(words)
    excerpt = Excerpt(sentence, start, start + len(words))
    return find_turned_bound(EdtfDate(edtf=edtf, stated=words), [excerpt])


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
