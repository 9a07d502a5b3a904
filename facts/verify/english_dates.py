"""English words for times, read as the EDTF expressions that they support."""

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
"""Part of a year to its EDTF code."""

_YEAR = r"[12]\d{3}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = "|".join([*MONTHS, "Sept", *(rf"{month[:3]}" for month in MONTHS)])
_NARROWING = r"(?:(?:in|on|at|during|the|early|mid|middle|late|later|beginning|start|end|close|month|year|of)[\s-]+)*"
"""Words before a time that do not change which time it is."""

_POINT = re.compile(
    rf"(?<![\w.,$€£¥-])(?i:{_NARROWING})"
    rf"(?:(?P<iso>{_YEAR}-\d\d(?:-\d\d)?)|(?P<decade>[12]\d\d)0s"
    rf"|(?P<part>(?i:{'|'.join(PARTS)}))\s(?i:of\s)?(?i:the\s)?(?i:year\s)?(?P<part_year>{_YEAR})"
    rf"|(?:(?P<day>{_DAY})(?:st|nd|rd|th)?\s(?:of\s)?)?(?P<month>{_MONTH})\b\.?"
    rf"(?:\s(?P<late_day>{_DAY})(?:st|nd|rd|th)?)?(?:,?\s(?:of\s)?(?P<month_year>{_YEAR}))?"
    rf"|(?P<year>{_YEAR}))(?![\w-]|[.,]\d)"
)
_SPELLED_OUT = (
    (r"[\s<>]+", " "),
    (rf"(?<![\w-])({_YEAR})\s?[-\u2013\u2014]\s?({_YEAR})(?![\w-])", r"\1 to \2"),
    (rf"(?<![\w-])({_DAY})\s?[-\u2013\u2014]\s?({_DAY})(?![\w-])", r"\1 to \2"),
    (rf"\b({_DAY}) (to|and) ({_DAY}) ({_MONTH})\b(,? {_YEAR})?", r"\1 \4\5 \2 \3 \4\5"),
    (rf"\b({_MONTH}) ({_DAY}) (to|and) ({_DAY})(,? {_YEAR})?", r"\1 \2\5 \3 \1 \4\5"),
)
"""Shortened ranges, such as May 5 to 7, and what they are short for."""

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
"""Words around times, and what they make of them, in the order of reading."""

SOME_YEARS = "1996/2004"
"""Years in which XXXX-08 and XXXX-09 differ; without limits both are open."""


def supports(text: str, expression: str) -> bool:
    """Return whether the words of `text` mean the same time as the EDTF `expression`."""
    return any(same_time(expression, found) for found in times(text))


def same_time(one: str, other: str) -> bool:
    """Return whether two expressions mean the same days, as certain, and no different seasons of them."""
    named = season(one), season(other)
    return (
        days(one) == days(other)
        and parse(one).qualifier == parse(other).qualifier
        and (None in named or named[0] == named[1])
    )


def overlap(one: str, other: str) -> bool:
    """Return whether two expressions have a day in common."""
    return any(
        (a or "") <= (d or "9999-12-31") and (c or "") <= (b or "9999-12-31")
        for a, b in days(one)
        for c, d in days(other)
    )


def days(expression: str) -> tuple[Range, ...]:
    """Return the days that an expression may mean, within some years if it names none; raise EdtfError."""
    return parse(expression, SOME_YEARS if expression.startswith("XXXX-") else None).ranges


def season(expression: str) -> int | None:
    """Return which season the expression names, from 0 for spring; None where it names none."""
    code = re.search(r"\d{4}-(2[1-9]|3[0-2])", expression)
    return (int(code[1]) - min(PARTS.values())) % 4 if code else None


def bounds(text: str) -> set[date]:
    """Return the first and last days of the times in `text`."""
    edges = [edge for found in times(text) for edge in (parse(found).earliest, parse(found).latest)]
    return {date.fromisoformat(edge) for edge in edges if edge}


@lru_cache(maxsize=4096)
def times(text: str) -> frozenset[str]:
    """Return the EDTF expressions that the words of `text` support; early, mid and late do not narrow them."""
    for short, full in _SPELLED_OUT:
        text = re.sub(short, full, text)
    marked = _POINT.sub(lambda match: f"<{_point(match)}>", text)
    for words, template in _RELATIONS:
        pattern = rf"(?<!\w){words}".replace("T", _TIME)
        marked = re.sub(pattern, partial(_related, template), marked, flags=re.IGNORECASE)
    found = {expression for group in re.findall(_TIME, marked) for expression in group.split("|")}
    found |= {f"{{{first},{second}}}" for first, second in re.findall(f"{_TIME} and {_TIME}", marked)}
    return frozenset(filter(_is_time, found))


def _point(match: re.Match[str]) -> str:
    """Return the EDTF expression of a time that stands by itself."""
    found = {name: text for name, text in match.groupdict().items() if text}
    if part := found.get("part"):
        return f"{found['part_year']}-{PARTS[part.lower()]}"
    if decade := found.get("decade"):
        return f"{decade}X"
    month = found.get("month")
    if not month:
        return found.get("iso") or found["year"]
    number = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(month[:3]))
    day = found.get("day") or found.get("late_day")
    return f"{found.get('month_year', 'XXXX')}-{number:02}" + (f"-{int(day):02}" if day else "")


def _related(template: str, match: re.Match[str]) -> str:
    """Return the expression that the words around one or two times make of them."""
    first, last = match.groups()[0], match.groups()[-1]
    if template in ("~", "?"):
        qualified = re.sub(r"[\dX]+(?:-[\dX]+)*", rf"\g<0>{template}", first)
        return f"<{re.sub('[?~]{2}', '%', qualified)}>"
    if first.startswith("XXXX") and last[:4].isdigit():
        first = last[:4] + first[4:]
    made = template.format(first, last, before=_neighbour(first, -1), after=_neighbour(first, 1))
    return f"<{made}>"


def _neighbour(expression: str, step: int) -> str:
    """Return the day before the first of a time (step -1), or after its last (1); empty where there is none."""
    if not _is_time(expression):
        return ""
    edge = parse(expression).earliest if step < 0 else parse(expression).latest
    return (date.fromisoformat(edge) + timedelta(step)).isoformat() if edge else ""


def _is_time(expression: str) -> bool:
    """Return whether an expression is EDTF, which 31 February is not, and tells when a range without year ends."""
    if "XXXX" in expression and re.search(r"[/[{]", expression):
        return False
    try:
        parse(expression)
    except EdtfError:
        return False
    return True
