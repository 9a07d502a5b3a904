"""What `facts.edtf` promises: exact days for what it accepts, one helpful sentence for what it refuses."""

import contextlib
import io
from datetime import date, timedelta
from itertools import pairwise

import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from facts.edtf import Edtf, EdtfError, Range, parse

MAX_RANGES = 400
MAX_MESSAGE = 200
untimed = settings(deadline=None)
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

REFUSED = {
    "": "says nothing: write for example 2018, 2018-10-05, 2019-23 or ../2018",
    "..": "says nothing",
    "/": "says nothing",
    "../..": "says nothing",
    "../": "says nothing",
    "[]": "says nothing",
    "[..]": "says nothing",
    "[2018,]": "says nothing",
    "2018,2019": "is not a date in EDTF: write for example",
    "20181005": "is not a date in EDTF",
    "5 Oct": "at most 64 characters, all ASCII and none a space",
    "fall": "is not a date in EDTF",
    "2018-1": "is not a date in EDTF",
    "2018-10-05-07": "is not a date in EDTF",
    "2018??": "is not a date in EDTF",
    "2018/2019/2020": "'2019/2020' is not a date in EDTF",
    "[2018/2019]": "'2018/2019' is not a date in EDTF",
    "[2018]/2019": "'[2018]' is not a date in EDTF",
    "[2018..2019..2020]": "'2019..2020' is not a date in EDTF",
    "[2018": "is not a date in EDTF",
    "[2018}": "is not a date in EDTF",
    "2018\n": "none a space: write for example",
    " 2018": "none a space",
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
    "1950S2": "significant digits, where 201X leaves a digit unspecified",
    "2018-10-05T10:00:00Z": "time of day, and only whole days are read: write for example",
    "201x": "small x, where 201X has a capital one",
    "2018-xx": "small x",
    "2018-00": "names no month: write 01 to 12, or 21 to 41",
    "2018-13": "names no month",
    "2018-20": "names no month",
    "2018-42": "names no month",
    "2018-2X": "names no month",
    "200X-23": "is a part of a year: write it with a full year and no day, as in 2019-23",
    "XXXX-23": "is a part of a year",
    "2019-23-05": "is a part of a year",
    "2019-23-XX": "is a part of a year",
    "2021-02-29": "'2021-02-29' is not in the calendar: write for example",
    "1900-02-29": "is not in the calendar",
    "2018-04-31": "is not in the calendar",
    "2018-10-00": "is not in the calendar",
    "2018-10-4X": "is not in the calendar",
    "2018-02-3X": "is not in the calendar",
    "19X1-02-29": "is not in the calendar",
    "XXXX-02-30": "is not in the calendar",
    "2018/2021-02-29": "is not in the calendar",
    "2020/2018": "ends no earlier than it begins: write for example 2018-10/2019",
    "2018-11/2018-10": "ends no earlier than it begins",
    "[2020..2018]": "ends no earlier than it begins",
    "1XXX-12": "More than 400 separate times are too many: narrow it, as in 201X-09",
    "XXX9": "More than 400 separate times",
    "20XX-XX-05": "More than 400 separate times",
    "[1XX0,2XX0,3XX0,4XX0,5XX0]": "More than 400 separate times",
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
    ("XXXX-09/2020", "2019/2021"): (("2019-01-01", "2020-12-31"),),
    ("[XXXX-09,2020-10]", "2020/2021"): (("2020-09-01", "2020-10-31"), ("2021-09-01", "2021-09-30")),
    ("2018-24", "2019"): (("2019-01-01", "2019-02-28"),),
}

NOT_LIMITED = {
    ("2018", "2019"): "'2018' has no day within its limits",
    ("20XX", "1990"): "has no day within its limits",
    ("XXXX-09", "2020-10/2021-08"): "has no day within its limits",
    ("2021-02-29", "2021"): "is not in the calendar",
    (
        "2018",
        "[2017,2019]",
    ): "'[2017,2019]' is no limit: write one unbroken time, for example 2020-08/2021-12",
    ("2018", "soon"): "'soon' is not a date in EDTF",
    ("XXXX-09", "1600/2000"): "More than 400 separate times",
    ("XXXX-09", "../2021"): "More than 400 separate times",
}

ORACLE_AGREES = [
    *(
        "2018",
        "2018-10",
        "2018-10-05",
        "1900-02",
        "2020-02-29",
        "0004-02-29",
        "9999-12",
        "2018?",
        "2018-10-05%",
    ),
    *(
        "2019-21",
        "2019-22",
        "2019-23",
        "2019-33",
        "2019-38",
        "2019-41",
        "200X",
        "20XX",
        "2018-XX",
        "2018-10-XX",
    ),
    *(
        "156X-12-25",
        "1X99",
        "2018-XX-05",
        "2018-?10",
        "2018?-10",
        "2004-06-~01",
        "201X/2020",
        "2018-21/2019-23",
    ),
    *("[2018,2020]", "{2018,2020}", "[2018..2020]"),
]
"""What the package gets wrong is left out: it gives `2019-24` December alone, knows no `2019-23?`,
finds bounds ten years off for `/2018` and `2018/`, raises errors of other types for `../2018`,
`[..2021-12-31]` and `2018-1X`, reads `XXXX-09` from the year 0, accepts `2021-02-29` and reversed intervals.
"""


def outcome(text: str, within: str | None = None) -> Edtf | EdtfError:
    """Return what `parse` returns, or the only error that it may raise."""
    try:
        return parse(text, within)
    except EdtfError as error:
        return error


def contains(parsed: Edtf, day: date) -> bool:
    """Return whether a day lies in one of the ranges."""
    iso = day.isoformat()
    return any((start or iso) <= iso <= (end or iso) for start, end in parsed.ranges)


def assert_well_formed(parsed: Edtf) -> None:
    """Hold the ranges to their shape: sorted, none empty, no two adjacent, open only at the ends."""
    assert 1 <= len(parsed.ranges) <= MAX_RANGES
    assert all(start is None or end is None or start <= end for start, end in parsed.ranges)
    for (_, end), (start, _) in pairwise(parsed.ranges):
        assert end is not None
        assert start is not None
        assert date.fromisoformat(start) - date.fromisoformat(end) > timedelta(days=1)
    assert (parsed.earliest, parsed.latest) == (parsed.ranges[0][0], parsed.ranges[-1][1])


def oracle_bounds(expression: str) -> Range:
    """Return the bounds that the `edtf` package finds; it is slow, and prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        parsed = parse_edtf(expression)
        bounds = parsed.lower_strict(), parsed.upper_strict()
    lower, upper = (date(*bound[:3]).isoformat() for bound in bounds)
    return lower, upper


@pytest.mark.parametrize(("expression", "ranges"), ACCEPTED.items())
def test_means_exactly_these_days(expression: str, ranges: tuple[Range, ...]) -> None:
    """An accepted expression means the days of the table, no more and no fewer."""
    parsed = parse(expression)
    assert parsed.expression == expression
    assert parsed.ranges == ranges
    assert parsed.qualifier == ""
    assert_well_formed(parsed)


@pytest.mark.parametrize(("expression", "qualifier"), QUALIFIED.items())
def test_qualifier_is_told_and_leaves_the_days(expression: str, qualifier: str) -> None:
    """The strongest qualifier found anywhere is told; the days are those of the expression without it."""
    parsed = parse(expression)
    assert parsed.qualifier == qualifier
    assert parsed.ranges == parse(expression.translate(dict.fromkeys(map(ord, "?~%")))).ranges


@pytest.mark.parametrize(("expression", "fragment"), REFUSED.items())
def test_refusal_names_fault_and_remedy(expression: str, fragment: str) -> None:
    """A refused expression gets a sentence that says why, and what would be accepted."""
    with pytest.raises(EdtfError) as caught:
        parse(expression)
    assert fragment in str(caught.value)
    assert len(str(caught.value)) <= MAX_MESSAGE


@pytest.mark.parametrize(("arguments", "ranges"), LIMITED.items())
def test_within_supplies_years_and_cuts(arguments: tuple[str, str], ranges: tuple[Range, ...]) -> None:
    """`within` says which years an unknown year may be, and cuts every expression to its days."""
    assert parse(*arguments).ranges == ranges


@pytest.mark.parametrize(("arguments", "fragment"), NOT_LIMITED.items())
def test_within_refuses(arguments: tuple[str, str], fragment: str) -> None:
    """Limits that leave nothing, are broken, or leave too much are refused."""
    with pytest.raises(EdtfError) as caught:
        parse(*arguments)
    assert fragment in str(caught.value)


def test_value_is_frozen_and_shared() -> None:
    """What `parse` returns cannot be changed, so the same expression may return the same object."""
    parsed = parse("2018")
    assert parse("2018") is parsed
    with pytest.raises(AttributeError):
        parsed.expression = "2019"  # type: ignore[misc]


@pytest.mark.parametrize("expression", ORACLE_AGREES)
def test_bounds_equal_those_of_the_edtf_package(expression: str) -> None:
    """Where the `edtf` package is right, both find the same first and last day."""
    assert (parse(expression).earliest, parse(expression).latest) == oracle_bounds(expression)


dates = st.dates()
qualifiers = st.sampled_from(["", "?", "~", "%"])
plain = st.one_of(
    dates.map(lambda day: day.isoformat()[:4]),
    dates.map(lambda day: day.isoformat()[:7]),
    dates.map(lambda day: day.isoformat()),
)
seasons = st.builds("{:04}-{}".format, st.integers(1, 9998), st.integers(21, 41))
decades = st.builds("{:03}X".format, st.integers(1, 999))


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Return a closed interval, its sides in order."""
    return "/".join(sorted((draw(plain), draw(plain)), key=lambda side: parse(side).earliest or ""))


@st.composite
def masks(draw: st.DrawFn, day: date) -> str:
    """Return a day's date with some digits unspecified, perhaps without its day or month."""
    text = day.isoformat()[: draw(st.sampled_from([4, 7, 10]))]
    hidden = draw(st.sets(st.integers(0, 9)))
    return "".join("X" if i in hidden and c != "-" else c for i, c in enumerate(text))


@st.composite
def sprinkled(draw: st.DrawFn, text: str) -> str:
    """Return a date with qualifiers before and after its components."""
    return "-".join(draw(qualifiers) + component + draw(qualifiers) for component in text.split("-"))


oracle_dates = st.builds(str.__add__, plain | decades, qualifiers)
oracle_seasons = st.builds("{:04}-{}".format, st.integers(1, 9999), st.integers(21, 23))


@settings(untimed, max_examples=80)
@given(oracle_dates | oracle_seasons | intervals())
def test_bounds_equal_those_of_the_edtf_package_for_any_plain_expression(expression: str) -> None:
    """Years, months, days, seasons, decades, qualified dates and closed intervals: both agree on any."""
    assert (parse(expression).earliest, parse(expression).latest) == oracle_bounds(expression)


def around(day: date) -> str:
    """Return the years next to a day as limits, so that no mask is too scattered."""
    return f"{max(day.year - 1, 1):04}/{min(day.year + 1, 9999):04}"


@untimed
@given(st.data(), dates)
def test_mask_means_the_days_that_it_fits(data: st.DataObject, day: date) -> None:
    """A date with hidden digits and qualifiers means every day that it fits, and no other."""
    mask = data.draw(masks(day))
    parsed = parse(data.draw(sprinkled(mask)), around(day))
    assert contains(parsed, day)
    assert_well_formed(parsed)
    first, last = (date.fromisoformat(bound or "") for bound in parse(around(day)).ranges[0])
    for candidate in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        fits = all(c in ("X", d) for c, d in zip(mask, candidate.isoformat(), strict=False))
        assert contains(parsed, candidate) == fits


@untimed
@given(st.data(), dates)
def test_unlimited_mask_contains_its_day(data: st.DataObject, day: date) -> None:
    """Without limits a mask contains the day it was made from, or is refused for being too scattered."""
    parsed = outcome(data.draw(masks(day)))
    if isinstance(parsed, EdtfError):
        assert "separate times" in str(parsed)
    else:
        assert contains(parsed, day)
        assert_well_formed(parsed)


@untimed
@given(st.integers(1, 9998), st.integers(21, 41))
def test_part_of_a_year_is_whole_months(year: int, code: int) -> None:
    """A part of a year begins with a month, ends with one, and begins in the year that it names."""
    ((start, end),) = parse(f"{year:04}-{code}").ranges
    assert start is not None
    assert end is not None
    assert (start[:4], start[8:]) == (f"{year:04}", "01")
    assert (date.fromisoformat(end) + timedelta(days=1)).day == 1


@untimed
@given(plain | seasons | decades, plain | seasons | decades)
def test_interval_reaches_from_side_to_side(one: str, other: str) -> None:
    """An interval is one range from its start's first day to its end's last, open where a side is."""
    sides = parse(one), parse(other)
    if (sides[0].earliest or "") > (sides[1].latest or ""):
        with pytest.raises(EdtfError, match="ends no earlier"):
            parse(f"{one}/{other}")
    else:
        assert parse(f"{one}/{other}").ranges == ((sides[0].earliest, sides[1].latest),)
    assert parse(f"{one}/..").ranges == parse(f"{one}/").ranges == ((sides[0].earliest, None),)
    assert parse(f"../{other}").ranges == parse(f"/{other}").ranges == ((None, sides[1].latest),)


@untimed
@given(st.lists(plain | seasons | decades, min_size=1, max_size=5))
def test_set_means_the_days_of_its_members(members: list[str]) -> None:
    """A set of either kind contains each member's ends, and no end that is not one of a member's."""
    parsed = parse(f"[{','.join(members)}]")
    assert_well_formed(parsed)
    assert parse(f"{{{','.join(members)}}}").ranges == parsed.ranges
    for member in map(parse, members):
        assert any(s <= m and e >= n for s, e in parsed.ranges for m, n in member.ranges if s and e and m and n)
    assert {start for start, _ in parsed.ranges} <= {parse(member).earliest for member in members}
    assert {end for _, end in parsed.ranges} <= {parse(member).latest for member in members}


@untimed
@given(plain | seasons | decades | intervals(), intervals(), dates)
def test_within_only_shrinks(expression: str, limits: str, day: date) -> None:
    """A day lies in a limited expression exactly if it lies in the expression and in the limits."""
    whole, frame = parse(expression), parse(limits)
    limited = outcome(expression, limits)
    if isinstance(limited, EdtfError):
        assert (whole.latest or "") < (frame.earliest or "") or (frame.latest or "") < (whole.earliest or "")
    else:
        assert_well_formed(limited)
        for probe in (
            day,
            *(date.fromisoformat(end or "") for one in (whole, frame) for end in one.ranges[0]),
        ):
            assert contains(limited, probe) == (contains(whole, probe) and contains(frame, probe))


pieces = [
    "2018",
    "1X99",
    "XXXX",
    "-",
    "09",
    "02-29",
    "XX",
    "X1",
    "24",
    "/",
    "..",
    ",",
    "[",
    "]",
    "{",
    "}",
    "?",
    "Y",
]
almost_expressions = st.lists(st.sampled_from(pieces), max_size=16).map("".join)


@settings(untimed, max_examples=200)
@given(st.text(max_size=80) | almost_expressions, st.none() | almost_expressions | st.just("2020-08/2021-12"))
def test_any_text_is_read_or_refused(text: str, within: str | None) -> None:
    """The answer to any text is a well-formed value or an EdtfError of one short, printable sentence."""
    answer = outcome(text, within)
    if isinstance(answer, EdtfError):
        assert len(str(answer)) <= MAX_MESSAGE
        assert str(answer).isprintable()
        assert str(answer).isascii()
    else:
        assert_well_formed(answer)


@untimed
@given(st.integers(41, 64))
def test_refusal_repeats_at_most_forty_characters(length: int) -> None:
    """A refusal never returns a long input to its sender."""
    with pytest.raises(EdtfError) as caught:
        parse("a" * length)
    assert "a" * 40 in str(caught.value)
    assert "a" * 41 not in str(caught.value)
