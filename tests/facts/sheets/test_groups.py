"""Groups as named: words of the article stand in place of an id where a span of the receipt quotes them."""

from facts.sheets.loader import parse_sheet
from tests.facts.sheets.edits import FILE, Edits, edited_sheet, problems_of
from tests.tables import each_row

TRAINING = "events/crew-training"
SAILORS: Edits = {f"{TRAINING}/participants": ["brazilian-navy", "sailors"]}
ADD = "or add a span that quotes these words"


def test_words_that_a_span_quotes_are_a_group() -> None:
    """A group that a span quotes takes part like a record; a record's id needs no quotation."""
    sheet = parse_sheet(FILE, edited_sheet(SAILORS))
    [event] = [record for record in sheet.records["events"] if record.id == "crew-training"]
    assert getattr(event, "participants", ()) == ("brazilian-navy", "sailors")


@each_row(
    ("edits", "line"),
    [
        (
            {f"{TRAINING}/participants": ["brazilian-navy", "officers"]},
            f"{TRAINING} participants: points to officers, which is not a record of this sheet. "
            f"Add it to people or organizations or countries or places, {ADD}.",
        ),
        (
            {f"{TRAINING}/participants": ["skarv"]},
            f"{TRAINING} participants: points to systems/skarv. "
            "Point to a record of people or organizations or countries or places.",
        ),
        (
            {"media/photo-solvind/shows": ["frigate Nordlys"]},
            "media/photo-solvind shows: points to frigate Nordlys, which is not a record of this sheet. "
            f"Add it to any kind, {ADD}.",
        ),
    ],
)
def test_other_words_are_a_problem(edits: Edits, line: str) -> None:
    """Words that no span quotes, and records of another kind, are reported."""
    assert problems_of(edits) == [line]
