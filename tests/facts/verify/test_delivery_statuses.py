"""The status of a delivery whose words are only its date: the verbs of the sentence say how it stands."""

from facts.model.article import Article
from facts.verify.contradictions import find_contradictions
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row


@each_row(
    ("text", "words", "status", "is_doubted"),
    [
        ("The first is due in the autumn of 2027 and the second by May 2028.", "by May 2028", "occurred", True),
        ("The first is due in the autumn of 2027 and the second by May 2028.", "by May 2028", "planned", False),
        ("The ships will arrive in 2027.", "in 2027", "occurred", True),
        ("The ships arrived in 2025.", "in 2025", "occurred", False),
        ("The ships arrived in 2025.", "in 2025", "planned", True),
        ("The ships arrived in 2025, and more will follow.", "in 2025", "occurred", True),
        ("Two ships for 5 million euros.", "Two ships", "occurred", False),
    ],
)
def test_a_date_of_what_is_to_come_did_not_occur(text: str, words: str, status: str, is_doubted: bool) -> None:
    """A delivery that its sentence tells as due is doubted as one that occurred, also beside one that did."""
    article = Article(text)
    contract = build_record("contracts", "ships", title="contract for ships", delivery={"status": status})
    records = {"contracts": (with_receipts(contract, {"delivery.status": receipt_for(article, words)}),)}
    findings = list(find_contradictions(records, article))
    assert [finding.field for finding in findings] == ["delivery.status"] * is_doubted
    assert not any(finding.is_certain for finding in findings)
