"""What an author writes for an amount in a name or a sign that several currencies have: kroner, crowns, ¥."""

from collections.abc import Collection, Iterator
from functools import lru_cache

from facts.drafts.text.emit import format_flow
from facts.verify.country_names import find_countries
from facts.verify.currencies import currency_codes
from facts.verify.reader import read_as
from facts.verify.readings import MoneyReading
from facts.verify.shared_currencies import UNNAMED, find_shared_name, list_currencies_named, list_meant, with_code

UNKNOWN = "no words of the article say whose it is"


@lru_cache(maxsize=64)
def list_countries_named(text: str) -> frozenset[str]:
    """Return the codes of the countries that a text names."""
    return frozenset(code for *_, code in find_countries(text))


def propose_currency(words: str, article: str) -> str | None:
    """Return what to write for words with such a name or sign; None for words without one, or that are not read.

    That is the currency of one of the countries that the article names, or the code for none without one.
    """
    name = find_shared_name(words)
    codes = list_meant(name, currency_codes()) if name else []
    readings = ((code, read_as("money", with_code(words, name, code))) for code in codes) if name else ()
    amounts = {code: reading for code, reading in readings if isinstance(reading, MoneyReading)}
    if name is None or not amounts:
        return None
    known = [*iter_known(amounts, article)]
    if not known:
        amount = next(iter(amounts.values())).as_json()
        operator = "" if amount["operator"] in ("=", "..") else f"{amount['operator']} "
        ends = "..".join(str(amount[end]) for end in ("amount", "to") if amount.get(end) is not None)
        value = format_flow({f"{operator}{ends} {UNNAMED}": words, "note": UNKNOWN})
        return f"Write `{value}`"
    other = "" if len(known) == 1 else f", or the same with {' or '.join(known[1:])}"
    return f"Write `{format_flow({with_code(words, name, known[0]): words, 'note': 'why'})}`{other}"


def iter_known(codes: Collection[str], article: str) -> Iterator[str]:
    """Yield those of some currencies that an article names, or else those of the countries that it names."""
    named = list_currencies_named(article) & {*codes}
    countries = list_countries_named(article)
    yield from sorted(named or (code for code in codes if code[:2] in countries))
