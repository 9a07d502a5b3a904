"""Reading of complete phrases: every token is explained, or the phrase is not read."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from facts.verify.causes import find_cause
from facts.verify.english_bounds import FALLING
from facts.verify.english_dates import parse_date
from facts.verify.english_money import parse_money
from facts.verify.english_numbers import NO_NUMBER
from facts.verify.english_quantities import parse_quantity
from facts.verify.english_shares import FRACTION_ALONE, parse_share
from facts.verify.readings import Reading
from facts.verify.shared_currencies import tokenize_settled
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token

RULES: Mapping[str, Callable[[TokenStream], Reading | None]] = {
    "money": parse_money,
    "share": parse_share,
    "quantity": parse_quantity,
    "date": parse_date,
}
"""The grammar of each kind of reading."""
MAX_LENGTH = 500
"""The most characters of a phrase."""

NOT_UNDERSTOOD = "is not understood"
TOO_SHORT = "is not a complete phrase"


@dataclass(frozen=True, slots=True)
class Unread:
    """Words that have no reading: the `word` that is not understood, its position and why."""

    word: str
    position: int
    reason: str = NOT_UNDERSTOOD

    @property
    def is_general(self) -> bool:
        """Whether the reason says no more than that the word is in the way."""
        return self.reason in (NOT_UNDERSTOOD, TOO_SHORT)

    def __str__(self) -> str:
        """Return the word and the reason."""
        return f"'{self.word}' {self.reason}"


def read(text: str) -> list[Reading] | Unread:
    """Return the readings of a complete phrase, one of a kind at most; if there are none, what is not understood."""
    readings = [read_as(kind, text) for kind in RULES]
    return [reading for reading in readings if not isinstance(reading, Unread)] or explain(
        text, [reading for reading in readings if isinstance(reading, Unread)]
    )


def explain(text: str, refusals: Sequence[Unread], *, may_be_date: bool = True) -> Unread:
    """Return why a text has no reading: the reason that says most, or the words of it that are never read."""
    best = max(refusals, key=rank)
    is_open = best.is_general or best.reason in (FALLING, NO_NUMBER, FRACTION_ALONE)
    cause = find_cause(text, may_be_date=may_be_date) if is_open else None
    return Unread(cause[0], best.position, cause[1]) if cause else best


def rank(unread: Unread) -> tuple[int, bool]:
    """Return how much an explanation says: the later the word the more, and a reason as much as one word more."""
    has_reason = not unread.is_general
    return unread.position + has_reason - (unread.reason == TOO_SHORT), has_reason


@lru_cache(maxsize=1024)
def read_as(kind: str, text: str, currencies: frozenset[str] = frozenset()) -> Reading | Unread:
    """Return the reading of a complete phrase as one kind of value, or what is not understood.

    A name such as dollars means the only one of the `currencies`, which its article names, that has it.
    """
    if len(text) > MAX_LENGTH:
        return Unread(f"{text[:20]}\u2026", 0, f"is longer than {MAX_LENGTH} characters")
    return read_tokens(kind, tokenize_settled(text, currencies))


def read_tokens(kind: str, tokens: Sequence[Token]) -> Reading | Unread:
    """Return the reading of tokens as one kind of value, which must consume all of them but a full stop."""
    is_stopped = len(tokens) > 1 and tokens[-1].text == "."
    stream = TokenStream(tokens, end=len(tokens) - is_stopped)
    try:
        reading = RULES[kind](stream)
    except UnreadError as error:
        unread = unread_at(tokens, error.position, error.reason)
        return replace(unread, word=tokens[error.culprit].text) if error.culprit < len(tokens) else unread
    if reading is not None and (stream.at_end or stream.index == len(tokens)):
        return reading
    return unread_at(tokens, stream.furthest, NOT_UNDERSTOOD)


def unread_at(tokens: Sequence[Token], position: int, reason: str) -> Unread:
    """Return which token is not understood; at the end of the phrase, that it is not complete."""
    if position < len(tokens):
        return Unread(tokens[position].text, position, reason)
    return Unread(tokens[-1].text if tokens else "", len(tokens), TOO_SHORT)
