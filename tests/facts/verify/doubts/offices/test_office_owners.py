"""Offices that stand with the name of their holder, and of somebody whom the holder works for."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
Mayor of Estmark under fire

{}

A letter of Doris Holm and Ivar Lind was read aloud.
"""
DRAFT = """\
title: a mayor under fire
source: {{headline: {{passage: 1}}, factless: {{2: told elsewhere, 3: told elsewhere}}}}
people:
  Doris Holm:
    offices: {holm}
  Ivar Lind:
    offices: {lind}
"""
NONE = "{not_stated: none is told}"


def read(sentence: str, *, holm: str = NONE, lind: str = NONE) -> list[str]:
    """Return what is reported of the offices of a sentence."""
    built = build("pier.yaml", DRAFT.format(holm=holm, lind=lind), Article(TEXT.format(sentence)), "pier")
    return [str(item) for item in [*built.problems, *built.warnings] if "offices" in str(item)]


OWNED = [
    ("Lind's lawyer, Doris Holm, said no.", "lawyer"),
    ("Lind's lawyer, Doris Holm, said no.", "{value: lawyer, quote: 'lawyer, Doris Holm'}"),
    ("Lind's lawyer, Doris Holm, said no.", "Lind's lawyer"),
    ("Ivar Lind's personal spokeswoman Doris Holm said no.", "spokeswoman"),
    ("Lind\u2019s long-time deputy, Doris Holm, said no.", "deputy"),
    ("Doris Holm, Lind's successor, said no.", "successor"),
    ("Doris Holm, a lawyer for Lind, said no.", "lawyer for Lind"),
    ("Doris Holm, a lawyer for Lind, said no.", "lawyer"),
]


@each_row(("sentence", "office"), OWNED)
def test_an_office_with_its_owner_is_that_of_the_apposition(sentence: str, office: str) -> None:
    """Words such as Lind's lawyer, Doris Holm, name the office of Holm, and none of Lind."""
    assert read(sentence, holm=office) == []
    assert len(read(sentence, lind=office)) == 1


@each_row(
    ("sentence", "office"),
    [
        ("Lind's lawyer said no.", "lawyer"),
        ("A lawyer for Lind said no.", "lawyer"),
        ("Lind's personal lawyer said no.", "Lind's personal lawyer"),
    ],
)
def test_an_office_without_a_name_is_not_that_of_its_owner(sentence: str, office: str) -> None:
    """An office whose holder is not named is that of nobody who is."""
    assert "works for ivar-lind" in read(sentence, lind=office)[0]
    assert "does not name this person" in read(sentence, holm=office)[0]


@each_row(
    "sentence",
    [
        "Lind, the mayor, met Holm.",
        "Mayor Lind met Holm.",
        "Lind's the mayor, and Holm objects.",
        "Lind's term as mayor ended, and Holm objects.",
        "Lind's time in office as mayor ended, and Holm objects.",
        "Lind is mayor, and Holm's husband objects.",
    ],
)
def test_a_name_with_a_possessive_may_be_that_of_the_holder(sentence: str) -> None:
    """The name beside an office is that of its holder, also with a possessive for something else."""
    office = "Mayor" if "Mayor" in sentence else "{value: mayor, quote: mayor, passage: 2}"
    assert read(sentence, lind=office) == []


@each_row(
    ("sentence", "office"),
    [
        ("Lind, the chairman, met Holm.", "chairman"),
        ("Chairman Lind met Holm.", "Chairman"),
        ("Holm's lawyer, Ivar Lind, said no.", "lawyer"),
        ("Lind's the chairman, and Holm objects.", "chairman"),
    ],
)
def test_an_office_of_another_is_refused(sentence: str, office: str) -> None:
    """An office beside another person's name is not that of one whom the sentence names too."""
    assert "stands with the name of ivar-lind" in read(sentence, holm=office)[0]
