"""Parties of contracts that only share a sentence with who buys or sells: a regulator beside the yard that does."""

from collections.abc import Iterator, Sequence
from itertools import chain

from facts.kinds.contract import Contract
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.trades import DOES, OPPOSITE, Side, find_opposite, read_side
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

OWN = ("title", "value", "signed", "buyers", "suppliers")
"""The fields of a contract whose sentences tell who buys and who sells."""
HINT = "Correct it, or quote the words that say so of it"


def find_other_parties(context: CheckContext) -> Iterator[Finding]:
    """Yield each buyer and supplier whose sentences say it of one that is not on that side, and not of it."""
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    contracts = [contract for contract in context.of_kind("contracts") if isinstance(contract, Contract)]
    parties = {party for contract in contracts for party in (*contract.buyers, *contract.suppliers)}
    others = [record for record in context.of_kind("organizations") if record.id not in parties]
    for contract in contracts:
        for side in OPPOSITE:
            receipt = contract.evidence.get(side)
            ids = getattr(contract, side)
            if receipt is None or len(ids) != 1 or ids[0] not in by_id:
                continue
            party = by_id[ids[0]]
            numbers = {
                number for spans in list_own(contract, receipt) for number in context.sentences.numbers_of(spans)
            }
            texts = [context.sentences.text(number) for number in sorted(numbers)]
            opposite = [by_id[other] for other in getattr(contract, OPPOSITE[side]) if other in by_id]
            is_opposite = find_opposite(side, party.aliases(), receipt, context.sentences) is not None
            turned = [] if is_opposite else list_turned(side, opposite, texts)
            foreign = [other for other in (*others, *turned) if other != party and not is_part(other, party)]
            other = find_other(side, party, foreign, texts)
            if other:
                message = f"has {ids[0]}, but of {other[0]} its sentence says that it {DOES[side]}: '{other[1]}'"
                yield Finding(f"contracts/{contract.id}", side, message, HINT, is_certain=False)


def list_turned(side: Side, opposite: Sequence[Record], texts: Sequence[str]) -> list[Record]:
    """Return those of the other side of a contract of whom sentences do not say that they are on it."""
    return [other for other in opposite if not any(read_words(OPPOSITE[side], other, text) for text in texts)]


def list_own(contract: Contract, receipt: Receipt) -> Iterator[Sequence[Span]]:
    """Yield the spans of a party of a contract, and those of the fields whose sentences may name it too."""
    yield receipt.spans
    for path in OWN:
        if own := contract.evidence.get(path):
            yield [span for span in own.spans if span.exact]


def find_other(side: Side, party: Record, others: Sequence[Record], texts: Sequence[str]) -> tuple[str, str] | None:
    """Return which other record is on a side of a contract by sentences, and the words; None if the party is."""
    if any(read_words(side, party, text) for text in texts):
        return None
    sides = ((other.id, words) for text in texts for other in others if (words := read_words(side, other, text)))
    return next(sides, None)


def is_part(other: Record, party: Record) -> bool:
    """Return whether the name of a record has that of a party in it: the city council that buys for its city."""
    names = [name_pattern(name) for name in party.aliases()]
    return any(name.search(alias) for name in names for alias in other.aliases())


def read_words(side: Side, record: Record, text: str) -> str | None:
    """Return the words by which a record is on a side of a contract in a text; None if none are."""
    matches = (match for name in record.aliases() for match in name_pattern(name).finditer(text))
    return next(filter(None, (read_side(side, text, match) for match in matches)), None)
