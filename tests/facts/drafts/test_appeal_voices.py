"""An act that somebody says to have done, with it or they for a subject, needs the voice of who says so."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: an appeal
organizations: {Kite Works: , Lode Court: }
events:
  TITLE:
    quote: QUOTE
    participants: [kite-works, lode-court]
"""
HEARSAY = "Kite Works, which lost, said it had filed an appeal with Lode Court on Tuesday."
FILED = "it had filed an appeal with Lode Court"


@each_row(
    ("text", "title", "quote", "is_doubted"),
    [
        (HEARSAY, "filing of an appeal", FILED, True),
        (HEARSAY, "appeal to a court", FILED, True),
        (HEARSAY, "filing of an appeal", "had filed an appeal with Lode Court", True),
        (HEARSAY, "lawsuit of a rival", FILED, True),
        ("Kite Works said it had called for calm. Lode Court met.", "call for calm", "it had called for calm", False),
        ("Kite Works has filed an appeal with Lode Court.", "filing of an appeal", "has filed an appeal", False),
        ("Kite Works, which lost, filed an appeal with Lode Court.", "appeal to a court", "filed an appeal", False),
    ],
)
def test_an_appeal_that_somebody_tells(text: str, title: str, quote: str, is_doubted: bool) -> None:
    """An appeal to a court is an act and no speech; one that the article tells itself needs no voice."""
    draft = DRAFT.replace("TITLE", title).replace("QUOTE", quote)
    result = build("a.yaml", draft, Article(text), "a")
    doubts = [issue.field for issue in (*result.problems, *result.warnings) if "is empty, but" in issue.message]
    assert (result.problems, doubts) == ((), ["attributed_to"] * is_doubted)
