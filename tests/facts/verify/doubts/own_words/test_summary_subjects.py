"""Who does something by a summary is in its sentence, or a pronoun of it may mean them."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.summary_subjects import find_foreign_subjects
from tests.facts.verify.contradiction_cases import build_record, receipt_for, slug_of, statement_of
from tests.tables import each_row

KINDS = {"Kestrel": "yard", "Harbour Board": "board", "Lode Union": "union"}
ORGANIZATIONS = [build_record("organizations", slug_of(name), name=name, kind=KINDS[name]) for name in KINDS]
ACCUSATION = "It accuses Kestrel of changing the rules."


@each_row(
    ("sentence", "quote", "words", "summary", "is_doubted"),
    [
        (ACCUSATION, "changing the rules", "It accuses", "the board changed the rules", True),
        (ACCUSATION, "changing the rules", "It accuses", "Harbour Board changed the rules", True),
        (ACCUSATION, "changing the rules", "It accuses", "Kestrel changed the rules", False),
        (ACCUSATION, "changing the rules", "It accuses", "the yard changed the rules", False),
        (ACCUSATION, "changing the rules", "It accuses", "the union is cheated", False),
        (ACCUSATION, "changing the rules", None, "the board changed the rules", False),
        (ACCUSATION, "changing the rules", "It accuses", "rules that the board changed", False),
        ("The dam leaks, the union said.", "The dam leaks", "the union", "the board has a leak", False),
        ("Kestrel disputed that figure.", "disputed that figure", None, "the board's figure is wrong", False),
        ("Kestrel disputed that figure.", "disputed that figure", None, "Harbour Board's figure is wrong", False),
        ("Kestrel disputed that figure.", "disputed that figure", None, "the board's report is wrong", True),
        ("Kestrel disputed that figure.", "disputed that figure", None, "the board has a wrong figure", True),
        ("The race was unfair.", "The race was unfair", None, "Kestrel did not race fairly", True),
        ("The race was unfair.", "The race was unfair", None, "Kestrel's race was unfair", False),
        ("The race was unfair.", "The race was unfair", None, "the yard raced unfairly", False),
        ("The race was unfair.", "The race was unfair", None, "Lode Union was treated unfairly", False),
        ("Its race was unfair.", "race was unfair", None, "Kestrel did not race fairly", False),
        ("They accuse Kestrel of theft.", "of theft", None, "the board stole", False),
    ],
)
def test_who_does_it_by_a_summary(
    sentence: str, quote: str, words: str | None, summary: str, is_doubted: bool
) -> None:
    """Only an actor at its beginning whom its sentence has in no way is doubted: a name, or a noun beside another."""
    article = Article(sentence)
    receipts = {"summary": receipt_for(article, quote)}
    if words:
        receipt = receipt_for(article, words)
        spans = [span.model_copy(update={"exact": words}) for span in receipt.spans]
        receipts["speaker"] = receipt.model_copy(update={"spans": spans})
    statement = statement_of("a", receipts, speaker="lode-union", summary=summary)
    records = {"organizations": ORGANIZATIONS, "statements": [statement]}
    doubts = find_foreign_subjects(CheckContext(records, article))
    assert bool(list(doubts)) == is_doubted
