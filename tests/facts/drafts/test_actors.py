"""Participants of an event are no others than the subject of the verb that tells it."""

from facts.drafts.build import build
from facts.model.article import Article
from facts.model.receipt import Span, sha256_hex
from facts.verify.doubts.parties.actors import find_subject
from facts.verify.sentence_map import SentenceMap
from tests.facts.drafts.council import warnings_of
from tests.tables import each_row

CLAIM = "    amount: 3 million euros\n    participants: orvik"
RULING = "    participants: tender-board\n"
BID = "    amount: 74 million euros\n    participants: Sundt"
EXCHANGED = [
    (CLAIM, "    amount: 3 million euros\n    participants: sundt", "has sundt, but 'the town of Orvik' does it"),
    (RULING, "    participants: {sundt: The Tender Board, note: why}\n", "but 'The Tender Board' does it"),
    ("[sundt, tender-board]", "[tender-board]", "has tender-board, but 'Sundt' does it"),
    (
        "  claim of penalties by the town:",
        "  claim of penalties by Sundt:",
        "but 'the town of Orvik' does it",
    ),
    ("  claim of penalties by the town:", "  claim of penalties by the bank:", "but 'the town of Orvik' does it"),
    ("[coastal-bank, orvik]", "[orvik]", "has orvik, but 'The Coastal Bank' does it"),
]
"""What is written in place of other words, and the warning about it."""
NAMED = [
    (CLAIM, "    amount: 3 million euros\n    participants: [orvik, sundt]"),
    (CLAIM, "    amount: 3 million euros"),
    ("[sundt, tender-board]", "sundt"),
    ("  claim of penalties by the town:", "  claim of penalties by Orvik:"),
    ("  claim of penalties by the town:", "  claim of penalties by the bank of barges:"),
    ("  arrival of the barges:", "  arrival of the barges by Sundt:"),
    (BID, "    amount: 74 million euros"),
    ("    participants: sundt\n    about: barges", "    about: barges"),
]
"""What may be written in place of other words."""


@each_row(("before", "after", "warning"), EXCHANGED)
def test_who_does_something_takes_part(before: str, after: str, warning: str) -> None:
    """A participant is doubted where the verb of the event has somebody else as its subject, who is left out."""
    assert any(warning in other for other in warnings_of({before: after})), after


@each_row(("before", "after"), NAMED)
def test_others_may_take_part_too(before: str, after: str) -> None:
    """Further participants, none, and whom something is done to are not doubted."""
    assert not any("does it" in warning for warning in warnings_of({before: after})), after


PAST = """\
title: software
organizations: {Polarsat AS: , Skyforge: {kind: company}}
events:
  refusal of a comment: {quote: The company declined to comment, participants: ENTRY}
"""
SKYFORGE = "Skyforge, the company that wrote it, was glad.\n\n"


@each_row(
    ("sentence", "entry", "message"),
    [
        ("Polarsat AS had not paid.", "The company", "may mean polarsat-as or skyforge"),
        ("Polarsat AS had not paid.", "skyforge", "but 'The company' does it, who is polarsat-as"),
        ("Polarsat AS had not paid.", "{polarsat-as: [The company, Polarsat AS had], note: why}", ""),
        ("Polarsat AS had met Skyforge.", "skyforge", ""),
        ("It was late. Polarsat AS had paid. It rained.", "skyforge", ""),
        ("Skyforge had not paid Polarsat AS.", "skyforge", ""),
    ],
)
def test_the_company_is_the_one_named_before(sentence: str, entry: str, message: str) -> None:
    """The company may be any one; where the sentence before names one alone, another is refused or doubted."""
    text = f"{SKYFORGE}{sentence} The company declined to comment."
    result = build("a.yaml", PAST.replace("ENTRY", entry), Article(text), "a")
    reports = [str(item) for item in (*result.problems, *result.warnings) if item.field == "participants"]
    assert [message in report for report in reports] == ([True] if message else [])


@each_row(
    ("sentence", "verb", "subject"),
    [
        ("The National Theatre in Ljuben will not open.", "will not open", "The National Theatre"),
        ("In Ljuben Lind sued the yard.", "sued", "In Ljuben Lind"),
        ("On Monday the town sued the yard.", "sued", "On Monday the town"),
        ("The yard in the old port sued the town.", "sued", "the old port"),
        ("The yard, which built it, sued the town.", "sued", "The yard"),
        ("The crane was built by the yard.", "was built", ""),
        ("The crane was built by the yard.", "was built by the yard", "the yard"),
        ("It has paid half of the sum claimed by the port.", "claimed by the port", "the port"),
        ("The yard, which built the crane, is late.", "which built the crane", "The yard"),
        ("The crane which the yard sold is late.", "which the yard sold", "the yard"),
    ],
)
def test_the_subject_of_a_verb(sentence: str, verb: str, subject: str) -> None:
    """The name of a place after in is not the subject of a verb after it, a passive has who does it after by."""
    start = sentence.index(verb)
    span = Span(passage=1, start=start, end=start + len(verb), digest=sha256_hex(verb), exact=verb)
    assert find_subject(span, SentenceMap(Article(sentence))) == subject
