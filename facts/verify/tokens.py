"""Tokens of English text, with their positions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

TokenKind = Literal[
    "number", "ordinal", "decade", "iso_date", "fraction", "word", "name", "currency", "percent", "dash", "mark"
]
Form = Literal["", "plain", "commas", "spaces", "space", "zero"]

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
MONTH_NUMBERS = {name: number for number, month in enumerate(MONTHS, 1) for name in (month, month[:3])} | {"Sept": 9}
"""The number of each name of a month, and of each abbreviation."""
GLUED_SCALES = frozenset({"k", "m", "mn", "mln", "b", "bn", "bln", "t", "tn", "trn", "cr"})
"""Abbreviated scales that may follow a number without a space, in lower case."""
GLUED_UNITS = frozenset({"eur", "usd", "gbp", "pc", "pct"})
VULGAR_FRACTIONS = {
    "½": Decimal("0.5"),
    "¼": Decimal("0.25"),
    "¾": Decimal("0.75"),
    "⅛": Decimal("0.125"),
    "⅕": Decimal("0.2"),
    "⅖": Decimal("0.4"),
    "⅗": Decimal("0.6"),
    "⅘": Decimal("0.8"),
}
"""The signs of fractions that have a short decimal value."""
MAX_DIGITS = 24
"""The most digits of a number, as in `facts.model.values.DECIMAL`."""

_LETTER = rf"[^\W\d_{''.join(VULGAR_FRACTIONS)}]"
_SPACES = r"[ \u00a0\u2009\u202f]"
_PATTERNS = {
    "iso_date": r"(?<![\w.,/-])[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w/-])",
    "grouped": rf"[1-9][0-9]{{0,2}}(?:{_SPACES}[0-9]{{3}}){{1,7}}(?:\.[0-9]{{1,12}})?"
    rf"(?![\w/:-]|[.,\u2019'][0-9]|{_SPACES}[0-9])",
    "digits": r"(?:(?<![\w.,])\.)?\d(?:[\d.,:/_\u2019'\u066b\u066c]*\d)?",
    "currency": r"(?<!\w)[A-Za-z]{0,4}\$|[£¢¥€฿\u20a0-\u20c0]",
    "abbreviation": r"(?<!\w)(?:[A-Za-z]\.){2,}",
    "word": rf"{_LETTER}+(?:['\u2019]{_LETTER}+)*",
    "percent": "%",
    "dash": "[-\u2010\u2011\u2013\u2014]",
    "fraction": f"[{''.join(VULGAR_FRACTIONS)}]+",
    "mark": r"\S",
}
_KINDS: dict[str, TokenKind] = {
    "iso_date": "iso_date",
    "currency": "currency",
    "percent": "percent",
    "dash": "dash",
}
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _PATTERNS.items()))
_PLAIN = re.compile(r"(?:0|[1-9][0-9]*)?(?:\.[0-9]+)?|[1-9][0-9]*")
_COMMAS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?|[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}(?:\.[0-9]+)?")
_SUFFIX = re.compile(f"{_LETTER}+")
_NAME = re.compile(r"\w*(?:-\w+)*")
_POSSESSIVE = re.compile(r"['\u2019]s(?!\w)")
_CODE = re.compile(r"[A-Z]{3}|Rs|RMB")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text: `kind`, its position, and whether it directly follows the one before it.

    `value` is that of a number, an ordinal, a decade (its first year) or a fraction; a number without a value is one
    that cannot be read, such as 1.250.000. `form` says how a number is written.
    """

    kind: TokenKind
    text: str
    start: int
    end: int
    is_glued: bool
    value: Decimal | None = None
    form: Form = ""
    lower: str = field(init=False, repr=False, compare=False)
    """The text in lower case, with a straight apostrophe."""

    def __post_init__(self) -> None:
        """Set the text in lower case."""
        object.__setattr__(self, "lower", self.text.lower().replace("\u2019", "'"))


@lru_cache(maxsize=4096)
def tokenize(text: str) -> tuple[Token, ...]:
    """Return the tokens of `text`; together they hold every character but spaces."""
    tokens: list[Token] = []
    position = 0
    while match := _TOKEN.search(text, position):
        for token in tokens_at(text, match, is_glued=match.start() == position > 0):
            tokens.append(token)
            position = token.end
    return tuple(tokens)


def list_words(text: str) -> list[str]:
    """Return the words of `text` in their order, in lower case."""
    return [token.lower for token in tokenize(text) if token.kind == "word"]


def tokens_at(text: str, match: re.Match[str], *, is_glued: bool) -> Iterator[Token]:
    """Yield the token or the two tokens that begin where `match` does."""
    kind, words, start, end = match.lastgroup, match[0], match.start(), match.end()
    if kind in ("digits", "grouped"):
        yield from number_tokens(text, start, end, is_glued=is_glued)
    elif kind == "fraction":
        yield Token("fraction", words, start, end, is_glued, VULGAR_FRACTIONS.get(words))
    elif kind == "abbreviation":
        yield Token("word", words.replace(".", ""), start, end, is_glued)
    elif kind == "word":
        yield word_token(text, words, start, end, is_glued=is_glued)
    else:
        yield Token(_KINDS.get(kind or "", "mark"), words, start, end, is_glued)


def word_token(text: str, words: str, start: int, end: int, *, is_glued: bool) -> Token:
    """Return a word, or the name with digits that begins with it, such as F-16."""
    follows = text[end : end + 2]
    if follows[:1].isdigit() and _CODE.fullmatch(words):
        return Token("word", words, start, end, is_glued)
    is_name = follows[:1].isdigit() or follows[:1] == "_"
    if follows[:1] in ("-", "\u2011") and follows[1:].isdigit():
        is_name = words[0].isupper() and words not in MONTH_NUMBERS
    if not is_name:
        return Token("word", words, start, end, is_glued)
    name = _NAME.match(text, start)
    end = max(end, name.end() if name else end)
    return Token("name", text[start:end], start, end, is_glued)


def number_tokens(text: str, start: int, end: int, *, is_glued: bool) -> Iterator[Token]:
    """Yield a number with the abbreviated scale glued to it, or the ordinal, decade or name that it begins."""
    number = number_token(text[start:end], start, end, is_glued=is_glued)
    is_year = number.form == "plain" and re.fullmatch("[12][0-9]{3}", number.text) is not None
    if is_year and (possessive := _POSSESSIVE.match(text, end)):
        kind: TokenKind = "decade" if number.text.endswith("0") else "number"
        yield replace(number, kind=kind, end=possessive.end())
        return
    suffix = _SUFFIX.match(text, end)
    if not suffix:
        yield number
        return
    letters, is_last = suffix[0], not text[suffix.end() : suffix.end() + 1].isalnum()
    if is_last and is_year and letters == "s" and number.text.endswith("0"):
        yield replace(number, kind="decade", end=suffix.end())
    elif is_last and letters in ("st", "nd", "rd", "th") and number.form == "plain":
        yield replace(number, kind="ordinal", end=suffix.end())
    elif is_last and letters.lower() in GLUED_SCALES | GLUED_UNITS:
        yield number
        yield Token("word", letters, end, suffix.end(), is_glued=True)
    else:
        name = _NAME.match(text, suffix.end())
        last = name.end() if name else suffix.end()
        yield Token("name", text[start:last], start, last, is_glued)


def number_token(digits: str, start: int, end: int, *, is_glued: bool) -> Token:
    """Return the token of a number in digits, without a value if it is not a number as English writes it."""
    form, plain = form_of(digits)
    return Token("number", digits, start, end, is_glued, Decimal(plain) if form else None, form)


def form_of(digits: str) -> tuple[Form, str]:
    """Return how a number is written, and its digits alone; nothing for one that English does not write so."""
    if sum(map(str.isdigit, digits)) > MAX_DIGITS or (not digits.isascii() and re.search(r"[^\d.]", digits) is None):
        return "", ""
    if re.search(r"[ \u00a0\u2009\u202f]", digits):
        groups = re.split(_SPACES, digits)
        return "space" if len(groups) == 2 and " " in digits else "spaces", "".join(groups)
    if re.fullmatch("0[1-9]", digits):
        return "zero", digits
    if _PLAIN.fullmatch(digits) and digits.isascii():
        return "plain", digits
    if _COMMAS.fullmatch(digits):
        return "commas", digits.replace(",", "")
    return "", ""
