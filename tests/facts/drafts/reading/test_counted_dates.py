"""Dates that words count from the day of publication, which the article prints."""

import json

from facts.drafts.build import build
from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from tests.tables import each_row

DRAFT = """\
title: a bridge
source: {published: PUBLISHED}
organizations: {Lode Board: }
events:
  act of the board:
    quote: QUOTE
    status: STATUS
    when: WHEN
"""
SAID = """\
title: a bridge
source: {published: PUBLISHED}
organizations: {Lode Board: }
statements:
  rain is near:
    quote: QUOTE
    when: WHEN
"""
LEASE = """\
title: a lease
source: {published: 14 May 2026}
organizations: {Lode Board: , Brunn: }
contracts:
  lease:
    buyers: The Lode Board leased
    suppliers: from Brunn
    signed: SIGNED
"""


def build_with(
    sentence: str, quote: str, when: str, published: str = "14 May 2026", draft: str = DRAFT
) -> str | None:
    """Return the date in the sheet of a draft; None if it is refused."""
    text = f"OSLO, 14 May 2026 - The Lode Board met. {sentence}"
    status = "planned" if " to " in quote or "will" in quote else "occurred"
    parts = {"PUBLISHED": published, "QUOTE": quote, "WHEN": when, "STATUS": status}
    for name, part in parts.items():
        draft = draft.replace(name, part)
    result = build("b.yaml", draft, Article(text), "b")
    if not result.sheet:
        assert [issue.field for issue in result.problems] == ["when"], [str(issue) for issue in result.problems]
        return None
    again = build("b.yaml", "\n".join(format_lines(to_draft(result.sheet, Article(text)))), Article(text), "b")
    assert again.text == result.text
    sheet = json.loads(result.text)
    record = (sheet.get("events") or sheet["statements"])[0]
    receipt = record["evidence"]["when"]
    assert receipt["basis"] == "inferred"
    assert [span["exact"] for span in receipt["spans"]] == [when, "14 May 2026"]
    return str(record["when"]["edtf"])


@each_row(
    ("sentence", "quote", "when", "day"),
    [
        ("It voted on Thursday to build.", "It voted", "on Thursday", "2026-05-14"),
        ("It voted on Friday to build.", "It voted", "Friday", "2026-05-08"),
        ("It was closed in Oslo on Wednesday.", "It was closed", "on Wednesday", "2026-05-13"),
        ("On Monday, it voted to build.", "it voted", "On Monday", "2026-05-11"),
        ("It voted yesterday.", "It voted", "yesterday", "2026-05-13"),
        ("It was closed last year.", "It was closed", "last year", "2025"),
        ("It met outside the hospital on Tuesday.", "It met", "on Tuesday", "2026-05-12"),
        (
            "It met outside the hospital on Tuesday.",
            "met outside the hospital",
            "met outside the hospital on Tuesday",
            "2026-05-12",
        ),
        ("It met in front of the offices of the Harbour Board Tuesday.", "It met", "Tuesday", "2026-05-12"),
        ("It met near Lode's old railway station on Tuesday.", "It met", "on Tuesday", "2026-05-12"),
        ("It met at the town's port on Tuesday.", "It met at the town's port", "on Tuesday", "2026-05-12"),
        ("It met in the city of Lode on Tuesday.", "It met", "on Tuesday", "2026-05-12"),
        ("It voted on Thursday to build.", "It voted", "voted on Thursday", "2026-05-14"),
        ("It sued the city in the district court on Monday.", "It sued the city", "on Monday", "2026-05-11"),
        ("It sued the city on Monday.", "It sued the city", "on Monday", "2026-05-11"),
        ("It sued the High Court on Monday over it.", "It sued the High Court", "on Monday", "2026-05-11"),
        ("It reminded the town council on Monday of it.", "It reminded the town council", "on Monday", "2026-05-11"),
        ("It has paid Brunn Ferries on Monday.", "It has paid", "on Monday", "2026-05-11"),
        ("It signed the ferry contract on Monday.", "It signed", "on Monday", "2026-05-11"),
    ],
)
def test_words_count_from_the_day_of_publication(sentence: str, quote: str, when: str, day: str) -> None:
    """A weekday directly beside what was done then is the last one until that day; last year is the one before."""
    assert build_with(sentence, quote, when) == day


@each_row(
    ("sentence", "quote", "when"),
    [
        ("It will vote on Friday.", "It will vote", "on Friday"),
        ("It is to vote on Friday.", "It is to vote", "on Friday"),
        ("It announced a strike on Friday.", "It announced a strike", "on Friday"),
        ("It announced the Lode Summit on Friday.", "It announced the Lode Summit", "on Friday"),
        ("It told the court a strike on Friday was legal.", "It told the court", "on Friday"),
        ("It paid the fee for the vote on Friday.", "It paid the fee", "on Friday"),
        ("It signed the invitation to the deal on Friday.", "It signed the invitation", "on Friday"),
        ("It planned talks, and closed, on Friday.", "It planned talks", "on Friday"),
        ("The bridge was closed, it said on Friday.", "The bridge was closed", "on Friday"),
        ("It said the bridge opens on Friday.", "It said", "on Friday"),
        ("It closed. Rain is due Friday, it said.", "It closed", "Friday"),
        ("It was closed last Friday.", "It was closed", "last Friday"),
        ("It met outside the hospital that burned on Tuesday.", "It met", "on Tuesday"),
        ("It met outside the hospital before the vote on Tuesday.", "It met", "on Tuesday"),
        ("It met near the bridge closing on Tuesday.", "It met", "on Tuesday"),
        ("It met at the port to vote on Tuesday.", "It met", "on Tuesday"),
        ("It met in favour of a strike on Tuesday.", "It met", "on Tuesday"),
        ("It met at the news of a strike on Tuesday.", "It met", "on Tuesday"),
        ("It met outside the hospital, and the bridge on Tuesday.", "It met", "on Tuesday"),
        ("It met outside the hospital, on Monday, not Tuesday.", "It met", "Tuesday"),
        ("It announced a strike outside the hospital on Tuesday.", "It announced a strike", "on Tuesday"),
        ("It will meet outside the hospital on Tuesday.", "It will meet", "on Tuesday"),
        ("It met outside the hospital on Tuesday.", "It met", "hospital on Tuesday"),
        ("It met. It voted on Thursday to build.", "It met", "voted on Thursday"),
        ("It was closed last month.", "It was closed", "last month"),
        ("It was closed. \u201cI voted yesterday,\u201d it said.", "It was closed", "yesterday"),
    ],
)
def test_other_words_count_nothing(sentence: str, quote: str, when: str) -> None:
    """What is still to come, what another verb says, and what may be another week or day needs a value and a note."""
    assert build_with(sentence, quote, when) is None


@each_row(("published", "day"), [("14 May 2026", "2026-05-13"), ("{not_stated: no day}", None)])
def test_a_statement_has_the_day_on_which_it_was_made(published: str, day: str | None) -> None:
    """The verb of saying tells its day; without a day of publication nothing is counted."""
    sentence = "The Lode Board said on Wednesday that rain is near."
    assert build_with(sentence, "rain is near", "on Wednesday", published, SAID) == day


@each_row(
    ("sentence", "signed", "day"),
    [
        ("The lease, signed on Monday, is long.", "on Monday", "2026-05-11"),
        ("The lease, signed on Monday, is long.", "signed on Monday", "2026-05-11"),
        ("The lease was signed in the town hall of Lode on Monday.", "on Monday", "2026-05-11"),
        ("The lease, announced on Monday, is long.", "announced on Monday", None),
        ("The lease, to be signed on Monday, is long.", "signed on Monday", None),
    ],
)
def test_a_contract_has_the_day_on_which_it_was_signed(sentence: str, signed: str, day: str | None) -> None:
    """A verb of signing before a weekday tells the day of a contract, without a quotation of its own."""
    text = f"OSLO, 14 May 2026 - The Lode Board leased ships from Brunn. {sentence}"
    result = build("b.yaml", LEASE.replace("SIGNED", signed), Article(text), "b")
    assert [issue.field for issue in result.problems] == ([] if day else ["signed"])
    assert day is None or json.loads(result.text)["contracts"][0]["signed"]["edtf"] == day


UNDATED = (
    "OSLO, May 14 - The Lode Board met. It had leased a pier last year, in May 2025. It voted on Thursday to build."
)
TOLD = "{quote: May 14, within: {2026: [last year, in May 2025], note: the lease was last year}}"


@each_row(
    ("published", "when", "day"),
    [
        (TOLD, "on Thursday", "2026-05-14"),
        (TOLD.replace("last year", "on Thursday"), "on Thursday", "2026-05-14"),
        (TOLD.replace("2026", "2024-05/2026-05"), "on Thursday", None),
        ("May 14", "on Thursday", None),
        ("{not_stated: no day is printed}", "on Thursday", None),
    ],
)
def test_a_day_counts_from_a_publication_whose_year_is_told(published: str, when: str, day: str | None) -> None:
    """Limits that leave one year make the publication a day, and their words are cited; else its year is missing."""
    draft = DRAFT.replace("PUBLISHED", published).replace("STATUS", "occurred").replace("WHEN", when)
    result = build("b.yaml", draft.replace("QUOTE", "It voted"), Article(UNDATED), "b")
    problems = [str(issue) for issue in (*result.problems, *result.warnings)]
    if day is None:
        (problem,) = problems
        assert "when: is counted from `published`, of which no year is known: 'on Thursday'. Write" in problem
        assert "`{quote: Sept 18, within: {2025: the words that tell the year, note: why}}`" in problem
        return
    assert not problems
    assert result.sheet is not None
    again = build("b.yaml", "\n".join(format_lines(to_draft(result.sheet, Article(UNDATED)))), Article(UNDATED), "b")
    assert again.text == result.text
    (event,) = json.loads(result.text)["events"]
    assert event["when"]["edtf"] == day
    exact = [span["exact"] for span in event["evidence"]["when"]["spans"]]
    year = ["last year", "in May 2025"] if "[last year" in published else ["in May 2025"]
    assert exact == ["on Thursday", "May 14", *year]


@each_row(
    ("when", "is_doubted"),
    [("2026-05-14: [on Thursday, May 14]", False), ("2026-01-15: [on Thursday, May 14]", True)],
)
def test_a_day_that_is_written_is_near_the_publication(when: str, is_doubted: bool) -> None:
    """A value for words that count, beside those for the publication, is doubted where it is far from that day."""
    draft = DRAFT.replace("PUBLISHED", TOLD).replace("STATUS", "occurred").replace("QUOTE", "It voted")
    result = build("b.yaml", draft.replace("WHEN", f"{{{when}, note: counted}}"), Article(UNDATED), "b")
    assert result.sheet is not None
    assert any(issue.field == "when" for issue in result.warnings) == is_doubted


@each_row(
    ("sentence", "title", "quote", "day"),
    [
        ("It threatened on Tuesday to sue.", "threat to sue", "threatened on Tuesday to sue", "2026-05-12"),
        ("It refused on Tuesday to pay.", "refusal to pay", "refused on Tuesday to pay", "2026-05-12"),
        ("It promised on Tuesday to pay.", "promise to pay", "promised on Tuesday to pay", "2026-05-12"),
        ("It promised on Tuesday to pay.", "payment by the board", "promised on Tuesday to pay", None),
        ("It threatened to sue on Tuesday.", "threat to sue", "threatened to sue on Tuesday", None),
        ("It threatens on Tuesday to sue.", "threat to sue", "threatens on Tuesday to sue", None),
    ],
)
def test_the_day_of_a_threat_or_a_promise(sentence: str, title: str, quote: str, day: str | None) -> None:
    """The day beside a verb of threat is that of the threat, where the record is about it, and not of the deed."""
    status = "planned" if title.startswith("payment") else "occurred"
    draft = DRAFT.replace("act of the board", title).replace("STATUS", status)
    assert build_with(sentence, quote, "on Tuesday", draft=draft) == day


def test_the_day_of_a_statement_with_a_threat() -> None:
    """A statement of what somebody threatens is of the day beside the verb."""
    sentence = "The Lode Board threatened on Tuesday to sue."
    assert build_with(sentence, "threatened on Tuesday to sue", "on Tuesday", draft=SAID) == "2026-05-12"
