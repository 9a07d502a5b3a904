"""Reading of English percentages and fractions as shares of one."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from facts.verify.english_bounds import (
    combine_operators,
    parse_ends,
    require_rising,
    share_scale,
    take_operator_after,
    take_operator_before,
)
from facts.verify.english_nouns import DETERMINERS, parse_nouns, parse_of_phrase
from facts.verify.english_numbers import CARDINALS, HALVES, TWO_READINGS, Number, parse_number
from facts.verify.grammar.word_list import word_set
from facts.verify.readings import ShareReading
from facts.verify.token_stream import TokenStream
from facts.verify.tokens import tokenize

DENOMINATORS = {"half": 2, "quarter": 4, "fourth": 4, "fifth": 5, "eighth": 8, "tenth": 10, "twentieth": 20}
PLURALS = {f"{word}s": number for word, number in DENOMINATORS.items() if word != "half"}
ENDLESS_DENOMINATORS = {"third": 3, "sixth": 6, "seventh": 7, "ninth": 9}
ENDLESS = (*ENDLESS_DENOMINATORS, *(f"{word}s" for word in ENDLESS_DENOMINATORS))
TRAILING = ("stake", "share", "advance")
"""Words after a share that do not change it."""
HALF = Decimal("0.5")
DEFINITE = tuple(word for word in DETERMINERS if word not in ("a", "an"))
"""The determiners after "half" that do not make it a duration or a number: half the sum, but not half a year."""
MAX_OF_PHRASES = 2
OF_THINGS = ("in", "out of")
"""Words between a part and the number of things that it is a part of."""
EXACT = Decimal("0.0001")
"""The decimals of a share that is exact."""
PERIODS = word_set("seconds minutes hours days nights weeks weekends months quarters seasons years decades centuries")
"""Things in a number of which something happens so many times."""

NO_DECIMAL = (
    "is a fraction without a decimal value: round it, with a note, such as `{~ 0.67: two thirds, note: why}`,"
    " a bound so that it stays true: `{<= 0.34: at most a third, note: why}`"
)
FRACTION_ALONE = "may be a position in a series: it is read only with what it is a part of"


@dataclass(frozen=True, slots=True)
class ShareEnd:
    """A number, and how it is written: with a percent sign, as a fraction, or neither."""

    value: Decimal
    number: Number | None = None
    is_percent: bool = False
    is_fraction: bool = False
    needs_whole: bool = False


def parse_share(stream: TokenStream) -> ShareReading | None:
    """Take a share and return it; None if none follows. Raises UnreadError for one that is ambiguous."""
    before = take_operator_before(stream)
    number = stream.peek(1)
    if number and (number.kind == "number" or number.lower in CARDINALS):
        stream.take_word("the", "a", "an")
    first, second, _ = parse_ends(stream, parse_share_end)
    if first is None:
        return None
    reading = join_ends(stream, first, second)
    if reading is None:
        return None
    operator = combine_operators(stream, before, take_operator_after(stream), reading.operator)
    has_whole = parse_whole(stream, first)
    if first.needs_whole and not has_whole and operator == "=":
        raise stream.reject(FRACTION_ALONE, offset=-1)
    return ShareReading(operator, reading.value, reading.to)


def join_ends(stream: TokenStream, first: ShareEnd, second: ShareEnd | None) -> ShareReading | None:
    """Return the share or the range of shares; the percent sign may stand at its end only."""
    if second is None:
        return ShareReading("=", first.value) if first.is_percent or first.is_fraction else None
    if not second.is_percent or first.number is None or second.number is None:
        return None
    least = first.value if first.is_percent else share_scale(stream, first.number, second.number).value / 100
    require_rising(stream, least, second.value)
    return ShareReading("..", least, second.value)


def parse_whole(stream: TokenStream, share: ShareEnd) -> bool:
    """Take the words for what a share is a part of, and when it is due; return whether there are any."""
    count = 0
    while count < MAX_OF_PHRASES and (parse_of_phrase(stream) or parse_total(stream)):
        count += 1
    start = stream.index
    if not count and share.value == HALF and stream.take_word(*DEFINITE):
        if parse_nouns(stream, is_counted=False):
            count += 1
        else:
            stream.index = start
    if not stream.take_phrase("in advance") and not count and not share.is_fraction:
        stream.take_word(*TRAILING)
    return count > 0


def parse_total(stream: TokenStream) -> bool:
    """Take "of the total", or that with a noun phrase after it; return whether it follows."""
    start = stream.index
    if stream.take_word("of"):
        stream.take_word(*DETERMINERS)
        if stream.take_word("total"):
            parse_nouns(stream, is_counted=False)
            return True
    stream.index = start
    return False


def parse_share_end(stream: TokenStream) -> ShareEnd | None:
    """Take a percentage, a fraction, or a number that a range may make a percentage."""
    return parse_part_of_percent(stream) or parse_ratio(stream) or parse_fraction(stream) or parse_percent(stream)


def parse_percent(stream: TokenStream) -> ShareEnd | None:
    """Take a number with the percent sign after it, if there is one."""
    number = parse_number(stream)
    if number is None:
        return None
    if number.form == "space":
        raise stream.reject(TWO_READINGS, offset=-1)
    if take_percent(stream):
        return ShareEnd(number.value / 100, number, is_percent=True)
    return ShareEnd(number.value, number)


def take_percent(stream: TokenStream) -> bool:
    """Take the percent sign or its words."""
    if stream.take("percent"):
        return True
    start = stream.index
    stream.take_hyphen()
    if stream.take_phrase("percent", "per cent", "pct", "pc"):
        return True
    stream.index = start
    return False


def parse_part_of_percent(stream: TokenStream) -> ShareEnd | None:
    """Take half a percent, a quarter of a percent and the like."""
    start = stream.index
    for words, part in HALVES.items():
        if stream.take_phrase(words) and stream.take_phrase("a", "of a", "of one") and take_percent(stream):
            return ShareEnd(Decimal(part) / 100, is_percent=True)
        stream.index = start
    return None


def parse_ratio(stream: TokenStream) -> ShareEnd | None:
    """Take a part of a number of things, such as one in ten ships; in ten days something may happen once."""
    start = stream.index
    part = parse_number(stream)
    if part and stream.take_phrase(*OF_THINGS):
        count, end = parse_number(stream), stream.index
        nouns = parse_nouns(stream, is_counted=True) if count and part.value < count.value else []
        if count and nouns and nouns[-1] not in PERIODS:
            share = part.value / count.value
            if share != share.quantize(EXACT):
                stream.index = end
                raise stream.reject(NO_DECIMAL, offset=-1)
            return ShareEnd(share, is_fraction=True)
    stream.index = start
    return None


def parse_fraction(stream: TokenStream) -> ShareEnd | None:
    """Take a fraction such as half, a fifth, two-fifths or \N{VULGAR FRACTION THREE QUARTERS}."""
    start = stream.index
    if token := stream.take("fraction"):
        following = stream.peek()
        if token.value is not None and (following is None or following.kind != "percent"):
            return ShareEnd(token.value, is_fraction=True)
        stream.index = start
        return None
    count = stream.take_word("a", "one") or stream.take_word(*CARDINALS)
    stream.take_hyphen()
    if count and stream.take_word(*ENDLESS):
        raise stream.reject(NO_DECIMAL, offset=-1)
    is_single = count in (None, "a", "one")
    denominators = {"half": 2} if count is None else DENOMINATORS if is_single else PLURALS
    word = stream.take_word(*denominators)
    if word is None:
        stream.index = start
        return None
    parts = 1 if count is None or is_single else CARDINALS[count]
    if not 0 < parts < denominators[word]:
        raise stream.reject("is no fraction", offset=-1)
    return ShareEnd(Decimal(parts) / denominators[word], is_fraction=True, needs_whole=word not in ("half", "fifths"))


def find_endless_fraction(words: str) -> Decimal | None:
    """Return the first fraction without a decimal value in `words`, such as two thirds; None if there is none."""
    for start, end in find_endless_words(words):
        count, denominator = (token.lower for token in tokenize(words[start:end]) if token.kind != "dash")
        return Decimal(CARDINALS.get(count, 1)) / ENDLESS_DENOMINATORS[denominator.removesuffix("s")]
    return None


def find_endless_words(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and the end of each fraction without a decimal value in a text."""
    tokens = [token for token in tokenize(text) if token.kind != "dash"]
    for count, denominator in pairwise(tokens):
        if denominator.lower in ENDLESS and (count.lower in ("a", "one") or count.lower in CARDINALS):
            yield count.start, denominator.end
