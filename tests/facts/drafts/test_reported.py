"""What somebody reports, denies and the article tells itself: voices, and where relations come from."""

import json

from facts.drafts.build import Build, build
from facts.model.article import Article
from tests.tables import each_row

ARTICLE = Article("""\
Welders may strike at Brandt yard

The Orvik Echo reported on Monday that the Welders Union had threatened to walk out over pay. The Brandt yard has \
sold its dock, worth 9 million euros.

The union denied the report of the Orvik Echo. It refused to say more. The Echo did not name its source.

"Nothing of the kind was planned," said its chairman, Olaf Berg.
""")
DRAFT = """\
title: a strike that a newspaper reports
source: {headline: {passage: 1}}
organizations:
  orvik-echo:
  brandt-yard: {name: Brandt yard}
  welders-union: {kind: {union: Welders Union}}
people:
  olaf-berg: {offices: {title: chairman}}
events:
  sale of the dock:
    quote: has sold its dock
    participants: Brandt yard
statements:
  a walk-out was threatened:
    quote: had threatened to walk out over pay
    speaker: The Orvik Echo
  the report is wrong:
    quote: denied the report
    speaker: The union
  no walk-out was planned:
    quote: Nothing of the kind was planned
    speaker: Olaf Berg
"""
SALE = "    quote: has sold its dock\n"
DENIAL = "    quote: denied the report\n"
THREAT = "a-walk-out-was-threatened"
ECHO = "'The Orvik Echo reported' stands with the words of the record"
SOURCE = "statements:\n  no source is named:\n    quote: The Echo did not name its source\n    named: The Echo\n"
SILENCE = "'did not name' tells a silence"
NEGATED = "does not deny what its words deny with 'not'"
EVENTS = [
    ("  naming of the source:\n    quote: did not name its source\n    status: standing\n", True),
    ("  naming of the source:\n    quote: did not name its source\n    status: planned\n", False),
    (
        "  state of the source:\n    kind: {naming: name, note: what is left out}\n"
        "    quote: did not name its source\n    status: standing\n",
        True,
    ),
    ("  silence on the source:\n    quote: did not name its source\n    status: standing\n", False),
]
"""Events of what is not done, and whether their titles assert it."""
UNTOLD = "events:\n"
VOICES = [
    ("  walk-out over pay:\n    quote: had threatened to walk out\n    status: threatened\n", True),
    ("  walk-out over pay:\n    quote: the Welders Union had threatened to walk out\n    status: threatened\n", True),
    (
        "  walk-out over pay:\n    quote: had threatened to walk out\n    status: threatened\n"
        "    attributed_to: orvik-echo\n",
        False,
    ),
    ("  refusal of the union:\n    quote: It refused to say more\n    status: standing\n", False),
]
"""Events, and whether the voice is missing of who reports them."""
ORIGINS = [
    (f"disputes: {{{THREAT}: denied the report of the Orvik Echo}}", "stated", "stated"),
    (f"disputes: {{{THREAT}: It refused to say more}}", "editorial", "inferred"),
    (f"disputes: {{{THREAT}: denied the report of the Orvik Echo, note: so it seems}}", "editorial", "inferred"),
    (f"relations: [{{type: disputes, statement: {THREAT}, origin: stated, note: all of it}}]", "stated", "stated"),
]
"""Relations, where they come from, and the basis of their receipts."""


def build_changed(before: str, after: str) -> Build:
    """Return what the draft is built into with other words in place of some that it has."""
    assert before in DRAFT
    return build("echo.yaml", DRAFT.replace(before, after, 1), ARTICLE, "echo")


@each_row(("event", "is_missing"), VOICES)
def test_a_reported_threat_is_told_by_who_reports_it(event: str, is_missing: bool) -> None:
    """An act that somebody reports is no act that the article tells."""
    result = build_changed(UNTOLD, UNTOLD + event)
    assert not result.problems
    assert any(ECHO in warning.message for warning in result.warnings) == is_missing


@each_row(("relation", "origin", "basis"), ORIGINS)
def test_a_relation_and_its_receipt_agree(relation: str, origin: str, basis: str) -> None:
    """What only the context relates is a reader's comparison, unless the draft says that the article states it."""
    result = build_changed(DENIAL, f"{DENIAL}    {relation}\n")
    assert result.sheet, list(result.problems)
    (statement,) = [record for record in result.sheet.records["statements"] if record.id == "the-report-is-wrong"]
    assert [other["origin"] for other in statement.model_dump()["relations"]] == [origin]
    assert statement.evidence["relations"].basis == basis


def test_a_voice_that_is_written_is_kept() -> None:
    """The article's own voice is in a sheet where its draft has it, and in no other record."""
    result = build_changed(SALE, f"{SALE}    voice: narrated\n")
    (event,) = json.loads(result.text)["events"]
    assert event["voice"] == "narrated"
    assert event["evidence"]["voice"]["basis"] == "stated"
    (event,) = json.loads(build_changed(SALE, SALE).text)["events"]
    assert "voice" not in event


@each_row(("event", "is_asserted"), EVENTS)
def test_a_title_that_asserts_what_its_words_deny(event: str, is_asserted: bool) -> None:
    """An event that holds is not the happening that its words deny."""
    result = build_changed(UNTOLD, UNTOLD + event)
    messages = [issue.message for issue in (*result.problems, *result.warnings)]
    assert any(NEGATED in message for message in messages) == is_asserted


@each_row(("status", "is_doubted"), [("asserted", True), ("standing", False)])
def test_a_silence_is_no_opinion(status: str, is_doubted: bool) -> None:
    """That somebody did not say something is a fact that the article tells."""
    result = build_changed("statements:\n", f"{SOURCE}    status: {status}\n")
    assert not result.problems
    assert any(SILENCE in warning.message for warning in result.warnings) == is_doubted


DENIERS = [("The union", False), ("{orvik-echo: the Orvik Echo, note: so it seems}", True)]
"""The speaker of the denial, and whether its sentence gives it to another."""


@each_row(("speaker", "is_doubted"), DENIERS)
def test_a_denial_is_of_the_subject_of_its_sentence(speaker: str, is_doubted: bool) -> None:
    """Neither a note nor a name from its sentence gives a denial to somebody else than the one who denies."""
    result = build_changed("    speaker: The union\n", f"    speaker: {speaker}\n")
    assert not result.problems
    assert any("says it of welders-union" in warning.message for warning in result.warnings) == is_doubted
