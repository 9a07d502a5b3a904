"""What one of several contracts is said of whose sentence tells of another one."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The county ordered 40 ploughs from Arken in May. A second, smaller order of 12 ploughs is planned, from Brodal.

The council backs the second order. It criticised the first order, though.

Arken tested a plough in June. Brodal declined to comment. The price is fair, Lind said. It pays more than Brodal.

Brodal promised a training course of three days. The contract includes an option.
"""
DRAFT = """\
title: ploughs
contracts:
  ploughs:
    title: contract for ploughs
    buyers: The county ordered
    suppliers: from Arken
    quantity: 40 ploughs
    signed: {quote: in May, note: the month of the order}
    TERMS
  second-order:
    title: second order of ploughs
    quote: A second, smaller order of 12 ploughs is planned
    suppliers: from Brodal
    quantity: 12 ploughs
organizations:
  Arken:
  Brodal:
  council: {quote: The council backs}
  county: {quote: The county ordered}
people:
  Lind:
"""
EVENT = "events:\n  {}: {{quote: '{}', status: {}, about: {}}}\n"


def doubt(draft: str, field: str) -> bool:
    """Return whether a field of a draft is doubted as one of another contract."""
    result = build("ploughs.yaml", draft, Article(TEXT), "ploughs")
    assert {problem.record for problem in result.problems} <= {"source"}, [
        str(problem) for problem in result.problems
    ]
    return any(field in warning.field and "second-order" in str(warning) for warning in result.warnings) or any(
        field in warning.field and "ploughs, by" in str(warning) for warning in result.warnings
    )


@each_row(
    ("title", "quote", "status", "about", "is_doubted"),
    [
        ("support of the council", "The council backs the second order", "standing", "second-order", False),
        ("support of the council", "The council backs the second order", "standing", "ploughs", True),
        ("blame of the council", "It criticised the first order", "occurred", "ploughs", False),
        ("blame of the council", "It criticised the first order", "occurred", "second-order", True),
        ("test of a plough", "Arken tested a plough", "occurred", "ploughs", False),
        ("test of a plough", "Arken tested a plough", "occurred", "second-order", True),
        ("refusal to comment", "Brodal declined to comment", "occurred", "second-order", False),
        ("refusal to comment", "Brodal declined to comment", "occurred", "ploughs", True),
        ("refusal to comment", "It pays more than Brodal", "standing", "ploughs", False),
        ("fairness of a price", "The price is fair", "standing", "second-order", False),
        ("fairness of a price", "The price is fair", "standing", "ploughs", False),
        ("support of the second order", "The price is fair", "standing", "ploughs", True),
    ],
)
def test_a_record_is_about_the_contract_of_its_sentence(
    title: str, quote: str, status: str, about: str, is_doubted: bool
) -> None:
    """A sentence with the word for another contract, or its parties alone, is not of this one."""
    draft = DRAFT.replace("    TERMS\n", "") + EVENT.format(title, quote, status, about)
    assert doubt(draft, "about") == is_doubted


def test_who_takes_part_may_be_in_another_contract() -> None:
    """What a party of one contract does about another one is no doubt, where it takes part."""
    event = EVENT.format("test of a plough", "Arken tested a plough", "occurred", "second-order, participants: arken")
    assert not doubt(DRAFT.replace("    TERMS\n", "") + event, "about")


@each_row(
    ("term", "is_doubted"),
    [
        ("{what: a training course, kind: {course: a training course of three days, note: so called}}", True),
        ("{what: an option for more, kind: {option: includes an option, note: so called}}", False),
    ],
)
def test_a_term_is_of_the_contract_of_its_sentence(term: str, is_doubted: bool) -> None:
    """A term whose sentence names the parties of another contract alone is doubted."""
    draft = DRAFT.replace("TERMS", f"terms: [{term}]")
    assert doubt(draft, "terms") == is_doubted
