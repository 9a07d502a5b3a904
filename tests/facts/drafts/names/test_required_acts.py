"""Names with a verb without an ending, in the clause of a demand: on condition that Norvane license."""

from facts.drafts.names.groups import without_subjunctive
from tests.tables import each_row


@each_row(
    ("text", "article", "name"),
    [
        ("Brunn license", "It agreed on condition that Brunn license its code to rivals.", "Brunn"),
        ("yard Brunn repair", "The court ordered that yard Brunn repair the dam.", "yard Brunn"),
        ("Brunn license", "It agreed on condition that Brunn license holders pay.", "Brunn license"),
        ("Brunn license", "It said that Brunn license the code.", "Brunn license"),
        ("Brunn license", "The Brunn license expired.", "Brunn license"),
        ("Brunn engineers", "It demanded that Brunn pay the engineers.", "Brunn engineers"),
        ("the dam", "It demanded that the dam the town has be repaired.", "the dam"),
    ],
)
def test_a_demanded_act_is_no_group(text: str, article: str, name: str) -> None:
    """Only a verb in the clause of a demand, with an object, is left out of the words for a participant."""
    assert without_subjunctive(text, article) == name
