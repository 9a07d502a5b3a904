"""Property tests of EDTF for any expression, with the `edtf` package as an oracle."""

import contextlib
import io
from datetime import date, timedelta

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from facts.model.edtf import EdtfError, Range, parse
from tests.facts.model.edtf_helpers import assert_well_formed, contains_day, parse_or_error
from tests.tables import each_row

MAX_MESSAGE = 200
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
"""Expressions that the package gets wrong are omitted: it returns only December for `2019-24`, rejects `2019-23?`,
returns bounds ten years off for `/2018` and `2018/`, raises errors of other types for `../2018`,
`[..2021-12-31]` and `2018-1X`, reads `XXXX-09` from the year 0, accepts `2021-02-29` and reversed intervals.
"""


def oracle_bounds(expression: str) -> Range:
    """Return the bounds according to the `edtf` package, which is slow and prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        parsed = parse_edtf(expression)
        bounds = parsed.lower_strict(), parsed.upper_strict()
    lower, upper = (date(*bound[:3]).isoformat() for bound in bounds)
    return lower, upper


@each_row("expression", ORACLE_AGREES)
def test_bounds_equal_those_of_the_edtf_package(expression: str) -> None:
    """Where the `edtf` package is right, both return the same first and last day."""
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
def qualified(draw: st.DrawFn, text: str) -> str:
    """Return a date with qualifiers before and after its components."""
    return "-".join(draw(qualifiers) + component + draw(qualifiers) for component in text.split("-"))


oracle_dates = st.builds(str.__add__, plain | decades, qualifiers)
oracle_seasons = st.builds("{:04}-{}".format, st.integers(1, 9999), st.integers(21, 23))


@given(oracle_dates | oracle_seasons | intervals())
def test_bounds_equal_those_of_the_edtf_package_for_any_plain_expression(expression: str) -> None:
    """Both agree on any year, month, day, season, decade, qualified date and closed interval."""
    assert (parse(expression).earliest, parse(expression).latest) == oracle_bounds(expression)


def surrounding_years(day: date) -> str:
    """Return the years next to a day as limits, so that no mask has too many ranges."""
    return f"{max(day.year - 1, 1):04}/{min(day.year + 1, 9999):04}"


@given(st.data(), dates)
def test_mask_means_the_days_that_it_fits(data: st.DataObject, day: date) -> None:
    """A date with hidden digits and qualifiers means every day that it fits, and no other."""
    mask = data.draw(masks(day))
    parsed = parse(data.draw(qualified(mask)), surrounding_years(day))
    assert contains_day(parsed, day)
    assert_well_formed(parsed)
    first, last = (date.fromisoformat(bound or "") for bound in parse(surrounding_years(day)).ranges[0])
    for candidate in (first + timedelta(days=n) for n in range((last - first).days + 1)):
        fits = all(c in ("X", d) for c, d in zip(mask, candidate.isoformat(), strict=False))
        assert contains_day(parsed, candidate) == fits


@given(st.data(), dates)
def test_unlimited_mask_contains_its_day(data: st.DataObject, day: date) -> None:
    """Without limits a mask contains the day it was made from, or is rejected for having too many ranges."""
    parsed = parse_or_error(data.draw(masks(day)))
    if isinstance(parsed, EdtfError):
        assert "separate ranges" in str(parsed)
    else:
        assert contains_day(parsed, day)
        assert_well_formed(parsed)


@given(st.integers(1, 9998), st.integers(21, 41))
def test_part_of_a_year_is_whole_months(year: int, code: int) -> None:
    """A part of a year begins with a month, ends with one, and begins in the year that it names."""
    ((start, end),) = parse(f"{year:04}-{code}").ranges
    assert start is not None
    assert end is not None
    assert (start[:4], start[8:]) == (f"{year:04}", "01")
    assert (date.fromisoformat(end) + timedelta(days=1)).day == 1


@given(plain | seasons | decades, plain | seasons | decades)
def test_interval_reaches_from_side_to_side(start: str, end: str) -> None:
    """An interval is one range from its start's first day to its end's last, open where a side is."""
    first, last = parse(start).earliest, parse(end).latest
    if (first or "") > (last or ""):
        with pytest.raises(EdtfError, match="must not end before"):
            parse(f"{start}/{end}")
    else:
        assert parse(f"{start}/{end}").ranges == ((first, last),)
    assert parse(f"{start}/..").ranges == parse(f"{start}/").ranges == ((first, None),)
    assert parse(f"../{end}").ranges == parse(f"/{end}").ranges == ((None, last),)


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


@given(plain | seasons | decades | intervals(), intervals(), dates)
def test_within_only_shrinks(expression: str, limits: str, day: date) -> None:
    """A day lies in a limited expression exactly if it lies in the expression and in the limits."""
    unlimited, within = parse(expression), parse(limits)
    limited = parse_or_error(expression, limits)
    if isinstance(limited, EdtfError):
        before = (unlimited.latest or "") < (within.earliest or "")
        after = (within.latest or "") < (unlimited.earliest or "")
        assert before or after
    else:
        assert_well_formed(limited)
        bounds = [date.fromisoformat(end or "") for parsed in (unlimited, within) for end in parsed.ranges[0]]
        for probe in (day, *bounds):
            assert contains_day(limited, probe) == (contains_day(unlimited, probe) and contains_day(within, probe))


@given(dates, dates, st.sampled_from(("[..{}]", "[{}..]", "../{}", "{}/..")))
def test_a_bound_without_a_year_is_the_one_within(bound: date, day: date, form: str) -> None:
    """Within a year, a bound without a year leaves the same days as the same bound with its year."""
    first = date.fromordinal(max(bound.toordinal() - 100, 1))
    limits = f"{first}/{date.fromordinal(min(first.toordinal() + 364, date.max.toordinal()))}"
    limited = parse(form.format(f"XXXX-{bound:%m-%d}"), limits)
    assert limited.ranges == parse(form.format(bound), limits).ranges
    assert contains_day(limited, bound)
    assert not contains_day(limited, day) or contains_day(parse(limits), day)


@given(dates, st.integers(0, 120))
def test_an_interval_without_years_is_the_one_within(first: date, length: int) -> None:
    """Within a year that contains it, an interval without years means the same days as with them, and no others."""
    last = date.fromordinal(min(first.toordinal() + length, date.max.toordinal()))
    limits = f"{date.fromordinal(max(first.toordinal() - 120, 1))}/{last}"
    assert parse(f"XXXX-{first:%m-%d}/XXXX-{last:%m-%d}", limits).ranges == parse(f"{first}/{last}").ranges


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


@given(st.text(max_size=80) | almost_expressions, st.none() | almost_expressions | st.just("2020-08/2021-12"))
def test_any_text_is_parsed_or_rejected(text: str, within: str | None) -> None:
    """Any text results in a well-formed value or an EdtfError of one short, printable sentence."""
    result = parse_or_error(text, within)
    if isinstance(result, EdtfError):
        assert len(str(result)) <= MAX_MESSAGE
        assert str(result).isprintable()
        assert str(result).isascii()
    else:
        assert_well_formed(result)


@given(almost_expressions)
def test_error_repeats_nothing(expression: str) -> None:
    """An error message names the problem and repeats nothing of the expression."""
    result = parse_or_error(f"7{expression}7" * 3)
    if isinstance(result, EdtfError):
        assert len(str(result)) <= MAX_MESSAGE
        assert expression * 3 not in str(result) or len(expression) < 2
