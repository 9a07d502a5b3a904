"""What fields without words rest on: the words of their record, or of what they are a part of."""

import json
from typing import Any

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

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
    assert {path: list_words(evidence[path]) for path in RESTS} == RESTS


VARIANTS = {
    "a term with a quote": (
        "{what: price of a spare engine, amount: €1 million}",
        "{what: price of a spare engine, quote: engine is €1 million}",
        {"terms.2.what": [(2, "engine is €1 million")], "terms.2.kind": [(2, "engine is €1 million")]},
    ),
    "a term whose amount has its own words": (
        "{what: price of a spare engine, amount: €1 million}",
        "{what: price of a spare engine, quote: A spare engine, amount: €1 million}",
        {"terms.2.what": [(2, "A spare engine")], "terms.2.amount": [(2, "€1 million")]},
    ),
    "words that the record quotes": (
        "    buyers: The town of Brenna ordered\n",
        "    quote: The ferries will be delivered\n    buyers: The town of Brenna ordered\n"
        "    subject: {boats: ferries}\n",
        {"subject": [(3, "ferries")], "title": [(3, "The ferries will be delivered")]},
    ),
}
"""What is written in place of what, and what fields rest on then."""


@each_row("name", VARIANTS)
def test_a_quote_holds_what_is_beside_it(name: str) -> None:
    """All fields of a term rest on its `quote`, but those with words, which may stand in the record's own."""
    before, after, expected = VARIANTS[name]
    assert before in DRAFT
    result = build("ferries.yaml", DRAFT.replace(before, after), Article(TEXT), "ferries")
    assert list(map(str, result.problems)) == []
    evidence = json.loads(result.text)["contracts"][0]["evidence"]
    assert {path: list_words(evidence[path]) for path in expected} == expected


def list_words(receipt: dict[str, Any]) -> list[tuple[int, str | None]]:
    """Return the passage and the words of each span of a receipt."""
    return [(span["passage"], span.get("exact")) for span in receipt["spans"]]


SPOKEN = """\
Anna Berg runs the ferries. Lars Vik met Anna Berg and the mayor. “They are slow,” she said.
"""
SPEECH = """\
title: slow ferries
people:
  Anna Berg:
  Lars Vik:
statements:
  the ferries that the town of Brenna has are much too slow for everybody:
    quote: They are slow
  somebody disagrees:
    quote: They are slow
    disputes: {the-ferries-that-the-town-of-brenna-has-are-much-too-slow-for-everybody: slow, note: so it is}
"""


def test_a_pronoun_beside_a_quotation_is_proposed() -> None:
    """The message about a missing speaker has the pronoun's words, and the complete id of a long title is known."""
    problems = [str(item) for item in build("s.yaml", SPEECH, Article(SPOKEN), "s").problems]
    assert any("speaker: is missing" in text and "`{anna-berg: she said}`" in text for text in problems)
    assert not any("points to" in text for text in problems)


PRONOUNS = {
    "Anna Berg runs the ferries. “They are slow,” she said.": "anna-berg",
    "Anna Berg runs the ferries. Berg said no. “Lars Vik is slow. They are slow,” she said.": "anna-berg",
    "Anna Berg met Lars Vik. “They are slow,” she said.": None,
    "Anna Berg met Ida Holm. “They are slow,” she said.": None,
    "“Anna Berg knows it. They are slow,” she said.": None,
    "Anna Berg runs the ferries.\n“They are slow,” she said.": None,
}
"""Articles with a quotation, and who speaks it; None where it is open."""


def test_the_person_whom_a_pronoun_means() -> None:
    """A pronoun beside a quotation means the one person whom its passage names before it, if it names nobody else."""
    for text, speaker in PRONOUNS.items():
        people = "  Anna Berg:\n" + "  Lars Vik:\n" * ("Lars Vik" in text)
        draft = f"title: slow ferries\npeople:\n{people}statements:\n  too-slow:\n    summary: it takes too long\n"
        result = build("s.yaml", f"{draft}    quote: They are slow\n", Article(text), "s")
        if speaker:
            assert json.loads(result.text)["statements"][0]["speaker"] == speaker, text
        else:
            assert any("speaker: is missing" in str(item) for item in result.problems), text


def test_a_warning_has_its_line() -> None:
    """What a person must look at is listed with the draft's file and the line of the field."""
    draft = DRAFT.replace("    value: €9 million\n", "    value: {90 EUR: two ferries, note: so it is said}\n")
    result = build("ferries.yaml", draft, Article(TEXT), "ferries")
    assert "ferries.yaml:7: contracts/ferries value" in [str(item)[:39] for item in result.warnings]


def test_warnings_are_told_with_problems() -> None:
    """What a person must look at is listed in the round of the first problems, of records that have none."""
    draft = DRAFT.replace("    value: €9 million\n", "    value: {90 EUR: two ferries, note: so it is said}\n")
    result = build("ferries.yaml", draft + "events:\n  wreck:\n    quote: no such words\n", Article(TEXT), "ferries")
    assert {issue.record for issue in result.problems} == {"events/wreck"}
    assert "ferries.yaml:7: contracts/ferries value" in [str(item)[:39] for item in result.warnings]
