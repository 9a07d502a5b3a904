"""Ids of records in drafts: made from their keys, written as a field, and people's by their surnames."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Kari Lunde said the tender was tailored. Ana Reik denied that. Ole Lunde left."
DRAFT = """\
title: a tender
people: {Kari Lunde: , Ana Reik: PERSON}
events:
  departure of a man: {quote: Ole Lunde left}
statements:
  the tender was tailored to one yard: {ID, quote: the tender was tailored, speaker: SPEAKER}
  denial: {summary: it is denied, quote: Ana Reik denied that, disputes: {TARGET: denied that}}
"""
LONG = "the-tender-was-tailored-to-one-yard"


def run(identifier: str, target: str, speaker: str = "lunde", person: str = "") -> tuple[list[str], list[str]]:
    """Return the ids of the statements of a draft and its people, and the problems with it."""
    draft = DRAFT.replace("ID, ", f"id: {identifier}, " if identifier else "").replace("TARGET", target)
    result = build("a.yaml", draft.replace("SPEAKER", speaker).replace("PERSON", person), Article(TEXT), "a")
    ids = [record.id for kind, record in result.sheet or () if kind in ("people", "statements")]
    return ids, [str(problem) for problem in result.problems]


@each_row(
    ("identifier", "target", "speaker", "person", "ids"),
    [
        ("", LONG, "kari-lunde", "", ["kari-lunde", "ana-reik", LONG, "denial"]),
        ("tailored", "tailored", "lunde", "", ["kari-lunde", "ana-reik", "tailored", "denial"]),
        (
            "tailored",
            "the tender was tailored to one yard",
            "lunde",
            "{id: reik}",
            ["kari-lunde", "reik", "tailored", "denial"],
        ),
    ],
)
def test_an_id_is_written_or_made(identifier: str, target: str, speaker: str, person: str, ids: list[str]) -> None:
    """A record whose key is a title or a name may have an id of its own; a surname refers to its only bearer."""
    assert run(identifier, target, speaker, person) == (ids, [])


def test_a_surname_of_two_people_refers_to_nobody() -> None:
    """A surname that two people have is reported, as any other id that no record has."""
    ids, problems = run("", LONG, person=", Ole Lunde: ")
    assert ids == []
    assert any("points to lunde" in problem for problem in problems)


@each_row(
    ("identifier", "message"),
    [
        ("Tailored To", "id: is not a field"),
        ("denial", "is `denial`, as the record in line"),
        ("departure-of-a-man", "is also the id of events/departure-of-a-man"),
    ],
)
def test_an_id_is_one(identifier: str, message: str) -> None:
    """What is no id is reported, and one that another record has."""
    assert any(message in problem for problem in run(identifier, LONG)[1])
