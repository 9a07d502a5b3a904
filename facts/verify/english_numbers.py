"""Reading of English numbers, in digits and words, with their scales, operators and ranges."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import tokenize

UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CARDINALS = dict(zip(UNITS, range(20), strict=True)) | dict(zip(TENS, range(20, 100, 10), strict=True))
LARGE_SCALES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
INDIAN_SCALES = {
    **dict.fromkeys(("lakh", "lakhs", "lac", "lacs"), 10**5),
    **dict.fromkeys(("crore", "crores"), 10**7),
}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000} | INDIAN_SCALES | LARGE_SCALES
SHORT_SCALES = {
    **dict.fromkeys(("k",), 10**3),
    **dict.fromkeys(("m", "mn", "mln"), 10**6),
    **dict.fromkeys(("b", "bn", "bln"), 10**9),
    **dict.fromkeys(("t", "tn", "trn"), 10**12),
    "cr": 10**7,
}
"""The abbreviated scales, which are read beside a currency only."""
FIRST_WORDS = frozenset([*CARDINALS, "a", "an", "half"])
"""The words that numbers begin with."""
HALVES = {"a half": "0.5", "half": "0.5", "a quarter": "0.25", "one quarter": "0.25", "three quarters": "0.75"}

NO_NUMBER = "is not a number as English writes it"
TWO_READINGS = "may be one number or two: it is read only with a no-break space or a comma between its digits"
THREE_DECIMALS = "may be thousands or decimals: it is not read"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text and its position.

    `coefficient` is the number before its hundreds and its scale, `multiplier` the product of both, and `scale` the
    scale alone: 3, 100,000 and 1,000 in three hundred thousand. `form` says how it is written: empty for words,
    `sum` for several scales.
    """

    value: Decimal
    start: int
    end: int
    coefficient: Decimal = Decimal(0)
    multiplier: int = 1
    scale: int = 1
    form: str = ""
    has_three_decimals: bool = False

    @property
    def is_ambiguous(self) -> bool:
        """Whether the digits may be decimals or thousands: 1.500 without a scale."""
        return self.has_three_decimals and self.multiplier == 1

    @property
    def is_complete(self) -> bool:
        """Whether no scale of another number can be meant: it has its own, or groups of thousands."""
        return self.scale > 1 or self.form in ("commas", "spaces", "sum")

    def scaled_by(self, multiplier: int) -> "Number":
        """Return the number with the scale of another."""
        return replace(self, value=self.coefficient * multiplier, multiplier=multiplier)


def read_numbers(text: str) -> Iterator[Number]:
    """Yield the numbers of `text`, in digits or words, without those inside names such as F-35."""
    stream = TokenStream(tokenize(text))
    while not stream.at_end:
        start, before, token = stream.index, stream.peek(-1), stream.tokens[stream.index]
        if not (token.kind in ("number", "fraction") or token.lower in FIRST_WORDS) or is_article(stream):
            stream.advance()
            continue
        try:
            number = parse_number(stream, short_scales=before is not None and before.kind == "currency")
        except UnreadError:
            number = None
        if number:
            yield number
        else:
            stream.index = start
            stream.advance()


def is_article(stream: TokenStream) -> bool:
    """Return whether the next word is an article that begins no number: a ship, but not a hundred or a half."""
    token, following = stream.peek(), stream.peek(1)
    if token is None or token.lower not in ("a", "an"):
        return False
    if following is not None and following.kind == "dash":
        following = stream.peek(2)
    return following is None or not (following.lower in SCALES or following.lower in ("half", "quarter"))


def parse_number(stream: TokenStream, *, short_scales: bool = False) -> Number | None:
    """Take a number and return it; None if none follows. Raises UnreadError for digits that cannot be read."""
    start = stream.index
    scales = SCALES | SHORT_SCALES if short_scales else SCALES
    number = parse_fraction_of_scale(stream, scales) or parse_sum(stream, scales)
    if number is None:
        stream.index = start
        return None
    return replace(number, start=stream.tokens[start].start, end=stream.tokens[stream.index - 1].end)


def parse_fraction_of_scale(stream: TokenStream, scales: dict[str, int]) -> Number | None:
    """Take a part of a scale, such as half a billion, a half million or three quarters of a million."""
    start = stream.index
    for words, part in HALVES.items():
        if stream.take_phrase(words):
            stream.take_hyphen()
            stream.take_phrase("of a", "a", "of one")
            stream.take_hyphen()
            if multiplier := take_scale(stream, scales):
                return scale_number(Decimal(part), multiplier)
        stream.index = start
    return None


def scale_number(coefficient: Decimal, multiplier: int) -> Number:
    """Return a number without a position."""
    return Number(coefficient * multiplier, 0, 0, coefficient, multiplier, multiplier)


def parse_sum(stream: TokenStream, scales: dict[str, int]) -> Number | None:
    """Take a number of one or several groups with falling scales: two million three hundred thousand and five."""
    first = parse_group(stream, scales, limit=None)
    if first is None:
        return None
    total, last = first.value, first.scale
    while last >= SCALES["thousand"] and first.form in ("", "plain", "commas"):
        start = stream.index
        stream.take_word("and")
        group = parse_group(stream, scales, limit=last)
        if group is None or (group.scale == 1 and (group.form or first.form)):
            stream.index = start
            break
        total, last = total + group.value, group.scale
    if total == first.value:
        return first
    return replace(first, value=total, coefficient=total, multiplier=1, scale=1, form="sum")


def parse_group(stream: TokenStream, scales: dict[str, int], limit: int | None) -> Number | None:
    """Take a number below `limit` with at most one scale, such as 2.5 million or one hundred and five thousand."""
    start = stream.index
    group = parse_digits(stream) or parse_words(stream)
    if group is None and limit is None:
        group = parse_article(stream, scales)
    if group is None:
        return None
    scale = take_scale(stream, scales) or 1
    multiplier = group.multiplier * scale
    number = replace(group, value=group.coefficient * multiplier, multiplier=multiplier, scale=scale)
    if limit is not None and number.value >= limit:
        stream.index = start
        return None
    return add_half(stream, number) if limit is None else number


def parse_digits(stream: TokenStream) -> Number | None:
    """Take a number in digits, such as 2.5 or 2½; raise UnreadError if it cannot be read."""
    token = stream.peek()
    if token is None or token.kind not in ("number", "fraction"):
        return None
    if token.value is None or token.form == "zero":
        raise stream.reject(NO_NUMBER)
    stream.advance()
    following = stream.peek()
    value = token.value
    if token.kind == "number" and following and following.kind == "fraction" and following.value:
        if token.form != "plain" or token.value % 1:
            raise stream.reject("is not understood")
        value += following.value
        stream.advance()
    _, _, decimals = token.text.partition(".")
    three = token.kind == "number" and token.form == "plain" and len(decimals) == 3 and not token.text.startswith("0")
    return Number(value, 0, 0, value, form=token.form or "plain", has_three_decimals=three)


def parse_words(stream: TokenStream) -> Number | None:
    """Take a number below a thousand in words, such as two hundred and fifty."""
    small = parse_small(stream)
    if small is None:
        return None
    if 0 < small < 20 and stream.take_phrase("hundred"):
        return parse_hundreds(stream, small)
    return Number(Decimal(small), 0, 0, Decimal(small))


def parse_hundreds(stream: TokenStream, hundreds: int) -> Number:
    """Take the rest of a number after its hundreds, if there is one, and return the number."""
    start = stream.index
    stream.take_word("and")
    rest = parse_small(stream)
    if rest is None:
        stream.index = start
        return Number(Decimal(hundreds * 100), 0, 0, Decimal(hundreds), 100)
    return Number(Decimal(hundreds * 100 + rest), 0, 0, Decimal(hundreds * 100 + rest))


def parse_small(stream: TokenStream) -> int | None:
    """Take a number below a hundred in words, such as twenty-one."""
    word = stream.take_word(*CARDINALS)
    if word is None:
        return None
    value = CARDINALS[word]
    if word in TENS:
        start = stream.index
        stream.take_hyphen()
        if unit := stream.take_word(*UNITS[1:10]):
            return value + CARDINALS[unit]
        stream.index = start
    return value


def parse_article(stream: TokenStream, scales: dict[str, int]) -> Number | None:
    """Take the article before a scale, as in a hundred and five or a million."""
    article = stream.take_word("a", "an")
    following = stream.peek()
    if article is None or following is None or following.kind != "word" or following.lower not in scales:
        return None
    if following.lower in SHORT_SCALES:
        return None
    if following.lower == "hundred":
        stream.advance()
        return parse_hundreds(stream, 1)
    return Number(Decimal(1), 0, 0, Decimal(1))


def take_scale(stream: TokenStream, scales: dict[str, int]) -> int:
    """Take a scale, or two such as hundred thousand, and return what it multiplies by; 0 if none follows."""
    product = 0
    while True:
        start = stream.index
        stream.take_hyphen()
        token = stream.peek()
        scale = scales.get(token.lower, 0) if token and token.kind == "word" else 0
        if not scale or not (product == 0 or is_chain(product, scale)):
            stream.index = start
            return product
        stream.advance()
        product = (product or 1) * scale


def is_chain(product: int, scale: int) -> bool:
    """Return whether a scale may follow another: hundred thousand, thousand million, lakh crore."""
    chains = {100: (10**3, 10**6, 10**9), 1000: (10**6, 10**7), 10**5: (10**7,)}
    return scale in chains.get(product, ())


def add_half(stream: TokenStream, number: Number) -> Number:
    """Take the rest of two and a half million or a million and a half, if it follows; return the sum."""
    if number.coefficient % 1 or number.form not in ("", "plain"):
        return number
    start = stream.index
    stream.take_hyphen()
    for words, part in HALVES.items():
        if words == "half" or not stream.take_phrase(f"and {words}"):
            continue
        after = stream.index
        multiplier = take_scale(stream, SCALES)
        if number.multiplier == 1 and number.coefficient < 100:
            return scale_number(number.coefficient + Decimal(part), multiplier or 1)
        if not multiplier and number.multiplier >= 10**6 and number.coefficient == 1 and number.form == "":
            return scale_number(1 + Decimal(part), number.multiplier)
        raise UnreadError(after - 1, "may be added to the number or to its scale")
    stream.index = start
    return number
