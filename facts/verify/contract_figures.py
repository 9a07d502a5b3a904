"""Figures of contracts that their sentences say of something else: an option, all units together, or the contract."""

import re
from collections.abc import Iterator, Sequence

from facts.model.record import Record
from facts.verify.contradiction import Contradiction
from facts.verify.sentence_map import SentenceMap
from facts.verify.spans import iter_excerpts

OPTION = re.compile(
    r"(?<!\w)options?(?:\s\w+){0,3}?\s(?:for|on|of|to)\s[^,;.]{0,30}$|(?<!\w)optional\s$", re.IGNORECASE
)
"""What stands before the number of an option."""
UNIT = re.compile(
    r"(?<!\w)(?:each|every|apiece|per|unit|one|single|a\s(?:piece|head|ton|tonne|copy))(?!\w)", re.IGNORECASE
)
"""Words of a sentence that tells what one of several costs."""


def find_foreign_figures(contracts: Sequence[Record], sentences: SentenceMap) -> Iterator[Contradiction]:
    """Yield each quantity that is that of an option, and each price of a unit whose sentence tells of no unit."""
    for contract in contracts:
        name = f"contracts/{contract.id}"
        quantity, receipt = getattr(contract, "quantity", None), contract.evidence.get("quantity")
        if quantity and receipt and "option" not in contract.display_title({}).lower():
            befores = [
                excerpt.text[: excerpt.start]
                for span in receipt.spans
                for excerpt in iter_excerpts(span, quantity.stated, sentences.article)
            ]
            if befores and all(OPTION.search(before) for before in befores):
                message = f"is '{quantity.stated}', which its sentence says of an option"
                hint = "Correct it, and add an option with this quantity to `terms`"
                yield Contradiction(name, "quantity", message, hint, is_certain=False)
        price, receipt = getattr(contract, "unit_price", None), contract.evidence.get("unit_price")
        if price and receipt and receipt.note is None:
            texts = [sentences.text(number) for number in sorted(sentences.numbers_of(receipt.spans))]
            if texts and not any(UNIT.search(text) for text in texts):
                message = f"is '{price.stated}', of which no sentence of it says that it is for one unit"
                hint = "Write it as `value`, or quote the words such as each or per round"
                yield Contradiction(name, "unit_price", message, hint, is_certain=False)
        yield from find_repeated_values(name, contract)


def find_repeated_values(name: str, contract: Record) -> Iterator[Contradiction]:
    """Yield each amount of a term that rests on the same words as the value of its contract."""
    receipt = contract.evidence.get("value")
    ends = {(span.start, span.end) for span in receipt.spans} if receipt else set()
    for index, _ in enumerate(getattr(contract, "terms", ())):
        path = f"terms.{index}.amount"
        amount = contract.evidence.get(path)
        if amount and ends & {(span.start, span.end) for span in amount.spans}:
            message = "is from the words that state the value of the contract"
            hint = "Quote the words that state the amount of this term, or leave it out"
            yield Contradiction(name, path, message, hint, is_certain=False)
