"""Who takes part in an event that does not mention it: the subject of the verb of its own words, or nobody."""

from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from tests.facts.drafts.helpers import build_draft
from tests.tables import each_row

OPENING = "The union met Donau Re, Arken and Maja Lind in Oslo."
DRAFT = """\
title: trams
organizations:
  union: {kind: union}
  arken: {name: Arken}
  donau-re: {name: Donau Re}
people:
  maja-lind: {name: Maja Lind}
places:
  oslo: {name: Oslo}
events:
  happening:
    title: a thing
    quote: "QUOTE"
    status: asserted
"""
PARTICIPANTS = [
    ("Arken has delivered a tram", ["arken"]),
    ("Arken [has delivered a tram]", ["arken"]),
    ("Arken's insurer, Donau Re, [has paid a part]", ["donau-re"]),
    ("Donau Re, the insurer of Arken, [has refused more]", ["donau-re"]),
    ("Arken, which employs 40 people, [closed a yard]", ["arken"]),
    ("Arken, which [has closed a yard], met them", ["arken"]),
    ("A contract with Arken, which [has ended], was long", []),
    ("Oslo has rented a hall", ["oslo"]),
    ("The town of Oslo has rented a hall", ["oslo"]),
    ("The depot in Oslo burned down", []),
    ("The union has now left", ["union"]),
    ("Maja Lind, who leads Arken, [resigned]", ["maja-lind"]),
    ("Critics of Arken marched", []),
    ("The plan of Arken failed", []),
    ("The Arken yard closed", []),
    ("A court fined Arken", []),
    ("Arken was fined", []),
    ("Everyone but Arken has paid", []),
    ("Rivals, including Arken, [have sold yards]", []),
    ("Two firms, among them Arken, [have sold yards]", []),
    ("Some firms, such as Arken, [have sold yards]", []),
    ("Kapusta or Arken has closed a yard", []),
    ("Kapusta & Arken have closed a yard", []),
    ("Kapusta as well as Arken has closed a yard", []),
    ("Arken, with Kapusta, [has built a yard]", []),
    ("Arken had its yard seized", []),
    ("Arken got fined", []),
    ("Arken received a fine", []),
    ("The teachers' union has left", []),
    ("The other union has left", []),
    ("Had Arken [closed a yard], it would pay", []),
    ("The council of Oslo and Arken signed a contract", []),
    ("Kapusta and Arken [have agreed]", []),
    ("Arken said it had sold a yard", []),
    ("Arken said [it had sold a yard]", []),
    ("The two firms merged", []),
    ("It won", []),
    ("\u201c[Arken has lost],\u201d Maja Lind said", []),
]
"""Sentences, in which brackets are around the words of an event if it has not all of them, and who takes part."""


def read_participants(sentence: str, entry: str = "") -> list[str]:
    """Return who takes part in an event of a sentence, and check that its sheet becomes the same draft again."""
    quote = sentence.partition("[")[2].partition("]")[0] or sentence
    text = f"{OPENING} {sentence.replace('[', '').replace(']', '')}.\n"
    result = build_draft(DRAFT.replace("QUOTE", quote) + entry, text)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    draft = "\n".join(format_lines(to_draft(result.sheet, Article(text))))
    assert build_draft(draft, text).text == result.text
    (event,) = [record for kind, record in result.sheet if kind == "events"]
    return [*getattr(event, "participants", ())]


@each_row(("sentence", "ids"), PARTICIPANTS)
def test_the_subject_of_the_verb_takes_part(sentence: str, ids: list[str]) -> None:
    """The one record that does what the words tell takes part, not whom they concern, own, or name beside others."""
    assert read_participants(sentence) == ids


@each_row(
    ("entry", "ids"),
    [
        ("unexamined", []),
        ("{not_stated: it is left open}", []),
        ("{donau-re: Arken has, note: it pays for it}", ["donau-re"]),
    ],
)
def test_what_a_draft_says_of_the_participants_counts(entry: str, ids: list[str]) -> None:
    """Participants that a draft mentions, or a gap of them, stay as they are."""
    assert read_participants("Arken has delivered a tram", f"    participants: {entry}\n") == ids
