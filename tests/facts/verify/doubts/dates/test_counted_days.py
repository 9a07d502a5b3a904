"""Dates that a note infers from words which count days from another date."""

from facts.model.article import Article
from facts.model.values import EdtfDate
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.dates.counted_days import find_counted_fault, find_miscounted
from tests.facts.verify.contradiction_cases import build_record, receipt_for, with_receipts
from tests.tables import each_row

ENDS = "It was approved on 12 May 2026. The lease ends on 30 September 2026, and the town takes over the next day."


def find_fault(edtf: str, words: str, text: str) -> str | None:
    """Return what is wrong with a date that is inferred from words of a text."""
    article = Article(text)
    span = receipt_for(article, words).spans[0].model_copy(update={"exact": words})
    return find_counted_fault(EdtfDate(edtf=edtf, stated=words), (span,), article)


@each_row(
    ("edtf", "words", "text"),
    [
        ("2026-10-02", "the next day", ENDS),
        ("2026-09-30", "the next day", ENDS),
        ("2026-05-13", "takes over the next day", ENDS),
        ("2026-09-29", "the next day", ENDS),
        ("2026-10-01", "the day before", ENDS.replace("the next day", "the day before")),
        ("2026-09-30", "a day later", ENDS.replace("the next day", "a day later")),
        ("2026-10-01", "two days later", ENDS.replace("the next day", "two days later")),
        ("2026-10-01", "the same day", ENDS.replace("the next day", "the same day")),
        ("2026-09-30", "the following week", ENDS.replace("the next day", "the following week")),
        ("2026-10-05/2026-10-25", "the following week", ENDS.replace("the next day", "the following week")),
        ("2026-10-10", "a week later", ENDS.replace("the next day", "a week later")),
        ("XXXX-05-14", "the following day", "It met on 12 May, and signed the following day."),
        ("2026-05-14", "the following day", "It met on 12 May, and signed the following day."),
    ],
)
def test_a_day_that_is_not_the_one_counted(edtf: str, words: str, text: str) -> None:
    """Another day than the one that words count from the date before them is doubted."""
    assert "counted from the date before" in (find_fault(edtf, words, text) or "")


@each_row(
    ("edtf", "words", "text"),
    [
        ("2026-10-01", "the next day", ENDS),
        ("2026-10-01", "takes over the next day", ENDS),
        ("2026-09-29", "the day before", ENDS.replace("the next day", "the day before")),
        ("2026-09-29", "the previous day", ENDS.replace("the next day", "the previous day")),
        ("2026-10-02", "two days later", ENDS.replace("the next day", "two days later")),
        ("2026-09-30", "the same day", ENDS.replace("the next day", "the same day")),
        ("2026-10-05/2026-10-11", "the following week", ENDS.replace("the next day", "the following week")),
        ("2026-10-06", "the week after", ENDS.replace("the next day", "the week after")),
        ("2026-10-07", "a week later", ENDS.replace("the next day", "a week later")),
        ("XXXX-05-13", "the following day", "It met on 12 May, and signed the following day."),
        ("2026-05-13", "the following day", "It met on 12 May, and signed the following day."),
        ("2027-01-01", "the next day", "It met on 31 December, and signed the next day."),
        ("2026-05-15", "the next day", "It met on 12 May, and again on Thursday; the next day it signed."),
        ("2026-05-15", "the next day", "It met on 12 May, and again in June; the next day it signed."),
        ("2026-05-15", "the next day", "It met, and the next day it signed."),
        ("2026-05-15", "the next day, 15 May 2026", "It met on 12 May 2026, and the next day, 15 May 2026, signed."),
        ("2026-05-20", "the day after the vote", "It met on 12 May 2026, and signed the day after the vote."),
        ("2027", "a year later", "It met on 12 May 2026, and signed a year later."),
        ("2026-10-30", "in the next days", ENDS.replace("the next day", "in the next days")),
    ],
)
def test_a_day_that_is_counted(edtf: str, words: str, text: str) -> None:
    """The day that words count, and one that no date before them gives, are not doubted."""
    assert find_fault(edtf, words, text) is None


@each_row(
    ("quote", "edtf", "words", "is_right"),
    [
        ("the town takes over the next day", "2026-09-30", "on 30 September 2026", False),
        ("the town takes over the next day", "2026-05-12", "on 12 May 2026", False),
        ("the town takes over", "2026-09-30", "on 30 September 2026", True),
        ("the town takes over the next day", "2026-10-01", "on 30 September 2026", True),
        ("The lease ends", "2026-09-30", "on 30 September 2026", True),
    ],
)
def test_a_date_of_an_event_that_counts_another(quote: str, edtf: str, words: str, is_right: bool) -> None:
    """The date from which the words of an event count the next day is not that of the event."""
    article = Article(ENDS)
    receipts = {}
    for path, part in (("title", quote), ("when", words)):
        receipt = receipt_for(article, part)
        span = receipt.spans[0].model_copy(update={"exact": part})
        receipts[path] = receipt.model_copy(update={"spans": (span,)})
    when = {"edtf": edtf, "stated": words}
    event = with_receipts(build_record("events", "a", title="takeover", status="planned", when=when), receipts)
    assert (not list(find_miscounted(CheckContext({"events": (event,)}, article)))) == is_right
