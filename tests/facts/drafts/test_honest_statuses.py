"""Statuses that an honest author writes for talks that go on, a request, and what was missed or cancelled."""

from facts.drafts.build import build
from facts.model.article import Article
from tests.tables import each_row

EVENT = """\
title: a town
events:
  TITLE:
    quote: 'QUOTE'
    status: {STATUS: 'QUOTE'}
"""
STATEMENT = """\
title: a town
people: {Ada Lind: }
statements:
  view of a town:
    quote: 'QUOTE'
    speaker: Ada Lind
    summary: that is how it is
    status: {STATUS: 'QUOTE'}
"""


def list_doubts(draft: str, sentence: str, quote: str, status: str, title: str = "") -> list[str]:
    """Return the messages about the status of the record of a draft."""
    text = f"The town met. {sentence} It rained."
    for name, part in {"TITLE": title, "QUOTE": quote, "STATUS": status}.items():
        draft = draft.replace(name, part)
    result = build("t.yaml", draft, Article(text), "t")
    issues = [issue for issue in (*result.problems, *result.warnings) if issue.field == "status"]
    assert all(
        issue.field in ("status", "passages", "attributed_to") for issue in (*result.problems, *result.warnings)
    )
    return [issue.message for issue in issues]


@each_row(
    ("sentence", "quote", "title", "status", "is_accepted"),
    [
        (
            "Talks with Oslo are continuing.",
            "Talks with Oslo are continuing",
            "talks with a town",
            "negotiated",
            True,
        ),
        ("Talks with Oslo are continuing.", "Talks with Oslo are continuing", "talks with a town", "standing", True),
        ("Talks with Oslo are continuing.", "Talks with Oslo are continuing", "talks with a town", "planned", False),
        ("Work in Oslo is continuing.", "Work in Oslo is continuing", "work in a town", "negotiated", False),
        ("Talks with Oslo were under way.", "Talks with Oslo were under way", "lease of a hall", "negotiated", True),
        ("Work was under way.", "Work was under way", "lease of a hall", "negotiated", False),
        (
            "The hall is still being negotiated.",
            "hall is still being negotiated",
            "sale of a hall",
            "negotiated",
            True,
        ),
        ("The hall is still being negotiated.", "hall is still being negotiated", "sale of a hall", "planned", False),
        ("Lode said it was opening a hall in May.", "it was opening a hall", "opening of a hall", "occurred", True),
        ("Lode was opening a hall in May.", "Lode was opening a hall", "opening of a hall", "planned", False),
        ("Lode said the hall was to open in May.", "the hall was to open", "opening of a hall", "planned", True),
        ("Lode said the hall was to open in May.", "the hall was to open", "opening of a hall", "occurred", False),
        (
            "Lode asked a court on Monday to halt it.",
            "asked a court on Monday to halt it",
            "request",
            "occurred",
            True,
        ),
        ("Lode asked a court on Monday to halt it.", "asked a court on Monday to halt it", "halt", "occurred", False),
        ("Lode asked a court on Monday to halt it.", "to halt it", "halt of a sale", "planned", True),
        ("Lode went to a court on Monday to halt it.", "to halt it", "halt of a sale", "occurred", False),
    ],
)
def test_an_event_has_the_status_that_its_verb_has(
    sentence: str, quote: str, title: str, status: str, is_accepted: bool
) -> None:
    """Talks that go on are negotiated, a state may be in the past; a request has occurred, not its object."""
    assert (list_doubts(EVENT, sentence, quote, status, title) == []) == is_accepted


@each_row(
    ("sentence", "quote", "status", "is_accepted"),
    [
        ("The yard had missed a deadline, Ada Lind said.", "had missed a deadline", "occurred", True),
        ("The yard has cancelled the order, Ada Lind said.", "has cancelled the order", "occurred", True),
        ("The order was cancelled, Ada Lind said.", "order was cancelled", "occurred", True),
        ("The yard had refused to pay, Ada Lind said.", "had refused to pay", "occurred", False),
        ("The yard would cancel the order, Ada Lind said.", "would cancel the order", "occurred", False),
        ("The yard had denied the delay, Ada Lind said.", "had denied the delay", "occurred", False),
        ("Talks were under way, Ada Lind said.", "Talks were under way", "negotiated", True),
        ("Works were under way, Ada Lind said.", "Works were under way", "negotiated", False),
    ],
)
def test_a_statement_has_the_status_that_its_verb_has(
    sentence: str, quote: str, status: str, is_accepted: bool
) -> None:
    """What was missed or cancelled has occurred; what was refused, denied or is to come has not."""
    assert (list_doubts(STATEMENT, sentence, quote, status) == []) == is_accepted


@each_row(
    ("sentence", "quote", "title", "status"),
    [
        (
            "The hall is still being negotiated.",
            "hall is still being negotiated",
            "negotiation of a sale",
            "negotiated",
        ),
        ("The hall is still being negotiated.", "hall is still being negotiated", "sale of a hall", "negotiated"),
        ("Lode is in talks with Oslo.", "Lode is in talks with Oslo", "negotiation of a lease", "negotiated"),
        ("The hall was negotiated in May.", "hall was negotiated", "negotiation of a lease", None),
    ],
)
def test_what_is_being_negotiated_is_read_so(sentence: str, quote: str, title: str, status: str) -> None:
    """A status that is left out is `negotiated` while it goes on, whatever the title names, and over afterwards."""
    draft = EVENT.replace("    status: {STATUS: 'QUOTE'}\n", "").replace("TITLE", title).replace("QUOTE", quote)
    result = build("t.yaml", draft, Article(sentence), "t")
    assert [issue.field for issue in result.problems] == ([] if status else ["status"])
    assert (
        [event.model_dump()["status"] for event in result.sheet.records["events"]] == [status]
        if result.sheet
        else not status
    )


DENIED = """\
title: a town
people: {Ada Lind: , Joren Vask: }
organizations: {Kurier: }
statements:
  view of a town:
    quote: 'QUOTE'
    speaker: SPEAKER
    summary: pressure was put on a jury
    status: {STATUS: had leaned}
"""


@each_row(
    ("sentence", "speaker", "is_accepted"),
    [
        ("Vask rejected a report in Kurier that he had leaned on it.", "{kurier: report in Kurier}", True),
        ("Vask denied the claim of Ada Lind that he had leaned on it.", "{ada-lind: the claim of Ada Lind}", True),
        ("Vask rejected a report in Kurier that he had leaned on it.", "{joren-vask: Vask rejected}", False),
        ("Vask denied that Ada Lind had leaned on it.", "{ada-lind: Ada Lind}", False),
    ],
)
def test_what_another_denies_has_occurred_for_its_speaker(sentence: str, speaker: str, is_accepted: bool) -> None:
    """The report that somebody rejects tells what has happened; for who rejects it, it did not."""
    text = f"Joren Vask met Ada Lind. {sentence}"
    for status, is_right in (("occurred", is_accepted), ("planned", False)):
        draft = DENIED.replace("QUOTE", "had leaned on it").replace("SPEAKER", speaker).replace("STATUS", status)
        result = build("t.yaml", draft, Article(text), "t")
        issues = [
            str(issue) for issue in (*result.problems, *result.warnings) if issue.field in ("status", "speaker")
        ]
        assert (issues == []) == is_right, issues
