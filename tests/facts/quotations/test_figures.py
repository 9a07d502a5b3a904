"""Figures of quotations: altered ones are not in the article."""

from facts.model.article import Article
from facts.quotations import QuoteCheck, check_quote
from tests.tables import each_row

SAME = [
    ("It cost $ 2.5 billion.", "$2.5 billion"),
    ("It cost $2.5 billion.", "$ 2.5 billion"),
    ("It cost US$2.5 billion.", "cost $2.5 billion"),
    ("It has 2,500 seats.", "has 2500 seats"),
    ("It has 2500 seats.", "has 2,500 seats"),
    ("It cost 1,250,000.50 euros.", "cost 1250000.50 euros"),
    ("It fell to \u22125 degrees.", "fell to -5 degrees"),
    ("“15% of the price,” he said.", "15 % of the price"),
    ("It was built in 2019\u20132021.", "built in 2019-2021"),
    ("It ended in 2024. It cost nothing.", "ended in 2024 It cost nothing"),
    ("They have F-16s, M1A2s and 2½ tonnes.", "F-16s, M1A2s and 2½ tonnes"),
]
ALTERED = [
    ("The fines reached €9.9 million.", "$9.9 million"),
    ("The fines reached €9.9 million.", "The fines reached $9.9 million"),
    ("The fines reached €9.9 million.", "The fines reached €99 million"),
    ("The fines reached €9.9 million.", "The fines reached €9,9 million"),
    ("The fines reached €9.9 million.", "The fines reached €9 million"),
    ("It took 15% of the price.", "$15 of the price"),
    ("It took 15% of the price.", "took 15 of the price"),
    ("It took 15% of the price.", "took 15‰ of the price"),
    ("It cost between $30 million and $35 million.", "€30 million and £35 million"),
    ("It cost $ 2.5 billion.", "€ 2,5 billion"),
    ("It cost $ 2.5 billion.", "$ 2,5 billion"),
    ("It cost $ 2.5 billion.", "$ 2 5 billion"),
    ("It cost A$5 million.", "cost $5 million"),
    ("It fell to \u22125 degrees.", "fell to 5 degrees"),
    ("It lost -$5 million.", "lost $5 million"),
    ("It grew by 5\u20136 metres.", "grew by 5.6 metres"),
    ("It grew by 5.6 metres.", "grew by 5-6 metres"),
    ("It weighs .5 tonnes empty.", "weighs 5 tonnes empty"),
    ("It weighs <5 tonnes empty.", "weighs >5 tonnes empty"),
    ("It has 2,500 seats.", "has 2.500 seats"),
    ("It has 2,50 seats.", "has 250 seats"),
    ("It opens at 10:30 today.", "opens at 10 30 today"),
]


def check(article: Article, words: str, *, has_text: bool) -> QuoteCheck:
    """Check words against a sheet with a receipt of the complete article, which is one sentence."""
    span = {"passage": 1, "start": 0, "end": len(article.text), "exact": article.text, "digest": article.digest}
    source = {"digest": article.digest, "passages": [{"start": 0, "end": len(article.text)}]}
    records = {"events": [{"evidence": {"title": {"spans": [span]}}}]}
    return check_quote(words, "sheet", source, records, article.text if has_text else None)


@each_row(("text", "words"), SAME)
def test_the_same_figure_is_word_for_word(text: str, words: str) -> None:
    """Spaces beside a sign, and commas between thousands, make no other figure, with the text and without it."""
    assert check(Article(text), words, has_text=True).verdict == "word_for_word"
    assert check(Article(text), words, has_text=False).verdict == "word_for_word"


@each_row(("text", "words"), ALTERED)
def test_an_altered_figure_is_not_word_for_word(text: str, words: str) -> None:
    """Another currency, a lost sign, and a point that is moved, lost or a comma are words that are missing."""
    for has_text in (True, False):
        result = check(Article(text), words, has_text=has_text)
        assert result.verdict in ("in_part", "not_at_all", "unknown")
        assert result.missing
