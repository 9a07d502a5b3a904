"""Amounts in pounds, dollars and roubles of which the article may mean those of another country that it names."""

from collections.abc import Iterator, Set

from facts.model.decimals import format_decimal
from facts.model.money import Money
from facts.verify.country_names import find_countries
from facts.verify.currencies import currency_codes
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.shared_currencies import find_shared_name, list_currencies_named, list_meant

MESSAGE = "is in {0}, but the article names {1}, whose {2} has such a name"
HINT = "Write the value with its code and a note, as in `{{{0} {1}: the words, note: the country's own}}`"


def find_best_known_currencies(context: CheckContext) -> Iterator[Finding]:
    """Yield each stated amount that is read as the best known of several currencies, whose country is not named.

    A sign such as $ is that of the best known one, by the custom of news agencies.
    """
    text = context.article.text
    countries = {code for _, _, code in find_countries(text)} | {record.id for record in context.of_kind("countries")}
    for kind, records in context.records.items():
        for record in records:
            for field in record.fields:
                receipt, value = record.evidence.get(field.path), field.value
                is_stated = isinstance(value, Money) and receipt is not None and receipt.basis == "stated"
                if is_stated and (other := find_other_currency(value, countries, text)):
                    message = MESSAGE.format(value.currency, other[:2], other)
                    hint = HINT.format(format_decimal(value.amount), other)
                    yield Finding(f"{kind}/{record.id}", field.path, message, hint, is_certain=False)


def find_other_currency(value: Money, countries: Set[str], text: str) -> str | None:
    """Return a currency of one of some countries with the name of that of an amount; None if its own is named."""
    name = find_shared_name(value.stated)
    if name is None or name.kind != "word" or value.currency[:2] in countries:
        return None
    if list_meant(name, list_currencies_named(text)):
        return None
    return next((code for code in list_meant(name, currency_codes()) if code[:2] in countries), None)
