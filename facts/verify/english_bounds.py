"""Reading of the words that make a number a bound, an estimate or the end of a range."""

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from facts.model.numeric import Operator
from facts.verify.english_numbers import THREE_DECIMALS, Number
from facts.verify.token_stream import TokenStream

EXCEEDING = (
    "exceed",
    "exceeds",
    "exceeded",
    "exceeding",
    "surpass",
    "surpasses",
    "surpassed",
    "surpassing",
    "topped",
    "topping",
)
"""Verbs for being more than the number after them."""
BEFORE: dict[str, Operator] = {
    **dict.fromkeys(("no more than", "not more than", "no greater than", "not greater than", "not exceeding"), "<="),
    **dict.fromkeys(
        ("up to a ceiling of", "up to a maximum of", "up to a limit of", "at most", "up to", "a maximum of"), "<="
    ),
    **dict.fromkeys(("as many as", "as much as", "a ceiling of", "a limit of", "a cap of", "capped at"), "<="),
    **dict.fromkeys(("no fewer than", "no less than", "not fewer than", "not less than", "at least"), ">="),
    **dict.fromkeys(("a minimum of", "as few as", "as little as"), ">="),
    **dict.fromkeys(("not exceed", "not to exceed", "never exceed", "never exceeded"), "<="),
    **dict.fromkeys(("more than", "greater than", "over", "above", *EXCEEDING), ">"),
    **dict.fromkeys(("upwards of", "in excess of", "north of"), ">"),
    **dict.fromkeys(("less than", "fewer than", "under", "below"), "<"),
    **dict.fromkeys(("about", "around", "approximately", "roughly", "some", "nearly", "almost", "circa"), "~"),
    **dict.fromkeys(("an estimated", "close to", "in the region of", "approx", "ca"), "~"),
    **dict.fromkeys(("exactly", "precisely", "only"), "="),
}
"""The operator of each phrase before a number."""
AFTER: dict[str, Operator] = {
    "or more": ">=",
    "at least": ">=",
    "or so": "~",
    "or less": "<=",
    "or fewer": "<=",
    "at most": "<=",
}
"""The operator of each phrase after a number."""
MARKS: dict[str, Operator] = {"~": "~", "\u2248": "~", ">": ">", "<": "<", "\u2265": ">=", "\u2264": "<="}
INTENSIFIERS = ("a little", "just", "slightly", "well", "far", "considerably", "significantly")
"""Words before `more than`, `under` and the like that do not change the operator."""
ABBREVIATIONS = ("approx", "ca")

FEWEST_HUNDREDS = 100
"""The least end of a range, in words, whose hundreds its start may share: two to three hundred and fifty."""

TWO_OPERATORS = "is a second word about how exact the number is"
FALLING = "does not end above its start"
OPEN_SCALE = "has a scale that the start of the range may share or not"

End = TypeVar("End")


def take_operator_before(stream: TokenStream) -> Operator:
    """Take the words before a number that say how it is meant, and return the operator; `=` if there are none."""
    start = stream.index
    is_intensified = stream.take_phrase(*INTENSIFIERS) is not None
    phrase = stream.take_phrase(*BEFORE)
    operator = BEFORE[phrase] if phrase else "="
    if is_intensified and operator not in (">", "<"):
        stream.index = start
        stream.take_word("just")
        return "="
    if phrase in ABBREVIATIONS:
        stream.take_mark(".")
    if not phrase:
        operator = next((sign for mark, sign in MARKS.items() if stream.take_mark(mark)), "=")
    return operator


def take_operator_after(stream: TokenStream) -> Operator:
    """Take the words after a number that say how it is meant, and return the operator; `=` if there are none."""
    if phrase := stream.take_phrase(*AFTER):
        return AFTER[phrase]
    start, token = stream.index, stream.peek()
    if stream.take_hyphen() and stream.take_word("plus"):
        return ">="
    stream.index = start
    return ">=" if token and token.is_glued and stream.take_mark("+") else "="


def combine_operators(stream: TokenStream, *operators: Operator) -> Operator:
    """Return the one operator among several that is not `=`; raise UnreadError if there are two."""
    meant = [operator for operator in operators if operator != "="]
    if len(meant) > 1:
        raise stream.reject(TWO_OPERATORS, offset=-1)
    return meant[0] if meant else "="


def parse_ends(
    stream: TokenStream, parse_end: Callable[[TokenStream], End | None]
) -> tuple[End | None, End | None, bool]:
    """Take one amount or the two ends of a range; return them and whether a dash without spaces joins them."""
    start = stream.index
    opening = stream.take_word("between", "from")
    first = parse_end(stream)
    end = stream.index
    if first is not None:
        is_glued = opening != "between" and stream.take_hyphen()
        if is_glued or take_joint(stream, opening):
            second = parse_end(stream)
            if second is not None:
                return first, second, is_glued
        if not opening:
            stream.index = end
            return first, None, False
    stream.index = start
    return None, None, False


def take_joint(stream: TokenStream, opening: str | None) -> bool:
    """Take the word or the dash between the two ends of a range."""
    word = stream.take_word("and" if opening == "between" else "to")
    return word is not None or (opening is None and stream.take("dash") is not None)


def share_scale(stream: TokenStream, first: Number, second: Number) -> Number:
    """Return the start of a range, with the scale of its end if it has none; raise UnreadError if that is open.

    "two to three hundred thousand" begins at 200,000, "fifty to three hundred thousand" at 50,000.
    """
    if first.is_complete:
        return first
    has_hundreds = second.multiplier > second.scale
    if has_hundreds and first.multiplier == 1 and first.coefficient < second.coefficient:
        return first.scaled_by(second.multiplier)
    is_open = not (first.form or second.form) and first.value < FEWEST_HUNDREDS <= second.coefficient
    if second.form == "sum" or is_open or (second.scale > 1 and first.value * second.scale >= second.value):
        raise stream.reject(OPEN_SCALE, offset=-1)
    return first.scaled_by(first.multiplier * second.scale)


def require_rising(stream: TokenStream, least: Decimal, greatest: Decimal) -> None:
    """Raise UnreadError if a range does not end above its start."""
    if least >= greatest:
        raise stream.reject(FALLING, offset=-1)


def require_clear(stream: TokenStream, *numbers: Number | None) -> None:
    """Raise UnreadError for a number whose three decimals may be thousands."""
    if any(number and number.is_ambiguous for number in numbers):
        raise stream.reject(THREE_DECIMALS, offset=-1)
