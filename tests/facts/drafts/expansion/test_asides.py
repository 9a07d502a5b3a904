"""What an article says itself in the sentence of somebody's words, after a comma."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a sale
source: {{headline: {{passage: 1}}}}
organizations:
  Fjordvik: {{}}
events:
  scrutiny of the sale:
    quote: "{quote}"
    status: occurred
"""
SAID = "Two ships were sold, Fjordvik said on Monday"


def warnings_of(text: str, quote: str, more: str = "") -> list[str]:
    """Return the warnings that somebody tells an event of an article."""
    built = build("sale.yaml", DRAFT.format(quote=quote) + more, Article(f"Ships sold\n\n{text}\n"), "sale")
    assert not [problem for problem in built.problems if "events" in str(problem)], built.problems
    return [str(warning) for warning in built.warnings if "attributed_to" in str(warning)]


@each_row(
    ("text", "quote"),
    [
        (f"{SAID}, in a deal that has drawn scrutiny.", "has drawn scrutiny"),
        (f"{SAID}, a deal that has drawn scrutiny.", "has drawn scrutiny"),
        (f"{SAID}, in a long secret deal that has drawn scrutiny.", "has drawn scrutiny"),
        (f"{SAID}, under the first contract that has drawn scrutiny.", "has drawn scrutiny"),
        (f"{SAID}, in a deal which has drawn scrutiny.", "has drawn scrutiny"),
    ],
)
def test_a_relative_clause_after_a_comma_is_the_article_s_own(text: str, quote: str) -> None:
    """What is said of a thing after the attribution and a comma needs no voice."""
    assert warnings_of(text, quote) == []


@each_row(
    ("text", "quote"),
    [
        ("Fjordvik said on Monday that the deal has drawn scrutiny.", "the deal has drawn scrutiny"),
        ("Fjordvik said on Monday, a day later, that the deal has drawn scrutiny.", "the deal has drawn scrutiny"),
        ("Fjordvik said, in a letter that the deal has drawn scrutiny.", "the deal has drawn scrutiny"),
        ("Fjordvik said in a note that the deal has drawn scrutiny.", "the deal has drawn scrutiny"),
        ("The deal has drawn scrutiny, Fjordvik said on Monday.", "The deal has drawn scrutiny"),
    ],
)
def test_what_somebody_says_needs_a_voice(text: str, quote: str) -> None:
    """What a verb of saying governs is doubted without a voice, also as the article's own in so many words."""
    for more in ("", "    voice: narrated\n"):
        assert len(warnings_of(text, quote, more)) == 1


@each_row(
    ("text", "quote", "count"),
    [
        (f"{SAID}, in a letter that has drawn scrutiny.", "has drawn scrutiny", 0),
        (f"{SAID}, adding that the deal has drawn scrutiny.", "the deal has drawn scrutiny", 1),
        (f"{SAID} that a deal, in a letter, has drawn scrutiny.", "has drawn scrutiny", 1),
    ],
)
def test_a_written_voice_decides_where_a_comma_leaves_it_open(text: str, quote: str, count: int) -> None:
    """After a comma the words may be the article's own, which `voice: narrated` says, but not after adding that."""
    assert len(warnings_of(text, quote)) == 1
    assert len(warnings_of(text, quote, "    voice: narrated\n")) == count
