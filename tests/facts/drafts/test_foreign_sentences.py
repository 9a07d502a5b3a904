"""Figures from a sentence that no other field of their record rests on: whose it is, as far as the sheet tells."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a town that has ordered ferries
source: {{headline: {{passage: 1}}}}
organizations:
  granit:
  brunn:
places:
  lisva:
contracts:
  order:
    quote: ordered two ferries
    title: order of ferries
    buyers: Lisva ordered
    suppliers: Granit
    value: {value}
{other}"""
TEXT = """\
A town buys

Lisva ordered two ferries from Granit.

{sentence}
"""
GRANT = """\
events:
  grant:
    quote: {quote}
    title: grant to a yard
    participants: Brunn
"""
NO_OWNER = "a sentence that no other field of it rests on. "
OWNER = "a sentence that no other field of it rests on, but events/grant does"
SENTENCES = [
    ("The ferries cost 9 million euros.", "", ""),
    ("Granit is to get 9 million euros.", "", ""),
    ("The order is for 9 million euros.", "", ""),
    ("It also paid 9 million euros to a school.", "", NO_OWNER),
    ("Brunn was given 9 million euros.", "", NO_OWNER),
    ("Brunn was given 9 million euros.", "Brunn was given", OWNER),
    ("Brunn was given 9 million euros for ferries.", "Brunn was given", OWNER),
    ("Brunn, not Granit, was given 9 million euros.", "was given", OWNER),
    ("The contract is for 9 million euros, a part of which was given to Brunn.", "was given to Brunn", ""),
    ("The new order is for 9 million euros, a part of which was given to Brunn.", "was given to Brunn", ""),
    ("A contract is for 9 million euros, a part of which was given to Brunn.", "was given to Brunn", OWNER),
]
"""A sentence of its own for an amount, the words of another record in it, and the warning about the contract's."""


@each_row(("sentence", "quote", "warning"), SENTENCES)
def test_a_figure_in_a_sentence_of_its_own(sentence: str, quote: str, warning: str) -> None:
    """It is the contract's where the sentence names a thing or a party of it, and no record has words there."""
    draft = DRAFT.format(value="9 million euros", other=GRANT.format(quote=quote) if quote else "")
    result = build("ferries.yaml", draft, Article(TEXT.format(sentence=sentence)), "ferries")
    warnings = [str(issue) for issue in (*result.problems, *result.warnings) if "contracts/order" in str(issue)]
    assert len(warnings) == bool(warning), warnings
    assert warning in "".join(warnings)


def test_the_contract_is_the_last_one_told() -> None:
    """An amount of "the contract" is doubted as that of one which the article tells before another."""
    text = TEXT.format(
        sentence="Brunn sold a boat to Lisva.\n\nThe contract is for 9 million euros, and was praised."
    )
    boat = "  boat:\n    quote: sold a boat\n    title: sale\n    suppliers: Brunn sold\n    buyers: to Lisva\n"
    praise = "events:\n  praise:\n    quote: was praised\n    title: praise\n"
    draft = DRAFT.format(value="9 million euros", other=boat + praise)
    moved = draft.replace("    value: 9 million euros\n", "").replace(
        "events:", "    value: 9 million euros\nevents:"
    )
    warnings = [build("f.yaml", text_of, Article(text), "f").warnings for text_of in (draft, moved)]
    assert [[issue.record for issue in group if issue.field == "value"] for group in warnings] == [
        ["contracts/order"],
        [],
    ]


@each_row(
    ("participants", "sentence", "is_doubted"),
    [
        ("Brunn", "Brunn was praised.", True),
        ("Brunn", "It was praised by Brunn. The yard closed.", True),
        ("Granit", "Brunn was praised.", False),
        ("{brunn: Lisva ordered two, note: so it seems}", "Brunn was praised.", False),
    ],
)
def test_a_party_by_name_is_named_in_the_sentence(participants: str, sentence: str, is_doubted: bool) -> None:
    """A party of whom only the sentence of another record tells is doubted, if only its name is written too."""
    praise = "events:\n  praise:\n    quote: was praised\n    title: praise\n"
    event = (
        "  signature:\n    quote: ordered two ferries from Granit\n    title: signature\n    status: occurred\n"
        f"    participants: {participants}\n"
    )
    draft = DRAFT.replace("    value: {value}\n", "").format(other=praise + event)
    result = build("ferries.yaml", draft, Article(TEXT.format(sentence=sentence)), "ferries")
    doubted = [issue.message for issue in result.warnings if issue.record == "events/signature"]
    assert result.problems == ()
    assert any("'Brunn', a sentence that no other field" in message for message in doubted) == is_doubted


TWINS = """\
title: two orders
source: {headline: {passage: 1}}
organizations: {granit: , brunn: , Lode Bank: }
places: {lisva: }
contracts:
  first order:
    quote: ordered two ferries
    buyers: Lisva ordered
    suppliers: Granit
    payment.lender: The Lode Bank lends
  second order:
    quote: SECOND
    suppliers: Brunn
    payment.lender: The Lode Bank lends
EVENTS"""
BOTH = "events:\n  loan: {quote: lends Lisva half of the price, about: THIRD, participants: Lode Bank}\n"
THIRD = "  visit: {quote: ordered two ferries from Granit, about: [first-order, second-order]}\n"
TOGETHER = (
    "Lisva ordered two ferries from Granit and a third from Brunn.\n\nThe Lode Bank lends Lisva half of the price."
)
APART = (
    "Lisva ordered two ferries from Granit.\n\nA third is from Brunn.\n\nThe Lode Bank lends Lisva half of the price."
)


@each_row(
    ("text", "events", "doubted"),
    [
        (TOGETHER, "", 0),
        (TOGETHER, BOTH.replace(", about: THIRD", ""), 0),
        (APART, BOTH.replace(", about: THIRD", ""), 2),
        (APART, "", 2),
        (APART, BOTH.replace("THIRD", "visit") + THIRD, 0),
        (APART, BOTH.replace("THIRD", "first-order"), 1),
    ],
)
def test_one_loan_for_two_contracts(text: str, events: str, doubted: int) -> None:
    """Contracts have one lender by one sentence if others tell both, or an event that is about both has a loan."""
    second = "a third from Brunn" if text == TOGETHER else "A third is from Brunn"
    draft = TWINS.replace("SECOND", second).replace("EVENTS", events)
    warnings = build("f.yaml", draft, Article(f"A town buys\n\n{text}\n"), "f").warnings
    assert sum("no other field" in issue.message for issue in warnings if issue.field == "payment.lender") == doubted


RIDER = """\
title: a town that takes over ferries
source: {{headline: {{passage: 1}}}}
contracts:
  purchase:
    quote: Lisva buys two ferries
    title: purchase of ferries
    delivery.status: will take over
    delivery.when: {{2026-10-01: the next day, note: the day after 30 September 2026}}
  lease:
    title: lease of ferries
    {quote}
"""
TAKEN_OVER = """\
A town buys

Lisva buys two ferries.

The lease ends on 30 September 2026, and Lisva will take over the next day.
"""


@each_row(("quote", "is_doubted"), [("quote: The lease ends", True), ("passages: 3", False)])
def test_a_complete_passage_makes_no_sentence_another_records(quote: str, is_doubted: bool) -> None:
    """A record that rests on a complete passage owns none of its sentences; one with words of a sentence does."""
    result = build("ferries.yaml", RIDER.format(quote=quote), Article(TAKEN_OVER), "ferries")
    doubts = [issue for issue in result.warnings if "no other field" in issue.message]
    assert (result.problems, bool(doubts)) == ((), is_doubted)
