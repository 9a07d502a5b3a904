"""Parts of sentences that hold only in a case that is told before or after them."""

from facts.verify.grammar.conditions import find_condition
from tests.tables import each_row


@each_row(
    ("sentence", "part", "words"),
    [
        ("If it does not, the satellite returns to the agency.", "the satellite returns", "If"),
        ("If Canada agrees, the agency will sell it.", "the agency will sell it", "If"),
        ("If it breaks the rule, it must pay a fine.", "it must pay a fine", "If"),
        ("Unless Canada objects, the agency will sell it.", "the agency will sell it", "Unless"),
        ("The agency will sell it unless Canada objects.", "The agency will sell it", "unless"),
        ("If it was late, the yard paid a fine.", "the yard paid a fine", None),
        ("If needed, the yard will build a dam.", "the yard will build a dam", None),
        ("If anything, the yard will be late.", "the yard will be late", None),
        ("If it does not, it returns. It was built in May.", "It was built", None),
        ("The agency will sell it.", "The agency will sell it", None),
        ("It asked if Canada will sell it.", "Canada will sell it", None),
    ],
)
def test_a_clause_holds_only_in_a_case(sentence: str, part: str, words: str | None) -> None:
    """A leading or a following condition governs what is to come or goes on, and no act that is over."""
    start = sentence.index(part)
    assert find_condition(sentence, start, start + len(part)) == words
