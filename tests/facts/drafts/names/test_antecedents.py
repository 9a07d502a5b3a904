"""An id before a noun or a pronoun: it is that of whom the sentence, or the words before it, name last."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: ships that are late
organizations:
  Brunn:
  Granit: {kind: Danish company, country: Danish}
  Lode Board: {kind: board}
people: {Ada Lind: {offices: director}, Bo Frisk: }
events:
  arrival of the ships:
    quote: will arrive in May
    status: planned
    attributed_to: TELLER
"""
NAMES = "Brunn and the Danish company Granit met the Lode Board, its director Ada Lind and Bo Frisk.\n\n"
IN_SENTENCE = "Brunn's ships will arrive in May, the company said."
BEFORE = "Ships of Brunn are late. They will arrive in May, the firm said."
IN_PASSAGE_BEFORE = "Ships of Brunn are late.\n\nThey will arrive in May, it said."
PERSON_BEFORE = "Ships of Brunn are late, says Bo Frisk.\n\nThey will arrive in May, he said."
BOARD = "The board met. Ships will arrive in May, it said."
REPORTED = "Brunn said that the board had paid. Ships will arrive in May, it said."
FAR = "Ships of Brunn are late.\n\nIt rains.\n\nThey will arrive in May, the firm said."


def build_with(text: str, teller: str) -> tuple[str, str, list[str]]:
    """Return who tells the event in a draft, on which basis, and the problems of that field."""
    draft = DRAFT.replace("TELLER", teller)
    result = build("ships.yaml", draft, Article(NAMES + text), "ships")
    if any(problem.field == "passages" for problem in result.problems):
        draft = f"source: {{factless: {{2: a{', 3: a' if text == FAR else ''}}}}}\n{draft}"
        result = build("ships.yaml", draft, Article(NAMES + text), "ships")
    problems = [problem.message + problem.hint for problem in result.problems if problem.field == "attributed_to"]
    assert problems or result.problems == ()
    event = json.loads(result.text)["events"][0] if result.text else {"evidence": {}}
    return event.get("attributed_to", ""), event["evidence"].get("attributed_to", {}).get("basis", ""), problems


@each_row(
    ("text", "teller", "identifier", "basis"),
    [
        (IN_SENTENCE, "{brunn: the company said}", "brunn", "inferred"),
        (BEFORE, "{brunn: the firm said}", "brunn", "stated"),
        (IN_PASSAGE_BEFORE, "{brunn: it said}", "brunn", "inferred"),
        (PERSON_BEFORE, "{bo-frisk: he said}", "bo-frisk", "inferred"),
        (BOARD, "{lode-board: it said}", "lode-board", "inferred"),
        (REPORTED, "{brunn: it said}", "brunn", "stated"),
        (REPORTED.replace("Brunn", "Ada Lind"), "{lode-board: it said}", "lode-board", "inferred"),
        (f"Brunn is late. {BOARD}", "{lode-board: it said}", "lode-board", "inferred"),
    ],
)
def test_the_name_is_added_to_words_that_stand_for_it(text: str, teller: str, identifier: str, basis: str) -> None:
    """Words that may mean several records are those of the id before them, if its name is the last one near them."""
    assert build_with(text, teller) == (identifier, basis, [])


@each_row(
    ("text", "teller"),
    [
        (IN_SENTENCE, "{lode-board: the company said}"),
        (IN_SENTENCE, "{ada-lind: the company said}"),
        (IN_SENTENCE.replace("company", "maker"), "{granit: the maker said}"),
        (IN_SENTENCE.replace("company", "board"), "{brunn: the board said}"),
        (IN_SENTENCE.replace("the company", "Granit"), "{brunn: Granit said}"),
        (BEFORE, "{granit: the firm said}"),
        (IN_PASSAGE_BEFORE, "{granit: it said}"),
        (IN_PASSAGE_BEFORE.replace("it said", "he said"), "{brunn: he said}"),
        (PERSON_BEFORE, "{ada-lind: he said}"),
        (BOARD, "{brunn: it said}"),
        (FAR, "{brunn: the firm said}"),
        (REPORTED, "{lode-board: it said}"),
        (REPORTED.replace("said that", "told"), "{lode-board: it said}"),
    ],
)
def test_words_for_another_are_refused(text: str, teller: str) -> None:
    """An id is refused whose words name or describe another, or whose name is further away than another's."""
    _, _, (problem,) = build_with(text, teller)
    assert "which none of its quotations names" in problem


@each_row(
    ("text", "words", "named"),
    [
        (IN_SENTENCE, "the company said", "brunn or granit: 'the company'. Write `{brunn: the company}`"),
        (IN_SENTENCE.replace("Brunn's s", "S"), "the company said", ""),
        (IN_SENTENCE.replace("Brunn", "Granit"), "the company said", ""),
        (IN_SENTENCE.replace("Brunn", "Lode Board"), "the company said", ""),
    ],
)
def test_who_is_named_beside_a_description_is_named_first(text: str, words: str, named: str) -> None:
    """Words that fit one record are open where their sentence names only another that they may mean too."""
    identifier, _, problems = build_with(text, words)
    assert (named in "".join(problems).replace("Write", ". Write")) if named else identifier == "granit"
