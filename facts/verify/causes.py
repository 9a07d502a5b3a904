"""Why words have no reading: the words that nobody can read as one value, by their kind, and what is accepted."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts.verify.english_nouns import ORDINALS, WEEKDAYS
from facts.verify.tokens import MONTH_NUMBERS

UNITS = "second|minute|hour|day|night|week|month|quarter|season|year|game|match"
MONTHS = "|".join(MONTH_NUMBERS).lower()
PARTS = "half|third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth"

AFTER_RATES = "(?:of|in|at|on|for|to|from|by|with|and|or|during|when|while|until|after|before|century|quarter|half)"
"""Words after "a second" that make it a unit of time, or an ordinal a fraction."""

WRITTEN = "depends on the day on which it was written: give the EDTF with a note, such as 2024-05"
SEASON = (
    "give the EDTF with the year that the article tells and a note, such as 2024-22; if it tells none, write"
    " `{XXXX: its words, note: no year is named}`"
)
DATE_OR_START = "may be a date or the start of a period: give the EDTF with a note, such as 2024-05 or 2024-05/.."


@dataclass(frozen=True, slots=True)
class Cause:
    """A kind of words that cannot be read, and why; the pattern is looked for in lower case."""

    pattern: re.Pattern[str]
    reason: str

    @property
    def is_of_dates(self) -> bool:
        """Whether words for a date alone are not read by it."""
        return "EDTF" in self.reason


def compile_cause(pattern: str, reason: str) -> Cause:
    """Return the cause with a pattern that matches complete words."""
    return Cause(re.compile(rf"(?<![\w.])(?:{pattern})(?!\w)"), reason)


CAUSES: Sequence[Cause] = (
    compile_cause(
        r"\d{1,2}[/.]\d{1,2}[/.](?:\d{4}|\d{2})|[12]\d{3}[/.]\d{1,2}[/.]\d{1,2}",
        "is a date in figures, of which the first may be the month: give the EDTF with a note, such as 2024-05-13",
    ),
    compile_cause(
        r"fy ?\d{2,4}(?:[/-]\d{2,4})?|(?:fiscal|financial|tax)(?: year)?s?(?: \d{4}(?:[/-]\d{2,4})?)?",
        "is a fiscal year, which does not begin in the same month everywhere: give the EDTF with a note, "
        "such as 2023-07/2024-06",
    ),
    compile_cause(
        r"[12]\d{3}[/\u2013-]\d{2}(?:\d{2})? (?:season|school year|academic year|campaign)|[12]\d{3}/\d{2}(?:\d{2})?",
        "is no calendar year: give the EDTF with a note, such as 2023-07/2024-06",
    ),
    compile_cause(
        r"(?:first|second|third|fourth|last|final|other) (?:\w+ )?(?:half|third|weeks?|days?|weekend) of "
        rf"(?:{MONTHS})",
        "is a part of a month: give the EDTF with a note, such as 2024-05-01/2024-05-15, or XXXX-05 without a year",
    ),
    compile_cause(
        rf"by then|(?:the )?(?:end|start|rest) of the (?:{UNITS}|decade|century)|year(?:['\u2019]s)?[ -]end", WRITTEN
    ),
    compile_cause("as (?:early|late|soon|recently) as", DATE_OR_START),
    compile_cause(
        rf"(?:(?:an?|one) (?:{PARTS})|half) "
        r"(?:as \w+ again|more|less|fewer|higher|lower|larger|smaller|cheaper|dearer)",
        "compares it with something else: give the value with a note, such as "
        "`{~ 0.2: about a fifth more, note: than others paid}`",
    ),
    compile_cause(
        r"(?:up|down|rose|risen|fell|fallen|grew|grown|dropped|increased|decreased|declined|cut|by) (?:by )?"
        rf"(?:(?:about|almost|nearly|around|some) )?(?:(?:an?|one) )?(?:{PARTS}|two thirds)",
        "is how much something changes: give the value with a note, such as "
        "`{~ 0.33: down by a third, note: a fall}`",
    ),
    compile_cause(
        r"(?:(?:twice|double|triple|half|(?:\w+ )?times) (?:as|the|that)(?: (?:many|much|\w+) as)?(?: (?:many|much))?"
        r"|(?:two|three|four|five|six|ten)fold)",
        "compares it with something else: give the value with a note, such as "
        "`{200%: twice as many, note: than the year before}`",
    ),
    compile_cause(
        rf"(?:an?|the|its|their) (?:{'|'.join(ORDINALS)})(?= (?!{AFTER_RATES}\b)[a-z])",
        "says which one it is, and no number: give the value with a note, such as "
        "`{1 ship: a second ship, note: why}`",
    ),
    compile_cause(
        rf"(?:an? |per |each |every |/ ?)(?:{UNITS})|(?:per )?(?:annum|capita)|annual(?:ly)?|yearly|monthly|weekly|"
        rf"daily|hourly|each|apiece|per [a-z]+",
        "makes it a rate, which is no amount by itself: quote the amount alone and give the value with a note",
    ),
    compile_cause(
        r"early|mid|late|(?:the )?(?:beginning|start|middle|end|turn) of",
        "is read only before one month or year, with its preposition, such as 'at the end of 2028' or "
        "'in early 2027': else give the EDTF with a note, such as 202X",
    ),
    compile_cause(
        "until|till|through",
        "may be the end of a period, or the time to which something was put off: give the EDTF with a note, such as "
        "../2024-05 or 2024-05",
    ),
    compile_cause("from|starting|beginning|effective|as of", DATE_OR_START),
    compile_cause(
        rf"(?:last|next|this|previous|following|coming|past|recent) (?:{UNITS}|decade|century|{MONTHS}|"
        rf"{'|'.join(WEEKDAYS).lower()})s?|yesterday|today|tonight|tomorrow|ago|"
        rf"(?:last|next|past|coming) [a-z]+ (?:{UNITS})s|soon|recently|later this (?:{UNITS})",
        WRITTEN,
    ),
    compile_cause(
        "(?:last|next|this|previous|following|coming|past) (?:spring|summer|autumn|fall|winter)",
        f"depends on the day on which it was written: {SEASON}",
    ),
    compile_cause(
        "|".join(WEEKDAYS).lower(),
        "is a weekday without a date: beside its record's own verb, 'said' or 'signed', it is counted from "
        "a `published` with a year; else leave it out, or give the EDTF with a note, such as 2024-05-13",
    ),
    compile_cause(
        r"christmas(?: eve| day)?|easter|new year(?:['\u2019]s)?(?: eve| day)?|ramadan|eid|diwali|thanksgiving|"
        r"whitsun|pentecost|passover|hanukkah|halloween|midsummer",
        "is a feast, not a date: give the EDTF with a note, such as 2024-12-25",
    ),
    compile_cause(
        "by (?:the )?(?:spring|summer|autumn|fall|winter)",
        "is a limit that has no year: give the EDTF with a year and a note, such as [..2024-23] (by autumn 2024)",
    ),
    compile_cause(
        "spring|summer|autumn|fall|winter",
        f"is a season without a year: quote the year with it, or {SEASON}",
    ),
    compile_cause(
        r"few|several|some|many|numerous|countless|dozens|scores|hundreds|thousands|millions|billions|tens of [a-z]+",
        "says no number: it is only accepted as the words of a quantity, which has no value then",
    ),
    compile_cause(
        "times(?! (?:as|more|less|fewer|higher|lower|bigger|larger|smaller|the|that|its)(?!\\w))",
        "says how often: give the number with a note, such as `{11 time: eleven times, note: how often}`",
    ),
    compile_cause(
        "more|less|fewer|higher|lower|bigger|smaller|times|than",
        "compares it with something else: say with what in a note, such as "
        "`{12%: 12 percent less, note: than before}`",
    ),
)
"""The kinds of words that are not read, the one that says most first."""


def find_cause(text: str, *, may_be_date: bool = True) -> tuple[str, str] | None:
    """Return the words of a text that cannot be read as one value, and why; None if there are none that are known."""
    for cause in CAUSES:
        if (may_be_date or not cause.is_of_dates) and (match := cause.pattern.search(text.lower())):
            return text[match.start() : match.end()], cause.reason
    return None
