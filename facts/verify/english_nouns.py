"""Reading of the English noun phrases after a number, in which no word may change what is counted."""

import re

from facts.verify.currencies import currency_codes
from facts.verify.english_numbers import CARDINALS, SCALES
from facts.verify.grammar.inflection import is_plural, to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.token_stream import TokenStream
from facts.verify.tokens import MONTH_NUMBERS, Token

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh"),
    *("twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
    *("twentieth", "thirtieth", "hundredth", "thousandth"),
)
FUNCTION_WORDS = frozenset(
    [*CARDINALS, *SCALES, *ORDINALS]
    + [f"{word}s" for word in (*SCALES, *ORDINALS) if word != "second"]
    + [name.lower() for name in (*WEEKDAYS, *MONTH_NUMBERS)]
) | word_set("""
    a an the this that these those some any each every either neither both all no none such same other others another
    i you he she it we they me him her us them my your his its our their mine who whom whose which what
    of in on at by for from to into onto upon with within without between among amid against over under above below
    beyond across through throughout during before after since until till around about near off out up down along
    behind beside besides despite except excluding including toward towards via versus vs per than as like unlike
    and or but nor so yet if because although though while whereas when where whether once unless
    is are was were be been being am has have had having do does did will would shall should can could may might must
    not never only just even still already also too very quite rather almost nearly roughly approximately circa some
    more most less least fewer fewest many much few several enough half halves quarter quarters double twice triple
    treble dozen dozens couple pair pairs score plus minus times fold extra additional further remaining spare
    percent percentage cent cents pence penny point points basis ago later earlier now then today tomorrow yesterday
    away apart apiece daily weekly monthly quarterly yearly annually annual hourly next last previous former latter
    mid fiscal maximum minimum total average estimated exceeding upwards excess combined odd something
    perhaps maybe probably possibly likely allegedly reportedly supposedly nominally effectively
    year month week day hour dollar dollars euro euros pounds rubles roubles yen yuan
    k m b t x s th bn mn mln bln tn bc ad am pm mm cm
    equivalent worth  respectively together there here ones one's roundly exactly precisely
    """)
"""Words that may change a number, or that end the noun phrase after it."""
DETERMINERS = ("the", "a", "an", "its", "their", "his", "her", "our", "this", "that", "these", "those", "all")
MEASURES = ("mm", "cm")
MAX_WORDS = 5
MAX_MODEL_DIGITS = 3


def is_plain(token: Token) -> bool:
    """Return whether a token is a word that names or describes a thing, and nothing else."""
    is_code = token.text.isupper() and token.text in currency_codes()
    return (
        token.kind == "word" and not is_code and token.lower not in FUNCTION_WORDS and not token.lower.endswith("'s")
    )


def parse_nouns(stream: TokenStream, *, is_counted: bool) -> list[str]:
    """Take up to five words that name or describe things, and return them in lower case; empty if none follow.

    The last one must be a plural if the things are counted; names such as F-16 or Type 31 may stand before it.
    """
    words: list[str] = []
    start, ends = stream.index, (stream.index, 0)
    for _ in range(MAX_WORDS):
        word = take_compound(stream) or take_name(stream)
        if word is None:
            break
        words.append(word)
        if not is_counted or is_plural(word.rsplit("-", maxsplit=1)[-1]):
            ends = stream.index, len(words)
    stream.index, count = ends if words else (start, 0)
    return words[:count]


def take_compound(stream: TokenStream) -> str | None:
    """Take a plain word, or several that hyphens join, such as surface-to-air; return it in lower case."""
    start, token = stream.index, stream.peek()
    is_generation = token is not None and token.kind in ("word", "ordinal") and is_ordinal(token)
    if token is None or not (is_plain(token) or is_generation):
        return None
    stream.advance()
    parts = [token.lower]
    while stream.take_hyphen():
        following = stream.take("word")
        if following is None or following.lower in CARDINALS or following.lower in SCALES:
            stream.index = start
            return None
        parts.append(following.lower)
    is_word = not (is_generation and len(parts) == 1) and (
        len(parts) == 1 or is_plain(stream.tokens[stream.index - 1])
    )
    if not is_word:
        stream.index = start
        return None
    model = stream.peek()
    is_model = token.text[:1].isupper() and len(parts) == 1 and not is_plural(token.lower)
    if is_model and model and is_model_number(model):
        stream.advance()
    return "-".join(parts)


def is_ordinal(token: Token) -> bool:
    """Return whether a token is an ordinal, in digits or words."""
    return token.kind == "ordinal" or token.lower in ORDINALS


def is_model_number(token: Token) -> bool:
    """Return whether a token is a short number, such as the 31 of Type 31 or the 2A7 of Leopard 2A7."""
    if token.kind == "name":
        return re.fullmatch(r"[0-9]+[A-Z]\w*", token.text) is not None
    return token.kind == "number" and token.text.isdigit() and len(token.text) <= MAX_MODEL_DIGITS


def take_name(stream: TokenStream) -> str | None:
    """Take a name with digits, such as F-16, or a calibre, such as 155 mm; return it in lower case."""
    token = stream.take("name")
    if token:
        return token.lower if re.match(r"[^\W\d_]|\d+(?:mm|cm)\b", token.text) else None
    start, number = stream.index, stream.take("number")
    if number and len(number.text) <= MAX_MODEL_DIGITS:
        stream.take_hyphen()
        if measure := stream.take_word(*MEASURES):
            return f"{number.text}-{measure}"
    stream.index = start
    return None


def parse_of_phrase(stream: TokenStream) -> list[str]:
    """Take "of" with the noun phrase after it, and return its words; an empty list if none follows."""
    start = stream.index
    if stream.take_word("of"):
        stream.take_word(*DETERMINERS)
        if words := parse_nouns(stream, is_counted=False):
            return words
    stream.index = start
    return []


def to_singular_words(words: list[str]) -> tuple[str, ...]:
    """Return each word in the singular."""
    return tuple(to_singular(word) for word in words)
