"""The occasion of a statement: an event with its speaker, its date or its sentence, and no other one."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = """\
The council met in Norvik on Monday. Mayor Ada Lind told the meeting that the dam leaks.

The yard launched a ship on Tuesday.

Lind said the ship is too old.

Bo Dahl said the dam is safe. After the session he said it is dear.
"""
DRAFT = """\
title: a dam
people:
  Ada Lind: {offices: Mayor}
  Bo Dahl:
events:
  meeting: {title: meeting of the council, quote: The council met in Norvik, participants: [ada-lind]}
  launch: {title: launch of a ship, quote: The yard launched a ship}
statements:
"""


@each_row(
    ("statement", "is_doubted"),
    [
        ("leak: {quote: the dam leaks, speaker: Ada Lind told, occasion: meeting}", False),
        ("old: {quote: the ship is too old, speaker: Lind said, occasion: meeting}", False),
        ("safe: {quote: the dam is safe, speaker: Bo Dahl said, occasion: launch}", True),
        ("safe: {quote: the dam is safe, speaker: Bo Dahl said, occasion: meeting}", True),
        ("dear: {quote: it is dear, speaker: {bo-dahl: he said}, occasion: meeting}", False),
        ("leak: {quote: the dam leaks, speaker: Ada Lind told, occasion: launch}", True),
        ("old: {quote: the ship is too old, speaker: Lind said, occasion: launch}", False),
    ],
)
def test_an_occasion_has_the_speaker_or_the_sentence(statement: str, is_doubted: bool) -> None:
    """An event with neither the speaker, nor the date, nor a word or a passage of a statement is not its occasion."""
    key, fields = statement.split(": {", 1)
    draft = f"{DRAFT}  {key}: {{summary: words about {key}, about: meeting, {fields}\n"
    result = build("dam.yaml", draft, Article(TEXT), "dam")
    assert {problem.record for problem in result.problems} <= {"source"}, [
        str(problem) for problem in result.problems
    ]
    assert ("occasion" in [warning.field for warning in result.warnings]) == is_doubted
