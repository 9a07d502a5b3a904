"""Numbers in notes and in ids: a note may have any number of the article, the id of a sheet those of its file."""

import pytest

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Orvik paid €5 million for 4 trams on Thursday.\n\nThe 12 older trams of 2021 are worn, 98% of them.\n"
DRAFT = """\
title: new trams
events:
  payment: {quote: Orvik paid, amount: NOTED, GAP}
  wear: {quote: The 12 older trams of 2021 are worn, status: standing}
"""
GAP = "when: {not_stated: no date is printed}"
NOTES = {
    "the older ones are of 2021": None,
    "that is 5000000 in all": None,
    "that is 5 million": None,
    "that is 5000001 in all": "its note contains '5000001', which is not in the article",
    "98 of 100 of the older ones are worn": "its note contains '100', which is not in the article",
    "the older ones are of 2020": "its note contains '2020', which is not in the article",
    "the seller is Skovde": "its note contains 'Skovde', which is not in the article",
}
"""Notes, and what is wrong with them."""


def problems_of(draft: str, name: str = "trams") -> list[str]:
    """Return the problems of a draft in a file of this name."""
    return [str(problem) for problem in build(f"{name}.yaml", draft, Article(TEXT), name).problems]


@pytest.mark.parametrize("place", ["NOTED", "GAP"])
@each_row(("note", "message"), NOTES.items())
def test_a_note_has_numbers_of_the_article(place: str, note: str, message: str | None) -> None:
    """A number in a note may be anywhere in the article, and one that is nowhere in it is said to be the note's."""
    amount = f"{{5000000 EUR: €5 million, note: {note}}}" if place == "NOTED" else "€5 million"
    gap = f"when: {{not_stated: {note}}}" if place == "GAP" else GAP
    problems = problems_of(DRAFT.replace("NOTED", amount).replace("GAP", gap))
    assert len(problems) == (message is not None)
    assert all(message in problem for problem in problems if message)


def test_a_number_in_a_title_is_in_its_passages() -> None:
    """Own words that are no note have only numbers of the passages that the record cites."""
    draft = DRAFT.replace("NOTED", "€5 million").replace("GAP", "title: payment for 12 trams")
    assert any("contains '12', which is in no passage that the record cites" in text for text in problems_of(draft))


@each_row(
    ("name", "identifier", "is_refused"),
    [
        ("trams-2025-03-13", None, False),
        ("trams", "trams-2021", False),
        ("trams", "trams-2025", True),
        ("trams-2025", "trams-2025-06", True),
    ],
)
def test_the_id_of_a_sheet_may_have_the_numbers_of_its_file(
    name: str, identifier: str | None, is_refused: bool
) -> None:
    """An id that is made from the name of a file is not held against the article; others have its numbers."""
    head = f"id: {identifier}\n" if identifier else ""
    problems = problems_of(head + DRAFT.replace("NOTED", "€5 million").replace("GAP", GAP), name)
    assert any("sheet id: contains" in problem for problem in problems) == is_refused
