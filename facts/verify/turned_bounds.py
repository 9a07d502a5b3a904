"""Dates whose words are a bound that a negation turns round: not open before 2031, which is from 2031 on."""

from collections.abc import Iterable

from facts.model.values import EdtfDate
from facts.verify.context import Excerpt, find_turn
from facts.verify.neighbours import NEGATED_BOUNDS
from facts.verify.precision import EXACT
from facts.verify.tokens import Token

AFTER = "after"


def find_turn_of(value: EdtfDate, places: Iterable[Excerpt]) -> Token | None:
    """Return the negation that turns the words of a date round, where they are a bound; None if none does.

    The `places` are where the words stand.
    """
    is_bound = value.stated.split()[0].lower() in NEGATED_BOUNDS
    return next(filter(None, map(find_turn, places)), None) if is_bound else None


def find_turned_bound(value: EdtfDate, negation: Token) -> str | None:
    """Return that a date is the bound of its words, which a negation turns round; None if it is another one.

    An interval up to the bound is accepted: what does not open before 2031 is closed until then.
    """
    is_after = value.stated.split()[0].lower() == AFTER
    point = value.edtf.strip("[]./")
    sides = (f"[{point}..]", f"{point}/..") if is_after else (f"[..{point}]",)
    if not EXACT.fullmatch(point) or value.edtf not in (point, *sides):
        return None
    other = f"[..{point}]" if is_after else f"{point}/.."
    return f"is {value.edtf}, but '{negation.text}' turns '{value.stated}' round: its value is {other}"
