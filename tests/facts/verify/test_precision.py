"""Inferred dates against the precision of their words: no date is more precise than its source."""

from datetime import date

from facts.model.values import EdtfDate
from facts.verify.precision import find_single_month, has_open_week
from facts.verify.values import contradiction
from tests.tables import each_row


def message_about(edtf: str, stated: str, *texts: str) -> str | None:
    """Return what is wrong with an inferred date and its words, and others of its receipt."""
    return contradiction(EdtfDate(edtf=edtf, stated=stated), texts=[stated, *texts])


@each_row(
    ("edtf", "stated", "texts"),
    [
        ("2025-02-12", "in February 2025", ()),
        ("2027-10", "in the autumn of 2027", ()),
        ("2027-10-01", "in the autumn of 2027", ()),
        ("2028-05-31", "by the end of May 2028", ()),
        ("2028-05", "by the end of May 2028", ()),
        ("2024-03", "in 2024", ()),
        ("2024-03", "in 2024", ("the meeting in 2024",)),
        ("2021", "2021 or 2022", ()),
        ("2019-06", "since 2018", ()),
        ("2024-03-09", "early March 2024", ()),
        ("2024-03-09", "in March 2024", ("five people",)),
        ("2005", "in the 2000s", ()),
        ("2025-02-12", "in February 2025", ("in February",)),
        ("2025-02-12", "in February 2025", ("on 12 March",)),
        ("XXXX-11-15", "November, when one crashed", ()),
        ("XXXX-11-15", "in November", ("the day in November",)),
        ("2026-12-31", "at the end of this year", ()),
        ("2027-01-01", "early next year", ()),
        ("XXXX-12-31", "at the end of the year", ()),
        ("2025-03", "last year", ()),
        ("2025-03-04", "as Estmark did last year", ()),
        ("2027-03", "next year", ("so he said",)),
        ("2026-04-30", "last month", ()),
        ("2027-09-12", "no earlier than September 2027", ()),
        ("2027-09-01", "not earlier than September 2027", ()),
        ("2027-09-12", "not before September 2027", ()),
    ],
)
def test_a_date_is_not_more_precise_than_its_words(edtf: str, stated: str, texts: tuple[str, ...]) -> None:
    """A day of which the month is told, a month of a season or a year, and a limit as a date are refused."""
    message = message_about(edtf, stated, *texts)
    assert message is not None
    assert "more precise than" in message


@each_row(
    ("edtf", "stated", "texts"),
    [
        ("2025-02", "in February 2025", ()),
        ("2027-23", "in the autumn of 2027", ()),
        ("2027-09/2027-11", "in the autumn of 2027", ()),
        ("[..2028-05-31]", "by the end of May 2028", ()),
        ("2026/2028-05", "by the end of May 2028", ()),
        ("2025-02-12", "in February 2025", ("on 12 February",)),
        ("2025-02-12", "in February 2025", ("on 12 February 2025",)),
        ("2025-02-12", "in February 2025", ("on Wednesday",)),
        ("2025-02-12", "in February 2025", ("the next day",)),
        ("2024-03", "in 2024", ("in March",)),
        ("2019", "five years later", ("in 2014",)),
        ("2026-12", "at the end of this year", ()),
        ("2025", "last year", ()),
        ("2025-03", "in March last year", ()),
        ("2025-11", "late last year", ()),
        ("2025-11-03", "last year", ("on 3 November",)),
        ("2025-21", "in the spring of last year", ()),
        ("2026-04", "last month", ()),
        ("[..2026-12-31]", "by the end of this year", ()),
        ("2026-12-31", "at the end of this year", ("on 31 December",)),
        ("2026-12-31", "the last day of this year", ()),
        ("2026-04-30", "at the end of this month", ("on Thursday",)),
        ("2018", "since 2018", ()),
        ("2024-03", "early 2024", ()),
        ("2031-11", "late 2031", ()),
        ("2024", "in March 2024", ()),
        ("2026-03-13", "on Friday", ()),
        ("XXXX-11", "November, when one crashed", ()),
        ("XXXX-11-15", "in November", ("on 15 November",)),
        ("XXXX-11-15", "in November", ("on Friday",)),
        ("XXXX-11-15", "in November", ("the next day",)),
        ("XXXX-03-11", "on Wednesday", ()),
        ("2027-09/..", "no earlier than September 2027", ()),
        ("2027-09", "two months earlier than November 2027", ()),
    ],
)
def test_what_the_words_say_is_accepted(edtf: str, stated: str, texts: tuple[str, ...]) -> None:
    """The same precision, limits, other words that say more, distances and vague parts of a year are accepted."""
    assert message_about(edtf, stated, *texts) is None


@each_row(
    ("edtf", "words", "times", "is_open"),
    [
        ("2026-03-13", "on Friday", (), True),
        ("2026-03-13", "said on Friday", ("2026-02-12",), True),
        ("2026-03-13", "on Friday", ("2026-03-12",), False),
        ("2026-03-13", "on Friday", ("2026-03",), False),
        ("2026-03-13", "on Friday, 13 March", (), False),
        ("2026-03", "on Friday", (), False),
        ("2026-03-13", "in March", (), False),
    ],
)
def test_a_weekday_needs_its_week(edtf: str, words: str, times: tuple[str, ...], is_open: bool) -> None:
    """Which Friday is meant follows from a date in the week around it, and from nothing else."""
    ranges = [(date.fromisoformat(f"{time}-01"[:10]), date.fromisoformat(f"{time}-28"[:10])) for time in times]
    assert has_open_week(EdtfDate(edtf=edtf, stated=words), words, ranges) == is_open


@each_row(
    ("edtf", "words", "part"),
    [
        ("2027-01", "in early 2027", "early 2027"),
        ("2027-06", "in mid-2027", "mid-2027"),
        ("2027-11", "late next year", "late next year"),
        ("2027", "in early 2027", None),
        ("2027-01/2027-04", "in early 2027", None),
        ("2027-33", "in early 2027", None),
        ("2027-01", "in early 2027, probably January", None),
        ("2027-01", "at the beginning of 2027", None),
        ("2027-12", "at the end of 2027", None),
    ],
)
def test_a_part_of_a_year_is_several_months(edtf: str, words: str, part: str | None) -> None:
    """Early 2027 is doubted as one month, but not as an interval, the year or a quarter, or if the month is told."""
    assert find_single_month(EdtfDate(edtf=edtf, stated=words), words) == part


@each_row(
    ("edtf", "texts", "is_refused"),
    [
        ("XXXX-03-16", ("March 12", "next Monday"), False),
        ("XXXX-03-11", ("March 12", "the day before, last Wednesday"), False),
        ("XXXX-03-16", ("March 12",), True),
        ("XXXX-03-16", ("March 12", "on Monday"), True),
        ("XXXX-06-16", ("March 12", "next Monday"), True),
    ],
)
def test_a_day_is_counted_from_one_near(edtf: str, texts: tuple[str, ...], is_refused: bool) -> None:
    """A day without a year is counted from another day only by words that do so, and not far."""
    assert (message_about(edtf, *texts) is not None) == is_refused


@each_row(
    ("edtf", "stated", "limit"),
    [
        ("2027-09", "no earlier than September 2027", "2027-09/.."),
        ("2027-09", "not before September 2027", "2027-09/.."),
        ("XXXX-01-31", "by Jan 31", "[..XXXX-01-31]"),
    ],
)
def test_a_limit_is_told_as_one(edtf: str, stated: str, limit: str) -> None:
    """A date in place of a limit is refused with the limit, also one without a year."""
    message = contradiction(EdtfDate(edtf=edtf, stated=stated))
    assert message is not None
    assert f"its value is {limit}" in message
