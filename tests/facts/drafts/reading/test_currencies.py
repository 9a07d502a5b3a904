"""Amounts in a currency whose name several countries have, and what the message about them proposes."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a lottery
organizations: {Lode: }
events:
  payment of a fee:
    quote: Lode paid
    amount: AMOUNT
"""


def build_amount(amount: str, sentence: str, words: str) -> tuple[str | None, list[str]]:
    """Return the currency in the sheet of a draft, None without a sheet, and what is said of the amount."""
    result = build("l.yaml", DRAFT.replace("AMOUNT", amount.replace("WORDS", words)), Article(sentence), "l")
    issues = [str(issue) for issue in (*result.problems, *result.warnings) if issue.field == "amount"]
    return (json.loads(result.text)["events"][0]["amount"]["currency"] if result.text else None), issues


@each_row(
    ("sentence", "words", "proposed", "currency"),
    [
        (
            "Lode paid at least 1.4 billion crowns.",
            "at least 1.4 billion crowns",
            "{'>= 1400000000 XXX': at least 1.4 billion crowns, note: no words of the article say whose it is}",
            "XXX",
        ),
        (
            "Lode paid 96 million kroner to a Finnish firm.",
            "96 million kroner",
            "{96000000 XXX: 96 million kroner, note: no words of the article say whose it is}",
            "XXX",
        ),
        (
            "Lode paid ¥900 million.",
            "¥900 million",
            "{900000000 XXX: '¥900 million', note: no words of the article say whose it is}",
            "XXX",
        ),
        (
            "Lode paid 96 million kroner to a Danish firm.",
            "96 million kroner",
            "{96 million DKK: 96 million kroner, note: why}",
            "DKK",
        ),
    ],
)
def test_the_proposed_currency_is_accepted(sentence: str, words: str, proposed: str, currency: str) -> None:
    """The message proposes the currency of a country that the article names, else the code for none."""
    (issue,) = build_amount("WORDS", sentence, words)[1]
    assert f"Write `{proposed}`" in issue, issue
    draft = DRAFT.replace("organizations", "countries: {DK: Danish}\norganizations") if currency == "DKK" else DRAFT
    result = build("l.yaml", draft.replace("AMOUNT", proposed), Article(sentence), "l")
    assert [str(other) for other in (*result.problems, *result.warnings)] == []
    assert json.loads(result.text)["events"][0]["amount"]["currency"] == currency


@each_row(
    ("sentence", "words", "amount", "is_refused"),
    [
        ("Lode paid 96 million crowns.", "96 million crowns", "{97000000 XXX: WORDS, note: why}", True),
        (
            "Lode paid at least 96 million crowns.",
            "at least 96 million crowns",
            "{96000000 XXX: WORDS, note: why}",
            False,
        ),
        ("Lode paid 96 million crowns.", "96 million crowns", "{96000000 XXX: WORDS}", True),
        ("Lode paid 96 million crowns.", "96 million crowns", "{96000000 CZK: WORDS, note: why}", False),
        (
            "Lode paid a Swedish firm 96 million crowns.",
            "96 million crowns",
            "{96000000 XXX: WORDS, note: why}",
            False,
        ),
        (
            "Lode paid 96 million Swedish kronor.",
            "96 million Swedish kronor",
            "{96000000 XXX: WORDS, note: why}",
            True,
        ),
        ("Lode paid 96 million euros.", "96 million euros", "{96000000 XXX: WORDS, note: why}", True),
        ("Lode paid 96 million dollars.", "96 million dollars", "{96000000 XXX: WORDS, note: why}", True),
    ],
)
def test_no_currency_is_none_that_is_told(sentence: str, words: str, amount: str, is_refused: bool) -> None:
    """The code for none is refused for another figure or a currency that is named, and doubted beside its country."""
    currency, issues = build_amount(amount, sentence, words)
    assert issues
    assert (currency is None) == is_refused, issues
