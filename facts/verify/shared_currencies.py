"""Names and signs that several currencies have, and which of them an article may mean."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from facts.verify.currencies import (
    SEVERAL,
    SHARED_SIGNS,
    WORDS_LIKE_CODES,
    codes_by_name,
    has_sign,
    take_code,
    take_name,
    take_sign,
)
from facts.verify.grammar.word_list import word_set
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token, tokenize

UNNAMED = "XXX"
"""The code of ISO 4217 for no currency: an amount in one that several countries have, none of which is named."""
BEST_KNOWN = word_set("dollar pound ruble rouble")
"""Names that are read as one of their currencies where an article names none of them in full."""


def find_shared_name(words: str) -> Token | None:
    """Return the first name or sign in an amount that several currencies have: kroner, dollars, $.

    Returns None if there is none, or the words say which currency it is.
    """
    if list_currencies_named(words):
        return None
    return next((token for token in tokenize(words) if is_shared(token)), None)


def is_shared(token: Token) -> bool:
    """Return whether a token is a name or a sign of several currencies."""
    is_name = token.kind == "word" and token.lower.removesuffix("s") in SEVERAL | BEST_KNOWN
    return token.lower in SHARED_SIGNS or is_name


@lru_cache(maxsize=256)
def list_currencies_named(text: str) -> frozenset[str]:
    """Return the codes of the currencies that a text names by their code, their full name, or a sign of their own."""
    return frozenset(iter_named(text))


def iter_named(text: str) -> Iterator[str]:
    """Yield the code of each currency that a text names so that no other may be meant."""
    for code, tokens in iter_currencies(tokenize(text)):
        if code and not (len(tokens) == 1 and (is_shared(tokens[0]) or tokens[0].text in WORDS_LIKE_CODES)):
            yield code


def iter_currencies(tokens: Sequence[Token]) -> Iterator[tuple[str | None, Sequence[Token]]]:
    """Yield the code of each sign, code and name of a currency with its tokens; None with each other token."""
    stream = TokenStream(tokens)
    while not stream.at_end:
        start = stream.index
        try:
            code = take_sign(stream) or take_code(stream) or take_name(stream)
        except UnreadError:
            code = None
        stream.index = max(stream.index if code else 0, start + 1)
        yield code, tokens[start : stream.index]


@lru_cache(maxsize=1024)
def tokenize_settled(text: str, currencies: frozenset[str]) -> tuple[Token, ...]:
    """Return the tokens of a text, with a code in place of each shared name that only one of some currencies has."""
    tokens = tokenize(text)
    return tuple(iter_settled(tokens, currencies)) if currencies else tokens


def iter_settled(tokens: Sequence[Token], currencies: frozenset[str]) -> Iterator[Token]:
    """Yield tokens, with a code in place of each shared name that only one of some currencies has."""
    for _, group in iter_currencies(tokens):
        codes = list_meant(group[0], currencies) if len(group) == 1 and is_shared(group[0]) else []
        if len(codes) == 1:
            yield replace(group[0], kind="word", text=codes[0])
        else:
            yield from group


def may_mean(name: Token, code: str) -> bool:
    """Return whether a name or a sign that several currencies have may be that of this one."""
    if name.lower in SHARED_SIGNS:
        return has_sign(code, name.lower)
    return name.lower in list_names(code)


@lru_cache(maxsize=1024)
def list_names(code: str) -> frozenset[str]:
    """Return the last words of the names of a currency."""
    return frozenset(words.split()[-1] for words, owner in codes_by_name().items() if owner == code)


def list_meant(name: Token, codes: Iterable[str]) -> list[str]:
    """Return those of some currencies, which an article names, that a shared name in it may mean, in order."""
    return sorted(code for code in codes if may_mean(name, code))


def with_code(words: str, name: Token, code: str) -> str:
    """Return the words of an amount with a code in place of a name or a sign that several currencies have."""
    return " ".join([*words[: name.start].split(), code, *words[name.end :].split()])
