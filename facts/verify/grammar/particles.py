"""The word over as a part of a verb, or about what is disputed or divided, and not as a bound: handed over 19."""

from collections.abc import Sequence

from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import Token

VERBS = word_set("""
    hand hands handed handing turn turns turned turning sign signs signed signing roll rolls rolled rolling
    spread distributed divided split staggered argue argues argued arguing fight fights fought fighting haggle haggled
    haggling quarrel quarrels quarrelled quarreled quarrelling dispute disputes row rows quarrel conflict clash feud
    wrangle lawsuit concern concerns complaint complaints strike protest protests battle debate
""")
"""Words after which over is no bound. Not among them: took, carried, paid, made; over may be either after these."""
MOST_BETWEEN = 6
"""The most words between a verb and its particle: handed 19 bronzes over."""


def is_particle(token: Token, before: Sequence[Token]) -> bool:
    """Return whether a token is over, and belongs to the verb before it; `before` has the nearest token first."""
    return token.lower == "over" and bool(before) and before[0].lower in VERBS


def without_particle(before: Sequence[Token], after: Sequence[Token]) -> tuple[list[Token], list[Token]]:
    """Return the tokens around a number without the particle over that stands before or after it."""
    if before and is_particle(before[0], before[1:]):
        return [], list(after)
    verbs = {token.lower for token in before[:MOST_BETWEEN]} & VERBS
    if after and after[0].lower == "over" and verbs:
        return list(before), list(after[1:])
    return list(before), list(after)
