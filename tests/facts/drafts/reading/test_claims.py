"""Several values of one field: a list of values with their own words is one value with all of them."""

import json

import pytest

from tests.facts.drafts.helpers import DRAFT, build_draft, messages

CONTRACT = """\
places:
  vikhavn: Vikhavn
contracts:
  pier:
    title: contract for a pier
    passages: 2
    buyers: BUYERS
"""
JOINED = {
    "[{value: NO, quote: Norway pays}, {value: vikhavn, quote: at Vikhavn}]": (
        "{value: [NO, vikhavn], quote: [Norway pays, at Vikhavn]}"
    ),
    "[{value: NO, quote: Norway pays, note: a b}, {value: vikhavn, quote: at Vikhavn, note: a b}]": (
        "{value: [NO, vikhavn], quote: [Norway pays, at Vikhavn], note: a b}"
    ),
    "[{value: NO, quote: Norway pays, note: a}, {value: vikhavn, quote: at Vikhavn, note: b}]": (
        "{value: [NO, vikhavn], quote: [Norway pays, at Vikhavn], note: a; b}"
    ),
}
REFUSED = {
    "[{value: NO, quote: Norway pays}, {gap: not_stated, note: x}]": "has a gap among its values. Remove the item",
    "[{value: NO, quote: Norway pays, basis: stated}, {value: vikhavn, basis: inferred, note: x}]": (
        "has values that differ in `basis`: stated and inferred. "
        "Write one for all values, as in {value: [a, b], quote: [x, y]}"
    ),
}


def draft_with(buyers: str) -> str:
    """Return the draft with a contract that has these buyers and stands in passages 2 and 4."""
    return DRAFT + CONTRACT.replace("BUYERS", buyers).replace("passages: 2", "passages: 2, 4")


@pytest.mark.parametrize(("items", "joined"), JOINED.items())
def test_a_list_of_claims_is_one_claim(items: str, joined: str) -> None:
    """Values and quotations are those of all items, notes are joined, each once."""
    results = [build_draft(draft_with(buyers)) for buyers in (items, joined)]
    assert [result.problems for result in results] == [(), ()]
    assert results[0].text == results[1].text


def test_an_id_without_words_rests_on_those_of_the_record() -> None:
    """An item without words of its own adds the passages of the record to the receipt."""
    result = build_draft(draft_with("[{value: NO, quote: pays a third, note: a}, vikhavn]"))
    assert result.problems == ()
    contract = json.loads(result.text)["contracts"][0]
    assert contract["buyers"] == ["NO", "vikhavn"]
    assert [span["passage"] for span in contract["evidence"]["buyers"]["spans"]] == [4, 2, 4]


@pytest.mark.parametrize(("items", "message"), REFUSED.items())
def test_items_of_different_kinds_are_refused(items: str, message: str) -> None:
    """A gap among values, and values that differ in what a receipt has once, are refused."""
    assert any(message in problem for problem in messages(draft_with(items)))


def test_one_value_is_asked_for_where_only_one_is_possible() -> None:
    """A list for a field of one value is refused in words that say so."""
    text = DRAFT.replace("{value: ase-bjorno, quote: Bjørnø said}", "[{value: ase-bjorno, quote: Bjørnø said}]")
    assert any("has a list of values, but only one is possible. Write one value" in line for line in messages(text))
