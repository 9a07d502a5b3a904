"""Values of two contracts that rest on the same words, or that "respectively" gives to the other one."""

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

FIELDS = ("value", "unit_price", "quantity")
EACH = re.compile(r"(?<!\w)(?:each|apiece|both|every|per)(?!\w)", re.IGNORECASE)
"""Words of a sentence that gives one figure to several contracts."""
RESPECTIVELY = re.compile(r"(?<!\w)respectively(?!\w)", re.IGNORECASE)
PARTIES = ("suppliers", "buyers", "system")
REACH = 1
"""How many sentences before one with "respectively" may name what it lists."""
SHARED = "Quote the words for this contract, or add a note if they tell it of both"
SWAPPED = "Exchange the figures of the two contracts, or add a note that says which is whose"


def find_shared_values(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure of a contract that is another's by its words, or by the order of their names."""
    for first, second in combinations(context.of_kind("contracts"), 2):
        for path in FIELDS:
            places = [place_of(contract, path) for contract in (first, second)]
            start, other = places
            if start is None or other is None:
                continue
            text = context.sentences.text(context.sentences.number_at(start))
            if start == other and not EACH.search(text):
                message = f"is from the words that state the {path} of {first.id}"
                yield Finding(f"contracts/{second.id}", path, message, SHARED, is_certain=False)
            elif start != other and is_swapped((first, second), (start, other), context):
                message = f"is that of {second.id} by the order of 'respectively'"
                yield Finding(f"contracts/{first.id}", path, message, SWAPPED, is_certain=False)


def place_of(contract: Record, path: str) -> int | None:
    """Return where the words of a stated figure begin; None without such words."""
    receipt = contract.evidence.get(path)
    is_open = receipt is not None and receipt.note is None and len(receipt.spans) == 1
    return receipt.spans[0].start if receipt and is_open else None


def is_swapped(contracts: Sequence[Record], starts: Sequence[int], context: CheckContext) -> bool:
    """Return whether a sentence lists two figures respectively, in another order than the names of two contracts."""
    sentences = context.sentences
    numbers = {sentences.number_at(start) for start in starts}
    number = min(numbers)
    if len(numbers) > 1 or not RESPECTIVELY.search(sentences.text(number)):
        return False
    text = " ".join(sentences.text(index) for index in range(max(0, number - REACH), number + 1))
    names = [first_name(contract, other, text, context) for contract, other in (contracts, contracts[::-1])]
    first, second = names
    return first is not None and second is not None and (first < second) != (starts[0] < starts[1])


def first_name(contract: Record, other: Record, text: str, context: CheckContext) -> int | None:
    """Return where a text first names a party or the system of a contract that the other one has not."""
    own, foreign = ({*targets_of(record)} for record in (contract, other))
    records = (
        context.descriptions.records[target] for target in own - foreign if target in context.descriptions.records
    )
    matches = [name_pattern(name).search(text) for record in records for name in record.aliases()]
    return min((match.start() for match in matches if match), default=None)


def targets_of(contract: Record) -> Iterator[str]:
    """Yield the ids of the parties and of the system of a contract."""
    for path in PARTIES:
        value = getattr(contract, path, None)
        yield from (value,) if isinstance(value, str) else value or ()
