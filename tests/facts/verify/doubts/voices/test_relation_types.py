"""The type of a relation is that of its words: a denial disputes a claim, also one that has a negation."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The union says the port is not ready. Liv Sandmo denied this. Ana Holt denied a leak.

The yard denies that it was late. The bank also denied this. Jon Berg agreed with the union.
"""
DRAFT = """\
title: a port
people: {{Liv Sandmo: {{}}, Ana Holt: {{}}, Jon Berg: {{}}}}
organizations: {{union: {{kind: {{union: The union}}}}, yard: {{kind: {{yard: The yard}}}}, bank: {{kind: bank}}}}
statements:
  unready: {{summary: the port is unready, quote: the port is not ready, speaker: The union says}}
  answer: {{summary: this is denied, quote: Liv Sandmo denied this, speaker: Liv Sandmo denied, {0}}}
  leak: {{summary: a leak is denied, quote: Ana Holt denied a leak, speaker: Ana Holt denied}}
  lateness: {{summary: that it was late is denied, quote: The yard denies that it was late, speaker: The yard}}
  second: {{summary: the bank denies it too, quote: The bank also denied this, speaker: The bank, {1}}}
  support: {{summary: Berg is of that view, quote: Jon Berg agreed with the union, speaker: Jon Berg, {2}}}
"""
HONEST = (
    "disputes: {unready: denied this}",
    "similar_view: {lateness: also denied this}",
    "similar_view: {unready: agreed with}",
)


@each_row(
    ("number", "relation", "is_refused"),
    [
        *((number, relation, False) for number, relation in enumerate(HONEST)),
        (0, "similar_view: {unready: denied this}", True),
        (0, "similar_view: {unready: {quote: denied this, note: they are near}}", True),
        (2, "disputes: {unready: agreed with}", True),
    ],
)
def test_the_type_of_a_relation(number: int, relation: str, is_refused: bool) -> None:
    """Words of denial make no similar view of a claim with a negation, unless that denies the same."""
    relations = [*HONEST[:number], relation, *HONEST[number + 1 :]]
    result = build("port.yaml", DRAFT.format(*relations), Article(TEXT), "port")
    issues = [str(issue) for issue in (*result.problems, *result.warnings) if "but its words are" in str(issue)]
    assert bool(issues) == is_refused, [str(issue) for issue in (*result.problems, *result.warnings)]
