"""A party from a sentence of another record: that of a linked one, and of a happening that it tells, is its own."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

APART = "a sentence that no other field of it rests on"
LENT = "payment.lender: is orvik, to whom its sentence says that something is lent"
BARGES = "    delivery.what: all barges\n"
LENDER = "payment.lender: The Coastal Bank has agreed to lend"
AGAINST = "    status: occurred\n    participants: Orvik town council voted"
FOREIGN = [
    ("suppliers: yard Brandt Marine", "suppliers: Sundt, which offered", APART),
    ("    value: 80 million euros", "    value: 74 million euros", APART),
    ("    when: in April 2026\n", "    when: in June 2024\n", APART),
    (LENDER, "payment.lender: {orvik: lend the town of Orvik}", LENT),
    (BARGES, f"    payment.lender: {{coastal-bank: has agreed to lend, note: it lends}}\n{BARGES}", APART),
    (AGAINST, "    status: occurred\n    participants: Brandt Marine declined to comment", APART),
]
"""What is written in place of other words, and the warning about it."""
OWN = [
    ("    when: in April 2026\n", ""),
    (AGAINST, "    status: occurred\n    participants: Orvik town council voted on Tuesday"),
    ("    participants: Orvik town council voted\n", "    participants: a losing bidder\n"),
    ("    quantity: 14 votes\n", "    quantity: 14 votes\n    where: {orvik: Orvik town council voted on Tuesday}\n"),
]


def test_the_honest_draft_has_no_warning() -> None:
    """A lender, voters and a buyer may be from the sentence of a record that is linked to theirs."""
    assert warnings_of() == []


@each_row(("before", "after", "warning"), FOREIGN)
def test_a_party_of_another_record(before: str, after: str, warning: str) -> None:
    """Suppliers, figures, a borrower as lender and a lender of another contract are doubted still."""
    assert any(warning in other for other in warnings_of({before: after})), after


@each_row(("before", "after"), OWN)
def test_a_party_of_a_linked_record(before: str, after: str) -> None:
    """Voters and places from the sentence of the contract that the vote is about are not doubted."""
    assert not any(APART in warning for warning in warnings_of({before: after})), after


TALK = """\
Late boat

The first boat that Lisva ordered will be late, Minister Iva Lund said on 14 May 2026.

It was due in March, she told reporters in Zadar.
"""
TALK_DRAFT = """\
title: a boat that is late
source: {headline: {passage: 1}}
places: {Lisva: , Zadar: }
people: {Iva Lund: {offices: Minister}}
contracts:
  boat: {title: order of a boat, quote: boat that Lisva ordered, buyers: Lisva ordered}
events:
  talk with reporters:
    quote: she told reporters in Zadar
    when: on 14 May 2026
    participants: WHO
"""


@each_row(
    ("who", "is_apart"),
    [
        ("{iva-lund: [she told reporters, Iva Lund said]}", False),
        ("{iva-lund: she told reporters, note: why}", True),
    ],
)
def test_a_date_from_the_sentence_that_names_who_takes_part(who: str, is_apart: bool) -> None:
    """A date may be from the sentence of another record with the name of somebody who takes part, and else not."""
    result = build("talk.yaml", TALK_DRAFT.replace("WHO", who), Article(TALK), "talk")
    warnings = [str(issue) for issue in result.warnings if "talk-with-reporters" in str(issue)]
    assert any(APART in warning for warning in warnings) == is_apart, [*result.problems, *warnings]
