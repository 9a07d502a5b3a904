"""The name of a speaker that stands in another passage than the statement."""

from tests.facts.drafts.helpers import BODY, HEAD, build_draft
from tests.tables import each_row

NO_RAIN = "    speaker: {value: ase-bjorno, quote: Bj\u00f8rn\u00f8 said}\n    form"
PLACES = {
    "    speaker: {value: ase-bjorno, quote: Bj\u00f8rn\u00f8 said}\n    form": "stated",
    "    speaker: {ase-bjorno: [Nobody, Mayor \u00c5se Bj\u00f8rn\u00f8], note: she is mayor}\n    form": "inferred",
    "    speaker: {ase-bjorno: [Nobody will, Bj\u00f8rn\u00f8 said], note: it is her pier}\n    form": "stated",
}
"""The words for the speaker of a quotation, and the basis of the name in them."""


@each_row(("speaker", "basis"), PLACES.items())
def test_a_name_in_another_passage_is_inferred(speaker: str, basis: str) -> None:
    """A name that the passages of a statement do not have is not stated there; why it is this one is the note."""
    assert BODY.count(NO_RAIN) == 1
    build = build_draft(HEAD + BODY.replace(NO_RAIN, speaker))
    assert build.sheet, list(build.problems)
    (statement,) = [record for record in build.sheet.records["statements"] if record.id == "no-rain"]
    receipt = statement.evidence["named"]
    assert receipt.basis == basis
    assert receipt.note == (None if basis == "stated" else "she is mayor")
