"""The speaker of a quotation is who is named after an office, or with a word such as state before it."""

from tests.facts.verify.test_attributions import find_other_speakers
from tests.tables import each_row

OFFICES = ("its chairman", "its chair", "the union's president", "the head of the union", "her stepbrother")
ACCEPTED = [
    ("The dam leaks, state inspector Bo Frisk said. Ada Lind left.", "The dam leaks", "Bo Frisk"),
    ("The dam leaks, report author Bo Frisk said.", "The dam leaks", "Bo Frisk"),
    ('"The dam leaks," state inspector Bo Frisk said.', "The dam leaks", "Bo Frisk"),
    ("Lind and Frisk state dams leak.", "dams leak", "Ada Lind"),
    ('Frisk left. "We paid," said its chair, Ada Lind.', "We paid", "Ada Lind"),
    ('Frisk left. "We paid," said the pilot, Lind.', "We paid", "Ada Lind"),
    ('Frisk left. "We paid," said the head of the yard, Ada Lind.', "We paid", "Ada Lind"),
    ('Frisk left. "We paid," said the head of the yard in Oslo, Ada Lind, on Monday.', "We paid", "Ada Lind"),
    ('"We paid," said the pilot, who met Frisk.', "We paid", "Ada Lind"),
    ('"We paid," said the pilot, Frisk\'s brother.', "We paid", "Ada Lind"),
]
REFUSED = [
    *(
        (f'Lind left. "It is safe," said {office}, {name}.', "It is safe", "Ada Lind")
        for office in OFFICES
        for name in ("Bo Frisk", "Frisk")
    ),
    *(
        (f"The dam leaks, {words} said. Ada Lind stayed away.", "The dam leaks", "Ada Lind")
        for words in ("Bo Frisk, the state auditor,", "report author Bo Frisk", "state inspector Bo Frisk")
    ),
    ('"The dam leaks," state inspector Bo Frisk said. Ada Lind left.', "The dam leaks", "Ada Lind"),
    ('"The dam leaks," said state inspector Bo Frisk. Ada Lind left.', "The dam leaks", "Ada Lind"),
]


@each_row(("text", "quote", "speaker"), ACCEPTED)
def test_who_has_the_office_speaks(text: str, quote: str, speaker: str) -> None:
    """The speaker who is named with an office is not reported."""
    assert find_other_speakers(text, quote, speaker) == []


@each_row(("text", "quote", "speaker"), REFUSED)
def test_who_is_named_elsewhere_does_not_speak(text: str, quote: str, speaker: str) -> None:
    """Another speaker than the one with the office is a problem, and the message names that one."""
    (finding,) = find_other_speakers(text, quote, speaker)
    assert finding.is_certain
    assert finding.message.endswith("which names bo-frisk")
