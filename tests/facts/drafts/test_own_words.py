"""What fields without words rest on: the words of their record, or of what they are a part of."""

import json

from facts.drafts.build import build
from facts.model.article import Article

TEXT = """\
The town of Brenna ordered two ferries from the yard Kestrel for €9 million.

Each week of delay costs €20,000, and the option for a third ferry costs €4 million. A spare engine is €1 million.

The ferries will be delivered by the end of 2027.
"""
DRAFT = """\
title: ferries for a town
contracts:
  ferries:
    title: contract for ferries
    buyers: The town of Brenna ordered
    suppliers: the yard Kestrel
    value: €9 million
    delivery.when: by the end of 2027
    delivery.what: two vessels
    delivery.status: planned
    terms:
      - {what: penalty for delay, amount: {20000 EUR: 'costs €20,000', note: for each week}}
      - {what: option for one more ferry, amount: {quote: €4 million, passage: 2}}
      - {what: price of a spare engine, amount: €1 million}
organizations:
  yard Kestrel:
places:
  town of Brenna:
"""
RESTS = {
    "title": [(1, None)],
    "delivery.what": [(3, "by the end of 2027")],
    "delivery.status": [(3, "by the end of 2027")],
    "terms.0.what": [(2, "costs €20,000")],
    "terms.1.what": [(2, "€4 million")],
    "terms.2.what": [(2, "€1 million")],
}
"""The passages and the words that fields rest on, None for complete passages."""


def test_a_field_rests_on_the_words_of_its_group() -> None:
    """A field of a delivery or of a term rests on the words beside it, and a title not on those of terms."""
    result = build("ferries.yaml", DRAFT, Article(TEXT), "ferries")
    assert list(map(str, result.problems)) == []
    evidence = json.loads(result.text)["contracts"][0]["evidence"]
    places = {path: [(span["passage"], span.get("exact")) for span in evidence[path]["spans"]] for path in RESTS}
    assert places == RESTS
