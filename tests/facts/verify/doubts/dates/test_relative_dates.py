"""Dates that a note infers from words which count from the day of writing."""

from facts.model.article import Article
from facts.model.values import EdtfDate
from facts.verify.doubts.dates.relative_dates import find_relative_fault
from tests.tables import each_row

DATED = "OSLO, 12 March 2026 - The firm said so."
UNDATED = "OSLO, March 12 - The firm said so."


@each_row(
    ("edtf", "words", "head", "fault"),
    [
        ("2026-03-05", "in a report last week", DATED, "one day where 'last week'"),
        ("XXXX-03-05", "last weekend", UNDATED, "one day where 'last weekend'"),
        ("XXXX-07-15", "by mid-July", UNDATED, "one day where 'mid-July'"),
        ("2026-03-10", "on Monday", DATED, "a Tuesday, and not a Monday"),
        ("XXXX-03-04", "signed on Monday", UNDATED, "more than a week from the day of writing"),
        ("2026-03-02", "on Monday", DATED, "more than a week from the day of writing"),
        ("XXXX-02", "on Thursday", UNDATED, "more than a week from the day of writing"),
        ("2026-04", "on Thursday", DATED, "more than a week from the day of writing"),
        ("2024", "last year", DATED, "which is not 'last year'"),
        ("2026", "early next year", DATED, "which is not 'next year'"),
        ("2025", "this year", DATED, "which is not 'this year'"),
        ("2023", "last year", UNDATED, "does not begin with a year"),
    ],
)
def test_a_date_that_words_do_not_allow(edtf: str, words: str, head: str, fault: str) -> None:
    """A day of several, another weekday, one far away, and another year than the one that is counted are doubted."""
    message = find_relative_fault(EdtfDate(edtf=edtf, stated=words), words, words, Article(head))
    assert message is not None
    assert fault in message


@each_row(
    ("edtf", "words", "head"),
    [
        ("2026-03-02/2026-03-08", "last week", DATED),
        ("2026-03-05", "on Thursday last week", DATED),
        ("2026-03-02", "on Monday last week", DATED),
        ("2026-03-09", "on Monday", DATED),
        ("2026-03-16", "next Monday", DATED),
        ("XXXX-03-11", "signed on Monday", UNDATED),
        ("XXXX-03", "on Thursday", UNDATED),
        ("2026-02", "on Thursday", "OSLO, 3 March 2026 - The firm said so."),
        ("XXXX-12-31", "on Thursday", "OSLO, Jan 2 - The firm said so."),
        ("XXXX-02-29", "on Friday", "OSLO, March 2 - The firm said so."),
        ("XXXX-01", "on Friday", "OSLO, Dec 30 - The firm said so."),
        ("2026-03-12", "on Thursday, 12 March 2026", DATED),
        ("2026-03", "this month", DATED),
        ("2025", "last year", DATED),
        ("2027-01/2027-04", "early next year", DATED),
        ("2025", "last year, less than in 2024", UNDATED),
        ("XXXX-07", "by mid-July", UNDATED),
        ("2019", "the previous year", DATED),
        ("2026-03-09", "on Monday", "The firm said so."),
    ],
)
def test_a_date_that_words_allow(edtf: str, words: str, head: str) -> None:
    """An interval, a weekday near the day of writing, the year that is counted, and what nothing tells are left."""
    assert find_relative_fault(EdtfDate(edtf=edtf, stated=words), words, words, Article(head)) is None
