"""Reading of English dates as EDTF expressions."""

import re
from datetime import date, timedelta
from functools import lru_cache, partial

from facts.model.edtf import EdtfError, Range, parse

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
PARTS = {
    "spring": 21,
    "summer": 22,
    "fall": 23,
    "autumn": 23,
    "winter": 24,
    "first quarter": 33,
    "second quarter": 34,
    "third quarter": 35,
    "fourth quarter": 36,
    "first half": 40,
    "second half": 41,
}
"""The EDTF code of each part of a year."""

_YEAR = r"[12]\d{3}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = "|".join([*MONTHS, "Sept", *(rf"{month[:3]}" for month in MONTHS)])
_MODIFIER = r"(?:(?:in|on|at|during|the|early|mid|middle|late|later|beginning|start|end|close|month|year|of)[\s-]+)*"
"""Words before a time that do not change its EDTF expression."""

_POINT = re.compile(
    rf"(?<![\w.,$€£¥-])(?i:{_MODIFIER})"
    rf"(?:(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)|(?P<decade>[12]\d\d)0s"
    rf"|(?P<part>(?i:{'|'.join(PARTS)}))\s(?i:of\s)?(?i:the\s)?(?i:year\s)?(?P<part_year>{_YEAR})"
    rf"|(?:(?P<day>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH})\b\.?"
    rf"(?:\s(?P<late_day>{_DAY})(?:st|nd|rd|th)?)?(?:,?\s(?:of\s)?(?P<month_year>{_YEAR}))?"
    rf"|(?P<year>{_YEAR}))(?![\w-]|[.,]\d)"
)
_ABBREVIATED_RANGES = (
    (r"[\s<>]+", " "),
    (rf"(?<![\w-])({_YEAR})\s?[-\u2013\u2014]\s?({_YEAR})(?![\w-])", r"\1 to \2"),
    (rf"(?<![\w-])({_DAY})\s?[-\u2013\u2014]\s?({_DAY})(?![\w-])", r"\1 to \2"),
    (rf"\b({_DAY}) (to|and) ({_DAY}) ({_MONTH})\b(,? {_YEAR})?", r"\1 \4\5 \2 \3 \4\5"),
    (rf"\b({_MONTH}) ({_DAY}) (to|and) ({_DAY})(,? {_YEAR})?", r"\1 \2\5 \3 \1 \4\5"),
)
"""Patterns of abbreviated ranges, such as May 5 to 7, with the full form of each."""

_TIME = r"<([^<>]+)>"
_RELATIONS = (
    (r"(?:about|around|approximately|roughly|circa|ca?\.) T", "~"),
    (r"(?:perhaps|probably|possibly|presumably|maybe|likely) T", "?"),
    (r"between T and T", "{0}/{1}"),
    (r"(?:from )?T (?:to|until|till|through|[-\u2013\u2014]) T", "{0}/{1}"),
    (r"(?:either )?T or T", "[{0},{1}]"),
    (r"(?:no|not) (?:earlier than|before) T", "{0}/.."),
    (r"(?:by|(?:no|not) later than|until|till|through|up to) T", "../{0}"),
    (r"before T", "../{0}|../{before}"),
    (r"after T", "{0}/..|{after}/.."),
    (r"(?:since|starting|as of|from) T(?: on(?:wards?)?)?", "{0}/.."),
    (r"(?:about|around|approximately|roughly|circa|ca?\.) T", "~"),
    (r"(?:perhaps|probably|possibly|presumably|maybe|likely) T", "?"),
)
"""Patterns of the words around one or two times (T), with the EDTF template of each, in the order of application."""

SOME_YEARS = "1996/2004"
"""The years in which times without a year are compared: without limits all of them would be open."""


def supports(text: str, expression: str) -> bool:
    """Return whether the words of `text` mean the same time as the EDTF `expression`."""
    return any(same_time(expression, time) for time in read_times(text))


def same_time(first: str, second: str) -> bool:
    """Return whether two expressions have the same days and qualifier and do not name different seasons."""
    seasons = season_of(first), season_of(second)
    return (
        day_ranges(first) == day_ranges(second)
        and parse(first).qualifier == parse(second).qualifier
        and (None in seasons or seasons[0] == seasons[1])
    )


def overlaps(first: str, second: str) -> bool:
    """Return whether two expressions have a day in common."""
    return any(
        (start or "") <= (second_end or "9999-12-31") and (second_start or "") <= (end or "9999-12-31")
        for start, end in day_ranges(first)
        for second_start, second_end in day_ranges(second)
    )


def day_ranges(expression: str) -> tuple[Range, ...]:
    """Return the ranges of days of an expression, those in SOME_YEARS if it has no year; raise EdtfError."""
    return parse(expression, SOME_YEARS if expression.startswith("XXXX-") else None).ranges


def season_of(expression: str) -> int | None:
    """Return the season that the expression names, 0 for spring; None if it names no season."""
    code = re.search(r"\d{4}-(2[1-9]|3[0-2])", expression)
    return (int(code[1]) - min(PARTS.values())) % 4 if code else None


def read_bounds(text: str) -> set[date]:
    """Return the first and last days of the times in `text`, without open ends."""
    times = map(parse, read_times(text))
    return {date.fromisoformat(day) for time in times for day in (time.earliest, time.latest) if day}


@lru_cache(maxsize=4096)
def read_times(text: str) -> frozenset[str]:
    """Return the EDTF expressions that the words of `text` support; early, mid and late are ignored."""
    for abbreviated, full in _ABBREVIATED_RANGES:
        text = re.sub(abbreviated, full, text)
    marked = _POINT.sub(lambda match: f"<{_format_point(match)}>", text)
    for words, template in _RELATIONS:
        pattern = rf"(?<!\w){words}".replace("T", _TIME)
        marked = re.sub(pattern, partial(_apply_template, template), marked, flags=re.IGNORECASE)
    expressions = {expression for group in re.findall(_TIME, marked) for expression in group.split("|")}
    expressions |= {f"{{{first},{second}}}" for first, second in re.findall(f"{_TIME} and {_TIME}", marked)}
    return frozenset(filter(_is_time, expressions))


def _format_point(match: re.Match[str]) -> str:
    """Return the EDTF expression of a single time, which _POINT matched."""
    groups = {name: text for name, text in match.groupdict().items() if text}
    if part := groups.get("part"):
        return f"{groups['part_year']}-{PARTS[part.lower()]}"
    if decade := groups.get("decade"):
        return f"{decade}X"
    month = groups.get("month")
    if not month:
        return groups.get("iso") or groups["year"]
    number = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))
    day = groups.get("day") or groups.get("late_day")
    return f"{groups.get('month_year', 'XXXX')}-{number:02}" + (f"-{int(day):02}" if day else "")


def _apply_template(template: str, match: re.Match[str]) -> str:
    """Return the expression that `template` gives for the one or two times in `match`."""
    first, last = match.groups()[0], match.groups()[-1]
    if template in ("~", "?"):
        qualified = re.sub(r"[\dX]+(?:-[\dX]+)*", rf"\g<0>{template}", first)
        return f"<{re.sub('[?~]{2}', '%', qualified)}>"
    if first.startswith("XXXX") and last[:4].isdigit():
        first = last[:4] + first[4:]
    expression = template.format(first, last, before=_adjacent_day(first, -1), after=_adjacent_day(first, 1))
    return f"<{expression}>"


def _adjacent_day(expression: str, step: int) -> str:
    """Return the day before the first day of a time (step -1) or after its last (1); empty if that end is open."""
    if not _is_time(expression):
        return ""
    day = parse(expression).earliest if step < 0 else parse(expression).latest
    return (date.fromisoformat(day) + timedelta(step)).isoformat() if day else ""


def _is_time(expression: str) -> bool:
    """Return whether an expression is valid EDTF and not a range or set without a year."""
    if "XXXX" in expression and re.search(r"[/[{]", expression):
        return False
    try:
        parse(expression)
    except EdtfError:
        return False
    return True
