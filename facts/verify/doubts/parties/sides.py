"""Parties on the side of a contract where what they are, or their other side, cannot be."""

from collections.abc import Iterator, Mapping
from itertools import chain

from facts.kinds.contract import Contract
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.trades import OPPOSITE, read_side
from facts.verify.finding import Finding
from facts.verify.grammar.organization_nouns import BODIES
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words
from facts.verify.vocabulary import name_pattern

MAKERS = word_set("""
    maker manufacturer supplier builder yard shipyard shipbuilder producer brewer carmaker planemaker automaker
    contractor dealer vendor seller
""")
"""Nouns for those who sell what they make."""
PUBLIC = BODIES - word_set("club bank newspaper daily broadcaster station team union fund foundation charity museum")
"""Nouns for those who buy from them."""
HINT = "Correct buyers and suppliers, or quote the words that say who {} it"


def find_wrong_sides(context: CheckContext) -> Iterator[Finding]:
    """Yield each party that a contract has on both sides, and each maker that buys from a public body.

    A country, in which both sides may be, is only doubted.
    """
    countries = context.of_kind("countries")
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    for contract in context.of_kind("contracts"):
        if not isinstance(contract, Contract):
            continue
        name = f"contracts/{contract.id}"
        both = [party for party in contract.buyers if party in contract.suppliers]
        if both:
            message = f"has {both[0]}, which is among the suppliers too"
            is_certain = by_id.get(both[0]) not in countries
            yield Finding(name, "buyers", message, HINT.format("buys"), is_certain=is_certain)
        elif is_turned(contract, by_id) and not is_told(contract, by_id, context):
            makers = ", ".join(contract.buyers)
            message = f"has {makers}, a maker, with {contract.suppliers[0]} as the supplier"
            yield Finding(name, "buyers", message, HINT.format("buys"), is_certain=False)


def is_turned(contract: Contract, by_id: Mapping[str, Record]) -> bool:
    """Return whether all buyers are makers and all suppliers public bodies, by what the sheet calls them."""
    sides = ((contract.buyers, MAKERS), (contract.suppliers, PUBLIC))
    return all(ids and all(is_one_of(by_id.get(party), nouns) for party in ids) for ids, nouns in sides)


def is_one_of(record: Record | None, nouns: frozenset[str]) -> bool:
    """Return whether the kind of a record ends in one of some nouns."""
    words = list_words(str(getattr(record, "kind", None) or ""))
    return bool(words) and words[-1] in nouns


def is_told(contract: Contract, by_id: Mapping[str, Record], context: CheckContext) -> bool:
    """Return whether sentences of the parties say that one of them is on its side."""
    for side in OPPOSITE:
        receipt = contract.evidence.get(side)
        text = context.sentences.text_of(receipt.spans) if receipt else ""
        for party in getattr(contract, side):
            names = by_id[party].aliases() if party in by_id else ()
            matches = (match for name in names for match in name_pattern(name).finditer(text))
            if any(read_side(side, text, match) for match in matches):
                return True
    return False
