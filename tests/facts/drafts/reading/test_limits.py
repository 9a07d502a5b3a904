"""Limits of dates without a year that a draft takes from the day of publication."""

from typing import Any

from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

BODY = """\
The town of Orvik voted on Thursday for a new bridge. A protest is planned for June 3.

The old bridge opened in November 2024. The first vote took place in February. \
A court is to rule by the end of April. The pier will not open in July. It was not open in August.
"""
DATED = f"ORVIK, March 13, 2025 - {BODY}"
UNDATED = f"ORVIK, March 13 - {BODY}"
YEARLESS = "{quote: March 13, within: {2024-11/2025-11: in November 2024, note: the old bridge is open}}"
YEAR_TOLD = "{quote: March 13, within: {2025: in November 2024, note: the old bridge is open}}"
UNTIL_THAT_DAY = YEARLESS.replace("2024-11/2025-11", "2024-11/2025-03-13")
DRAFT = """\
title: a new bridge
source:
  published: PUBLISHED
events:
  vote: {quote: voted on Thursday for a new bridge}
  opening of the old bridge: {quote: The old bridge opened, when: in November 2024}
  happening: {title: a thing, FIELDS}
"""
FAILED = "quote: The first vote took place, when: {quote: in February, within: published}"
RULING = "quote: is to rule by the end of April, when: {quote: by the end of April, within: published}"
PROTEST = "quote: A protest is planned, when: {XXXX-06-03: for June 3, note: on this day, within: published}"
CLOSED = "quote: will not open, status: standing, when: {quote: in July, within: published}"
EMPTY = "quote: was not open, status: standing, when: {quote: in August, within: published}"
DOTTED = "quote: The first vote took place, when: in February, when.within: published"
CASES = (
    (DATED, "'March 13, 2025'", FAILED, "2024-03-13/2025-03-13", "2025-02-01", "2025-02-28"),
    (DATED, "'March 13, 2025'", DOTTED, "2024-03-13/2025-03-13", "2025-02-01", "2025-02-28"),
    (DATED, "'March 13, 2025'", RULING, "2025-03-13/2026-03-13", "2025-03-13", "2025-04-30"),
    (DATED, "'March 13, 2025'", PROTEST, "2025-03-13/2026-03-13", "2025-06-03", "2025-06-03"),
    (DATED, "'March 13, 2025'", CLOSED, "2025-03-13/2026-03-13", "2025-07-01", "2025-07-31"),
    (DATED, "'March 13, 2025'", EMPTY, "2024-03-13/2025-03-13", "2024-08-01", "2024-08-31"),
    (UNDATED, YEAR_TOLD, FAILED, "2024-03-13/2025-03-13", "2025-02-01", "2025-02-28"),
    (UNDATED, YEAR_TOLD, RULING, "2025-03-13/2026-03-13", "2025-03-13", "2025-04-30"),
    (UNDATED, YEARLESS, FAILED, "2024-11/2025-11", "2025-02-01", "2025-02-28"),
    (UNDATED, YEARLESS, RULING, "2024-11/2025-11", "2024-11-01", "2025-04-30"),
    (UNDATED, YEARLESS, PROTEST, "2024-11/2025-11", "2025-06-03", "2025-06-03"),
    (UNDATED, UNTIL_THAT_DAY, FAILED, "2024-11/2025-03-13", "2025-02-01", "2025-02-28"),
)
"""An article, its day of publication, an event, the limits of its date, and the days that it may have been on."""
WITHOUT_YEAR = (
    (UNDATED, "March 13", FAILED),
    (UNDATED, "{not_stated: no year is printed}", FAILED),
    (DATED, "{quote: 'March 13, 2025', within: published}", RULING),
)
"""The same where the day of publication has no year, or is to limit itself."""


def happening_of(article: str, published: str, fields: str) -> tuple[Any, Any]:
    """Return the event that is built, and the receipt of the limits of its date."""
    result = build_draft(DRAFT.replace("PUBLISHED", published).replace("FIELDS", fields), article)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    record = next(record for _, record in result.sheet if record.id == "happening")
    return record, record.evidence["when.within"]


@each_row(("article", "published", "fields", "within", "earliest", "latest"), CASES)
def test_limits_are_those_of_the_publication(
    article: str, published: str, fields: str, within: str, earliest: str, latest: str
) -> None:
    """`within: published` means the limits of the publication, else the year before it, or the one after it."""
    record, receipt = happening_of(article, published, fields)
    when = record.when
    assert (when.within, when.earliest, when.latest) == (within, earliest, latest)
    assert (receipt.basis, bool(receipt.note), bool(receipt.spans)) == ("inferred", True, True)
    assert "when.within" in {field.path for field in record.fields}


@each_row(("article", "published", "fields"), WITHOUT_YEAR)
def test_a_publication_without_a_year_gives_no_limits(article: str, published: str, fields: str) -> None:
    """Where the day of publication has no year and no limits, or stands for its own, the draft is refused."""
    draft = DRAFT.replace("PUBLISHED", published).replace("FIELDS", fields)
    assert any("takes its limits from `published`, which has no year" in text for text in messages(draft, article))


@each_row(
    ("article", "published", "year", "proposed"),
    [
        (DATED, "'March 13, 2025'", "2025", "{quote: in February, within: published}"),
        (
            UNDATED,
            "March 13",
            "2024",
            "{quote: in February, within: {2024: in November 2024, note: why it is that year}}",
        ),
        (UNDATED, "March 13", "2031", "in February"),
    ],
)
def test_a_year_that_a_date_has_and_its_words_have_not(
    article: str, published: str, year: str, proposed: str
) -> None:
    """The message proposes the shortest form that says the year, or the words alone; what it proposes is accepted."""
    vote = f"quote: The first vote took place, when: {{{year}-02: in February, note: why}}"
    draft = DRAFT.replace("PUBLISHED", published)
    (message,) = messages(draft.replace("FIELDS", vote), article)
    assert f"when: is {year}-02, but 'in February' has no year. Write `when: in February`" in message
    assert f"`when: {proposed}`" in message
    accepted = vote.partition(", when: ")[0] + f", when: {proposed}"
    assert messages(draft.replace("FIELDS", accepted), article) == []
