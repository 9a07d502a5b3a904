"""A careless author: values from elsewhere, wrong speakers, rounding, plans told as done, each refused or listed."""

import pytest

from facts.drafts.build import Build, build
from facts.model.article import Article

TEXT = """\
Heart tablets recalled after mix-up at a plant in Orvella

The medicines agency of Belmark has recalled three batches of the heart medicine Cardivel, it announced on \
Monday, 9 March 2026. Around 240,000 packs were sold between November 2025 and February 2026.

Some packs hold tablets of 40 milligrams in place of 10, the agency said. Five patients were taken to hospital; \
all of them have recovered, according to chief inspector Dr Amara Nwosu. “Nobody should take these tablets \
without asking a pharmacist,” she said.

The manufacturer, the Indian company Suryan Pharma, blamed a subcontractor. “The blisters were swapped in \
Orvella, not in our plant,” its spokesman Rohit Menon told the daily Belmark Courier. The subcontractor, \
Packwell, rejected the accusation. Its owner Greta Holm said that the boxes had arrived sealed.

Belmark bought the tablets under a contract worth Rs 300 crore, signed in June 2024, with deliveries until 2028. \
The contract provides for a penalty of up to 5 percent of its value. The health ministry has withheld nearly \
€2.5m since January and will decide by the end of April whether to ask for damages.

Pharmacies are to return the packs by 31 March. Replacements for about two thirds of the patients are available, \
the agency said; the rest will have to wait until mid-April.

Opposition deputy Lars Quist called the recall “far too late”. He said that a hospital had warned the agency as \
early as December. The agency denied that it had known of the fault before 2 March.
"""
DRAFT = """\
title: recall of a heart medicine and the quarrel over who caused the mix-up
source:
  headline: {passage: 1}
contracts:
  tablets-for-belmark:
    title: contract for tablets
    passages: 5
    buyers: Belmark bought the tablets
    subject: {tablets: bought the tablets}
    suppliers: {not_stated: the passage does not say with whom the contract was made}
    value: Rs 300 crore
    signed: signed in June 2024
    delivery.when: {../2028: deliveries until 2028, note: until is taken as the end of the period}
    delivery.what: {the tablets: with deliveries until}
    terms:
      - what: {penalty of a part of the price: provides for a penalty}
        amount: up to 5 percent of its value
countries:
  IN: {name: {quote: Indian}}
organizations:
  medicines agency of Belmark: {kind: agency, also_called: the agency}
  Suryan Pharma: {kind: manufacturer, country: the Indian company Suryan Pharma}
  Packwell: {kind: subcontractor}
  Belmark Courier: {kind: daily}
  health ministry: {kind: ministry}
places:
  Orvella:
  Belmark:
people:
  Amara Nwosu: {offices: chief inspector}
  Rohit Menon: {offices: spokesman}
  Greta Holm: {offices: owner}
  Lars Quist: {offices: Opposition deputy}
events:
  recall of three batches:
    quote: has recalled three batches
    status: {occurred: has recalled}
    participants: The medicines agency of Belmark
    quantity: three batches
    when: {2026-03-09: 'on Monday, 9 March 2026', note: the day of the announcement}
  sale of the packs:
    quote: packs were sold
    quantity: Around 240,000 packs
    when: between November 2025 and February 2026
  stay of patients in hospital:
    quote: Five patients were taken to hospital
    quantity: Five patients
    attributed_to: {amara-nwosu: [according to chief inspector Dr Amara Nwosu]}
  withholding of money:
    quote: has withheld nearly €2.5m
    participants: The health ministry
    amount: nearly €2.5m
    when: since January
    status: occurred
    about: tablets-for-belmark
  decision on damages:
    quote: will decide by the end of April
    when: by the end of April
    participants: The health ministry
  return of the packs:
    quote: are to return the packs
    when: by 31 March
    participants: Pharmacies
  replacement of tablets:
    quote: Replacements for about two thirds
    amount: {~ 0.67: about two thirds of the patients, note: rounded}
    status: {standing: are available}
    attributed_to: {medicines-agency-of-belmark: 'are available, the agency said'}
statements:
  packs hold tablets of another strength:
    speaker: the agency said
    quote: Some packs hold tablets of 40 milligrams
    passages: 3
    amount: {40 milligram: tablets of 40 milligrams}
  nobody should take them without advice:
    quote: Nobody should take these tablets
    speaker: {amara-nwosu: [Dr Amara Nwosu, she said]}
  the mix-up happened elsewhere:
    quote: The blisters were swapped in Orvella
    speaker: spokesman Rohit Menon told
    outlet: the daily Belmark Courier
  the boxes arrived sealed:
    speaker: Its owner Greta Holm said
    quote: the boxes had arrived sealed
    disputes: {the mix-up happened elsewhere: rejected the accusation, note: she denies it}
  the recall came late:
    quote: far too late
    speaker: Opposition deputy Lars Quist called
  a hospital had given a warning before:
    speaker: {lars-quist: [deputy Lars Quist, He said]}
    quote: a hospital had warned the agency
    when: {XXXX-12: as early as December, note: no year is given}
  the agency had not known:
    speaker: The agency denied
    quote: had known of the fault before
    when: {not_stated: when it said so}
    disputes: {a hospital had given a warning before: denied that it had known, note: it names a later day}
"""
REFUSED = {
    "outside: supplier by id": (
        "    suppliers: {not_stated: the passage does not say with whom the contract was made}",
        "    suppliers: suryan-pharma",
    ),
    "wrong speaker (id alone)": (
        "    speaker: {amara-nwosu: [Dr Amara Nwosu, she said]}",
        "    speaker: rohit-menon",
    ),
    "wrong speaker in passage": (
        "    speaker: spokesman Rohit Menon told",
        "    speaker: greta-holm",
    ),
    "wrong speaker words": (
        "    speaker: Its owner Greta Holm said\n",
        "    speaker: spokesman Rohit Menon told\n",
    ),
    "rounding quantity": (
        "quantity: Around 240,000 packs",
        "quantity: {250000 pack: 'Around 240,000 packs'}",
    ),
    "rounding amount": (
        "amount: nearly €2.5m",
        "amount: {3000000 EUR: nearly €2.5m}",
    ),
    "rounding amount =": (
        "amount: nearly €2.5m",
        "amount: {2500000 EUR: nearly €2.5m}",
    ),
    "drop up to": (
        "amount: up to 5 percent of its value",
        "amount: 5 percent of its value",
    ),
    "planned as done 1": (
        "    quote: will decide by the end of April\n",
        "    quote: will decide by the end of April\n    status: occurred\n",
    ),
    "planned as done 2": (
        "    quote: are to return the packs\n",
        "    quote: are to return the packs\n    status: {occurred: are to return}\n",
    ),
    "planned as done note": (
        "    quote: are to return the packs\n",
        "    quote: are to return the packs\n    status: {value: occurred, quote: are to return, note: it is past}\n",
    ),
    "merged quotes": (
        "quote: Nobody should take these tablets",
        "quote: Nobody should take these tablets, not in our plant",
    ),
    "wrong date stated": (
        "    when: by 31 March",
        "    when: {'[..2026-03-31]': by 31 March}",
    ),
    "wrong date": (
        "    when: by 31 March",
        "    when: {2026-03-30: by 31 March}",
    ),
    "year by note": (
        "    when: by 31 March",
        "    when: {'[..2026-03-31]': by 31 March, note: the year of the article}",
    ),
    "wrong interval": (
        "    when: between November 2025 and February 2026",
        "    when: {2025-11: between November 2025 and February 2026}",
    ),
    "wrong signed": (
        "    signed: signed in June 2024",
        "    signed: {2024-07: signed in June 2024}",
    ),
    "until as date": (
        "    delivery.when: {../2028: deliveries until 2028, note: until is taken as the end of the period}",
        "    delivery.when: {2028: deliveries until 2028}",
    ),
    "name from outside": (
        "  Amara Nwosu: {offices: chief inspector}",
        "  Amara Chidi Nwosu: {offices: chief inspector}",
    ),
    "currency with note": (
        "    value: Rs 300 crore",
        "    value: {300 crore PKR: Rs 300 crore, note: rupees}",
    ),
    "scale lost": (
        "    value: Rs 300 crore",
        "    value: {300000000 INR: Rs 300 crore, note: rupees}",
    ),
    "unit": (
        "    amount: {40 milligram: tablets of 40 milligrams}",
        "    amount: {40 gram: tablets of 40 milligrams}",
    ),
    "org of person": (
        "  Rohit Menon: {offices: spokesman}",
        "  Rohit Menon: {offices: {title: spokesman, organization: packwell}}",
    ),
    "country of company": (
        "  Packwell: {kind: subcontractor}",
        "  Packwell: {kind: subcontractor, country: IN}",
    ),
    "country outside": (
        "  Packwell: {kind: subcontractor}",
        "  Packwell: {kind: subcontractor, country: BE}",
    ),
    "country by note": (
        "  Packwell: {kind: subcontractor}",
        "  Packwell: {kind: subcontractor, country: {BE: subcontractor, note: it is in Belgium}}",
    ),
    "title number": (
        "title: recall of a heart medicine and",
        "title: recall of 4 batches of a heart medicine and",
    ),
    "buyer wrong": (
        "    buyers: Belmark bought the tablets",
        "    buyers: {IN: Belmark bought the tablets}",
    ),
    "relation type": (
        "    disputes: {the mix-up happened elsewhere: rejected the accusation, note: she denies it}",
        "    similar_view: {the mix-up happened elsewhere: rejected the accusation, note: she agrees}",
    ),
    "quote altered": (
        "quote: far too late",
        "quote: much too late",
    ),
    "indirect as direct": (
        "    quote: the boxes had arrived sealed\n",
        "    quote: the boxes had arrived sealed\n    form: direct\n",
    ),
    "wrong org kind": (
        "  Packwell: {kind: subcontractor}",
        "  Packwell: {kind: manufacturer}",
    ),
    "third share": (
        "    amount: {~ 0.67: about two thirds of the patients, note: rounded}",
        "    amount: {0.75: about two thirds of the patients, note: rounded}",
    ),
}
"""Slips by name: what stands in the draft, and what a careless author writes in its place."""
LISTED = {
    "invented gap": (
        "    signed: signed in June 2024",
        "    signed: {not_stated: no date is given}",
        "June 2024",
    ),
    "gap and figure": (
        "        amount: up to 5 percent of its value\n",
        "",
        "5 percent of its value",
    ),
}
"""What is left out, with the words that are listed as under no receipt."""


def build_draft(text: str) -> Build:
    """Return what a draft of the article is built into."""
    return build("recall.yaml", text, Article(TEXT), "recall")


def test_the_careful_draft_is_built() -> None:
    """The draft without slips is built, and nothing in it is doubted."""
    result = build_draft(DRAFT)
    assert result.problems == ()
    assert result.report is not None
    assert result.warnings == ()


@pytest.mark.parametrize("name", REFUSED)
def test_a_slip_is_refused(name: str) -> None:
    """A value that the article does not say of this record is refused, with a note or without one."""
    before, after = REFUSED[name]
    assert before in DRAFT
    assert build_draft(DRAFT.replace(before, after, 1)).problems != ()


@pytest.mark.parametrize("name", LISTED)
def test_a_false_gap_is_listed(name: str) -> None:
    """A figure or a date of the article that a draft leaves out, or denies, is listed as under no receipt."""
    before, after, words = LISTED[name]
    result = build_draft(DRAFT.replace(before, after, 1))
    assert words in [finding.words for finding in result.uncovered]
