"""A careless author, again: what no word contradicts, but a person must look at, is a warning of `build`."""

import pytest

from facts.drafts.build import build
from facts.model.article import Article
from tests.facts.drafts.test_careless import DRAFT, build_draft
from tests.tables import each_row

DOUBTED = {
    "a figure of another event": (
        "    quantity: Five patients\n",
        "    quantity: 'Around 240,000 packs'\n",
        "events/stay-of-patients-in-hospital quantity",
    ),
    "a date of another event": (
        "    signed: signed in June 2024",
        "    signed: between November 2025 and February 2026",
        "contracts/tablets-for-belmark signed",
    ),
    "a negation in own words": (
        "  the boxes arrived sealed:",
        "  the boxes did not arrive sealed:",
        "statements/the-boxes-did-not-arrive-sealed summary",
    ),
    "a negation that own words lose": (
        "  nobody should take them without advice:",
        "  everybody should take the tablets:",
        "statements/everybody-should-take-the-tablets summary",
    ),
    "a name in own words": (
        "  sale of the packs:",
        "  sale of the packs by Packwell:",
        "events/sale-of-the-packs-by-packwell title",
    ),
    "a number in own words": (
        "  recall of three batches:",
        "  recall of five batches:",
        "events/recall-of-five-batches title",
    ),
    "an amount from nowhere": (
        "    amount: nearly €2.5m",
        "    amount: {7000000 EUR: has withheld, note: so it seems}",
        "events/withholding-of-money amount",
    ),
    "a date from nowhere": (
        "    signed: signed in June 2024",
        "    signed: {2019-02: Belmark bought the tablets, note: so it seems}",
        "contracts/tablets-for-belmark signed",
    ),
    "a date far from its words": (
        "    when: {2026-03-09: 'on Monday, 9 March 2026', note: the day of the announcement}",
        "    when: {2027-03: it announced on Monday, note: so it seems}",
        "events/recall-of-three-batches when",
    ),
    "a country from nowhere": (
        "  Packwell: {kind: subcontractor}",
        "  Packwell: {kind: subcontractor, country: {IN: Its owner Greta Holm, note: so it seems}}",
        "organizations/packwell country",
    ),
    "a speaker left out": (
        "    attributed_to: {medicines-agency-of-belmark: 'are available, the agency said'}\n",
        "",
        "events/replacement-of-tablets attributed_to",
    ),
    "another speaker behind a pronoun": (
        "    speaker: {lars-quist: [deputy Lars Quist, He said]}",
        "    speaker: {rohit-menon: [spokesman Rohit Menon, He said], note: so it seems}",
        "statements/a-hospital-had-given-a-warning-before speaker",
    ),
}
"""Slips by name: what stands in the draft, what is written in its place, and the field that is doubted then."""
TRADE = """\
The town of Brenna bought two dredgers from the yard Kestrel for €9 million in 2024. The mayor of Brenna, Ida Lund, \
praised the harbour master, Jon Falk.
"""
TRADE_DRAFT = """\
title: what a town has bought
contracts:
  dredgers:
    title: contract for dredgers
    buyers: town of Brenna bought
    suppliers: the yard Kestrel
    quantity: two dredgers
    value: €9 million
    signed: {value: 2024, quote: in 2024, note: the year of the purchase}
organizations:
  Kestrel: {kind: yard}
places:
  Brenna:
people:
  Ida Lund: {offices: mayor of Brenna}
  Jon Falk: {offices: harbour master}
"""
CONTRADICTED = {
    "parties swapped": (
        "    buyers: town of Brenna bought\n    suppliers: the yard Kestrel\n",
        "    buyers: the yard Kestrel\n    suppliers: town of Brenna bought\n",
    ),
    "a buyer as its own supplier's": (
        "    buyers: town of Brenna bought\n    suppliers: the yard Kestrel\n",
        "    suppliers: town of Brenna bought\n",
    ),
    "offices swapped": ("  Ida Lund: {offices: mayor of Brenna}", "  Ida Lund: {offices: harbour master}"),
}
"""Slips by name, which the words beside them contradict."""


@pytest.mark.parametrize("name", DOUBTED)
def test_a_doubtful_field_is_listed(name: str) -> None:
    """The field is a warning, or the draft is refused for it."""
    before, after, field = DOUBTED[name]
    assert before in DRAFT
    result = build_draft(DRAFT.replace(before, after, 1))
    listed = [f"{issue.record} {issue.field}" for issue in result.warnings]
    assert result.problems or field in listed


def test_a_trade_is_built() -> None:
    """The draft without slips has no problem, and nothing in it is doubted."""
    result = build("trade.yaml", TRADE_DRAFT, Article(TRADE), "trade")
    assert result.problems == ()
    assert result.report is not None
    assert result.warnings == ()


def test_a_currency_from_outside_is_listed() -> None:
    """An amount in a currency of a country that the article does not name is doubted."""
    draft = TRADE_DRAFT.replace(
        "    value: €9 million", "    value: {9000000 NOK: 9 million kroner, note: so it seems}"
    )
    result = build("trade.yaml", draft, Article(TRADE.replace("€9 million", "9 million kroner")), "trade")
    assert result.report is not None
    assert [(issue.record, issue.field) for issue in result.warnings] == [("contracts/dredgers", "value")]


@each_row("name", CONTRADICTED)
def test_a_contradicted_field_is_refused(name: str) -> None:
    """Buyers and suppliers, and offices, that the words beside them give to another are refused."""
    before, after = CONTRADICTED[name]
    assert before in TRADE_DRAFT
    assert build("trade.yaml", TRADE_DRAFT.replace(before, after, 1), Article(TRADE), "trade").problems != ()
