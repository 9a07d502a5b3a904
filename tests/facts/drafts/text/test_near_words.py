"""Words that several places of an article have, and names in other words: what decides, and what stays open."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from facts.sheets.corrections import value_at

TEXT = """\
Lisva orders ferries for 9 million euros

The town of Lisva ordered two ferries for 9 million euros from Granit Group of Switzerland in May 2024.
The Seamen's Union protested. Its head, Riikka Salo, wants talks. The rules of the Tower Board bind Granit Group.
The yard Brunn lost. The yard has complained. She said Brunn replace it.
The Amara Fund gave 2 million euros. The town of Lisva is glad.
Tower is late. The Tower Board has met Brunn. The company is silent. Amara Bank says: 190 million. The fund waits.
"""
DRAFT = """\
title: a town that has ordered ferries
source: {headline: {passage: 1}}
organizations:
  Granit Group:
  Seamen's Union:
  Amara Fund:
  Tower Board:
  Brunn:
people:
  Riikka Salo:
    offices: {title: head}
places:
  Lisva:
contracts:
  ferries:
    passages: 2
    title: order of ferries
    buyers: Lisva ordered
events:
  complaint:
    quote: has complained
  meeting of two:
    quote: has met Brunn
"""
READ = [
    ("    buyers: Lisva ordered\n", "    value: 9 million euros\n", "contracts", "value.stated", "9 million euros"),
    (
        "    buyers: Lisva ordered\n",
        "    suppliers: Granit Group of Switzerland\n",
        "contracts",
        "suppliers.0",
        "granit-group",
    ),
    ("    buyers: Lisva ordered\n", "    payment.lender: Amara Fund\n", "contracts", "payment.lender", "amara-fund"),
    (
        "{title: head}",
        "{title: head, organization: seamens-union}",
        "people",
        "offices.0.organization",
        "seamen-s-union",
    ),
    ("complained\n", "complained\n    participants: {brunn: The yard has}\n", "events", "participants.0", "brunn"),
    (
        "complained\n",
        "complained\n    amount: {190 million EUR: 190 million, note: of euros}\n",
        "events",
        "amount.amount",
        "190000000",
    ),
    ("met Brunn\n", "met Brunn\n    participants: {brunn: The company is}\n", "events", "participants.0", "brunn"),
    (
        "met Brunn\n",
        "met Brunn\n    participants: {amara-fund: The fund waits}\n",
        "events",
        "participants.0",
        "amara-fund",
    ),
    ("met Brunn\n", "met Brunn\n    participants: [Brunn, Amara Fund]\n", "events", "participants.1", "amara-fund"),
    ("  complaint:\n", "  last complaint so far:\n", "events", "kind", "complaint"),
]
"""A change of the draft, with the kind, the path and the value of the field that is read."""
REFUSED = [
    ("met Brunn\n", "met Brunn\n    participants: {brunn: The fund waits}\n", "refers to brunn, which none"),
    ("complained\n", "complained\n    participants: Brunn replace\n", "may name brunn, or a group beside it"),
    ("complained\n", "complained\n    where: The town of Lisva\n", "which occurs 2 times"),
    (
        "    buyers: Lisva ordered\n",
        "    payment.lender: amara-fund\n",
        "refers to amara-fund, which none of its quotations",
    ),
    (
        "    buyers: Lisva ordered\n",
        "    suppliers: Tower Board bind Granit Group\n",
        "that name tower-board and granit-group",
    ),
    ("{title: head}", "{title: head, organization: brunn}", "which no sentence names together with Riikka Salo"),
    (
        "complained\n",
        "complained\n    participants: {amara-fund: The yard has}\n",
        "refers to amara-fund, which none",
    ),
    (
        "met Brunn\n",
        "met Brunn\n    participants: {tower-board: The company is}\n",
        "refers to tower-board, which none",
    ),
    (
        "complained\n",
        "complained\n    participants: Tower is\n",
        "add `also_called: Tower` to organizations/tower-board",
    ),
    ("complained\n", "complained\n    amount: 190 million\n", "has no currency: write it with its code"),
]
"""A change of the draft, and a part of the message about it."""


def test_what_decides_where_words_are_and_whom_they_name() -> None:
    """Words below the headline, a name that occurs once, a possessive, and a description of the last one named."""
    for before, after, kind, path, expected in READ:
        result = build("x.yaml", DRAFT.replace(before, after), Article(TEXT), "x")
        assert [str(problem) for problem in result.problems] == [], after
        records = json.loads(result.text)[kind]
        steps = [int(step) if step.isdecimal() else step for step in path.split(".")]
        values = [value_at(record, steps) for record in records]
        assert expected in values, after


def test_what_stays_open_is_refused() -> None:
    """Two places below the headline, an id far from its name, and descriptions that may mean another."""
    for before, after, message in REFUSED:
        problems = build("x.yaml", DRAFT.replace(before, after), Article(TEXT), "x").problems
        assert [problem for problem in map(str, problems) if message in problem], after
