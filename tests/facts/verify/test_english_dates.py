"""Dates in newspaper English are read as the EDTF expressions of the same days and certainty."""

from datetime import date

from facts.verify.english_dates import find_dates, overlaps, read_bounds, same_time
from facts.verify.reader import read_as
from facts.verify.readings import DateReading
from tests.tables import each_row

SUPPORTED = {
    # points
    "2017": ["2017"],
    "in 2017's": ["2017", "2017-XX"],
    "October 2018": ["2018-10"],
    "5 October 2018": ["2018-10-05"],
    "on October 5, 2018": ["2018-10-05"],
    "Wednesday, March 11, 2026": ["2026-03-11"],
    "the 5th of March 2021": ["2021-03-05"],
    "Sept. 11, 2001": ["2001-09-11"],
    "2021-03-05": ["2021-03-05"],
    "fall of 2019": ["2019-23", "2019-09/2019-11"],
    "the spring of 2026": ["2026-21"],
    "winter 2019": ["2019-24", "2019-12/2020-02"],
    "first quarter of 2023": ["2023-33", "2023-01/2023-03"],
    "second half of 2023": ["2023-41"],
    "the 2000s": ["200X", "2000/2009"],
    "in the 1990s": ["199X"],
    "early September": ["XXXX-09"],
    "in September": ["XXXX-09"],
    "March 5": ["XXXX-03-05"],
    # certainty
    "around 2016": ["2016~"],
    "circa 2016": ["2016~"],
    "perhaps in 2015": ["2015?"],
    "probably around 2015": ["2015%"],
    # bounds
    "by the end of 2021": ["[..2021-12-31]", "../2021", "[..2021]"],
    "by the end of March 2021": ["[..2021-03-31]"],
    "no later than 2018": ["../2018"],
    "before June 2028": ["[..2028-05-31]"],
    "after May 2027": ["[2027-06-01..]", "2027-06/.."],
    "since 2024": ["2024/.."],
    "from 2027 on": ["2027/.."],
    "not before 2018": ["2018/.."],
    # two times
    "between 2019 and 2021": ["2019/2021"],
    "2019\N{EN DASH}2021": ["2019/2021"],
    "from March 2020 to May 2021": ["2020-03/2021-05"],
    "from March to May 2021": ["2021-03/2021-05"],
    "5 to 9 March 2021": ["2021-03-05/2021-03-09"],
    "March 5-9, 2021": ["2021-03-05/2021-03-09"],
    "from the spring of 2026 until the end of 2030": ["2026-21/2030"],
    "in 2021 or 2022": ["[2021,2022]"],
    "in 2018 and 2022": ["{2018,2022}"],
}

UNSUPPORTED = {
    "by the end of 2021": ["2021", "2021-12-31", "[..2021-12-30]", "[..2021-12-31?]"],
    "between 2019 and 2021": ["2019", "2021", "2019/2020"],
    "in 2021 or 2022": ["2021", "2022", "2021/2022", "{2021,2022}"],
    "in 2021 and 2022": ["2021", "2022", "2021/2022", "[2021,2022]"],
    "from 2027 on": ["2027", "../2027"],
    "around 2016": ["2016", "2016?"],
    "perhaps in 2015": ["2015", "2015~"],
    "spring of 2026": ["2026-31", "2026-22", "2026"],
    "early September": ["XXXX-08", "2020-09", "XXXX"],
    "October 5, 2018": ["2018-10", "2018", "2018-10-06", "2018-05-10"],
    "pre-2021, S-2017, $2017": ["2021", "2017"],
    "31 February 2021": ["2021-02-28", "2021"],
    "the country may march in spring": ["XXXX-05", "XXXX-03"],
    "until September": ["../XXXX-09", "XXXX-09"],
    "on Tuesday": ["XXXX"],
}


def supports(words: str, expression: str) -> bool:
    """Return whether the words are read as the time of an EDTF expression."""
    reading = read_as("date", words)
    return isinstance(reading, DateReading) and same_time(reading.edtf, expression)


@each_row(("words", "expression"), [(words, edtf) for words in SUPPORTED for edtf in SUPPORTED[words]])
def test_supported(words: str, expression: str) -> None:
    """Words support every expression of the same days and certainty, however it is written."""
    assert supports(words, expression)


@each_row(("words", "expression"), [(words, edtf) for words in UNSUPPORTED for edtf in UNSUPPORTED[words]])
def test_not_supported(words: str, expression: str) -> None:
    """Words support nothing more precise, less precise, more certain or less open than they are."""
    assert not supports(words, expression)


def test_no_time() -> None:
    """Words that name no day of the calendar hold no date."""
    assert not find_dates("31 February, on Tuesday, last year, next week, may")


def test_bounds() -> None:
    """The bounds of a text's times are their first and last days, where they are closed."""
    assert read_bounds("in August 2020, in September, by the end of 2021") == {
        date(2020, 8, 1),
        date(2020, 8, 31),
        date(2021, 12, 31),
    }


def test_overlap() -> None:
    """Expressions overlap where a day may be in both; months without a year are compared as months."""
    assert overlaps("2020/..", "2021-03")
    assert overlaps("XXXX-09", "XXXX-09-15")
    assert not overlaps("../2019", "2020")
    assert not overlaps("XXXX-09", "XXXX-08")


@each_row(
    ("text", "edtf"),
    [
        ("the day after 5 May 2025", "2025-05-06"),
        ("a day after May 31, 2025", "2025-06-01"),
        ("the day before 1 January 2025", "2024-12-31"),
        ("one day after 5 May", "XXXX-05-06"),
        ("the day after 31 December", "XXXX-01-01"),
        ("the day after 28 February 2025", "2025-03-01"),
        ("the day after 28 February", None),
        ("the day after May 2025", None),
        ("the day after the vote", None),
        ("two days after 5 May 2025", None),
        ("the day after 31 February 2025", None),
        ("a day or two after 5 May 2025", None),
    ],
)
def test_the_day_beside_another(text: str, edtf: str | None) -> None:
    """A day is read by the one beside it; not beside a month, and not where the year decides which day it is."""
    reading = read_as("date", text)
    assert (reading.edtf if isinstance(reading, DateReading) else None) == edtf
