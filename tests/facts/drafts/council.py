"""An invented article about a council's purchase, an honest draft of it, and the warnings about a changed one."""

from collections.abc import Mapping

from facts.drafts.build import build
from facts.model.article import Article

TEXT = """\
Orvik council backs 80 million euro order for Danish ferries

Orvik town council voted on Tuesday to buy six ferries from the Danish yard Brandt Marine for 80 million euros, \
despite a complaint by a losing bidder.

The motion passed by 14 votes to 9. The contract is expected to be signed by the end of May 2026.

The first two vessels are to be delivered in the spring of 2027 and the rest by 2029, deputy mayor Ida Holm told \
reporters after the session.

Sundt, which offered 74 million euros, lodged a complaint with the Tender Board in April 2026. Town officials said \
Sundt's offer had failed to meet the safety rules. Brandt Marine declined to comment.

The Coastal Bank has agreed to lend the town of Orvik 50 million euros for the purchase, about 60 percent of the cost.

Four barges ordered from Sundt in 2021 arrived in June 2024, and the town of Orvik has claimed 3 million euros in \
penalties. Holm said the delay had been caused by a strike of welders. She expects the ferries to be late as well.

The Tender Board is due to rule by the end of May 2026.
"""
DRAFT = """\
title: a town that buys ferries
source: {headline: {passage: 1}}
countries: {DK: Danish}
places:
  Orvik: {kind: town of Orvik}
organizations:
  orvik-town-council:
  brandt-marine: {country: Danish yard}
  sundt:
  tender-board:
  coastal-bank:
people:
  ida-holm: {offices: {title: deputy mayor}}
contracts:
  ferries:
    title: purchase of six ferries
    quote: voted on Tuesday to buy six ferries
    buyers: {orvik: Orvik town council voted on Tuesday to buy}
    suppliers: yard Brandt Marine
    quantity: six ferries
    value: 80 million euros
    payment.lender: The Coastal Bank has agreed to lend
    delivery.what: the ferries, in two lots
    delivery.started: {quote: in the spring of 2027, attributed_to: ida-holm}
    delivery.when: {quote: by 2029, attributed_to: ida-holm}
    delivery.status: {planned: are to be delivered, attributed_to: ida-holm}
  barges:
    title: earlier purchase of four barges
    buyers: the town of Orvik has claimed
    suppliers: ordered from Sundt
    quantity: Four barges
    signed: {2021: ordered from Sundt in 2021, note: the year of the order}
    delivery.what: all barges
    delivery.when: in June 2024
    delivery.status: {occurred: arrived}
events:
  vote of the council for the purchase:
    quote: The motion passed by 14 votes to 9
    participants: Orvik town council voted
    quantity: 14 votes
    about: ferries
  votes against the purchase:
    quote: 14 votes to 9
    quantity: {9 votes: to 9, note: votes is said before}
    status: occurred
    participants: Orvik town council voted
    about: ferries
  signature of the contract:
    quote: is expected to be signed
    when: by the end of May 2026
    status: planned
    about: ferries
  bid of Sundt for the ferries:
    quote: offered 74 million euros
    amount: 74 million euros
    participants: Sundt
    about: ferries
  complaint of Sundt about the tender:
    quote: lodged a complaint with the Tender Board in April 2026
    when: in April 2026
    participants: [sundt, tender-board]
    about: ferries
  loan to the town:
    quote: has agreed to lend the town of Orvik 50 million euros
    amount: 50 million euros
    participants: [coastal-bank, orvik]
    about: ferries
  claim of penalties by the town:
    quote: the town of Orvik has claimed 3 million euros in penalties
    amount: 3 million euros
    participants: orvik
    about: barges
  arrival of the barges:
    quote: Four barges ordered from Sundt in 2021 arrived
    when: in June 2024
    participants: sundt
    about: barges
  ruling of the board:
    quote: The Tender Board is due to rule by the end of May 2026
    when: by the end of May 2026
    participants: tender-board
    about: complaint-of-sundt-about-the-tender
statements:
  the offer of Sundt did not meet the safety rules:
    quote: Sundt's offer had failed to meet the safety rules
    named: Town officials
    about: bid-of-sundt-for-the-ferries
  the yard makes no comment:
    quote: Brandt Marine declined to comment
    speaker: brandt-marine
    about: ferries
  the delay came from a strike of welders:
    quote: Holm said the delay had been caused by a strike of welders
    about: barges
  the ferries will be late as well:
    quote: She expects the ferries to be late as well
    speaker: {ida-holm: [Holm said, She expects], note: she is named before}
    about: ferries
"""


def warnings_of(changes: Mapping[str, str] | None = None, text: str = TEXT) -> list[str]:
    """Return the problems and warnings of the draft with changes, each of words that it has into others."""
    draft = DRAFT
    for before, after in (changes or {}).items():
        assert before in draft, before
        draft = draft.replace(before, after, 1)
    result = build("council.yaml", draft, Article(text), "council")
    return [str(issue).partition(": ")[2] for issue in (*result.problems, *result.warnings)]
