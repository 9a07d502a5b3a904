"""The beginning of a name among participants: it is no group beside the record of the name."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a visit
organizations: {Corvane Aviation: , Norvik Cranes Group: , Norwegian Fishers' League: , Lode Bank: , Lode Works: }
places: {Tind: }
events:
  refusal: {quote: declined it, status: occurred, participants: WORDS}
"""
NAMES = "Corvane Aviation, Norvik Cranes Group, the Norwegian Fishers' League, Lode Bank and Lode Works met at Tind."


def build_with(sentence: str, words: str) -> tuple[list[str], str]:
    """Return the participants in the sheet of a draft, and the problems."""
    result = build("v.yaml", DRAFT.replace("WORDS", words), Article(f"{NAMES} {sentence}"), "v")
    sheet = json.loads(result.text) if result.text else {"events": [{"participants": []}]}
    return sheet["events"][0]["participants"], "\n".join(str(problem) for problem in result.problems)


@each_row(
    ("sentence", "words", "ids"),
    [
        ("Corvane declined it.", "Corvane", "corvane-aviation"),
        ("It was Norvik Cranes that declined it.", "Norvik Cranes", "norvik-cranes-group"),
        ("Norvik declined it.", "Norvik", "norvik-cranes-group"),
        ("Lode declined it.", "Lode", "lode-bank and lode-works"),
    ],
)
def test_the_beginning_of_a_name_is_no_group(sentence: str, words: str, ids: str) -> None:
    """Whom it means is asked, since it may be what the organization is called after."""
    participants, problems = build_with(sentence, words)
    assert not participants
    assert f"participants: has words that begin the name of {ids}, and may mean it: '{words}'" in problems


@each_row(
    ("sentence", "words", "participants"),
    [
        (
            "Corvane declined it.",
            "{corvane-aviation: [Corvane declined, Corvane Aviation], note: why}",
            "corvane-aviation",
        ),
        ("The Corvane workers declined it.", "Corvane workers", "Corvane workers"),
        ("Pilots of Corvane declined it.", "Pilots of Corvane", "Pilots of Corvane"),
        ("Norwegian fishermen declined it.", "Norwegian fishermen", "Norwegian fishermen"),
        ("The lode declined it.", "The lode", "The lode"),
        ("Some pilots declined it.", "Some pilots", "Some pilots"),
    ],
)
def test_a_group_may_have_the_word(sentence: str, words: str, participants: str) -> None:
    """Who belongs to it, what has only the adjective of a country, and other words are as they were."""
    assert build_with(sentence, words) == ([participants], "")


def test_another_name_lets_it_stand() -> None:
    """The message says what lets the words stand."""
    _, problems = build_with("Corvane declined it.", "Corvane")
    assert (
        "if Corvane is `corvane-aviation`, add `also_called: Corvane` to organizations/corvane-aviation" in problems
    )
    draft = DRAFT.replace("Corvane Aviation: ,", "Corvane Aviation: {also_called: {quote: Corvane, passage: 2}},")
    article = Article(f"{NAMES}\nCorvane declined it.")
    result = build("v.yaml", draft.replace("WORDS", "Corvane declined"), article, "v")
    assert json.loads(result.text)["events"][0]["participants"] == ["corvane-aviation"]
