"""A gap that says that something is not stated is doubted where the words of its record state it."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Lode bought three trams for €9 million. The council approved it on 12 May 2026, and the trams come in 2027.
The depot was built in 1988. The vote was put off to 2029. It met after a strike in 2024 ended.
It cost 7 million crowns.
Lode ordered 3,800 new machines. Lode sold 40 gold medals.
Lode has an option for a fourth tram at €4 million.
"""
DRAFT = """\
title: trams
organizations: {council: }
places: {Lode: {kind: {town: Lode bought, note: it buys}}}
"""
CONTRACT = "contracts:\n  order: {title: order for trams, buyers: Lode bought, quantity: three trams, value: %s}\n"
OPTION = """\
contracts:
  order:
    title: order for trams
    buyers: Lode has
    value: {not_stated: why}
    terms: [{what: option for one more, kind: option, amount: €4 million}]
"""
EVENT = "events:\n  x: {title: %s, quote: %s, status: occurred, when: %s}\n"
SAYING = (
    "statements:\n  costs: {summary: it had a price, quote: It cost, named: council, status: standing, amount: %s}\n"
)
OTHER_SAYING = """\
  price:
    {summary: a price, quote: It cost 7 million, named: council, status: standing,
    amount: {7000000 SEK: 7 million crowns, note: a}}
"""
GAP = "{not_stated: why}"


@each_row(
    ("section", "words"),
    [
        (CONTRACT % GAP, "€9 million"),
        (CONTRACT % "{ambiguous: why}", None),
        (CONTRACT % "€9 million", None),
        (OPTION, None),
        (CONTRACT.replace("Lode bought", "Lode ordered").replace("three trams", "3,800 new machines") % GAP, None),
        (CONTRACT.replace("Lode bought", "Lode sold").replace("three trams", "40 gold medals") % GAP, None),
        (EVENT % ("approval of an order", "The council approved it", GAP), "12 May 2026"),
        (EVENT % ("approval of an order", "The council approved it on 12 May 2026", GAP), "12 May 2026"),
        (EVENT % ("approval of an order", "The council approved it", "on 12 May 2026"), None),
        (EVENT % ("arrival of trams", "the trams come", GAP), "2027"),
        (EVENT % ("building of a depot", "The depot was built", GAP), "1988"),
        (EVENT % ("delay of a vote", "The vote was put off", GAP), None),
        (EVENT % ("meeting of a council", "It met", GAP), None),
        (SAYING % GAP, "7 million crowns"),
        (SAYING % GAP + OTHER_SAYING, None),
    ],
)
def test_what_the_words_of_a_record_state_is_no_gap(section: str, words: str | None) -> None:
    """An amount alone in the sentence and a date in the clause are stated; limits and figures of others are not."""
    warnings = build("t.yaml", DRAFT + section, Article(TEXT), "t").warnings
    gaps = [warning.message for warning in warnings if "the words of the record have" in warning.message]
    assert gaps == ([f"is not stated, but the words of the record have '{words}'"] if words else [])
