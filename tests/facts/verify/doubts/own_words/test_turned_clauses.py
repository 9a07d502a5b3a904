"""Own words deny the clause that theirs denies, and no other."""

from facts.model.article import Article
from facts.verify.doubts.own_words.turned_clauses import find_turned_clauses
from facts.verify.sentence_map import SentenceMap
from tests.facts.verify.contradiction_cases import receipt_for
from tests.tables import each_row

REJECTED = "Lind rejected the claim, saying [all four planes held valid certificates] and were sound."
TESTED = "[Every load had been tested before it left], Roe said, and it had never been shown evidence."
TWO = "[The town paid for planes and did not ask who looked after them]."


@each_row(
    ("sentence", "text", "word"),
    [
        (REJECTED, "the planes were not certified", "not"),
        (REJECTED, "no plane held a certificate", "no"),
        (TESTED, "no load was tested", "no"),
        (TESTED, "loads left without tests", "without"),
        (TWO, "the town paid for planes and asked about upkeep", "not"),
        (TWO, "money was spent and planes were looked after", "not"),
        (REJECTED, "the planes were certified", None),
        (REJECTED, "the claim is not true", None),
        (TESTED, "every load was tested", None),
        (TESTED, "no evidence was shown", None),
        (TWO, "the town paid for planes and did not ask about upkeep", None),
        (TWO, "the town paid for planes and neglected their upkeep", None),
        (TWO, "the town paid for planes and was careless", None),
        (TWO, "spending of the town on planes", None),
        ("Lind denied that [the yard lacked workers] or that it closed.", "the yard does not lack workers", None),
        ("Lind denied it, for [visitors are exempt from fees].", "no fees for visitors", None),
        ("Lind denied it, for [only members pay fees].", "others pay no fees", None),
        ("Lind denied it, for [the report is unfinished].", "the report is not finished", None),
        ("[The yard paid and the town did not only ask, it sued].", "the yard paid and the town sued", None),
    ],
)
def test_a_denial_of_the_other_clause(sentence: str, text: str, word: str | None) -> None:
    """A denial that only another clause has is doubted, and one of two that is lost; other words for it are not."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    exact = words if len(words.split()) <= 12 else None
    spans = tuple(span.model_copy(update={"exact": exact}) for span in receipt.spans)
    faults = list(find_turned_clauses(text, receipt.model_copy(update={"spans": spans}), SentenceMap(article)))
    assert any(f"'{word}'" in fault for fault in faults) if word else not faults, faults
