"""Sentences and their groups of verbs: also those of a quotation that ends before a verb does."""

from pathlib import Path

from facts.model.article import Article
from facts.verify.grammar.sentences import parse_sentences
from tests.tables import each_row

ARTICLES = Path(__file__).parents[3] / "articles"
LENGTHS = (1, 2, 4, 8, 12)
"""Numbers of words of quotations."""


@each_row(
    ("words", "verbs"),
    [
        ("Work is due to", ["is due to"]),
        ("Parliament has yet to", ["has yet to"]),
        ("The board is expected to", ["is expected to"]),
        ("They had to", ["had"]),
        ("It had been due to", ["had been due to"]),
        ("It is still going to", ["is still going to"]),
        ("She said it had spoken to", ["said", "had spoken"]),
        ("It brings the total cost to", []),
        ("It will", ["will"]),
        ("It will not", ["will not"]),
        ("It was", ["was"]),
        ("to", []),
    ],
)
def test_words_may_end_before_a_verb_does(words: str, verbs: list[str]) -> None:
    """A group of verbs ends with the words at the latest."""
    assert [group.text for sentence in parse_sentences(words) for group in sentence.groups] == verbs


def test_all_quotations_of_an_article_are_parsed() -> None:
    """Each group of verbs is inside its sentence, wherever in an article a quotation begins and ends."""
    for path in sorted(ARTICLES.glob("*.txt")):
        words = Article.read(path).text.split()
        for start in range(len(words)):
            for length in LENGTHS:
                text = " ".join(words[start : start + length])
                for sentence in parse_sentences(text):
                    assert all(
                        sentence.start <= group.start < group.end <= sentence.end for group in sentence.groups
                    ), text
