"""A position in a sequence of tokens, as the grammars move it."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from facts.verify.tokens import Token, TokenKind


class UnreadError(ValueError):
    """Words that cannot be read: `position` is the index of the last token that is not understood, `reason` says why.

    `culprit` is the index of the token that is at fault, where that is another one.
    """

    def __init__(self, position: int, reason: str, culprit: int | None = None) -> None:
        super().__init__(reason)
        self.position = position
        self.culprit = position if culprit is None else culprit
        self.reason = reason


class TokenStream:
    """A position in tokens; `furthest` is the greatest one that was reached, and what follows it not understood."""

    def __init__(self, tokens: Sequence[Token], index: int = 0, end: int | None = None) -> None:
        self.tokens = tokens
        self.end = len(tokens) if end is None else end
        self.index = self.furthest = index

    @property
    def at_end(self) -> bool:
        """Whether all tokens have been taken."""
        return self.index >= self.end

    def peek(self, offset: int = 0) -> Token | None:
        """Return the token at the position or `offset` tokens after it; None beyond the end."""
        index = self.index + offset
        return self.tokens[index] if 0 <= index < self.end else None

    def advance(self, count: int = 1) -> None:
        """Move on by `count` tokens."""
        self.index += count
        self.furthest = max(self.furthest, self.index)

    def reject(self, reason: str, offset: int = 0, culprit: int | None = None) -> UnreadError:
        """Return the error that the token at the position, or `offset` tokens after it, cannot be read.

        The token at fault is `culprit` tokens after the position, if it is another one.
        """
        return UnreadError(self.index + offset, reason, None if culprit is None else self.index + culprit)

    def take(self, kind: TokenKind) -> Token | None:
        """Take the next token if it is of `kind`, and return it."""
        token = self.peek()
        if token is None or token.kind != kind:
            return None
        self.advance()
        return token

    def take_mark(self, mark: str) -> bool:
        """Take the next token if it is this mark."""
        token = self.peek()
        if token is None or token.kind != "mark" or token.text != mark:
            return False
        self.advance()
        return True

    def take_word(self, *words: str) -> str | None:
        """Take the next token if it is one of these words in lower case, and return it."""
        if self.index >= self.end:
            return None
        token = self.tokens[self.index]
        if token.lower not in words or token.kind != "word":
            return None
        self.advance()
        return token.lower

    def take_phrase(self, *phrases: str) -> str | None:
        """Take the first of these phrases that follows, and return it; a hyphen may stand between its words."""
        token = self.peek()
        if token is None or token.kind != "word":
            return None
        for phrase, following in by_first_word(phrases).get(token.lower, ()):
            start = self.index
            self.advance()
            if all(self.take_next(word) for word in following):
                return phrase
            self.index = start
        return None

    def take_next(self, word: str) -> bool:
        """Take a word of a phrase, with the hyphen before it."""
        self.take_hyphen()
        return self.take_word(word) is not None

    def take_hyphen(self) -> bool:
        """Take a dash that has no space on either side."""
        token, following = self.peek(), self.peek(1)
        if token is None or following is None or token.kind != "dash" or not (token.is_glued and following.is_glued):
            return False
        self.advance()
        return True

    def has_hyphen(self) -> bool:
        """Return whether a dash without a space on either side follows."""
        start = self.index
        if not self.take_hyphen():
            return False
        self.index = start
        return True

    def skip_words(self, words: Iterable[str], most: int) -> None:
        """Take up to `most` of these words."""
        choices = tuple(words)
        for _ in range(most):
            if self.take_word(*choices) is None:
                return


@lru_cache(maxsize=256)
def by_first_word(phrases: tuple[str, ...]) -> Mapping[str, Sequence[tuple[str, Sequence[str]]]]:
    """Return the phrases by their first words, in their order, each with its further words."""
    choices: dict[str, list[tuple[str, Sequence[str]]]] = {}
    for phrase in phrases:
        first, *following = phrase.split()
        choices.setdefault(first, []).append((phrase, following))
    return choices
