"""The sides of a contract that sentences tell by their verbs."""

from facts.verify.trades import read_side
from facts.verify.vocabulary import name_pattern
from tests.tables import each_row

BUYERS = """
[Norway] has signed a contract worth 6.2 billion crowns for coastal guns from South Korea's Hansung.
[Norway] signed a deal for ships from Granit.
[Norway], a member of the alliance, has placed an order for ten ships from the Danish yard Granit.
[Norway] bought ships from Granit.
The yard builds ships for [Norway].
"""
SUPPLIERS = """
Norway has signed a contract worth 6.2 billion crowns for coastal guns from South Korea's [Hansung].
Norway signed a deal for ships from [Granit].
Norway has placed an order for ten ships from the Danish yard [Granit].
Norway bought ships from [Granit].
[Granit] sold ships to Norway.
"""
NEITHER = """
[Granit] has signed a contract to deliver ships from its yard in Norway.
[Granit] signed a deal for the sale of ships from its yard.
A contract was signed by [Norway].
[Norway] received a letter from Granit.
[Norway] has signed a contract with Granit.
Norway signed a contract to build ships with steel from [Sweden].
The order came from [Norway].
"""
"""Sentences, with a name in brackets that is on a side, or on none that the sentence tells."""


def sides_of(sentence: str) -> list[str]:
    """Return the sides on which the name in brackets is."""
    text = sentence.replace("[", "").replace("]", "")
    name = sentence.partition("[")[2].partition("]")[0]
    (match,) = name_pattern(name).finditer(text)
    return [side for side in ("buyers", "suppliers") if read_side(side, text, match)]


@each_row("sentence", BUYERS.strip().splitlines())
def test_who_orders_is_a_buyer(sentence: str) -> None:
    """Who buys, orders, or signs a contract for something from somebody is a buyer, and no supplier."""
    assert sides_of(sentence) == ["buyers"]


@each_row("sentence", SUPPLIERS.strip().splitlines())
def test_from_whom_something_is_ordered_is_a_supplier(sentence: str) -> None:
    """Who sells, and from whom something is bought, ordered or contracted, is a supplier, and no buyer."""
    assert sides_of(sentence) == ["suppliers"]


@each_row("sentence", NEITHER.strip().splitlines())
def test_other_words_tell_no_side(sentence: str) -> None:
    """Signing, building and receiving alone tell no side, nor does where something comes from."""
    assert sides_of(sentence) == []
