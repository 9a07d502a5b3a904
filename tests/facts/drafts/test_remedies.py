"""Remedies: what a message proposes, written literally in place of what it is about, is built without a word."""

import re
from collections.abc import Mapping

from facts.drafts.build import Build, build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Late barges put a ferry town at odds with its yard

LUNDVIK, Sweden, 27 Nov 2025 - The first eight of 40 barges ordered by the town of Lundvik from Danish maker Granit \
Marine arrived in May.

The last 32 will follow before the end of June 2026, according to the company.

The Dock Workers' Union accused Mayor Eva Moss of delay. “Nobody asked us,” said union chairman Per Lund.

Moss told reporters that she regrets it. She rejected the criticism.

Lender Nordbank is paying 45 million euros of the price, and the town pays the rest from its budget.

A yard in Oslo was asked too. The town had to hire tugs.
"""
DRAFT = """\
title: barges that are late
source: {headline: {passage: 1}}
contracts:
  barges:
    title: order of barges
    quote: barges ordered by the town of Lundvik
    buyers: {lundvik: ordered by the town of Lundvik}
    suppliers: Danish maker Granit Marine
    quantity: {40 barge: 40 barges, note: all of them}
    delivery.status: DELIVERY
organizations:
  Granit Marine: {kind: maker}
  Dock Workers' Union: {kind: Union}
  Nordbank: {kind: lender}
places:
  Lundvik: {kind: town, country: Sweden}
  Oslo:
people:
  Eva Moss: {offices: Mayor}
  Per Lund: {offices: {title: chairman, organization: OFFICE}}
events:
  delivery of the rest:
    quote: The last 32 will follow
    about: barges
    quantity: QUANTITY
    attributed_to: TELLER
  payment of the price:
    quote: Nordbank is paying 45 million euros
    status: standing
    amount: 45 million euros
    participants: PAYERS
    about: barges
  hire of tugs:
    quote: had to hire tugs
    status: STATUS
    participants: {lundvik: The town}
statements:
  the mayor is to blame:
    quote: accused Mayor Eva Moss of delay
  nobody consulted the workers:
    quote: Nobody asked us
  the delay is a pity:
    quote: she regrets it
    speaker: REGRETS
  the blame is wrong:
    quote: She rejected the criticism
    speaker: SPEAKER
    disputes: {the mayor is to blame: rejected the criticism}
"""
HONEST = {
    "DELIVERY": "{planned: will follow, attributed_to: granit-marine}",
    "OFFICE": "union chairman",
    "QUANTITY": "{32 barge: The last 32, note: of the 40}",
    "TELLER": "{granit-marine: according to the company}",
    "PAYERS": "Nordbank is paying",
    "STATUS": "occurred",
    "REGRETS": "Moss told",
    "SPEAKER": "{eva-moss: She rejected}",
}
GRANIT = {"some-id": "granit-marine", "words with its name": "maker Granit Marine"}


def build_with(**parts: str) -> Build:
    """Return what the draft with texts as some of its parts is built into."""
    draft = DRAFT
    for name, text in (HONEST | parts).items():
        draft = draft.replace(name, text)
    return build("barges.yaml", draft, Article(TEXT), "barges")


def messages_of(result: Build) -> list[str]:
    """Return the problems and the warnings of a draft."""
    return [str(issue) for issue in (*result.problems, *result.warnings)]


def remedy_in(message: str, placeholders: Mapping[str, str]) -> str:
    """Return the first form that a message proposes for the value of a field, with texts for its placeholders."""
    form = str(re.findall(r"`(?:[\w.]+: )?(\{[^`]*\})`", message)[0])
    for name, text in {"why": "so it follows", **placeholders}.items():
        form = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, form)
    return form


def test_the_honest_draft_is_built_without_a_word() -> None:
    """The draft in which remedies are tried has no message of its own."""
    assert messages_of(build_with()) == []


@each_row(
    ("part", "wrong", "placeholders"),
    [
        ("OFFICE", "dock-workers-union", {}),
        ("OFFICE", "{dock-workers-union: chairman}", {}),
        ("TELLER", "according to the company", GRANIT),
        ("QUANTITY", "{32 barge: The last 32}", {}),
        ("TELLER", "granit-marine", {}),
        ("REGRETS", "regrets it", {"some-id": "eva-moss", "regrets it": "she regrets"}),
        ("REGRETS", "{eva-moss: told reporters that}", {}),
        ("REGRETS", "{eva-moss: told reporters that, note: why}", {}),
        ("SPEAKER", "{eva-moss: rejected the criticism, note: why}", {}),
        ("DELIVERY", "{planned: will follow}", {"ID": "granit-marine"}),
        ("DELIVERY", "{planned: will follow, note: 'so it is, it says'}", {"ID": "granit-marine"}),
    ],
)
def test_a_remedy_is_accepted(part: str, wrong: str, placeholders: Mapping[str, str]) -> None:
    """What a message proposes is accepted in place of what was written, without another problem or a warning."""
    messages = [message for message in messages_of(build_with(**{part: wrong})) if "`" in message]
    form = remedy_in(messages[0], placeholders)
    assert messages_of(build_with(**{part: form})) == [], form


@each_row(
    ("part", "noted"),
    [
        ("TELLER", "{granit-marine: according to the company, note: its maker}"),
        ("SPEAKER", "{eva-moss: She rejected, note: the mayor}"),
        ("OFFICE", "{dock-workers-union: union chairman, note: its chairman}"),
        ("OFFICE", "union chairman"),
        ("PAYERS", "{nordbank: Nordbank is paying, lundvik: {quote: the town pays the rest, note: it owes it}}"),
        ("PAYERS", "{nordbank: {quote: [Nordbank is paying, the price], note: it lends}, lundvik: the town pays}"),
        ("STATUS", "{occurred: had to hire, note: it did}"),
        ("STATUS", "{occurred: had to hire}"),
    ],
)
def test_a_note_brings_no_warning(part: str, noted: str) -> None:
    """A value that is accepted without a note, or with the name beside its words, is accepted with the note alone."""
    assert messages_of(build_with(**{part: noted})) == []


@each_row(
    ("part", "wrong", "message"),
    [
        ("TELLER", "{nordbank: according to the company, note: a guess}", "refers to nordbank"),
        ("TELLER", "{lundvik: according to the company, note: a guess}", "refers to lundvik"),
        ("OFFICE", "{nordbank: union chairman, note: a guess}", "refers to nordbank"),
        ("OFFICE", "{granit-marine: union chairman, note: a guess}", "refers to granit-marine"),
        ("SPEAKER", "{per-lund: She rejected, note: a guess}", "no name of per-lund"),
        ("PAYERS", "{nordbank: Nordbank is paying, oslo: {quote: the town pays, note: a guess}}", "refers to oslo"),
        ("STATUS", "{negotiated: had to hire}", "is negotiated, but"),
        ("STATUS", "{standing: had to hire}", "is standing, but"),
    ],
)
def test_a_note_makes_no_other_record_of_words(part: str, wrong: str, message: str) -> None:
    """A note does not let words stand for a record that they do not mean, nor a verb for another status."""
    assert any(message in other for other in messages_of(build_with(**{part: wrong})))
