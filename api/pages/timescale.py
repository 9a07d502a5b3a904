"""A scale of years with dates on it, each as wide as its earliest and latest days are apart."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from api.pages.words import describe_extent
from facts.model.edtf import EdtfError, parse

HEIGHTS: Mapping[str, int] = {"a day": 18, "a month": 16, "a season": 12, "a quarter": 12, "a year": 8}
SMALL_HEIGHT = 4
MIDDLE = 13
FADE = 38
"""The width of an open end in per cent."""
MAX_RANGES = 24
"""The number of separate ranges of a date that are drawn."""
SPLIT_YEARS = 12
EARLY_WIDTH = 24
"""The width of the years before the cut of a split scale, in per cent."""
MAX_TICKS = 12
MAX_EARLY_TICKS = 4
LAST_LABEL = 96
"""Where the last label may begin, so that it fits, in per cent."""
LAST_NARROW_LABEL = 90
"""The same on a narrow screen."""
TICK_STEPS = (1, 2, 5, 10, 20, 50, 100, 1000, 10000)


@dataclass(frozen=True, slots=True)
class Shape:
    """A rectangle, or a line of which `width` is the length; positions and widths in per cent."""

    kind: str
    x: float
    width: float
    y: float = MIDDLE
    height: int = 0


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis; a minor one is left out where there is little room."""

    x: float
    label: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Timescale:
    """A linear scale of days, or two with a cut between them where most of the dates are late."""

    first: int
    last: int
    cut: int | None = None

    def position(self, day: int) -> float:
        """Return where a day is, in per cent of the width."""
        if self.cut is None:
            return self.scale(day, self.first, self.last, 0, 100)
        if day < self.cut:
            return self.scale(day, self.first, self.cut, 0, EARLY_WIDTH)
        return self.scale(day, self.cut, self.last, EARLY_WIDTH, 100)

    @staticmethod
    def scale(day: int, first: int, last: int, left: float, right: float) -> float:
        """Return the position of a day between `left` and `right`, cut off at both."""
        part = (day - first) / max(last - first, 1)
        return round(min(max(left + part * (right - left), left), right), 2)

    def ticks(self) -> Iterator[Tick]:
        """Yield the years of the axis, at most a dozen on each side of a cut."""
        parts = [(self.first, self.last)] if self.cut is None else [(self.first, self.cut), (self.cut, self.last)]
        for number, (first, last) in enumerate(parts):
            years = range(date.fromordinal(first).year, date.fromordinal(last - 1).year + 1)
            is_early = self.cut is not None and number == 0
            most = MAX_EARLY_TICKS if is_early else MAX_TICKS
            step = next(step for step in TICK_STEPS if len(years) / step <= most)
            for year in {years[0]: None, **dict.fromkeys(range(-(-years[0] // step) * step, years[-1] + 1, step))}:
                position = self.position(max(date(year, 1, 1).toordinal(), first))
                is_first = year == years[0]
                if is_first or not (is_early and position > EARLY_WIDTH - 5):
                    label = str(year) if position < LAST_LABEL else ""
                    is_minor = (is_early and not is_first) or position > LAST_NARROW_LABEL
                    yield Tick(position, label, is_minor)

    @property
    def sentence(self) -> str:
        """How the two scales are divided; empty for one."""
        if self.cut is None:
            return ""
        first, cut, last = (date.fromordinal(day).year for day in (self.first, self.cut, self.last))
        return (
            f"Two scales: {first} to {cut - 1} takes {EARLY_WIDTH}% of the width, {cut} to {last} takes "
            f"{100 - EARLY_WIDTH}%. The dotted band marks the change."
        )


def fit_timescale(entries: Iterable[Mapping[str, Any]]) -> Timescale | None:
    """Return the scale of dates as they are served; None if none of them has a bound."""
    dates = list(entries)
    bounds = [[ordinal(day) for day in (entry["earliest"], entry["latest"]) if day] for entry in dates]
    days = sorted(day for pair in bounds for day in pair)
    if not days:
        return None
    first = date(date.fromordinal(days[0]).year, 1, 1).toordinal()
    is_open = any(entry["earliest"] and not entry["latest"] for entry in dates)
    last = min(days[-1] + 14 + (max(days[-1] - first, 365) // 12 if is_open else 0), date.max.toordinal())
    starts = sorted(min(pair) for pair in bounds if pair)
    late = [day for day in starts if day >= first + (last - first) * 3 // 5]
    if last - first > SPLIT_YEARS * 365 and len(late) * 10 >= len(starts) * 7:
        cut = date(date.fromordinal(late[0]).year, 1, 1).toordinal()
        return Timescale(first, last, cut if cut > first else None)
    return Timescale(first, last)


def ordinal(day: str) -> int:
    """Return an ISO date as a number of days."""
    return date.fromisoformat(day).toordinal()


def draw_date(when: Mapping[str, Any], scale: Timescale) -> list[Shape]:
    """Return the shapes of a date: nothing is drawn more sharply than the article tells it."""
    try:
        ranges = parse(when["edtf"], when.get("within")).ranges
    except EdtfError:
        return []
    height = HEIGHTS.get(describe_extent(when["edtf"].strip("?~%")), SMALL_HEIGHT)
    is_soft = "~" in when["edtf"] or "%" in when["edtf"]
    if len(ranges) > 1 or when["edtf"].startswith("XXXX"):
        return draw_alternatives(ranges[:MAX_RANGES], scale)
    earliest, latest = ranges[0]
    if earliest is None or latest is None:
        return draw_open(earliest, latest, scale)
    x, end = scale.position(ordinal(earliest)), scale.position(ordinal(latest) + 1)
    if when["edtf"].startswith("[.."):
        return [Shape("limit", x, 0), bar("past", x, max(end - x, 0.7), HEIGHTS["a year"]), Shape("edge", end, 0)]
    return [bar("soft" if is_soft else "bar", x, max(end - x, 0.7), height)]


def bar(kind: str, x: float, width: float, height: int) -> Shape:
    """Return a bar, centred on the strip and within it."""
    x = min(x, 100 - width)
    return Shape(kind, round(x, 2), round(width, 2), MIDDLE - height / 2, height)


def draw_alternatives(ranges: Sequence[tuple[str | None, str | None]], scale: Timescale) -> list[Shape]:
    """Return hollow bars for ranges of which one is meant, joined by a line."""
    bars = []
    for earliest, latest in ranges:
        if earliest and latest:
            x, end = scale.position(ordinal(earliest)), scale.position(ordinal(latest) + 1)
            bars.append(bar("maybe", x, max(end - x, 0.7), HEIGHTS["a month"]))
    if len(bars) < 2:
        return bars
    start = bars[0].x
    return [Shape("link", start, round(bars[-1].x + bars[-1].width - start, 2)), *bars]


def draw_open(earliest: str | None, latest: str | None, scale: Timescale) -> list[Shape]:
    """Return a bar that ends hard at its bound and fades where it is open."""
    if latest:
        end = scale.position(ordinal(latest) + 1)
        width = min(FADE, end)
        return [bar("past", end - width, max(width, 1), HEIGHTS["a year"]), Shape("edge", end, 0)]
    if earliest:
        x = scale.position(ordinal(earliest))
        width = min(FADE, 100 - x)
        return [Shape("edge", x, 0), bar("future", x, max(width, 1), HEIGHTS["a year"])]
    return []
