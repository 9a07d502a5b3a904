"""A gap does not deny a relation that another statement has, and look-alike words are named."""

import pytest

from facts.model.article import Article
from facts.sheets.anchor import anchor
from tests.facts.sheets.edits import Edits, edited_sheet, problems_of

CRACKS = "statements/union-cracks"
HULL = "statements/meireles-hull"
NOT_STATED = {"status": "not_stated", "note": "it is not set against another statement"}


def test_a_gap_does_not_deny_a_relation() -> None:
    """A statement whose relations are `not_stated` is reported if another has a stated relation to it."""
    assert problems_of({f"{CRACKS}/gaps/relations": NOT_STATED}) == [
        f"{CRACKS} relations: has the gap `not_stated`, but {HULL} has a stated relation to it. "
        "Fill it, or correct the gap's status."
    ]


@pytest.mark.parametrize(
    "edits",
    [
        {f"{CRACKS}/gaps/relations/status": "ambiguous"},
        {"statements/halvorsen-schedule/gaps/relations": NOT_STATED},
    ],
)
def test_other_gaps_of_relations_are_accepted(edits: Edits) -> None:
    """A gap that leaves relations open, or that only an editor's comparison touches, contradicts nothing."""
    with pytest.raises(pytest.fail.Exception):
        problems_of(edits)


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
