"""The numbers, amounts, dates, percentages and quotations of an article that no span of its sheet touches."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, TypeAlias

from facts.model.article import Article
from facts.model.receipt import Span
from facts.model.values import MAX_QUOTED_WORDS
from facts.sheets.problems import Issue
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.english_numbers import CARDINALS, HALVES, SCALES, parse_number
from facts.verify.english_shares import DENOMINATORS
from facts.verify.grammar.quoted_text import find_quotations
from facts.verify.grammar.word_list import word_set
from facts.verify.reader import RULES
from facts.verify.readings import QuantityReading, Reading
from facts.verify.shared_currencies import tokenize_settled
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import MONTH_NUMBERS, Token

FigureKind = Literal["money", "share", "quantity", "date", "number", "quotation"]
Figure: TypeAlias = tuple[FigureKind, int, int]
"""The kind, the start and the end of something that is stated in a text."""

READ_KINDS: tuple[Literal["money", "share", "date", "quantity"], ...] = ("money", "share", "date", "quantity")
"""The kinds of readings, in the order in which the longest of equal length is chosen."""
FIGURES = ("number", "fraction", "decade", "iso_date")
PRONOUNS = ("one", "half", "zero")
"""Words of numbers that are often none: they count only inside a longer reading."""
RELATIVE_DAYS = word_set("today yesterday tomorrow tonight")
RELATIVE = word_set("last next this past coming previous following")
PERIODS = word_set("week month year quarter summer winter spring autumn fall decade century weekend season")
MONTH_CONTEXT = word_set(
    "in of by since until till before after during last next this early late mid from to and through"
)
"""Words before May, March and the like that make them months where no number follows."""
MODEST = ("May", "March", "Mar", "Dec", "Sept", "Sep", "Jan", "Jun", "Jul", "Aug", "Oct", "Nov", "Feb", "Apr")
FIRST_WORDS = frozenset([*CARDINALS, *SCALES, *HALVES, "both"])
AFTER_ARTICLES = frozenset([*SCALES, *DENOMINATORS, "pair"])
"""Words that make an article the beginning of a number or a share."""


@dataclass(frozen=True, slots=True)
class Uncovered:
    """A figure or a quotation under no receipt: its kind, its place in the article, and its words, 12 at most."""

    kind: FigureKind
    passage: int
    start: int
    end: int
    words: str

    def to_issue(self, file: str) -> Issue:
        """Return it as a problem of the sheet in `file`."""
        message = f"passage {self.passage} has the {self.kind} '{self.words}' under no receipt"
        hint = f"Add a record or a span that covers characters {self.start} to {self.end}"
        return Issue(file, "source", "passages", message, hint)

    def as_json(self) -> dict[str, object]:
        """Return it as a JSON object."""
        return {name: getattr(self, name) for name in self.__slots__}


def find_uncovered(article: Article, spans: Iterable[Span]) -> tuple[Uncovered, ...]:
    """Return what the article states in figures, dates or quotation marks and no span touches, in its order."""
    touched = CoveredRanges((span.start, span.end) for span in spans)
    return tuple(finding for finding in find_statements(article) if not touched.overlap(finding.start, finding.end))


def find_statements(article: Article) -> Iterator[Uncovered]:
    """Yield the figures, dates and quotations of an article in their order."""
    quotations: list[Figure] = [
        ("quotation", quotation.start, quotation.end) for quotation in find_quotations(article.text)
    ]
    figures = [
        (kind, first + start, first + end)
        for first, last in article.passages
        for kind, start, end in find_figures(article.text[first:last])
    ]
    for kind, start, end in sorted([*quotations, *figures], key=lambda finding: finding[1:]):
        yield Uncovered(kind, article.passage_at(start), start, end, shorten(article.text[start:end]))


def shorten(text: str) -> str:
    """Return the first words of a text, as many as a sheet may quote."""
    return " ".join(text.split()[:MAX_QUOTED_WORDS])


class CoveredRanges:
    """Ranges of characters, merged, to check whether another one overlaps them."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self.starts: list[int] = []
        self.ends: list[int] = []
        for start, end in sorted(ranges):
            if self.ends and start <= self.ends[-1]:
                self.ends[-1] = max(self.ends[-1], end)
            else:
                self.starts.append(start)
                self.ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Return whether a range overlaps one of these."""
        index = bisect_right(self.starts, end - 1) - 1
        return index >= 0 and self.ends[index] > start


@lru_cache(maxsize=1024)
def find_figures(text: str, currencies: frozenset[str] = frozenset()) -> tuple[Figure, ...]:
    """Return the kind, the start and the end of each number, amount, percentage and date of a passage.

    A name such as kroner is that of the only one of some `currencies` that has it.
    """
    return tuple(iter_figures(tokenize_settled(text, currencies)))


def iter_figures(tokens: Sequence[Token]) -> Iterator[Figure]:
    """Yield the kind, the start and the end of each number, amount, percentage and date of a passage."""
    index = 0
    while index < len(tokens):
        kind, last = read_longest(tokens, index)
        last -= last - index > 1 and tokens[last - 1].text == "."
        if kind is not None and is_figure(tokens[index:last], tokens[index - 1 : index]):
            yield kind, tokens[index].start, tokens[last - 1].end
            index = last
        elif tokens[index].kind in FIGURES:
            yield "number", tokens[index].start, tokens[index].end
            index += 1
        elif last := relative_date(tokens, index):
            yield "date", tokens[index].start, tokens[last - 1].end
            index = last
        else:
            index += 1


def read_longest(tokens: Sequence[Token], index: int) -> tuple[FigureKind | None, int]:
    """Return the kind of the longest reading that begins at a token, and where it ends."""
    best: tuple[FigureKind | None, int] = (None, index)
    if not may_begin(tokens[index], tokens[index + 1] if index + 1 < len(tokens) else None):
        return best
    for kind in READ_KINDS:
        stream = TokenStream(tokens, index)
        try:
            reading: Reading | None = RULES[kind](stream)
        except UnreadError:
            reading = None
        if reading is not None and stream.index > best[1]:
            has_unit = not isinstance(reading, QuantityReading) or reading.unit is not None
            best = kind if has_unit else "number", stream.index
    if best[0] is None:
        stream = TokenStream(tokens, index)
        try:
            number = parse_number(stream)
        except UnreadError:
            number = None
        if number is not None:
            best = "number", stream.index
    return best


def may_begin(token: Token, following: Token | None) -> bool:
    """Return whether a reading may begin with a token."""
    if token.kind != "word":
        return token.kind in (*FIGURES, "currency", "ordinal")
    if token.lower in ("a", "an"):
        return following is not None and following.lower in AFTER_ARTICLES
    return token.lower in FIRST_WORDS or token.text in MONTH_NUMBERS or token.text in WEEKDAYS or token.text.isupper()


def is_figure(tokens: Sequence[Token], before: Sequence[Token]) -> bool:
    """Return whether the tokens of a reading state a figure: a pronoun or the verb may does not."""
    if any(token.kind in (*FIGURES, "currency", "percent", "ordinal", "name") for token in tokens):
        return True
    if tokens[0].lower in PRONOUNS and len(tokens) < 3:
        return False
    if tokens[0].text in MODEST and len(tokens) == 1:
        return bool(before) and before[0].lower in MONTH_CONTEXT
    return True


def relative_date(tokens: Sequence[Token], index: int) -> int:
    """Return where a date such as yesterday, Monday or last week ends; 0 if none begins at the token."""
    token, following = tokens[index], tokens[index + 1 : index + 2]
    if token.lower.removesuffix("'s") in RELATIVE_DAYS or token.text in WEEKDAYS:
        return index + 1
    is_period = bool(following) and (
        following[0].lower in PERIODS or following[0].text in (*WEEKDAYS, *MONTH_NUMBERS)
    )
    return index + 2 if token.lower in RELATIVE and is_period else 0
