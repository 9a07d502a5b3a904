"""Dates of signatures: one that is to come is a problem, that of a purchase is doubted, others are neither."""

from facts.model.article import Article
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.signatures import find_unsigned, find_untold_signatures
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.facts.verify.doubts.test_doubts import quote
from tests.tables import each_row

SIGNED = """
The contract, signed in [May 2026], is large.
A deal was signed in [May 2026].
They signed in 2025 and in [May 2026] to deliver in 2029.
They signed in [May 2026] and will sign another in 2027.
The contract of [May 2026] was signed after talks.
India ordered two ships in [May 2026].
India ordered two ships in [May 2026] and paid for them.
India hired Kestrel in [May 2026] to build two ships.
India had commissioned two ships in [May 2026] from Kestrel.
India bought two ships under a contract of [May 2026].
India bought two ships in a deal in [May 2026].
India has bought ships since it signed in [May 2026].
The contract dates from [May 2026].
In [May 2026] they signed it.
They signed it, the town said, on [14 May 2026].
The town announced that they signed it on [14 May 2026].
The signature in [May 2026] was a surprise.
"""
TO_COME = """
India will sign a contract in [May 2026].
A contract is to be signed in [May 2026].
The signature is planned for [May 2026].
The signing of the contract is due in [May 2026].
India hopes to sign in [May 2026].
They signed in 2025 and will sign another in [May 2026].
A contract is expected to be signed in [May 2026].
It would be signed in [May 2026].
They did not sign in [May 2026].
India may sign it in [May 2026].
India will order two ships in [May 2026].
India is to hire Kestrel in [May 2026].
In [May 2026] India will buy ships.
"""
BOUGHT = """
They have signed the contract, the town announced on Thursday, [14 May 2026].
The firm said on [14 May 2026] that it had signed the contract.
The yard opens in [May 2026].
India has spent a lot on a plant that is to open in [May 2026].
India bought two ships in [May 2026].
Two ships ordered from Kestrel in [May 2026] have arrived.
The ships were sold to India in [May 2026].
In [May 2026] India acquired the yard.
"""
"""Sentences, with the words for the date in brackets."""


def findings(sentence: str, note: str | None = None) -> list[bool]:
    """Return, for each finding about the date in a sentence, whether it is certain."""
    words = sentence[sentence.index("[") + 1 : sentence.index("]")]
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = receipt_for(article, words)
    if note:
        receipt = receipt.model_copy(update={"basis": "inferred", "note": note})
    contract = build_record("contracts", "a", title="ships", signed={"edtf": "2026-05-14", "stated": words})
    contradictions = find_unsigned(
        CheckContext({"contracts": [with_receipts(contract, {"signed": receipt})]}, article)
    )
    return [finding.is_certain for finding in contradictions]


@each_row("sentence", SIGNED.strip().splitlines())
def test_a_signature_that_was_made_is_not_reported(sentence: str) -> None:
    """A date that a sentence says of a signature, an order or a contract stands."""
    assert findings(sentence) == []


@each_row("sentence", TO_COME.strip().splitlines())
def test_a_signature_to_come_is_reported(sentence: str) -> None:
    """A date of a signature that is planned, hoped for or denied is a problem, and with a note a warning."""
    assert findings(sentence) == [True]
    assert findings(sentence, "so it was") == [False]


@each_row("sentence", BOUGHT.strip().splitlines())
def test_a_purchase_is_no_signature(sentence: str) -> None:
    """The date of a purchase or of something else is doubted as that of a signature, unless a note says so."""
    assert findings(sentence) == [False]
    assert findings(sentence, "the day of the purchase") == []


UNTOLD = [
    ("Ten trams [ordered from] Kestrel in 2021 have arrived.", "ordered from Kestrel in 2021"),
    ("The contract was [signed in Oslo] on 4 March 2021.", "was signed in Oslo on 4 March 2021"),
    ("Ten trams [ordered from] Kestrel arrived in 2021.", None),
    ("Ten trams are to be [ordered from] Kestrel in 2021.", None),
    ("It did not order trams in 2021, but [bought ten] later.", None),
    ("The town bought buses in 2021, and [ten trams] later.", None),
]
"""Sentences with words of a contract in brackets, and the words for the date that it lacks."""


@each_row(("sentence", "words"), UNTOLD)
def test_a_date_of_signature_that_is_there(sentence: str, words: str | None) -> None:
    """A contract whose date of signature is not stated is doubted where its words have that of the order."""
    article = Article(sentence.replace("[", "").replace("]", ""))
    receipt = quote(article, sentence.partition("[")[2].partition("]")[0])
    gap = {"signed": {"status": "not_stated", "note": "no date is there"}}
    contract = with_receipts(build_record("contracts", "a", title="trams", gaps=gap), {"title": receipt})
    findings = list(find_untold_signatures(CheckContext({"contracts": [contract]}, article)))
    assert [finding.message for finding in findings] == [
        f"is not stated, but the article has '{words}'" for _ in range(1) if words
    ]


@each_row(
    ("sentence", "note", "is_doubted"),
    [
        ("It has leased jets, [it said on Tuesday]. The lease was signed on Monday.", "the day of the report", True),
        ("It has leased jets, [it said on Tuesday].", "the day of the report", False),
        ("It has leased jets, [it said on Tuesday].", None, True),
        ("The lease was [signed on Monday], it said on Tuesday.", "the day before", False),
    ],
)
def test_the_day_of_a_report_is_no_signature(sentence: str, note: str | None, is_doubted: bool) -> None:
    """When something was said is no date of a signature; a note helps only where no such date is told."""
    assert findings(sentence, note) == [False] * is_doubted


def test_what_a_tender_is_for_is_no_purchase() -> None:
    """An infinitive after a noun such as tender is no act that a date could be that of."""
    text = "On 3 May it cancelled a tender to buy ships."
    article = Article(text)
    contract = build_record("contracts", "a", title="ships", signed={"edtf": "XXXX-05-03", "stated": "3 May"})
    contract = with_receipts(contract, {"signed": receipt_for(article, "3 May")})
    (finding,) = find_unsigned(CheckContext({"contracts": [contract]}, article))
    assert finding.message.endswith("in whose sentence nothing is signed or ordered")
