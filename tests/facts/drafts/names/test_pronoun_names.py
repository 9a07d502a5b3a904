"""A name in a title whose sentence has a pronoun for it: whom the sentence before names."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a talk
people: {Ada Lind: , Bo Frisk: }
organizations: {Granit: }
events:
  TITLE:
    quote: gave no proof
    status: standing
"""


@each_row(
    ("title", "text", "is_known"),
    [
        ("lack of proof by Lind", "Ada Lind spoke. She gave no proof.", True),
        ("lack of proof by Frisk", "Ada Lind spoke. She gave no proof.", False),
        ("lack of proof by Granit", "Granit built it. She gave no proof.", False),
        ("lack of proof by Lind", "Ada Lind spoke. It gave no proof.", False),
        ("lack of proof by Lind", "Ada Lind spoke. Wind rose. She gave no proof.", False),
        ("lack of proof by Lind", "Ada Lind spoke.\nShe gave no proof.", False),
    ],
)
def test_a_pronoun_stands_for_who_is_named_before(title: str, text: str, is_known: bool) -> None:
    """A title may name the person for whom the pronoun of its sentence stands, and nobody else."""
    article = Article(f"{text}\nBo Frisk met Ada Lind of Granit.")
    warnings = build("t.yaml", DRAFT.replace("TITLE", title), article, "t").warnings
    assert any(", which no sentence of the record has" in issue.message for issue in warnings) is not is_known
