"""Own words that tell as a fact what their sentence leaves open."""

from facts.model.article import Article
from facts.verify.doubts.own_words.open_questions import find_open_questions
from facts.verify.sentence_map import SentenceMap
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row

SILENT = "She did not say whether the ships carry radars."


@each_row(
    ("sentence", "quote", "own", "is_doubted"),
    [
        (SILENT, "the ships carry radars", "the ships carry radars", True),
        (SILENT, "did not say whether the ships carry radars", "the ships carry radars", True),
        (SILENT, "the ships carry radars", "silence about the radars", False),
        (SILENT, "the ships carry radars", "it is open whether the ships carry radars", False),
        ("It is unclear if the bank pays.", "the bank pays", "the bank pays", True),
        ("It is unclear if the bank pays.", "the bank pays", "the bank may pay", False),
        ("The board asked whether the dam leaks.", "the dam leaks", "the dam leaks", True),
        ("The board asked whether the dam leaks.", "asked whether the dam leaks", "question of the board", False),
        ("Lind declined to say whether the yard is late.", "the yard is late", "the yard is late", True),
        ("Lind declined to say, whether the yard is late or early.", "Lind declined", "refusal to answer", False),
        ("It asked if the dam leaks and closed it.", "asked if the dam leaks and closed it", "closure of it", False),
        ("It was asked whether it paid but said so.", "it paid but said so", "payment of a bill", False),
        ("It is unclear if the dam is safe.", "the dam is safe", "undecided future of the dam", False),
        ("Lind said the yard is late.", "the yard is late", "the yard is late", False),
        ("Lind did not say why, but the yard is late.", "the yard is late", "the yard is late", False),
        ("It will pay if the yard is late.", "the yard is late", "the yard is late", False),
    ],
)
def test_what_nobody_says_is_no_fact(sentence: str, quote: str, own: str, is_doubted: bool) -> None:
    """A clause after did not say whether, unclear if or asked whether is told as open, or as who asks."""
    article = Article(sentence)
    receipt = receipt_for(article, quote)
    spans = tuple(span.model_copy(update={"exact": quote}) for span in receipt.spans)
    receipt = receipt.model_copy(update={"spans": spans})
    assert bool([*find_open_questions(own, receipt, SentenceMap(article))]) == is_doubted
