"""Dates whose words are a bound that a negation turns round: not open before 2031, which is from 2031 on."""

from collections.abc import Iterable

from facts.model.values import EdtfDate
from facts.verify.context import Excerpt, find_turn
from facts.verify.neighbours import NEGATED_BOUNDS
from facts.verify.precision import EXACT

AFTER = "after"


def find_turned_bound(value: EdtfDate, places: Iterable[Excerpt]) -> str | None:
    """Return that a negation beside the words of a date makes it the other bound; None if none does.

    The `places` are where the words stand. Open intervals are accepted: what does not open before 2031 is closed
    until then.
    """
    first = value.stated.split()[0].lower()
    if first not in NEGATED_BOUNDS:
        return None
    point = value.edtf.strip("[]./")
    is_from = value.edtf in (f"[{point}..]", f"{point}/..")
    is_side = is_from if first == AFTER else value.edtf == f"[..{point}]"
    if not EXACT.fullmatch(point) or not (is_side or value.edtf == point):
        return None
    negation = next(filter(None, map(find_turn, places)), None)
    if negation is None:
        return None
    other = f"[..{point}]" if first == AFTER else f"{point}/.."
    return f"is {value.edtf}, but '{negation.text}' turns '{value.stated}' round: its value is {other}"
