"""Forms of verbs of speech before a noun are no verbs, and those with a plural before them are."""

import re

from facts.verify.grammar.noun_modifiers import is_modifier
from tests.tables import each_row

MODIFIERS = [
    ("It lost money, state auditors said.", "state"),
    ("The loss is big, state media reported.", "state"),
    ("Norwegian state railway managers said it was late.", "state"),
    ("Swiss state television said so.", "state"),
    ("He left, report authors said.", "report"),
    ("It paid, claim adjusters told him.", "claim"),
    ("By phone, call centre workers said no.", "call"),
]
VERBS = [
    ("The auditors state that it lost money.", "state"),
    ("The auditors report losses.", "report"),
    ("Auditors claim workers told them.", "claim"),
    ("They also note errors.", "note"),
    ("Lind and Frisk claim damages.", "claim"),
    ("People who call banks say so.", "call"),
    ("The two did not report losses.", "report"),
    ("Auditors, it says, state the loss.", "state"),
]


@each_row(("text", "word", "is_noun"), [*((*row, True) for row in MODIFIERS), *((*row, False) for row in VERBS)])
def test_a_verb_before_a_noun(text: str, word: str, is_noun: bool) -> None:
    """State in state auditors is no verb, and in auditors state that it is one."""
    match = re.search(rf"(?<!\w){word}(?!\w)", text)
    assert match is not None
    assert is_modifier(text, *match.span()) is is_noun
