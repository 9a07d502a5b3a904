"""Dates that words count from another one."""

from datetime import date

from facts.model.article import Article
from facts.model.values import EdtfDate
from facts.verify.doubts.inferences import follows_from_dates
from facts.verify.time_distances import TimeDistance, find_distances
from facts.verify.values import contradiction
from tests.tables import each_row

TEXT = "The town bought the ferry in 2014 and opened a pier on 31 January 2020. Five years later it sold the ferry."
DISTANCES = {
    "Five years later": [(60, 0)],
    "the price a decade later": [(120, 0)],
    "two weeks before": [(0, -14)],
    "21 days after the vote, and two months earlier": [(0, 21), (-2, 0)],
    "one year before": [(-12, 0)],
    "twenty-five years later": [(300, 0)],
    "more than five years later": [],
    "about two weeks before": [],
    "half a year later": [],
    "five years": [],
    "years later": [],
    "two years ago": [],
    "five later years": [],
}
"""Words, and the months and days of the distances in them."""
COUNTED = """
2019: five years later | 2014, five years later
2004: ten years before | a decade earlier
2020-01-31: six years later
2020-02-29: one month after
2022-01: two years later
2019-06/2019-12: five years later
"""
"""Dates, and words by which they are counted from a date of the article."""
MISCOUNTED = """
2024: ten years before | five years later, in 2014
2018: five years later
2016: five years later
2021: a month after
2019/2021: five years later
"""
"""Dates, and words by which another one would be counted."""


def rows_of(table: str) -> list[tuple[str, str]]:
    """Return each date with each of its words."""
    lines = [line.partition(": ") for line in table.strip().splitlines()]
    return [(edtf, words.strip()) for edtf, _, texts in lines for words in texts.split("|")]


def follows(edtf: str, words: str) -> bool:
    """Return whether a date follows from words and the dates of the article."""
    return follows_from_dates(EdtfDate(edtf=edtf, stated=words), words, TEXT, Article(TEXT))


@each_row(("words", "distances"), DISTANCES.items())
def test_distances_are_exact(words: str, distances: list[tuple[int, int]]) -> None:
    """A number of units with the side of the other date is a distance; what is rounded or has no side is none."""
    assert [(distance.months, distance.days) for distance in find_distances(words)] == distances


@each_row(("edtf", "words"), rows_of(COUNTED))
def test_a_date_is_counted_from_one_of_the_article(edtf: str, words: str) -> None:
    """A date at the distance from a date of the article follows from its words."""
    assert follows(edtf, words)


@each_row(("edtf", "words"), rows_of(MISCOUNTED))
def test_a_date_at_another_distance_does_not_follow(edtf: str, words: str) -> None:
    """A date on the other side, or nearer or farther than the words say, does not follow."""
    assert not follows(edtf, words)


def test_the_date_that_is_counted_from_may_be_quoted_too() -> None:
    """The year before "five years later" contradicts the date only without these words."""
    time = EdtfDate(edtf="2019", stated="in 2014")
    assert contradiction(time, texts=["in 2014", "Five years later"]) is None
    assert contradiction(time, texts=["in 2014", "it sold"])
    assert contradiction(time)


def test_the_calendar_ends() -> None:
    """The end of a month stays one, and a day beyond the calendar is none."""
    assert TimeDistance(1, 0).from_day(date(2020, 12, 31)) == date(2021, 1, 31)
    assert TimeDistance(2, 0).from_day(date(2019, 12, 31)) == date(2020, 2, 29)
    assert TimeDistance(0, -1).from_day(date(2020, 1, 1)) == date(2019, 12, 31)
    assert TimeDistance(12 * 9000, 0).from_day(date(2020, 1, 1)) is None


@each_row(
    ("text", "edtf", "words", "is_left_open"),
    [
        ("They met on Friday.", "2026-04-10", "on Friday", False),
        ("They met on Friday, after talks in May.", "2026-04-10", "on Friday", False),
        ("They met on Friday, after talks on 8 April 2026.", "2026-04-10", "on Friday", True),
        ("They met last year.", "2025", "last year", False),
        ("They met last year, in the year before 2026.", "2025", "last year", True),
    ],
)
def test_a_date_is_counted_from_a_date_of_the_article(text: str, edtf: str, words: str, is_left_open: bool) -> None:
    """A weekday or "last year" says no date where the article has none to count from."""
    time = EdtfDate(edtf=edtf, stated=words)
    assert follows_from_dates(time, words, text, Article(text)) == is_left_open


YEARLESS = "Port, 14 May 2026. The ship left on April 22. It sank five days later."


@each_row(
    ("edtf", "words", "is_counted"),
    [
        ("2026-04-27", "five days later", True),
        ("2026-04-24", "five days later", False),
        ("2025-04-27", "five days later", False),
        ("2026-05-19", "five days later", True),
    ],
)
def test_a_date_without_a_year_has_that_of_the_article(edtf: str, words: str, is_counted: bool) -> None:
    """A date is counted from one without a year as from the same day of a year that the article has."""
    value, article = EdtfDate(edtf=edtf, stated=words), Article(YEARLESS)
    assert follows_from_dates(value, words, YEARLESS, article) == is_counted
