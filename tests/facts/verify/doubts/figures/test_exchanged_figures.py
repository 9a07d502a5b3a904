"""Figures of one sentence belong to the records in whose clauses they stand."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Orvik bought buses and trams. The 40 buses cost 12 million euros, the 15 trams 31 million euros.

Norra ordered 12 of 40 wagons for 3 million euros and sold 8 old ones for 1 million euros.

Shares of Norra fell 4.2%, while those of Orvik Bus lost 6.8%. A jury gave Norra 87 points out of 100, against 81 \
for Sundt.

Crews worked shifts of up to 14 hours, above the 12-hour legal limit. A barge and a ship cost 5 and 6 million \
euros respectively.
"""
DRAFT = """\
title: purchases
events:
  buses: {{title: cost of the buses, quote: The 40 buses cost, status: occurred, {}}}
  trams: {{title: cost of the trams, quote: the 15 trams 31 million, status: occurred, {}}}
  order: {{title: order of wagons, quote: Norra ordered 12 of 40 wagons, {}}}
  sale: {{title: sale of old ones, quote: sold 8 old ones, {}}}
  fall: {{title: fall of the shares, quote: Shares of Norra fell 4.2%, {}}}
  loss: {{title: loss of the shares, quote: those of Orvik Bus lost 6.8%, {}}}
  score: {{title: score of Norra, quote: A jury gave Norra 87 points, {}}}
  other: {{title: score of Sundt, quote: against 81 for Sundt, status: occurred, {}}}
  shifts: {{title: shifts of crews, quote: Crews worked shifts of up to 14 hours, {}}}
  barge: {{title: cost of the barge, quote: A barge and, status: occurred, amount: 6 million euros}}
  ship: {{title: cost of the ship, quote: a ship cost 5, status: occurred, amount: 6 million euros}}
  limit: {{title: limit of the law, quote: 12-hour legal limit, status: standing, {}}}
"""
NAMES = ("buses", "trams", "order", "sale", "fall", "loss", "score", "other", "shifts", "limit")
OWN = {
    "buses": "amount: 12 million euros",
    "trams": "amount: 31 million euros",
    "order": "amount: 3 million euros",
    "sale": "amount: 1 million euros",
    "fall": "amount: 4.2%",
    "loss": "amount: 6.8%",
    "score": "quantity: {87 point: 87 points, note: of 100}",
    "other": "quantity: {81 point: against 81, note: of 100}",
    "shifts": "quantity: {<= 14 hour: up to 14 hours, note: a shift}",
    "limit": "quantity: {12 hour: 12-hour, note: a shift}",
}


@each_row(
    ("changes", "doubted"),
    [
        ({}, []),
        ({"buses": OWN["trams"]}, ["buses"]),
        ({"buses": OWN["trams"], "trams": OWN["buses"]}, ["buses", "trams"]),
        ({"order": OWN["sale"]}, ["order"]),
        ({"order": "quantity: {8 wagon: 8 old ones, note: those}"}, ["order"]),
        ({"order": "quantity: {12 wagon: 12 of 40 wagons, note: those}"}, []),
        ({"sale": "quantity: {8 wagon: 8 old ones, note: wagons}"}, []),
        ({"fall": OWN["loss"]}, ["fall"]),
        ({"loss": OWN["fall"]}, ["loss"]),
        ({"score": OWN["other"]}, ["score"]),
        ({"shifts": OWN["limit"]}, ["shifts"]),
        ({"limit": OWN["shifts"]}, ["limit"]),
        ({"order": "amount: {4000000 EUR: [3 million euros, 1 million euros], note: both}"}, []),
        ({"limit": "amount: 3 million euros"}, []),
    ],
)
def test_a_figure_of_its_own_clause(changes: dict[str, str], doubted: list[str]) -> None:
    """A figure in the clause of another record is doubted if its own clause has one of the same kind."""
    fields = [changes.get(name, OWN[name]) for name in NAMES]
    result = build("purchases.yaml", DRAFT.format(*fields), Article(TEXT), "purchases")
    issues = [issue for issue in (*result.problems, *result.warnings) if "of the clause of" in issue.message]
    assert [issue.record for issue in issues] == [f"events/{name}" for name in doubted], [
        str(issue) for issue in (*result.problems, *result.warnings)
    ]
