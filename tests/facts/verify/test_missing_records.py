"""A sheet that refers to a record which it lacks is verified: the reference is reported, and nothing fails."""

from facts.model.record import Record
from facts.sheets.loader import read_sheet
from facts.verify.contradictions import find_contradictions
from facts.verify.doubts.checks import find_doubts
from tests.conftest import FRIGATE
from tests.facts.verify.test_verification import ARTICLE

NOTE = {"basis": "inferred", "note": "it follows"}


def as_inferred(record: Record) -> Record:
    """Return a record of which every field is inferred."""
    evidence = {path: receipt.model_copy(update=NOTE) for path, receipt in record.evidence.items()}
    return record.model_copy(update={"evidence": evidence})


def test_no_check_needs_the_records_that_are_referred_to() -> None:
    """Without the records of any one kind, stated or inferred, the rest of a sheet is searched to the end."""
    stated = {kind: tuple(group) for kind, group in read_sheet(FRIGATE).records.items()}
    inferred = {kind: tuple(map(as_inferred, group)) for kind, group in stated.items()}
    for groups in (stated, inferred):
        for kind in groups:
            rest = {**groups, kind: ()}
            list(find_doubts(rest, ARTICLE))
            list(find_contradictions(rest, ARTICLE))
