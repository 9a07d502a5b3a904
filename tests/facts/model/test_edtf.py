"""`parse` returns the exact days of a valid expression and rejects others with one helpful sentence."""

import pytest

from facts.model.edtf import EdtfError, Range, parse
from tests.facts.model.edtf_helpers import assert_well_formed
from tests.tables import each_row

MAX_MESSAGE = 200
YEAR_2018: Range = ("2018-01-01", "2018-12-31")


def yearly(first: str, last: str, *years: int) -> tuple[Range, ...]:
    """Return the same days of several years."""
    return tuple((f"{year:04}-{first}", f"{year:04}-{last}") for year in years)


ACCEPTED: dict[str, tuple[Range, ...]] = {
    # level 0
    "2018": (YEAR_2018,),
    "2018-10": (("2018-10-01", "2018-10-31"),),
    "2018-10-05": (("2018-10-05", "2018-10-05"),),
    "2020-02": (("2020-02-01", "2020-02-29"),),
    "1900-02": (("1900-02-01", "1900-02-28"),),
    "2000-02-29": (("2000-02-29", "2000-02-29"),),
    "0001": (("0001-01-01", "0001-12-31"),),
    "9999": (("9999-01-01", "9999-12-31"),),
    "2018/2020": (("2018-01-01", "2020-12-31"),),
    "2018-10/2019-02-03": (("2018-10-01", "2019-02-03"),),
    "2018/2018-10": (("2018-01-01", "2018-10-31"),),
    "2018-10/2018": (("2018-10-01", "2018-12-31"),),
    # level 1: unspecified digits at the right
    "200X": (("2000-01-01", "2009-12-31"),),
    "20XX": (("2000-01-01", "2099-12-31"),),
    "2XXX": (("2000-01-01", "2999-12-31"),),
    "000X": (("0001-01-01", "0009-12-31"),),
    "2018-XX": (YEAR_2018,),
    "2018-10-XX": (("2018-10-01", "2018-10-31"),),
    "2018-XX-XX": (YEAR_2018,),
    "201X-XX-XX": (("2010-01-01", "2019-12-31"),),
    "XXXX": ((None, None),),
    "XXXX-XX-XX": ((None, None),),
    "XXXX-09": ((None, None),),
    "XXXX-09-15": ((None, None),),
    "XXXX-02-29": ((None, None),),
    # level 1: seasons
    "2019-21": (("2019-03-01", "2019-05-31"),),
    "2019-22": (("2019-06-01", "2019-08-31"),),
    "2019-23": (("2019-09-01", "2019-11-30"),),
    "2019-24": (("2019-12-01", "2020-02-29"),),
    "2018-24": (("2018-12-01", "2019-02-28"),),
    # level 1: intervals that are open or unknown on a side
    "../2018": ((None, "2018-12-31"),),
    "/2018": ((None, "2018-12-31"),),
    "2018/..": (("2018-01-01", None),),
    "2018/": (("2018-01-01", None),),
    "2019-22/2019-23": (("2019-06-01", "2019-11-30"),),
    "XXXX-09/2018": ((None, "2018-12-31"),),
    "2018/XXXX": (("2018-01-01", None),),
    # level 2: parts of a year
    "2019-25": (("2019-03-01", "2019-05-31"),),
    "2019-26": (("2019-06-01", "2019-08-31"),),
    "2019-27": (("2019-09-01", "2019-11-30"),),
    "2019-28": (("2019-12-01", "2020-02-29"),),
    "2019-29": (("2019-09-01", "2019-11-30"),),
    "2019-30": (("2019-12-01", "2020-02-29"),),
    "2019-31": (("2019-03-01", "2019-05-31"),),
    "2019-32": (("2019-06-01", "2019-08-31"),),
    "2019-33": (("2019-01-01", "2019-03-31"),),
    "2019-34": (("2019-04-01", "2019-06-30"),),
    "2019-35": (("2019-07-01", "2019-09-30"),),
    "2019-36": (("2019-10-01", "2019-12-31"),),
    "2019-37": (("2019-01-01", "2019-04-30"),),
    "2019-38": (("2019-05-01", "2019-08-31"),),
    "2019-39": (("2019-09-01", "2019-12-31"),),
    "2019-40": (("2019-01-01", "2019-06-30"),),
    "2019-41": (("2019-07-01", "2019-12-31"),),
    "9999-32": (("9999-06-01", "9999-08-31"),),
    # level 2: unspecified digits anywhere
    "1X99": yearly("01-01", "12-31", *range(1099, 2000, 100)),
    "156X-12-25": yearly("12-25", "12-25", *range(1560, 1570)),
    "201X-09": yearly("09-01", "09-30", *range(2010, 2020)),
    "20XX-02-29": yearly("02-29", "02-29", *range(2000, 2100, 4)),
    "2018-1X": (("2018-10-01", "2018-12-31"),),
    "2018-X2": (("2018-02-01", "2018-02-28"), ("2018-12-01", "2018-12-31")),
    "2018-XX-31": tuple((f"2018-{month:02}-31",) * 2 for month in (1, 3, 5, 7, 8, 10, 12)),
    "2018-02-2X": (("2018-02-20", "2018-02-28"),),
    "201X-XX-X1/2020": (("2010-01-01", "2020-12-31"),),
    # level 2: sets
    "[2018,2020]": (YEAR_2018, ("2020-01-01", "2020-12-31")),
    "{2020,2018}": (YEAR_2018, ("2020-01-01", "2020-12-31")),
    "[2018,2019-01]": (("2018-01-01", "2019-01-31"),),
    "[2018,2018-10]": (YEAR_2018,),
    "{1667,1668,1670..1672}": (("1667-01-01", "1668-12-31"), ("1670-01-01", "1672-12-31")),
    "[..2021-12-31]": ((None, "2021-12-31"),),
    "[2020-08..2021-12]": (("2020-08-01", "2021-12-31"),),
    "[1667,1760-12..]": (("1667-01-01", "1667-12-31"), ("1760-12-01", None)),
    "[2018,XXXX-09]": ((None, None),),
}

QUALIFIED = {
    "2018-10-05": "",
    "2018?": "uncertain",
    "2018-10~": "approximate",
    "2018-10-05%": "uncertain_approximate",
    "2019-23?": "uncertain",
    "201X~": "approximate",
    "2018-?10": "uncertain",
    "2018?-10": "uncertain",
    "2004-06-~01": "approximate",
    "?2004-06-~11": "uncertain_approximate",
    "2018?/2019": "uncertain",
    "2018/2019%": "uncertain_approximate",
    "2018?/2019~": "uncertain_approximate",
    "[2018,2020~]": "approximate",
}

REJECTED = {
    "": "has no date: write for example 2018, 2018-10-05, 2019-23 or ../2018",
    "..": "has no date",
    "/": "has no date",
    "../..": "has no date",
    "../": "has no date",
    "[]": "has no date",
    "[..]": "has no date",
    "[2018,]": "has no date",
    "2018,2019": "is not a date in EDTF: write for example",
    "20181005": "is not a date in EDTF",
    "5 Oct": "at most 64 characters, all ASCII and no spaces",
    "fall": "is not a date in EDTF",
    "2018-1": "is not a date in EDTF",
    "2018-10-05-07": "is not a date in EDTF",
    "2018??": "is not a date in EDTF",
    "2018/2019/2020": "is not a date in EDTF",
    "[2018/2019]": "is not a date in EDTF",
    "[2018]/2019": "is not a date in EDTF",
    "[2018..2019..2020]": "is not a date in EDTF",
    "[2018": "is not a date in EDTF",
    "[2018}": "is not a date in EDTF",
    "2018\n": "no spaces: write for example",
    " 2018": "no spaces",
    "20\uff118": "all ASCII",
    "2018\u2013": "all ASCII",
    "[" + "2018," * 12 + "2018]": "at most 64 characters",
    "0000": "outside the years 0001 to 9999: write for example",
    "0000-05": "outside the years 0001 to 9999",
    "-0044-03-15": "outside the years 0001 to 9999",
    "-2018/2019": "outside the years 0001 to 9999",
    "Y170000002": "outside the years 0001 to 9999",
    "Y-17E7": "outside the years 0001 to 9999",
    "9999-24": "beyond the years 0001 to 9999",
    "1950S2": "significant digits, which are not supported: write for example",
    "2018-10-05T10:00:00Z": "time of day, but only full days are supported: write for example",
    "201x": "lower-case x, where 201X has a capital X: write for example",
    "2018-xx": "lower-case x",
    "2018-00": "has an invalid month: write 01 to 12, or 21 to 41",
    "2018-13": "has an invalid month",
    "2018-20": "has an invalid month",
    "2018-42": "has an invalid month",
    "2018-2X": "has an invalid month",
    "200X-23": "is a part of a year: write it with a full year and no day, as in 2019-23",
    "XXXX-23": "is a part of a year",
    "2019-23-05": "is a part of a year",
    "2019-23-XX": "is a part of a year",
    "2021-02-29": "is not in the calendar: write for example",
    "1900-02-29": "is not in the calendar",
    "2018-04-31": "is not in the calendar",
    "2018-10-00": "is not in the calendar",
    "2018-10-4X": "is not in the calendar",
    "2018-02-3X": "is not in the calendar",
    "19X1-02-29": "is not in the calendar",
    "XXXX-02-30": "is not in the calendar",
    "2018/2021-02-29": "is not in the calendar",
    "2020/2018": "must not end before it begins: write for example 2018-10/2019",
    "2018-11/2018-10": "must not end before it begins",
    "[2020..2018]": "must not end before it begins",
    "1XXX-12": "More than 400 separate ranges are too many: narrow it, as in 201X-09",
    "XXX9": "More than 400 separate ranges",
    "20XX-XX-05": "More than 400 separate ranges",
    "[1XX0,2XX0,3XX0,4XX0,5XX0]": "More than 400 separate ranges",
}

LIMITED: dict[tuple[str, str], tuple[Range, ...]] = {
    ("XXXX-09", "2020-08/2021-12"): yearly("09-01", "09-30", 2020, 2021),
    ("XXXX-09~", "2020-09-11"): (("2020-09-11", "2020-09-11"),),
    ("XXXX-02-29", "1601/2000"): yearly("02-29", "02-29", *(y for y in range(1604, 2001, 4) if y % 100), 2000),
    ("XXXX-09", "1601/2000"): yearly("09-01", "09-30", *range(1601, 2001)),
    ("XXXX", "2020-08/2021-12"): (("2020-08-01", "2021-12-31"),),
    ("XXXX", "../2021"): ((None, "2021-12-31"),),
    ("2XXX-09", "2019/2020"): yearly("09-01", "09-30", 2019, 2020),
    ("2018/..", "2017/2021"): (("2018-01-01", "2021-12-31"),),
    ("XXXX-09/2020", "2019/2021"): (("2019-09-01", "2020-12-31"),),
    ("[..XXXX-04-30]", "2024-11/2025-11"): (("2024-11-01", "2025-04-30"),),
    ("[..XXXX-04-30]", "2024-11/2026-11"): (("2024-11-01", "2026-04-30"),),
    ("[..XXXX-04-30]", "2024-11/2024-12"): (("2024-11-01", "2024-12-31"),),
    ("../XXXX-04", "2020/.."): (("2020-01-01", None),),
    ("XXXX-11/..", "2024-03/2025-03"): (("2024-11-01", "2025-03-31"),),
    ("[XXXX-03-29..]", "2024-11-01/2025-11-01"): (("2025-03-29", "2025-11-01"),),
    ("XXXX-11-28/XXXX-02-03", "2024-06/2025-06"): (("2024-11-28", "2025-02-03"),),
    ("XXXX-11/XXXX-02", "2023/2024"): (("2023-11-01", "2024-02-29"), ("2024-11-01", "2024-12-31")),
    ("XXXX-05/XXXX-03", "2024-11/2025-11"): (("2025-05-01", "2025-11-30"),),
    ("2024-12/XXXX-02", "2024-06/2026-06"): (("2024-12-01", "2026-02-28"),),
    ("XXXX/XXXX-03", "2024-11/2026-11"): (("2024-11-01", "2026-11-30"),),
    ("[XXXX-09,2020-10]", "2020/2021"): (("2020-09-01", "2020-10-31"), ("2021-09-01", "2021-09-30")),
    ("2018-24", "2019"): (("2019-01-01", "2019-02-28"),),
}

NOT_LIMITED = {
    ("2018", "2019"): "has no day within its limits",
    ("20XX", "1990"): "has no day within its limits",
    ("XXXX-09", "2020-10/2021-08"): "has no day within its limits",
    ("2021-02-29", "2021"): "is not in the calendar",
    ("2018", "[2017,2019]"): "must be one unbroken interval: write for example 2020-08/2021-12",
    ("2018", "soon"): "is not a date in EDTF",
    ("XXXX-09", "1600/2000"): "More than 400 separate ranges",
    ("XXXX-09", "../2021"): "More than 400 separate ranges",
}


@each_row(("expression", "ranges"), ACCEPTED.items())
def test_means_exactly_these_days(expression: str, ranges: tuple[Range, ...]) -> None:
    """An accepted expression means the days of the table, no more and no fewer."""
    parsed = parse(expression)
    assert parsed.expression == expression
    assert parsed.ranges == ranges
    assert parsed.qualifier == ""
    assert_well_formed(parsed)


@each_row(("expression", "qualifier"), QUALIFIED.items())
def test_qualifier_is_returned_and_leaves_the_days(expression: str, qualifier: str) -> None:
    """The strongest qualifier in the expression is returned; the days are those of the expression without it."""
    parsed = parse(expression)
    assert parsed.qualifier == qualifier
    assert parsed.ranges == parse(expression.translate(dict.fromkeys(map(ord, "?~%")))).ranges


@each_row(("expression", "fragment"), REJECTED.items())
def test_error_names_problem_and_hint(expression: str, fragment: str) -> None:
    """An invalid expression raises an error that says what is wrong and what would be accepted."""
    with pytest.raises(EdtfError) as caught:
        parse(expression)
    assert fragment in str(caught.value)
    assert len(str(caught.value)) <= MAX_MESSAGE


@each_row(("arguments", "ranges"), LIMITED.items())
def test_within_supplies_years_and_cuts(arguments: tuple[str, str], ranges: tuple[Range, ...]) -> None:
    """`within` supplies the years of an unspecified year, and limits the days of every expression."""
    assert parse(*arguments).ranges == ranges


@each_row(("arguments", "fragment"), NOT_LIMITED.items())
def test_within_rejects(arguments: tuple[str, str], fragment: str) -> None:
    """Limits that leave no day, are invalid or leave too many ranges are rejected."""
    with pytest.raises(EdtfError) as caught:
        parse(*arguments)
    assert fragment in str(caught.value)


def test_value_is_frozen_and_shared() -> None:
    """Results of `parse` are immutable, so the same expression may return the same object."""
    parsed = parse("2018")
    assert parse("2018") is parsed
    with pytest.raises(AttributeError):
        parsed.expression = "2019"  # type: ignore[misc]
