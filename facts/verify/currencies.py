"""Currencies by their signs, codes and English names, those of the past included."""

from collections.abc import Mapping
from functools import cache

from babel.numbers import get_currency_name, list_currencies

from facts.model.currency import CURRENCIES
from facts.verify.grammar.word_list import word_set
from facts.verify.token_stream import TokenStream

SIGNS = {
    "$": "USD",
    "US$": "USD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "Mex$": "MXN",
    "EC$": "XCD",
    "Z$": "",
    "\u20ac": "EUR",
    "\u00a3": "GBP",
    "\u00a5": "",
    "\u20bd": "RUB",
    "\u20ba": "TRY",
    "\u20b9": "INR",
    "\u20a9": "KRW",
    "\u20aa": "ILS",
    "\u20b4": "UAH",
    "\u20ab": "VND",
    "\u0e3f": "THB",
    "\u20b1": "PHP",
    "\u20a6": "NGN",
    "\u20b8": "KZT",
    "\u20be": "GEL",
    "\u20ad": "LAK",
    "\u20ae": "MNT",
    "\u20b2": "PYG",
    "\u20bc": "AZN",
    "\u20bf": "",
}
"""The currency of each sign; empty where several have it."""
SHARED_SIGNS = {
    "$": "dollar peso",
    "\u00a3": "pound lira",
    "\u00a5": "yen yuan",
    "\u20a9": "won",
    "kr": "krone kroner krona kr\u00f3na",
    "rs": "rupee",
}
"""Words in the names of the currencies that are written with a sign, where a code before it says which is meant."""
CODES_IN_WORDS = {"RMB": "CNY", "STG": "GBP"}
WORDS_LIKE_CODES = frozenset(
    {"ALL", "TOP", "CUP", "PEN", "MAD", "MOP", "GEL", "TRY", "COP", "BAM", "BOB", "SOS", "RON"}
)
"""Codes that are also words or names in capitals: they are read only with a scale."""

NAMES = {
    "dollar": "USD",
    "american dollar": "USD",
    "pound": "GBP",
    "pound sterling": "GBP",
    "pounds sterling": "GBP",
    "sterling": "GBP",
    "ruble": "RUB",
    "rouble": "RUB",
    "russian rouble": "RUB",
    "belarusian rouble": "BYN",
    "soviet ruble": "SUR",
    "euro": "EUR",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "chinese renminbi": "CNY",
    "shekel": "ILS",
    "israeli shekel": "ILS",
    "new israeli shekel": "ILS",
    "deutsche mark": "DEM",
    "deutschmark": "DEM",
    "west german mark": "DEM",
    "emirati dirham": "AED",
    "united arab emirates dirham": "AED",
    "saudi arabian riyal": "SAR",
    "taiwan dollar": "TWD",
    "norwegian crown": "NOK",
    "swedish crown": "SEK",
    "danish crown": "DKK",
    "czech crown": "CZK",
    "icelandic krona": "ISK",
    "hryvnia": "UAH",
    "hryvnya": "UAH",
    "lei": "",
    "real": "BRL",
    "brazilian reais": "BRL",
    "reais": "BRL",
    "rand": "ZAR",
    "rupiah": "IDR",
    "polish zlotych": "PLN",
}
"""Names that CLDR does not list, and common ones that are part of several of its names; empty if not settled."""
SEVERAL = word_set("""
    won dinar krone kroner krona kronor rupee lira franc peso mark rial riyal dirham shilling koruna leu lev
    leva manat som escudo guilder crown schilling colon bolivar gold sucre sol tala zaire kwacha new metical
""")
"""Last words of names that are read only with the adjective of a country."""
FUNDS = word_set("BOV CHE CHW CLF COU ECV MXV USN USS UYI UYW")
"""Codes of funds and units of account, which articles do not use."""
MAX_NAME_WORDS = 5
SHARED_NAME = "is the name of several currencies: it is read only with the country's adjective"


@cache
def currency_codes() -> frozenset[str]:
    """Return the codes of ISO 4217, those of former currencies included, without metals, funds and test codes."""
    codes = {code for code in list_currencies("en") if not code.startswith("X")} | {"XAF", "XOF", "XPF", "XCD"}
    return frozenset((codes - FUNDS) & CURRENCIES)


@cache
def codes_by_name() -> Mapping[str, str]:
    """Return the code of each name of a currency: in full, and its last word if no other currency has it."""
    names = {code: names_of(code) for code in sorted(currency_codes())}
    listed = {name: code for code, forms in names.items() for name in forms}
    codes_by_last_word: dict[str, set[str]] = {}
    for name, code in listed.items():
        codes_by_last_word.setdefault(name.split()[-1], set()).add(code)
    shared = {code for codes in codes_by_last_word.values() if len(codes) > 1 for code in codes}
    for word, codes in codes_by_last_word.items():
        if shared.isdisjoint(codes) and word.removesuffix("s") not in SEVERAL:
            listed.setdefault(word, next(iter(codes)))
    plurals, common_plurals = ({f"{name}s": code for name, code in table.items()} for table in (listed, NAMES))
    return plurals | listed | common_plurals | NAMES


def names_of(code: str) -> list[str]:
    """Return the names of a currency in the singular and the plural, in lower case; none that CLDR dates."""
    names = (get_currency_name(code, count, "en").lower() for count in (1, 2))
    return [name for name in names if "(" not in name]


def take_name(stream: TokenStream) -> str | None:
    """Take the name of a currency and return its code; None if none follows. A name of several is not taken."""
    start, words = stream.index, []
    stream.take_hyphen()
    first = stream.index
    for offset in range(MAX_NAME_WORDS):
        token = stream.peek(offset)
        if token is None or token.kind != "word":
            break
        words.append(token.lower)
    for length in range(len(words), 0, -1):
        if code := codes_by_name().get(" ".join(words[:length])):
            stream.advance(length)
            return code
    if words and words[0].removesuffix("s") in SEVERAL:
        stream.index = first
        raise stream.reject(SHARED_NAME)
    stream.index = start
    return None


def take_code(stream: TokenStream) -> str | None:
    """Take the code of a currency in capitals, and return it."""
    token = stream.peek()
    if token is None or token.kind != "word" or not token.text.isupper():
        return None
    code = CODES_IN_WORDS.get(token.text, token.text)
    if code not in currency_codes():
        return None
    stream.advance()
    return code


def take_sign(stream: TokenStream) -> str | None:
    """Take the sign of a currency and return its code; raise UnreadError for a sign of several currencies."""
    token = stream.peek()
    if token is None or token.kind != "currency":
        return None
    code = SIGNS.get(token.text) or (token.text[:-1] if token.text[:-1] in currency_codes() else "")
    if not code:
        raise stream.reject("is the sign of several currencies, or of none that is known")
    stream.advance()
    return code


def has_sign(code: str, sign: str) -> bool:
    """Return whether a currency is written with a sign that several share, such as the dollar sign."""
    if sign == code or SIGNS.get(sign) == code:
        return True
    words = get_currency_name(code, 1, "en").lower().split()
    return any(word in words for word in SHARED_SIGNS.get(sign, "").split())
