"""Names and signs that several currencies have: the article says which is meant, or a note does."""

from dataclasses import replace

from facts.kinds.country import Country
from facts.model.article import Article
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.inferences import find_foreign_currency
from facts.verify.shared_currencies import list_currencies_named
from facts.verify.values import contradiction, mismatch
from tests.facts.verify.test_values import excerpt_of, money
from tests.tables import each_row

SHARED_NAMES = """
CAD|61 million dollars|CAD|||
USD|61 million dollars||||
USD|61 million dollars|CAD|does not say: it says 61000000 CAD||
AUD|61 million dollars|CAD|does not say: it says 61000000 CAD|contradicts
USD|61 million dollars|CAD USD|may be CAD or USD: the article names each of them||
CAD|61 million dollars|CAD USD|may be CAD or USD: the article names each of them||
AUD|61 million dollars|CAD USD|may be CAD or USD: the article names each of them|contradicts
CAD|61 million dollars|EUR NOK|does not say: it says 61000000 USD||
CAD|61 million dollars|USD|does not say: it says 61000000 USD|contradicts
CAD|$61 million|CAD|||
CAD|61 million U.S. dollars|CAD|does not say: it says 61000000 USD|contradicts
CAD|US$61 million|CAD|does not say: it says 61000000 USD|contradicts
CAD|AUD 61 million dollars|CAD|is not read|
NOK|61 million kroner|NOK|||
NOK|61 million kroner|NOK DKK|may be DKK or NOK: the article names each of them||
NOK|61 million kroner||is the name of several currencies||
NOK|61 million kroner|DKK|does not say: it says 61000000 DKK|contradicts
EGP|61 million pounds|EGP|||
EGP|61 million pounds|EGP GBP|may be EGP or GBP: the article names each of them||
CAD|61 million pounds|CAD|does not say: it says 61000000 GBP|contradicts
EUR|61 million euros|CAD|||
"""
"""A currency, words, the currencies that the article names, and how a stated and an inferred value are refused."""


@each_row(
    ("code", "words", "named", "stated", "inferred"),
    [line.split("|")[:5] for line in SHARED_NAMES.strip().splitlines()],
)
def test_shared_name_means_what_the_article_names(
    code: str, words: str, named: str, stated: str, inferred: str
) -> None:
    """A name of several currencies means the only one that the article names; of two it names, a note says which."""
    value = money("61000000", code, words)
    currencies = frozenset(named.split())
    excerpt = replace(excerpt_of(words, "It is for ", ", he said."), currencies=currencies)
    message = mismatch(value, [excerpt], currencies=currencies)
    assert bool(message) == bool(stated)
    assert stated in (message or "")
    assert ("contradicts" if contradiction(value, currencies) else "") == inferred


@each_row(
    ("text", "codes"),
    [
        ("All sums are in Canadian dollars.", "CAD"),
        ("It paid C$5 million, US$4 million and NOK 3 million.", "CAD NOK USD"),
        ("It paid 5 million U.S. dollars and 4 million New Zealand dollars.", "NZD USD"),
        ("It paid $5 million, 4 million dollars, 3 million pounds and 2 million kroner.", ""),
        ("The Canadian dollar buyer lost. ALL told, they paid \u20ac5 million.", "CAD EUR"),
        ("The Canadian council has no dollars.", ""),
    ],
)
def test_currencies_are_named_in_full(text: str, codes: str) -> None:
    """An article names a currency by its full name, its code or a sign of its own, and by no name of several."""
    assert sorted(list_currencies_named(text)) == codes.split()


COUNTRIES = {
    ("NOK", "Norway signed a contract worth 6 billion crowns. A Swedish firm lost."): False,
    ("SEK", "Norway signed a contract worth 6 billion crowns.\n\nA Swedish firm lost."): True,
    ("SEK", "Norwegian guns cost 6 billion crowns.\n\nA Swedish firm lost."): True,
    ("SEK", "Norway and Sweden pay 6 billion crowns."): False,
    ("SEK", "The guns cost 6 billion crowns.\n\nNorway buys them."): False,
    ("NOK", "The guns cost 6 billion crowns.\n\nNorway buys them."): False,
}
"""A currency and an article about Norway and Sweden, and whether an amount of 6 billion crowns in it is doubted."""


@each_row(("code", "text", "is_doubted"), [(*row, is_doubted) for row, is_doubted in COUNTRIES.items()])
def test_of_two_countries_the_passage_says_whose_currency_it_is(code: str, text: str, is_doubted: bool) -> None:
    """An inferred currency is that of a country that the passage of the amount names, if it names one with such."""
    names = {"NO": "Norway", "SE": "Sweden"}
    records = {key: Country.model_construct(id=key, name=name, also_called=()) for key, name in names.items()}
    value = money("6000000000", code, "6 billion crowns")
    passage = text.partition("\n\n")[0]
    assert bool(find_foreign_currency(value, Descriptions(records), passage, Article(text))) == is_doubted
