"""Since when something lasts is the date on which it began, in the fields for such dates alone."""

import json

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

TEXT = "Norland bought old Kite aircraft in service since 2008, and supplies have come since May 2024. It flew."
DRAFT = """\
title: aircraft
organizations: {Norland: }
systems:
  Kite: {adopted.when: WHEN}
contracts:
  order: {title: order for aircraft, quote: Norland bought old Kite aircraft, delivery.started: STARTED}
events:
  flight: {title: flight of aircraft, quote: It flew, when: EVENT}
"""
DEFAULTS = {"WHEN": "since 2008", "STARTED": "since May 2024", "EVENT": "{not_stated: why}"}


def build_with(key: str, text: str) -> tuple[list[str], list[str]]:
    """Return the dates of the sheet whose draft has a text in one place, else its problems; and the warnings."""
    draft = DRAFT
    for name, default in DEFAULTS.items():
        draft = draft.replace(name, text if name == key else default)
    result = build("kite.yaml", draft, Article(TEXT), "kite")
    warnings = [
        warning.message for warning in result.warnings if warning.field in ("adopted.when", "delivery.started")
    ]
    if not result.text:
        return [problem.message for problem in result.problems], warnings
    sheet = json.loads(result.text)
    times = [
        sheet["systems"][0]["adopted"]["when"],
        sheet["contracts"][0]["delivery"]["started"],
        sheet["events"][0].get("when"),
    ]
    return [f"{time['edtf']}: {time['stated']}" if time else "" for time in times], warnings


@each_row(
    ("key", "text"),
    [
        ("WHEN", "since 2008"),
        ("WHEN", "in service since 2008"),
        ("WHEN", "{2008: since 2008}"),
        ("WHEN", "{2008: in service since 2008}"),
        ("WHEN", "{2008: in service since 2008, note: the year in which the service began}"),
        ("STARTED", "have come since May 2024"),
        ("STARTED", "{2024-05: since May 2024}"),
    ],
)
def test_what_lasts_since_a_date_began_on_it(key: str, text: str) -> None:
    """The adoption of a system in service since 2008, and a delivery since May, have the date that is named."""
    assert build_with(key, text) == (["2008: since 2008", "2024-05: since May 2024", ""], [])


@each_row(
    ("key", "text", "message"),
    [
        ("WHEN", "{2009: since 2008}", "'since 2008' does not say"),
        ("WHEN", "{2008-05: since 2008}", "'since 2008' does not say"),
        ("WHEN", "{2008/..: since 2008}", "says that it began: its value is 2008"),
        ("WHEN", "{2008/..: in service since 2008, note: why}", "says that it began: its value is 2008"),
        ("WHEN", "{2008: in service}", "is not read"),
        ("STARTED", "{2008: since May 2024}", "does not say"),
        ("EVENT", "{2024-05: since May 2024}", "it says 2024-05/.."),
    ],
)
def test_another_date_than_the_beginning_is_refused(key: str, text: str, message: str) -> None:
    """Another date, one without an end, and the beginning in a field for the time of an event are refused."""
    problems, _ = build_with(key, text)
    assert any(message in problem for problem in problems), problems


FROM = "Norland bought rights that it will show{} August 2027{}. Oslo and Bergen stay."
FROM_DRAFT = """\
title: rights
organizations: {Norland: }
contracts:
  rights: {title: sale of rights, quote: Norland bought rights, delivery.started: STARTED}
"""


def start_with(text: str, started: str) -> str:
    """Return the beginning of the delivery in an article, else the problems about it."""
    result = build("r.yaml", FROM_DRAFT.replace("STARTED", started), Article(text), "r")
    if not result.text:
        return "; ".join(problem.message for problem in result.problems)
    return str(json.loads(result.text)["contracts"][0]["delivery"]["started"]["edtf"])


@each_row("started", ["from August 2027", "August 2027", "show from August 2027", "{2027-08: from August 2027}"])
def test_what_is_delivered_from_a_date_begins_on_it(started: str) -> None:
    """A delivery from a date begins on it, with and without "from" among its words."""
    assert start_with(FROM.format(" from", ""), started) == "2027-08"


@each_row(
    ("text", "started", "message"),
    [
        (FROM.format(" not from", ""), "from August 2027", "'not'"),
        (FROM.format(" from", " to May 2028"), "from August 2027", "'to'"),
        (FROM.format(" from late", ""), "August 2027", "'late'"),
        (FROM.format(" until", ""), "August 2027", "'until'"),
        (FROM.format(" from", ""), "{2027-09: from August 2027}", "does not say"),
        (FROM.format(" from", ""), "{2027-08/..: from August 2027}", "2027-08"),
    ],
)
def test_other_dates_are_no_beginning(text: str, started: str, message: str) -> None:
    """A date that other words change, the beginning of a range and another date are refused."""
    assert message in start_with(text, started)
    assert start_with(text, started) != "2027-08"
