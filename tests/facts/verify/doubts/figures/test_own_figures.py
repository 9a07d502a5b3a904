"""Amounts of events and statements are those of their own words, in their currency."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The port of Hallvik paid about 9,000 euros for the boat. The fee rose to 12,000 euros.

The insurer has paid 2.6 million euros. The 4.1 million claimed by the port is more. Roughly 9.3 million was spent.

The union wants six weeks of training for each of the 24 members. About a third of it is done.

The council passed the plan by 21 votes to 11. The bank lent $5 million.
"""
DRAFT = """\
title: a port
events:
  fee: {{quote: paid about 9\\,000 euros, {0}}}
  payment: {{quote: has paid 2.6 million euros, {1}}}
  claim: {{title: claim, quote: claimed by the port, {2}}}
  spending: {{title: spending, quote: was spent, {3}}}
  progress: {{title: progress, quote: of it is done, {4}}}
  vote: {{title: vote against the plan, quote: by 21 votes, {5}}}
statements:
  training: {{summary: training is wanted, quote: wants six weeks of training, named: The union, {6}}}
""".replace("\\,", ",").replace("quote: paid about 9,000 euros", "quote: 'paid about 9,000 euros'")
HONEST = (
    "amount: 'about 9,000 euros'",
    "amount: 2.6 million euros",
    "amount: {4100000 EUR: The 4.1 million, note: the currency of the sum before}",
    "amount: {~ 9300000 EUR: Roughly 9.3 million, note: the currency of the sums before}",
    "amount: {~ 0.33: About a third of it, note: rounded}",
    "quantity: {11 votes: to 11, note: against it}",
    "amount: six weeks",
)


@each_row(
    ("number", "field", "fault"),
    [
        *((number, field, "") for number, field in enumerate(HONEST)),
        (0, "amount: '12,000 euros'", "the words of the record have '9,000 euros'"),
        (0, "amount: {12000 EUR: '12,000 euros', note: the new fee}", "the words of the record have '9,000 euros'"),
        (0, "amount: {'~ 3000 EUR': [about 9\\,000 euros, '12,000 euros'], note: what it rose by}", ""),
        (1, "amount: {4100000 EUR: The 4.1 million, note: in euros}", "the words of the record have '2.6 million"),
        (2, "amount: {4100000 USD: The 4.1 million, note: in dollars}", "is in USD, but its words are in EUR"),
        (3, "amount: {~ 9300000 USD: Roughly 9.3 million, note: dollars}", "is in USD, but its words are in EUR"),
        (3, "amount: {9300000 EUR: Roughly 9.3 million, note: in euros}", "is exactly 9300000"),
        (4, "amount: {0.33: About a third of it, note: rounded}", "is exactly 0.33"),
        (6, "amount: {24 week: each of the 24, note: weeks of training}", "have 'six weeks"),
        (6, "amount: {24 member: each of the 24, note: who are to be trained}", ""),
    ],
)
def test_figures_of_the_own_words(number: int, field: str, fault: str) -> None:
    """A figure in the words of a record is that of its amount, and a note makes no other sum or currency of it."""
    fields = [*HONEST[:number], field.replace("about 9\\,000 euros", "'about 9,000 euros'"), *HONEST[number + 1 :]]
    result = build("port.yaml", DRAFT.format(*fields), Article(TEXT), "port")
    texts = [str(issue) for issue in (*result.problems, *result.warnings)]
    signs = ("the words of the record have '", "but its words are in", "is exactly")
    issues = [text for text in texts if any(sign in text for sign in signs)]
    assert bool(issues) == bool(fault), texts
    assert all(fault in text for text in issues), texts
