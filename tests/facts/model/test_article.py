"""The passages of an article are its lines that are not empty, at their positions in the file."""

from facts.model.article import Article
from tests.tables import each_row


@each_row(
    ("text", "passages"),
    [
        ("", []),
        ("\n \n", []),
        ("a\n\nb", ["a", "b"]),
        ("a\r\n\r\nb\r\n", ["a", "b"]),
        ("\ufeffa\r\nb", ["a", "b"]),
        ("\ufeff\na", ["a"]),
        ("\ufeff", []),
        (" a\u00a0\nb\ufeff", [" a\u00a0", "b\ufeff"]),
    ],
)
def test_passages(text: str, passages: list[str]) -> None:
    """Line endings and a byte order mark belong to no passage; each character else of a line does."""
    article = Article(text)
    assert [text[start:end] for start, end in article.passages] == passages
    assert [article.passage(number) for number in range(1, len(passages) + 1)] == passages
    assert [article.passage_at(start) for start, _ in article.passages] == list(range(1, len(passages) + 1))
