"""Inferred dates against their words: another season, month or year is reported, a distance is left open."""

from facts.model.article import Article
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.inferred_times import find_reversed_deliveries, find_time_fault
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

TEXT = (
    "Signed in 2024. It has been open since 2024, or since late 2025. "
    "The first comes by the end of March 2026, the second in the autumn of the same year."
)
REFUSED = [
    ("2027-23", "in the autumn of the same year", "the year before"),
    ("2024-23", "in the autumn of the same year", "the year before"),
    ("2026-22", "in the autumn of the same year", "another season"),
    ("2027-23", "in the autumn", "nowhere in the article"),
    ("2026-05", "end of March", "another month"),
    ("2025-01/2025-03", "late 2025", "another part of the year"),
    ("2025", "since late 2025", "leaves its end open: 2025/.."),
    ("2024", "since 2024", "leaves its end open: 2024/.."),
]
"""An inferred date, its words, and what is reported."""
ACCEPTED = [
    ("2026-23", "in the autumn of the same year"),
    ("2026-03-31", "end of March"),
    ("2026-23", "in the autumn"),
    ("2024/..", "since 2024"),
    ("2025-10/2025-12", "late 2025"),
    ("2025-35/2025-36", "late 2025"),
    ("2024-05/2026-03", "since 2024"),
]
"""An inferred date and words that allow it."""


def find_fault(text: str, edtf: str, words: str) -> str | None:
    """Return what is reported of a date that is inferred from words of a text."""
    article = Article(text)
    spans = [span.model_copy(update={"exact": words}) for span in receipt_for(article, words).spans]
    return find_time_fault(EdtfDate(edtf=edtf, stated=words), spans, article)


@each_row(("edtf", "words", "message"), REFUSED)
def test_a_date_that_its_words_do_not_allow(edtf: str, words: str, message: str) -> None:
    """A date of another season, month or year is reported."""
    assert message in (find_fault(TEXT, edtf, words) or "")


@each_row(("edtf", "words"), ACCEPTED)
def test_a_date_that_its_words_allow(edtf: str, words: str) -> None:
    """A date that may follow from its words is not reported."""
    assert find_fault(TEXT, edtf, words) is None


MONTHS = "It began in March last year. It burned since the start of June, until the end of May and by mid-July. "
MONTHS += "On Wednesday, Dec 1, it ended; it was sold two months after March."


@each_row(
    ("edtf", "words", "is_other"),
    [
        ("XXXX-05", "in March last year", True),
        ("2023-04", "in March last year", True),
        ("XXXX-07-01/..", "since the start of June", True),
        ("XXXX-08/..", "since the start of June", True),
        ("[..XXXX-07]", "until the end of May", True),
        ("[..XXXX-09]", "by mid-July", True),
        ("XXXX-03", "in March last year", False),
        ("XXXX-06-01/..", "since the start of June", False),
        ("XXXX-05-31/..", "since the start of June", False),
        ("[..XXXX-06-01]", "until the end of May", False),
        ("[..XXXX-07]", "by mid-July", False),
        ("XXXX-11-30", "On Wednesday, Dec 1", False),
        ("XXXX-05", "two months after March", False),
    ],
)
def test_another_month(edtf: str, words: str, is_other: bool) -> None:
    """A month that the words do not name is reported, with a year or without, unless they count from another day."""
    assert ("another month" in (find_fault(MONTHS, edtf, words) or "")) == is_other


def test_a_date_at_a_distance() -> None:
    """A date that is counted from another one may be in a year that the article does not name."""
    assert find_fault("Signed in May 2024. It will run for ten years.", "2034", "for ten years") is None


LATE = "Delivery was planned for March 2024. It began in November 2025."
SWAPPED = "Delivery will begin in March 2024. It will end in November 2025."


@each_row(
    ("started", "when", "text", "note", "count"),
    [
        ("2026-23", "[..2026-03-31]", "", "", 1),
        ("2026-03", "2026-23", "", "", 0),
        ("2025-11", "2024-03", LATE, "", 0),
        ("2025-11", "2024-03", SWAPPED, "", 1),
        ("2025-11", "2024-03", LATE.replace("began", "is late, it will begin"), "", 1),
        ("2025-11", "2024-03", LATE.replace("was planned for", "came in"), "", 1),
        ("2025-11", "2024-03", SWAPPED, "it was late", 0),
    ],
)
def test_a_delivery_that_ends_before_it_begins(started: str, when: str, text: str, note: str, count: int) -> None:
    """A delivery is reported if it begins after it is made, but not where its date was only planned."""
    article = Article(text)
    delivery = {name: {"edtf": edtf, "stated": edtf} for name, edtf in (("started", started), ("when", when))}
    evidence = {}
    if text:
        months = {"delivery.when": "March 2024", "delivery.started": "November 2025"}
        basis = {"basis": "inferred", "note": note} if note else {}
        evidence = {path: receipt_for(article, words).model_copy(update=basis) for path, words in months.items()}
    contract = with_receipts(build_record("contracts", "a", title="ships", delivery=delivery), evidence)
    assert len(list(find_reversed_deliveries(CheckContext({"contracts": [contract]}, article)))) == count
