"""Limits of dates: where they may begin and end, and years that words only point to."""

from facts.model.values import EdtfDate
from facts.verify.date_limits import unsupported_limit
from facts.verify.values import contradiction
from tests.facts.verify.test_values import day
from tests.tables import each_row

LIMITED = """
[..XXXX-05-31] | by the end of May | 10 April 2026 | 2026-04-10/2026-05-31
[..XXXX-05-31] | by the end of May | 10 April 2026 | 2026-04-10/2027-05-31
[..XXXX-12-31] | before the end of the year | in April 2026 | 2026-04/2026-12
XXXX-06 | in early June | 10 April 2026 | 2026-06-01/2026-06-10
XXXX-06 | in early June | 10 April 2026 | 2026-06
2024 | in mid-2024 | in mid-2024 | 2024-05/2024-08
XXXX-06 | in June | 10 April 2026 | 2026-06-01/2026-06-30
XXXX-06 | in June | 10 April 2026 | 2025-06
XXXX-09-18 | Sept 18 | bought last year, in March 2024 | 2025
XXXX-09-18 | Sept 18 | in March 2024 | 2023
XXXX-03-12 | March 12 | on Tuesday + in September 2022 | 2024
XXXX-02-29 | on 29 February | in 2024 | 2024-02-29
XXXX-06 | in June | 10 April 2026 | 2025-04-10/2026-04-10
[..XXXX-04-30] | by the end of April | March 13 + in November 2024 | 2025-03-13/2025-04-30
XXXX-02 | in February | in November 2024 + March 13 | 2024-03-13/2025-03-13
"""
"""Dates, their words, those of their limits, and limits that follow from both."""
UNLIMITED = """
[..XXXX-05-31] | by the end of May | 10 April 2026 | 2026-04-11/2026-05-31 | 2026-04-11
[..XXXX-05-31] | by the end of May | 10 April 2026 | 2026-04-10/2026-05-30 | 2026-05-30
[..XXXX-05-31] | by the end of May | the spring | 2026-05-31 | 2026-05-31
XXXX-06 | in June | 10 April 2026 | 2026-06-01/2026-06-10 | 2026-06-10
XXXX-06 | in early June | 10 April 2026 | 2026-06-01/2026-07-10 | 2026-07-10
XXXX-06 | in early June | 10 April 2026 | 2029-06 | 2029-06-01
XXXX-09-18 | Sept 18 | in March 2024 | 2026 | 2026-01-01
XXXX-03-12 | March 12 | on Wednesday + in September 2022 | 2024 | 2024-01-01
XXXX-03-12 | March 12 | on Tuesday and Friday + in September 2022 | 2024 | 2024-01-01
XXXX-03-12 | March 12 | on Tuesday + in September 2022 | 2030 | 2030-01-01
XXXX-09-18 | Sept 18 | in the spring | 2025 | 2025-01-01
XXXX-09-18 | Sept 18 | in March 2024 | 2025-01-01/2025-11-30 | 2025-01-01
2024 | in 2024 | in 2024 | 2024-05/2024-08 | 2024-05-01
2024 | in mid-2024 | in mid-2024 | 2024-05/2025-02 | 2025-02-28
[..XXXX-04-30] | by the end of April | March 13 | 2025-03-13/2025-04-30 | 2025-03-13
[..XXXX-04-30] | by the end of April | March 13 + in November 2024 | 2028-03-13/2028-04-30 | 2028-03-13
"""
"""The same, with the first day of the limits that does not follow."""


def cells_of(table: str) -> list[list[str]]:
    """Return the cells of each line."""
    return [[cell.strip() for cell in line.split("|")] for line in table.strip().splitlines()]


@each_row(("edtf", "stated", "words", "limits"), cells_of(LIMITED))
def test_limits_follow_from_the_date_or_from_another(edtf: str, stated: str, words: str, limits: str) -> None:
    """Limits begin and end on dates of their words, or where the date does in their years."""
    assert unsupported_limit(limits, words.split(" + "), day(edtf, stated)) is None


@each_row(("edtf", "stated", "words", "limits", "edge"), cells_of(UNLIMITED))
def test_other_limits_are_refused(edtf: str, stated: str, words: str, limits: str, edge: str) -> None:
    """Limits that neither their words nor the date give are named, with the nearest that would be accepted."""
    message = unsupported_limit(limits, words.split(" + "), day(edtf, stated)) or ""
    assert message.startswith(f"begins or ends on {edge}, ")
    is_undated = words in ("the spring", "in the spring", "March 13")
    assert ("; the nearest that is accepted is 20" in message) != is_undated


@each_row(
    ("words", "limits", "is_supported"),
    [
        ("March 13", "2025-03-13/2026-03-13", True),
        ("March 13", "2024-03-13/2025-03-13", True),
        ("March 13", "2026-05-13/2027-05-13", False),
        ("Thursday", "2025-03-13/2026-03-13", False),
    ],
)
def test_limits_may_begin_or_end_on_the_day_of_publication(words: str, limits: str, is_supported: bool) -> None:
    """The words for the day of publication, whose year its own limits leave, give limits as if they had the year."""
    published = EdtfDate(edtf="XXXX-03-13", stated="March 13", within="2024-11-01/2025-11-01")
    message = unsupported_limit(limits, [words], day("[..XXXX-04-30]", "by the end of April"), published)
    assert (message is None) == is_supported
    open_year = EdtfDate(edtf="XXXX-03-13", stated="March 13", within="2023-11-01/2025-11-01")
    assert unsupported_limit(limits, [words], day("[..XXXX-04-30]", "by the end of April"), open_year)


@each_row(
    ("edtf", "words", "contradicts"),
    [
        ("[..2026-12-31]", "before the end of the year", False),
        ("[..XXXX-12-31]", "before the end of the year", False),
        ("[..2026-12-31]", "by year-end", False),
        ("[..2026-11-30]", "before the end of the year", True),
        ("2026-12-31", "before the end of the year", True),
        ("[..2026-05-31]", "by the end of May", True),
    ],
)
def test_a_year_that_words_only_point_to_may_be_inferred(edtf: str, words: str, contradicts: bool) -> None:
    """The end of "the year" is that of a year that a note may tell; a month without a year keeps none."""
    assert bool(contradiction(day(edtf, words))) == contradicts
