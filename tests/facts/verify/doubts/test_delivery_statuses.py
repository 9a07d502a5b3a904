"""The status of a delivery whose words are only its date: the verbs of the sentence say how it stands."""

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("text", "words", "status", "finding"),
    [
        ("The first is due in the autumn of 2027 and the second by May 2028.", "by May 2028", "occurred", "problem"),
        ("The first is due in the autumn of 2027 and the second by May 2028.", "by May 2028", "planned", None),
        ("The ships will arrive in 2027.", "in 2027", "occurred", "problem"),
        ("The ships arrived in 2025.", "in 2025", "occurred", None),
        ("The ships arrived in 2025.", "in 2025", "planned", "warning"),
        ("The ships arrived in 2025, and more will follow.", "in 2025", "occurred", "warning"),
        ("The ships arrived in 2025, but more are due in 2026.", "in 2026", "occurred", "warning"),
        ("The ships are due in 2027.", "in 2027", "standing", "problem"),
        ("The ships are to be handed over, she said, in 2027.", "in 2027", "occurred", "problem"),
        ("Two ships for 5 million euros.", "Two ships", "occurred", None),
        ("It covers rights from 2027 and replaces one for which Oslo paid 5 million.", "from 2027", "planned", None),
        ("It covers rights from 2025 and replaces one that Oslo signed.", "from 2025", "planned", None),
        ("Oslo paid for ships from 2025, which will replace others.", "from 2025", "planned", "warning"),
        ("Bergen, for which Oslo paid in 2025, is late.", "in 2025", "planned", "warning"),
    ],
)
def test_a_date_of_what_is_to_come_did_not_occur(text: str, words: str, status: str, finding: str | None) -> None:
    """A delivery that its sentence only tells as due did not occur; beside one that did, it is doubted."""
    article = Article(text)
    contract = build_record("contracts", "ships", title="contract for ships", delivery={"status": status})
    records = {"contracts": (with_receipts(contract, {"delivery.status": receipt_for(article, words)}),)}
    findings = list(find_contradictions(records, article))
    assert {item.field for item in findings} <= {"delivery.status"}
    assert ["problem" if item.is_certain else "warning" for item in findings] == ([finding] if finding else [])
