"""Own words have one thing before another as their sentence has it."""

from facts.verify.doubts.own_words.turned_times import find_turned_order
from tests.tables import each_row


@each_row(
    ("sentence", "text", "is_turned"),
    [
        ("They would be published once the court had ruled.", "publication before the ruling of the court", True),
        ("They will be published after the ruling.", "the papers come out until the ruling", True),
        ("They were published before the ruling.", "they came out after the ruling", True),
        ("They would be published once the court had ruled.", "publication after the ruling", False),
        ("They will not be published before the ruling.", "they are to come out after the ruling", False),
        ("They will be published after the ruling.", "they will not come out before the ruling", False),
        ("They were published before the ruling, and again after the ruling.", "out after the ruling", False),
        ("It is less once indexation is left out.", "the rise before indexation", False),
        ("They were published after the vote.", "they came out before the election", False),
    ],
)
def test_what_is_before_another_thing(sentence: str, text: str, is_turned: bool) -> None:
    """Before for after, and after for before, are doubted, but for what a denial turns round."""
    assert bool(list(find_turned_order(text, sentence))) == is_turned
