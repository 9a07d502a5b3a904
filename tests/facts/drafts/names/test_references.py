"""References by words: to whom they refer, what is added to the sheet for them, and what is no name of anybody."""

import json
from typing import Any

import pytest

from facts.drafts.build import Build, build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The Tideway Museum in Orvik will sell a boat, Tideway spokeswoman Lena Fosse said. The museum says it needs money.
A Bergen dealer and the heirs of Ole Rud met the Tideway. Critics of the museum stayed away, as did the accused.
Newly announced sponsors, people asked by the town and member states of Norway came. Officials said that all was well.
The Tideway Museum and the Rowing Club signed. Curator Per Lie of the Boat House met the Rowing Club of Bergen.
The museum has not said what the museum paid alone for a yacht bought by Tideway Museum, repaired by the Rowing Club.
Rowing Club members, dealers who have fled and workers hired in May came. The sponsors declined. Two were late.
The Rowing Club met Tideway Museum. The Rowing Club and other clubs paid. Friends of the museum said no. \
The Rowing Club of Norway was not the Skiing Club of Norway.
"""
DRAFT = """\
title: a boat that is to be sold
organizations:
  Tideway Museum: {short_name: Tideway, also_called: The museum}
  Rowing Club:
places:
  Orvik:
people:
  Lena Fosse: {offices: {title: spokeswoman, organization: Tideway spokeswoman}}
  Ole Rud:
events:
  meeting about the boat:
    passages: 1-7
    when: {not_stated: no day is named}
    participants: PARTICIPANTS
    status: occurred
"""
OTHER_OFFICE = DRAFT.replace("Lena Fosse: {offices: {title: spokeswoman", "Per Lie: {offices: {title: Curator")
MUSEUM = "tideway-museum"
RESOLVED = {
    "The museum says": [MUSEUM],
    "The museum says it needs": [MUSEUM],
    "The Tideway Museum in Orvik": [MUSEUM],
    "the Tideway": [MUSEUM],
    "The Tideway Museum and": [MUSEUM],
    "the Rowing Club of Bergen": ["the Rowing Club of Bergen"],
    "spokeswoman Lena Fosse said": ["lena-fosse"],
    "The Tideway Museum and the Rowing Club": [MUSEUM, "rowing-club"],
    "[The museum says, A Bergen dealer]": [MUSEUM, "A Bergen dealer"],
    "[{tideway-museum: The museum says it needs}, A Bergen dealer]": [MUSEUM, "A Bergen dealer"],
    "{tideway-museum: The museum says, A Bergen dealer: A Bergen dealer}": [MUSEUM, "A Bergen dealer"],
    "The museum has not said": [MUSEUM],
    "what the museum paid alone": [MUSEUM],
    "bought by Tideway Museum": [MUSEUM],
    "repaired by the Rowing Club": ["rowing-club"],
    "by the Rowing Club": ["rowing-club"],
    "dealers who have fled": ["dealers who have fled"],
    "workers hired in May": ["workers hired in May"],
    "Rowing Club members": ["Rowing Club members"],
    "the heirs of Ole Rud": ["the heirs of Ole Rud"],
    "Critics of the museum": ["Critics of the museum"],
    "the accused": ["the accused"],
    "Newly announced sponsors": ["Newly announced sponsors"],
    "people asked by the town": ["people asked by the town"],
    "member states of Norway": ["member states of Norway"],
    "The Rowing Club of Norway": ["rowing-club"],
    "the Skiing Club of Norway": ["the Skiing Club of Norway"],
}
"""Participants as a draft has them, and as the sheet has them."""
CLAUSES = {
    "Officials said": "has a clause in place of a name: 'Officials said",
    "Officials said that all was well": "has a clause in place of a name: 'Officials said",
    "[Officials said, A Bergen dealer]": "has a clause in place of a name: 'Officials said",
    "The sponsors declined": "has a clause in place of a name: 'The sponsors declined",
    "Two were late": "has a clause in place of a name: 'Two were",
    "Friends of the museum said": "has a clause in place of a name: 'Friends of",
    "The Rowing Club met Tideway Museum": "has words that name rowing-club and tideway-museum",
    "The Rowing Club and other clubs": "has words that name rowing-club and others",
}
"""Words that are no participant, and how their problem begins."""


def build_with(participants: str, draft: str = DRAFT) -> tuple[Build, dict[str, Any]]:
    """Return what a draft with these participants of its event is built into, and the sheet."""
    result = build("boat.yaml", draft.replace("PARTICIPANTS", participants), Article(TEXT), "boat")
    return result, json.loads(result.text) if result.text else {}


@each_row(("words", "expected"), RESOLVED.items())
def test_words_name_the_record_of_the_sheet(words: str, expected: list[str]) -> None:
    """Words that are a name of a record, with an office, a verb or a place beside it, refer to it; others do not."""
    result, sheet = build_with(words)
    assert list(map(str, result.problems)) == []
    assert sheet["events"][0]["participants"] == expected
    groups = [item for item in expected if " " in item]
    assert [addition.words for addition in result.additions] == groups


@each_row(("words", "message"), CLAUSES.items())
def test_a_clause_is_no_group(words: str, message: str) -> None:
    """A clause is refused in place of a group, and so are two records that are not joined, and one with others."""
    result, _ = build_with(words)
    assert [(item.field, item.message[: len(message)]) for item in result.problems] == [("participants", message)]


OFFICES = {
    "Tideway spokeswoman": (MUSEUM, []),
    "{quote: Tideway spokeswoman Lena Fosse}": (MUSEUM, []),
    "{tideway-museum: Tideway spokeswoman}": (MUSEUM, []),
    "of the Boat House": ("boat-house", ["added organization `boat-house`, from 'Boat House' at FIELD"]),
}
"""Organizations of an office, the ids that they are, and what is added for them."""


@each_row("words", OFFICES)
def test_an_organization_is_added_only_once_and_listed(words: str) -> None:
    """A short name refers to its record; an organization without a record is added, and is listed with its words."""
    draft = OTHER_OFFICE if "Boat" in words else DRAFT
    draft = draft.replace("organization: Tideway spokeswoman", f"organization: {words}")
    result, sheet = build_with(MUSEUM, draft)
    identifier, lines = OFFICES[words]
    assert list(map(str, result.problems)) == []
    assert sheet["people"][0]["offices"][0]["organization"] == identifier
    assert {item["id"] for item in sheet["organizations"]} == {MUSEUM, "rowing-club", identifier}
    field = "people/per-lie offices.0.organization"
    assert [str(addition) for addition in result.additions] == [line.replace("FIELD", field) for line in lines]


def test_a_record_that_an_id_adds_is_listed() -> None:
    """An organization that only an id refers to is listed with the article's words and the first field."""
    words = "{boat-house: Curator Per Lie of the Boat House}"
    draft = OTHER_OFFICE.replace("organization: Tideway spokeswoman", f"organization: {words}")
    result, _ = build_with(MUSEUM, draft)
    assert [addition.as_json() for addition in result.additions] == [
        {
            "kind": "organizations",
            "id": "boat-house",
            "words": "Boat House",
            "field": "people/per-lie offices.0.organization",
        }
    ]


NO_NAMES = {
    "The museum has": "'The museum has' has 'has'",
    "said the museum": "'said the museum' has 'said'",
    "what the museum paid": "'what the museum paid' has 'what'",
    "Friends of the museum": None,
    "for the yacht": "'for the yacht' has 'for'",
    "head of the museum": "'head of the museum' has 'head of'",
    "King of Museums": None,
    "Save the Museum": None,
}
"""Other names of the museum, and what is reported of them."""


@each_row(("words", "message"), NO_NAMES.items())
def test_a_name_has_no_verb_or_office_around_it(words: str, message: str | None) -> None:
    """Words for a name that have a verb, a preposition before it or an office are refused, and nothing else."""
    article = "The museum has room, said the museum. It saw what the museum paid for the yacht.\n"
    article += "Friends of the museum, friends of the museum's head and of the head of the museum came.\n"
    article += "Then King of Museums, a band, met Save the Museum."
    draft = f"title: a museum\norganizations:\n  museum: {{also_called: {words}}}"
    problems = [str(item) for item in build("m.yaml", draft, Article(article), "m").problems if "also" in str(item)]
    assert [message in problem for problem in problems if message] == [True] * (message is not None)
    assert bool(problems) == bool(message)


@each_row("words", ["health minister Akua Mensah", "minister Akua", "Mensah, the", "health minister"])
def test_an_office_is_without_its_holder(words: str) -> None:
    """The name of the holder, or a part of it, is left out of the words of an office."""
    article = "Our health minister Akua Mensah, the elder, spoke."
    draft = f"title: a minister\npeople:\n  Akua Mensah: {{offices: '{words}'}}"
    result = build("m.yaml", draft, Article(article), "m")
    assert list(map(str, result.problems)) == []
    office = json.loads(result.text)["people"][0]["offices"][0]["title"]
    assert office == words.replace("Akua Mensah", "").replace("Akua", "").replace("Mensah, ", "").strip()


@pytest.mark.parametrize("words", ["its head", "its head Ann Roe"])
def test_a_pronoun_beside_the_holder_means_the_organization(words: str) -> None:
    """An organization before a pronoun is what its passage names, also where the words name the person themselves."""
    draft = "title: a union\norganizations:\n  union of bakers:\npeople:\n  Ann Roe:\n    offices:\n"
    draft += f"      title: head\n      organization: {{union-of-bakers: {words}}}"
    result = build("u.yaml", draft, Article("The union of bakers left. So did its head Ann Roe."), "u")
    assert list(map(str, result.problems)) == []
    spans = json.loads(result.text)["people"][0]["evidence"]["offices.0.organization"]["spans"]
    assert [span["exact"] for span in spans] == [words, "union of bakers"]


@each_row("words", ["who had threatened", "She had threatened", "her threat"])
def test_a_pronoun_means_whom_its_passage_names(words: str) -> None:
    """Words with a pronoun, a relative one too, take the name of the record that is meant from their passage."""
    article = f"Ann Roe, {words} to leave, stayed." if words[0] == "w" else f"Ann Roe stayed. {words} to leave."
    draft = "title: a mayor\npeople:\n  Ann Roe:\nevents:\n  stay of a person:\n    quote: stayed\n"
    draft += f"    status: occurred\n    participants: {{ann-roe: {words}}}"
    result = build("u.yaml", draft, Article(article), "u")
    assert list(map(str, result.problems)) == []
    spans = json.loads(result.text)["events"][0]["evidence"]["participants"]["spans"]
    assert [span["exact"] for span in spans] == [words, "Ann Roe"]


@each_row(
    ("words", "text"),
    [
        ("The man had threatened", "Ann Roe stayed. The man had threatened to leave."),
        ("a threat", "Ann Roe stayed. There was a threat."),
        ("who had threatened", "Ann Roe stayed with Bo Lie, who had threatened to leave."),
        ("whose threats", "Ann Roe stayed with somebody whose threats she knew."),
    ],
)
def test_other_words_need_a_note(words: str, text: str) -> None:
    """Words with a noun, or with a relative pronoun after another name, are refused beside the name."""
    draft = "title: a mayor\npeople:\n  Ann Roe:\nevents:\n  stay of a person:\n    quote: stayed\n"
    draft += f"    status: occurred\n    participants: {{ann-roe: {words}}}"
    result = build("u.yaml", draft, Article(text), "u")
    assert ["which none of its quotations names" in str(problem) for problem in result.problems] == [True]
