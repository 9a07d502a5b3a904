"""Words around a phrase in an article that change how it is read: up to, CAD, a year, per round, minus."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import takewhile

from facts.model.edtf import parse
from facts.verify.currencies import SEVERAL, codes_by_name, currency_codes
from facts.verify.english_dates import same_time
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.grammar.changes import CHANGES
from facts.verify.grammar.particles import is_particle, without_particle
from facts.verify.grammar.word_list import word_set
from facts.verify.neighbours import CLAUSE_STARTS, NEIGHBOURS, Neighbours, find_negation, without_years
from facts.verify.reader import RULES, Unread, read_tokens
from facts.verify.readings import DateReading, MoneyReading, QuantityReading, Reading, ShareReading
from facts.verify.shared_currencies import tokenize_settled
from facts.verify.token_stream import TokenStream, UnreadError
from facts.verify.tokens import Token
from facts.verify.unit_prices import is_for_one_unit
from facts.verify.years import earlier_year, names_year

REACH = 5
"""Maximum number of tokens on each side that are tried as parts of a longer phrase."""
TRANSPARENT = word_set("the a an its their his her our this that these those all total whole full")
"""Words between a phrase and one that changes it."""
QUOTES = frozenset("\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb")
AFTER_MARKS = QUOTES | frozenset(".,;:!?)]\u2026")
BEFORE_MARKS = QUOTES | frozenset("([")
STOPS = frozenset(".!?;:")
ABBREVIATIONS = frozenset(("approx", "ca", "c", "est", "rs", "no", "max", "min", "incl"))
NUMERIC = ("number", "ordinal", "fraction", "currency", "percent", "iso_date", "decade")
SIDES = word_set("votes goals points runs games sets frames")
"""What the two numbers of a result count."""
JOINTS = ("to", "against")
PREPOSITIONS = ("in", "on", "during", "since", "by")
"""Words that begin a date which a number before it does not change: to 900 in January."""
MAX_SIDE = 4
"""Maximum number of words before one side of a result that may begin a range instead."""
MAX_BETWEEN = 12
"""Maximum number of words between `between` and `and`."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of an article with the position of a phrase in it, and the currencies that the article names."""

    text: str
    start: int
    end: int
    currencies: frozenset[str] = frozenset()

    @property
    def tokens(self) -> Sequence[Token]:
        """Its tokens, in which a name such as dollars is the code of the one currency that the article means."""
        return tokenize_settled(self.text, self.currencies)


@dataclass(frozen=True, slots=True)
class PhraseInContext:
    """The tokens of an excerpt, with the first of a phrase and the one after its last."""

    tokens: Sequence[Token]
    first: int
    last: int


@lru_cache(maxsize=1024)
def changed_by(kind: str, reading: Reading, excerpt: Excerpt, *, is_unit_price: bool = False) -> str | None:
    """Return the words that make a phrase mean something else than its `reading` where it stands; None if none do.

    Words such as "each" and "per round" do not change the price of a unit.
    """
    tokens = excerpt.tokens
    inside = [index for index, token in enumerate(tokens) if token.start < excerpt.end and token.end > excerpt.start]
    if not inside:
        return excerpt.text[excerpt.start : excerpt.end]
    first, last = inside[0], inside[-1]
    for token in (tokens[first], tokens[last]):
        length = len(token.text) if token.kind == "number" else token.end - token.start
        if token.start < excerpt.start or token.start + length > excerpt.end:
            return token.text
    return changed_in(kind, reading, PhraseInContext(tokens, first, last + 1), is_unit_price=is_unit_price)


def find_turn(excerpt: Excerpt) -> Token | None:
    """Return the negation that turns the bound of a date round where it stands; None if none does."""
    tokens = excerpt.tokens
    inside = [index for index, token in enumerate(tokens) if excerpt.start <= token.start < excerpt.end]
    if not inside:
        return None
    phrase = PhraseInContext(tokens, inside[0], inside[-1] + 1)
    return find_negation(tokens[phrase.first : phrase.last], words_before(phrase))


def changed_in(kind: str, reading: Reading, phrase: PhraseInContext, *, is_unit_price: bool = False) -> str | None:
    """Return the words that make a phrase of these tokens mean something else than its reading; None if none do."""
    tokens, first, last = phrase.tokens, phrase.first, phrase.last
    here = read_tokens(kind, tokens[first:last])
    if not isinstance(here, type(reading)) or not is_same(reading, here):
        return tokens[first].text
    if is_particle(tokens[first], tokens[max(first - 1, 0) : first]):
        return tokens[first - 1].text
    before, after = without_particle(*around_fall(kind, reading, phrase, words_before(phrase), words_after(phrase)))
    if is_unit_price and is_for_one_unit(after) and [token.text for token in before[:2]] == ["or", ","]:
        before = []
    if change := find_change(reading, tokens[first:last], before):
        return change.text
    year = names_year(reading, after) or earlier_year(reading, tokens[first:last], [*before, *after])
    return (
        year
        or changed_before(kind, reading, phrase, before)
        or (None if is_unit_price and is_for_one_unit(after) else changed_after(kind, reading, phrase, after))
        or changed_by_longer_phrase(kind, reading, phrase, len(before), len(after))
    )


def find_change(reading: Reading, words: Sequence[Token], before: Sequence[Token]) -> Token | None:
    """Return the verb or noun in the clause before "from A to B" that makes it a change, and no range; None if none.

    `before` are the tokens before the words, the nearest first.
    """
    is_range = getattr(reading, "to", None) is not None or (isinstance(reading, DateReading) and "/" in reading.edtf)
    if not is_range or words[0].lower != "from":
        return None
    clause = takewhile(lambda token: token.kind == "word" and token.lower not in CLAUSE_STARTS, before)
    return next((token for token in clause if token.lower in CHANGES), None)


def is_same(reading: Reading, other: Reading) -> bool:
    """Return whether two readings of one kind have the same value, whatever is counted."""
    if isinstance(reading, DateReading) and isinstance(other, DateReading):
        return same_time(reading.edtf, other.edtf)
    return values_of(reading) == values_of(other)


def values_of(reading: Reading) -> tuple[object, ...]:
    """Return the values of a reading, without what is counted."""
    return tuple(getattr(reading, name, None) for name in ("operator", "amount", "value", "to", "currency", "edtf"))


def is_part(reading: Reading, longer: Reading) -> bool:
    """Return whether a longer phrase lists several dates, of which the reading is one."""
    if not (isinstance(reading, DateReading) and isinstance(longer, DateReading)):
        return False
    return longer.edtf.startswith("{") and reading.edtf in longer.edtf[1:-1].split(",")


def words_before(phrase: PhraseInContext) -> list[Token]:
    """Return the tokens before a phrase in its sentence, the nearest first."""
    tokens: list[Token] = []
    for index in range(phrase.first - 1, max(-1, phrase.first - 1 - MAX_BETWEEN), -1):
        token = phrase.tokens[index]
        is_abbreviation = index > 0 and phrase.tokens[index - 1].lower in ABBREVIATIONS
        if token.text in STOPS and not (token.text == "." and is_abbreviation):
            break
        tokens.append(token)
    return tokens


def words_after(phrase: PhraseInContext) -> list[Token]:
    """Return the tokens after a phrase in its sentence."""
    tokens: list[Token] = []
    for token in phrase.tokens[phrase.last : phrase.last + MAX_BETWEEN]:
        if token.text in STOPS:
            break
        tokens.append(token)
    return tokens


def changed_before(kind: str, reading: Reading, phrase: PhraseInContext, before: list[Token]) -> str | None:
    """Return the token before a phrase that changes it; None if none does."""
    if before and is_joined(before[0], phrase.tokens[phrase.first], before[1:], BEFORE_MARKS):
        return before[0].text
    if kind == "date" and before and before[0].lower == "this":
        return before[0].text
    words = phrase.tokens[phrase.first : phrase.last]
    if kind == "date" and (negation := find_negation(words, before)):
        return negation.text
    nearest = [token for token in before if token.lower not in TRANSPARENT and token.text not in QUOTES]
    if not nearest:
        return None
    token, further = nearest[0], nearest[1:]
    neighbours = NEIGHBOURS[kind]
    is_time_of_number = kind == "date" and words[0].lower in PREPOSITIONS
    is_changed = (
        (is_numeric(token, further) and not is_time_of_number)
        or (token.kind == "mark" and token.text not in BEFORE_MARKS | {","})
        or names_other_currency(reading, token, further)
        or (token.kind == "word" and neighbours.changes_before(token, further, words))
        or (token.kind == "word" and ends_range(token, without_years(further, before)))
        or is_other_weekday(reading, before)
        or (token.kind == "word" and neighbours.is_name_before(token, before, words))
    )
    return token.text if is_changed else None


def changed_after(kind: str, reading: Reading, phrase: PhraseInContext, after: list[Token]) -> str | None:
    """Return the token after a phrase that changes it; None if none does."""
    if phrase.last == len(phrase.tokens):
        return None
    following, beyond = phrase.tokens[phrase.last], phrase.tokens[phrase.last + 1 : phrase.last + 3]
    if following.is_glued and is_joined(following, following, beyond, AFTER_MARKS):
        return following.text
    nearest = [token for token in after if token.text not in QUOTES]
    if not nearest:
        return None
    token, further = nearest[0], nearest[1:]
    words, preceding = (
        phrase.tokens[phrase.first : phrase.last],
        phrase.tokens[max(0, phrase.first - 1) : phrase.first],
    )
    is_changed = (
        is_numeric(token, further)
        or (token.kind == "mark" and token.text not in AFTER_MARKS | {"("})
        or (token.kind == "dash" and bool(further) and not token.is_glued and further[0].is_glued)
        or names_other_currency(reading, token, further)
        or (isinstance(reading, QuantityReading) and reading.unit is None and is_currency(token))
        or (token.kind == "word" and NEIGHBOURS[kind].changes_after(token, further, words, preceding))
    )
    is_rate = token.lower in ("a", "an", "per", "every") and bool(further) and further[0].kind == "word"
    if is_changed and is_rate:
        return f"{token.text} {further[0].text}"
    return token.text if is_changed else None


def around_fall(
    kind: str, reading: Reading, phrase: PhraseInContext, before: list[Token], after: list[Token]
) -> tuple[list[Token], list[Token]]:
    """Return the tokens around a phrase without those of "by 5 to 3" that are its other end.

    A fall and its result are no range, which would have to rise; a rise by 3 to 5 may be one, and stays refused.
    So are the two sides of a vote: 201 votes to 98.
    """
    tokens, first, last = phrase.tokens, phrase.first, phrase.last
    if is_side(phrase, before, after):
        return [], []
    if after and after[0].lower == "to" and before and before[0].lower == "by":
        stream = TokenStream(tokens, last + 1)
        try:
            result = RULES[kind](stream)
        except UnreadError:
            result = None
        if is_less(result, reading):
            return before[1:], []
    distance = next((index for index, token in enumerate(before) if token.lower == "by"), 0)
    if before and before[0].lower == "to" and distance:
        fall = read_tokens(kind, tokens[first - distance : first - 1])
        if not isinstance(fall, Unread) and is_less(reading, fall):
            return [], after
    return before, after


def is_side(phrase: PhraseInContext, before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Return whether a number is one side of a vote or of a score: 201 votes to 98, but not from 98 votes to 201."""
    tokens, first, last = phrase.tokens, phrase.first, phrase.last
    opening = {"from", "between"} & {token.lower for token in before[:MAX_SIDE]}
    ends = [token.lower for token in after[:2]]
    is_first = len(after) > 1 and tokens[last - 1].lower in SIDES and ends[0] in JOINTS and after[1].kind == "number"
    is_second = [token.lower for token in before[:2]] in ([joint, side] for joint in JOINTS for side in SIDES)
    is_alone = last - first == 1 and tokens[first].kind == "number" and before[2:3] and before[2].kind == "number"
    return not opening and (is_first or (is_second and bool(is_alone)))


def is_less(reading: Reading | None, other: Reading) -> bool:
    """Return whether an exact number is less than another of its kind, and in its currency."""
    match reading, other:
        case MoneyReading("=", amount, currency), MoneyReading("=", greater):
            return amount < greater and currency == other.currency
        case (ShareReading("=", value), ShareReading("=", greater)) | (
            QuantityReading("=", value),
            QuantityReading("=", greater),
        ):
            return value < greater
    return False


def is_numeric(token: Token, further: Sequence[Token]) -> bool:
    """Return whether a token is a number, or a dash with a number beyond it."""
    return token.kind in NUMERIC or (token.kind == "dash" and bool(further) and further[0].kind in NUMERIC)


def is_joined(neighbour: Token, second: Token, beyond: Sequence[Token], marks: frozenset[str]) -> bool:
    """Return whether a neighbour without a space between belongs to a phrase; a dash between words does not."""
    if not second.is_glued or neighbour.text in marks:
        return False
    is_parenthesis = neighbour.text == "\u2014" and not (beyond and beyond[0].kind in NUMERIC)
    return not is_parenthesis


def ends_range(token: Token, further: Sequence[Token]) -> bool:
    """Return whether a word before a phrase joins it to a number before: between 20 and, 30 to, six or."""
    near = further[:MAX_BETWEEN]
    if token.lower == "and":
        return any(word.lower == "between" for word in near)
    if token.lower != "or":
        near = list(takewhile(lambda word: word.text != ",", near))
    has_number = any(Neighbours.is_number(word) for word in near[:4])
    return token.lower in ("to", "or", "through", "until") and has_number


def is_currency(token: Token) -> bool:
    """Return whether a token is the code or a name of a currency."""
    return (
        token.text in currency_codes() or token.lower in codes_by_name() or token.lower.removesuffix("s") in SEVERAL
    )


def is_other_weekday(reading: Reading, before: Sequence[Token]) -> bool:
    """Return whether the weekday before a day is not its own."""
    words = [token.text for token in before[:2] if token.text != ","]
    if not isinstance(reading, DateReading) or not words or words[0] not in WEEKDAYS:
        return False
    time = parse(reading.edtf)
    is_day = time.earliest is not None and time.earliest == time.latest
    return is_day and WEEKDAYS[date.fromisoformat(time.earliest or "").weekday()] != words[0]


def names_other_currency(reading: Reading, token: Token, further: Sequence[Token]) -> bool:
    """Return whether the code, name or adjective beside an amount names another currency than its reading."""
    if not isinstance(reading, MoneyReading) or token.kind != "word":
        return False
    if token.text in currency_codes():
        return token.text != reading.currency
    nearest = further[0].lower if further else ""
    phrases = (token.lower, f"{nearest} {token.lower}", f"{token.lower} {nearest}")
    names = [token.lower, *(f"{phrase} {unit}" for phrase in phrases for unit in ("dollar", "pound", "peso", "yen"))]
    return bool({codes_by_name().get(name) for name in names} - {None, reading.currency})


def changed_by_longer_phrase(
    kind: str, reading: Reading, phrase: PhraseInContext, before: int, after: int
) -> str | None:
    """Return the token beside a phrase that makes it part of a longer one with another reading."""
    for left in range(min(REACH, before) + 1):
        for right in range(min(REACH, after) + 1):
            tokens = phrase.tokens[phrase.first - left : phrase.last + right]
            longer = read_tokens(kind, tokens) if left + right else reading
            if isinstance(longer, type(reading)) and not (is_same(reading, longer) or is_part(reading, longer)):
                return (phrase.tokens[phrase.first - 1] if left else phrase.tokens[phrase.last]).text
    return None
