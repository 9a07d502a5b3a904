"""What no words tell is inferred from the context: what a record is about, where it was, whose claim it disputes."""

from itertools import compress
from string import ascii_lowercase

from facts.drafts.build import Build
from facts.drafts.from_sheet import to_draft
from facts.drafts.text.emit import format_lines
from facts.model.article import Article
from facts.model.receipt import Receipt
from tests.facts.drafts.helpers import build_draft, messages
from tests.tables import each_row

TEXT = """\
Orvik has ordered four trams from Skovde Works for €60 million. The vote on Monday was close. By 21 votes to 9.

The port of Malm has ordered a crane. Skovde spokesman Per Lie said the tender had favoured Norrland.

Norrland denied that it had gained from it. Mayor Ase Holm called Lie's claim wrong. Lie's remark angered many.

The trams will be late, Holm told reporters in Orvik. Many applauded. The mayor left. A strike began at the works. \
The order of the court angered him. The orders came. The order for buses ended.
"""
DRAFT = """\
title: trams that a town has ordered
contracts:
  trams: {title: order for trams, subject: trams, buyers: Orvik has ordered,
    suppliers: Skovde Works, value: €60 million}
  crane: {title: purchase of a crane, subject: a crane, buyers: The port of Malm has ordered}
organizations:
  Skovde Works: {also_called: [Skovde, the works]}
  Norrland:
places: {Orvik: , Malm: }
people:
  Per Lie: {offices: spokesman}
  Ase Holm: {offices: Mayor}
events:
  vote on the order: {quote: The vote on Monday was close, about: trams}
  ABOUT
statements:
  the tender favoured one bidder: {quote: said the tender had favoured Norrland}
  STATEMENT
"""
EVENT = "remark: {title: a remark, quote: %s, status: occurred, %s}"
STATEMENT = "answer: {summary: it is an answer, quote: %s, %s}"
CASES = (
    (EVENT % ("angered many", "about: trams"), "about", "inferred"),
    (EVENT % ("has ordered four trams", "about: trams"), "about", "stated"),
    (
        "remark: {title: a delay, quote: The trams will be late, status: planned, attributed_to: ase-holm, "
        "about: trams}",
        "about",
        "stated",
    ),
    (EVENT % ("A strike began", "about: [trams, norrland]"), "about", "inferred"),
    (EVENT % ("A strike began", "about: norrland"), "about", "inferred"),
    (EVENT % ("A strike began", "about: {norrland: A strike began}"), "about", None),
    (EVENT % ("A strike began at the works", "about: skovde-works"), "about", "stated"),
    (EVENT % ("Many applauded", "about: {trams: Many applauded}"), "about", "inferred"),
    (EVENT % ("The order of the court", "about: trams"), "about", "inferred"),
    (EVENT % ("The orders came", "about: trams"), "about", "inferred"),
    (EVENT % ("The order for buses", "about: trams"), "about", "inferred"),
    (EVENT % ("Many applauded", "about: {trams: Many applauded, basis: stated}"), "about", "stated"),
    (EVENT % ("Many applauded", "where: orvik"), "where", "inferred"),
    (EVENT % ("told reporters in Orvik", "where: orvik"), "where", "stated"),
    (EVENT % ("Many applauded", "where: malm"), "where", None),
    (EVENT % ("The mayor left", "participants: ase-holm"), "participants", "inferred"),
    (EVENT % ("Many applauded", "participants: norrland"), "participants", None),
    (EVENT % ("By 21 votes to 9", "about: crane"), "status", "inferred"),
    (EVENT % ("The vote on Monday", "about: crane"), "status", "stated"),
    (EVENT % ("told reporters in Orvik", "about: crane"), "status", "stated"),
    (STATEMENT % ("The trams will be late", "occasion: vote-on-the-order"), "occasion", "inferred"),
    (STATEMENT % ("The vote on Monday", "named: many, occasion: vote-on-the-order"), "occasion", "stated"),
    (
        STATEMENT % ("Norrland denied that", "disputes: {the tender favoured one bidder: denied that}"),
        "relations",
        "inferred",
    ),
    (
        "answer: {summary: the claim is untrue, quote: called Lie's claim wrong, speaker: Ase Holm called, "
        "disputes: {the tender favoured one bidder: called Lie's claim wrong}}",
        "relations",
        "stated",
    ),
    (
        STATEMENT % ("Norrland denied that", "disputes: {the tender favoured one bidder: denied that, note: of it}"),
        "relations",
        "inferred",
    ),
)
"""An event or a statement, one of its fields, and its basis in the sheet; none for a draft that is refused."""


def draft_with(record: str) -> str:
    """Return the draft with an event, or with a statement."""
    keys = ("", record) if record.startswith("answer") else (record, "")
    return DRAFT.replace("ABOUT", keys[0]).replace("STATEMENT", keys[1])


def receipt_of(result: Build, path: str) -> Receipt:
    """Return the receipt of a field of the event, or of the statement, that was added."""
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    records = {record.id: record for _, record in result.sheet}
    return (records.get("answer") or records["remark"]).evidence[path]


@each_row(("record", "path", "basis"), CASES)
def test_what_no_words_tell_is_inferred(record: str, path: str, basis: str | None) -> None:
    """A reference is stated where its sentence names or describes what it is to, a status where a verb tells it."""
    result = build_draft(draft_with(record), TEXT)
    if basis is None:
        assert any(f" {path}: refers to" in text for text in messages(draft_with(record), TEXT))
        return
    receipt = receipt_of(result, path)
    assert receipt.basis == basis
    assert (receipt.note is None) == (basis == "stated")


def test_a_sheet_and_its_draft_have_the_same_bases() -> None:
    """The draft of a sheet is built to the same sheet, whether what no words tell is stated in it or inferred."""
    accepted = [(record, path, basis) for record, path, basis in CASES if basis]
    names = [f"record-{letter}" for letter in ascii_lowercase[: len(accepted)]]
    lines = [f"{name}{case[0][case[0].index(':') :]}" for name, case in zip(names, accepted, strict=True)]
    answers = [record.startswith("answer") for record, *_ in accepted]
    events = "\n  ".join(line for line, is_answer in zip(lines, answers, strict=True) if not is_answer)
    statements = "\n  ".join(compress(lines, answers))
    result = build_draft(DRAFT.replace("ABOUT", events).replace("STATEMENT", statements), TEXT)
    assert result.sheet is not None, [str(problem) for problem in result.problems]
    records = {record.id: record for _, record in result.sheet}
    for name, (_, path, basis) in zip(names, accepted, strict=True):
        assert records[name].evidence[path].basis == basis, name
    text = "\n".join(format_lines(to_draft(result.sheet, Article(TEXT))))
    assert build_draft(text, TEXT).text == result.text


def test_a_note_of_the_author_stays() -> None:
    """A field that has a note in the draft has this note in the sheet."""
    record = EVENT % ("Many applauded", "about: {trams: Many applauded, note: they were for it}")
    result = build_draft(draft_with(record), TEXT)
    assert receipt_of(result, "about").note == "they were for it"
