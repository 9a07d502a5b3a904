"""Places of events that their own words do not have."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a storm
places: {{Palanca: , Rome: }}
events:
  storm: {{title: storm, quote: {}, status: occurred, where: {}}}
"""


@each_row(
    ("text", "quote", "where", "is_doubted", "basis"),
    [
        ("A storm raged in Rome.\n\nA balloon fell near Palanca.", "raged in Rome", "Palanca", True, "inferred"),
        ("A storm raged in Rome.\n\nA balloon fell near Palanca.", "A storm raged", "Palanca", False, "inferred"),
        ("A storm raged in Rome.\n\nA balloon fell near Palanca.", "raged in Rome", "Rome", False, "stated"),
        ("A storm raged in Rome and near Palanca.", "raged in Rome", "Palanca", False, "stated"),
        ("A storm raged.\n\nIt was in Rome, near Palanca.", "A storm raged", "Rome", False, "inferred"),
    ],
)
def test_a_bare_name_of_a_place(text: str, quote: str, where: str, is_doubted: bool, basis: str) -> None:
    """A place whose only name is in another passage is inferred, and doubted if the event's words have another."""
    result = build("storm.yaml", DRAFT.format(quote, where), Article(text), "storm")
    assert result.sheet, [str(issue) for issue in result.problems]
    assert any("have it in" in str(warning) for warning in result.warnings) == is_doubted, result.warnings
    assert result.sheet.records["events"][0].evidence["where"].basis == basis
