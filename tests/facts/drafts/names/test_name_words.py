"""Names alone: words with a verb or a preposition before them are none, nouns that are like a verb are."""

import pytest

from facts.drafts.names.name_words import require_name
from facts.drafts.problems import ClaimError
from tests.tables import each_row


@each_row(
    ("name",),
    [
        ("state development bank",),
        ("state prosecutor's office",),
        ("state",),
        ("claims court",),
        ("national audit office",),
        ("report agency",),
    ],
)
def test_a_noun_that_is_like_a_verb_of_speech_begins_a_name(name: str) -> None:
    """Names need no capitals, and may begin with a noun such as state or claims."""
    require_name(name)


@each_row(
    ("words", "name"),
    [
        ("state the company", "the company"),
        ("claims Granit", "Granit"),
        ("said state radio", "state radio"),
        ("state bank says", "state bank"),
        ("state development bank will finance", "state development bank"),
        ("of the yard", "the yard"),
    ],
)
def test_a_verb_is_no_part_of_a_name(words: str, name: str) -> None:
    """A verb with who says it is refused, with the name that is to be quoted."""
    with pytest.raises(ClaimError) as error:
        require_name(words)
    assert f"`{name}`" in error.value.hint
