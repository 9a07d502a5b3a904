"""A gap does not deny a relation that another statement has, and look-alike words are named."""

import pytest

from facts.model.article import Article
from facts.sheets.anchor import anchor
from facts.sheets.loader import parse_sheet
from tests.facts.sheets.edits import GONE, Edits, edited_sheet, problems_of

CRACKS = "statements/union-cracks"
HULL = "statements/meireles-hull"
NOT_STATED = {"status": "not_stated", "note": "it is not set against another statement"}
AMBIGUOUS = NOT_STATED | {"status": "ambiguous"}


def without_relations(statement: str, gap: dict[str, str]) -> Edits:
    """Return the edits that replace the relations of a statement by a gap."""
    paths = (f"{statement}/relations", f"{statement}/evidence/relations")
    return {**dict.fromkeys(paths, GONE), f"{statement}/gaps/relations": gap}


def test_a_gap_does_not_deny_a_relation() -> None:
    """A statement whose relations are `not_stated` is reported if another has a stated relation to it."""
    (problem,) = problems_of(without_relations(CRACKS, NOT_STATED))
    assert problem == (
        f"{CRACKS} relations: has the gap `not_stated`, but {HULL} has a stated relation to it. "
        "Fill it, or correct the gap's status."
    )


@pytest.mark.parametrize(
    "edits",
    [
        without_relations(CRACKS, AMBIGUOUS),
        without_relations("statements/halvorsen-schedule", NOT_STATED),
    ],
)
def test_other_gaps_of_relations_are_accepted(edits: Edits) -> None:
    """A gap that leaves relations open, or that only an editor's comparison touches, contradicts nothing."""
    assert parse_sheet("sheet.json", edited_sheet(edits)).id == "frigate-deal"


WORDS = {
    ("O'Brien", "by O\u2019Brien"): "The passage has a look-alike: only an apostrophe differs. Copy it from there",
    ("$ 2.5", "$\xa02.5"): "The passage has a look-alike: only a no-break or other special space differs. "
    "Copy it from there",
    ("Ankara", "Istanbul"): "Correct `exact` or `passage`",
}


@pytest.mark.parametrize(("texts", "hint"), WORDS.items(), ids=ascii)
def test_anchor_names_look_alikes(texts: tuple[str, str], hint: str) -> None:
    """Words that are in the passage but for a character that looks alike are reported with what differs."""
    exact, passage = texts
    raw = {"places": [{"id": "a", "evidence": {"name": {"spans": [{"passage": 1, "exact": exact}]}}}]}
    (problem,) = anchor("sheet.json", raw, Article(passage))
    assert (problem.message, problem.hint) == (f"has words that are not in passage 1: {exact}", hint)


def test_check_names_look_alikes() -> None:
    """A span whose digest is that of look-alike words is reported with what differs."""
    raw = edited_sheet({})
    (record,) = (row for row in raw["people"] if row["id"] == "joao-meireles")
    assert record["evidence"]["name"]["spans"][0]["exact"] == "Jo\u00e3o Meireles"
    edits = {"people/joao-meireles/evidence/name/spans/0/exact": "Joa\u0303o Meireles"}
    assert problems_of(edits) == [
        "people/joao-meireles evidence.name.spans.0: has the digest of look-alike words: "
        "only how accents are encoded (NFC) differs. Correct it."
    ]
