"""Time as it is drawn: as wide as what a date may mean, hollow or fading where the article leaves it open."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.pages.timescale import Timescale, draw_date, fit_timescale
from api.pages.words import describe_precision
from facts.archive import Archive, Query
from facts.model.values import EdtfDate
from tests.api.helpers import SHEETS
from tests.tables import each_row

SCALE = Timescale(date(2017, 1, 1).toordinal(), date(2022, 1, 1).toordinal())
"""The years 2017 to 2021."""

DRAWN = [
    ("2018", None, ["bar"], "a year"),
    ("2018-10", None, ["bar"], "a month"),
    ("2018-10-05", None, ["bar"], "a day"),
    ("2019-23", None, ["bar"], "a season"),
    ("2019-34", None, ["bar"], "a quarter"),
    ("200X", None, ["bar"], "a decade"),
    ("2018~", None, ["soft"], "a year, approximate"),
    ("2018?", None, ["bar"], "a year, uncertain"),
    ("[..2021-12-31]", None, ["past", "edge"], "an upper limit"),
    ("[..2021-12-31]", "2018-10/..", ["limit", "past", "edge"], "an upper limit"),
    ("[2018-06-01..]", None, ["edge", "future"], "a lower limit"),
    ("2018/..", None, ["edge", "future"], "an open end"),
    ("../2018", None, ["past", "edge"], "an open beginning"),
    ("2018/2019", None, ["bar"], "a period"),
    ("[2018,2020]", None, ["link", "maybe", "maybe"], "one of several"),
    ("XXXX-09", "2018-08/2020-12", ["link", "maybe", "maybe", "maybe"], "a month of an unknown year"),
    ("XXXX-09", None, [], "a month of an unknown year"),
]


def date_item(edtf: str, within: str | None = None) -> dict[str, object]:
    """Return a date as it is served."""
    return EdtfDate(edtf=edtf, stated="x", within=within).model_dump()


@each_row(("edtf", "within", "kinds", "words"), DRAWN)
def test_a_date_is_drawn_as_precisely_as_it_is(edtf: str, within: str | None, kinds: list[str], words: str) -> None:
    """Each kind of date has its shapes, and its precision is written beside it."""
    shapes = draw_date(date_item(edtf, within), SCALE)
    assert [shape.kind for shape in shapes] == kinds
    assert describe_precision(edtf) == words
    assert all(0 <= shape.x <= 100 and shape.x + shape.width <= 100.1 for shape in shapes)


def test_the_more_precise_the_taller() -> None:
    """A day is taller than a month, a month than a season, a season than a year, a year than a decade."""
    dates = ["2018-10-05", "2018-10", "2018-23", "2018", "201X"]
    heights = [draw_date(date_item(edtf), SCALE)[0].height for edtf in dates]
    assert heights == sorted(heights, reverse=True)
    assert len(set(heights)) == len(heights)


@given(st.integers(1, 3_600_000), st.integers(0, 40_000), st.lists(st.integers(-99_999, 3_700_000), max_size=20))
def test_positions_keep_the_order_of_days(first: int, length: int, days: list[int]) -> None:
    """A later day is never left of an earlier one, and none leaves the scale."""
    scale = Timescale(first, first + length, first + length // 2 if length > 9000 else None)
    positions = [scale.position(day) for day in sorted(days)]
    assert positions == sorted(positions)
    assert all(0 <= position <= 100 for position in positions)


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_date_of_a_sheet_has_its_place(archive: Archive, sheet: str) -> None:
    """Each dated entry is drawn within the scale of its timeline, whose years are in order."""
    entries = [item for item in archive.find("timeline", Query(sheet=sheet, limit=100)).items if item["when"]]
    scale = fit_timescale(entries)
    assert scale
    ticks = [tick.x for tick in scale.ticks()]
    assert ticks == sorted(ticks)
    assert len(ticks) <= 20
    for entry in entries:
        shapes = draw_date(entry["when"], scale)
        assert shapes, entry
        assert all(0 <= shape.x <= 100 for shape in shapes)


def test_dates_without_bounds_have_no_scale() -> None:
    """Where no date has a bound, nothing is drawn."""
    assert fit_timescale([date_item("XXXX-09")]) is None
    assert fit_timescale([]) is None
