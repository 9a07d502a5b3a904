"""Places that act: a city employs, takes part and speaks, but not where somebody only is there or is named for it."""

import json
from typing import Any

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The city of Norvik has bought a crane from Lund Works. Norvik rejected the claim that it is late.
Lena Fosse, the city's lawyer, met Ole Rud, director of Lund Works in Norvik, on Monday. Norvik officials stayed away.
Norvik mayor Kari Moe and Norvik Hospital came too. \
Mayor Kari Moe of Norvik and Norvik's agent left. The agent for the city of Norvik said no. \
“It is late,” said Norvik.
Norvik and Lund Works signed. The mayor of Norvik said so. In Norvik, Rud denied it. “It is,” Fosse said in Norvik.
"""
DRAFT = """\
title: a crane for a city
organizations:
  Lund Works:
places:
  Norvik: {kind: city}
people:
  Lena Fosse: {offices: {title: lawyer, organization: ORGANIZATION}}
  Ole Rud:
  Kari Moe:
events:
  meeting on a crane:
    passages: 1-4
    participants: PARTICIPANTS
    status: occurred
statements:
  the crane:
    passages: 1-4
    SPEAKER
"""
DEFAULTS = {"ORGANIZATION": "lund-works", "PARTICIPANTS": "kari-moe", "SPEAKER": "named: Norvik officials"}


def build_with(key: str, text: str) -> tuple[Any, list[str]]:
    """Return the sheet of the draft with a text in one place, and the problems; with doubts of its speaker."""
    draft = DRAFT
    for name, default in DEFAULTS.items():
        draft = draft.replace(name, text if name == key else default)
    result = build("crane.yaml", draft, Article(TEXT), "crane")
    doubts = [warning for warning in result.warnings if warning.field == "speaker"]
    return json.loads(result.text) if result.text else {}, [str(issue) for issue in (*result.problems, *doubts)]


@each_row(
    ("words", "speaker"),
    [
        ("speaker: Norvik rejected", "norvik"),
        ("speaker: norvik", "norvik"),
        ("speaker: The city of Norvik", "norvik"),
        ("quote: It is late", "norvik"),
        ("speaker: {norvik: Norvik officials}", "norvik"),
        ("speaker: In Norvik, Rud denied", "ole-rud"),
        ("quote: It is,", "lena-fosse"),
        ("speaker: Norvik officials", None),
        ("speaker: agent for the city of Norvik", None),
        ("speaker: The mayor of Norvik said", None),
        ("speaker: Norvik Hospital", None),
    ],
)
def test_a_place_speaks_where_it_is_the_subject(words: str, speaker: str | None) -> None:
    """A place that the words name as who speaks is the speaker; its officials, mayor and hospital are not it."""
    sheet, problems = build_with("SPEAKER", words)
    assert (sheet["statements"][0]["speaker"] if sheet else None) == speaker, problems
    assert not sheet or problems == []
    assert sheet or any("name none of its people or organizations or" in text for text in problems)


@each_row(
    ("words", "participants"),
    [
        ("Norvik and Lund Works", ["norvik", "lund-works"]),
        ("The city of Norvik", ["norvik"]),
        ("[Norvik rejected, Lund Works]", ["norvik", "lund-works"]),
        ("[norvik, Ole Rud]", ["norvik", "ole-rud"]),
        ("Lund Works in Norvik", ["lund-works"]),
        ("Norvik officials", ["Norvik officials"]),
        ("The mayor of Norvik", ["The mayor of Norvik"]),
        ("Norvik mayor Kari Moe", ["kari-moe"]),
        ("Norvik Hospital", ["Norvik Hospital"]),
    ],
)
def test_a_place_takes_part_where_it_is_named_alone(words: str, participants: list[str]) -> None:
    """A place is a participant, alone or beside others; where it only says who is meant or where, it is none."""
    sheet, problems = build_with("PARTICIPANTS", words)
    assert problems == []
    assert sheet["events"][0]["participants"] == participants


@each_row(
    ("words", "organization"),
    [
        ("norvik", "norvik"),
        ("{norvik: the city's lawyer}", "norvik"),
        ("Norvik's agent", "norvik"),
        ("Norvik mayor", "norvik"),
        ("mayor of Norvik", "norvik"),
        ("agent for the city of Norvik", "norvik"),
        ("director of Lund Works in Norvik", "lund-works"),
        ("Norvik Hospital", "norvik-hospital"),
        ("Mayor Kari Moe of Norvik", "norvik"),
    ],
)
def test_an_office_belongs_to_a_place(words: str, organization: str) -> None:
    """An office is one of the place beside it; where a longer name or an organization is beside it, of that."""
    sheet, problems = build_with("ORGANIZATION", words)
    assert problems == []
    assert sheet["people"][0]["offices"][0]["organization"] == organization
    assert {item["id"] for item in sheet["organizations"]} == {"lund-works", organization} - {"norvik"}


@each_row("words", ["Mayor Kari Moe", "Mayor Kari Moe of", "Lena Fosse", "met Ole Rud"])
def test_a_person_is_no_organization(words: str) -> None:
    """Words in which only a person is named add no organization of that name."""
    _, problems = build_with("ORGANIZATION", words)
    assert (
        [problem for problem in problems if "name none of its organizations or places" in problem] == problems != []
    )
