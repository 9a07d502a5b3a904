"""Parties, participants and speakers whose words name them only in another role."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Norvia leases two helicopters from the Austrian operator Alpenrot. Alpenrot's insurer, Donau Re, has paid 11 million \
euros.

Tickets of the machines are to come in spring, Merivon said. Sweden's Kurir Rail has ordered trains from the Spanish \
firm Talgra.

Ukraine handed a note to Moldova's ambassador, saying that a balloon had drifted. Slovenia's government met. \
Gaming Norvia said on Tuesday that its ships, leased from Talgra, were late.
"""
DRAFT = """\
title: a deal
countries: {{SI: {{name: Slovenia}}, SE: {{name: Sweden}}, MD: {{name: Moldova}}, UA: {{name: Ukraine}}}}
organizations:
  Norvia:
  Alpenrot: {{kind: operator, country: Austrian operator}}
  Donau Re: {{kind: insurer}}
  Merivon:
  Kurir Rail: {{country: Sweden's Kurir}}
  Talgra: {{kind: firm, country: Spanish firm}}
contracts:
  lease: {{title: lease, quote: leases two helicopters, {}}}
  tickets: {{title: tickets, quote: Tickets of the machines, {}}}
  trains: {{title: trains, quote: has ordered trains, {}}}
  ships: {{title: ships, quote: 'ships, leased', {}}}
events:
  payment: {{title: payment, quote: has paid 11 million, {}}}
statements:
  balloon: {{summary: a balloon had gone astray, quote: a balloon had drifted, {}}}
"""
HONEST = (
    "suppliers: operator Alpenrot",
    "quantity: {gap: not_stated}",
    "suppliers: firm Talgra",
    "buyers: Norvia said",
    "participants: 'Donau Re, has'",
    "speaker: Ukraine",
)


@each_row(
    ("number", "field", "is_doubted"),
    [
        *((number, field, False) for number, field in enumerate(HONEST)),
        (0, "suppliers: {alpenrot: 'Alpenrot''s insurer, Donau Re', note: it leases them}", True),
        (0, "suppliers: {donau-re: Alpenrot's insurer, note: it pays}", True),
        (1, "suppliers: Merivon said", True),
        (1, "buyers: Merivon said", True),
        (2, "suppliers: ES", True),
        (2, "buyers: SE", True),
        (2, "buyers: {SE: Sweden's Kurir, note: its railway buys for it}", True),
        (2, "buyers: Sweden's Kurir Rail", False),
        (4, "participants: {alpenrot: Alpenrot's insurer}", True),
        (4, "participants: [{alpenrot: Alpenrot's insurer}, {donau-re: 'Donau Re, has'}]", False),
        (5, "speaker: MD", True),
        (5, "speaker: {UA: Ukraine handed}", False),
    ],
)
def test_a_name_in_the_place_of_another_role(number: int, field: str, is_doubted: bool) -> None:
    """A name that only says whose somebody else is, who tells it, or to whom it is said, is no doer."""
    fields = [*HONEST[:number], field, *HONEST[number + 1 :]]
    result = build("deal.yaml", DRAFT.format(*fields), Article(TEXT), "deal")
    issues = [issue for issue in (*result.problems, *result.warnings) if issue.field == field.partition(":")[0]]
    assert bool(issues) == is_doubted, [str(issue) for issue in (*result.problems, *result.warnings)]
