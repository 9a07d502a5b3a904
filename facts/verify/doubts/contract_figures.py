"""Figures of contracts that their sentences say of something else: an option, all units together, or the contract."""

import re
from collections.abc import Iterator, Sequence

from facts.model.fields import iter_fields
from facts.model.record import Record
from facts.verify.contract_values import OPTION_PRICE
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.spans import iter_excerpts
from facts.verify.vocabulary import mentions

OPTION = re.compile(
    r"(?<!\w)options?(?:\s\w+){0,3}?\s(?:for|on|of|to)\s[^,;.]{0,30}$|(?<!\w)optional\s$", re.IGNORECASE
)
"""What stands before the number of an option."""
UNIT = re.compile(
    r"(?<!\w)(?:each|every|apiece|per|unit|one|single|a\s(?:piece|head|ton|tonne|copy))(?!\w)", re.IGNORECASE
)
"""Words of a sentence that tells what one of several costs."""


def find_foreign_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each quantity, price of a unit and amount of a term that its sentence says of something else."""
    sentences = context.sentences
    for contract in context.of_kind("contracts"):
        name = f"contracts/{contract.id}"
        yield from find_quantity_of_other(name, contract, context.of_kind("systems"))
        yield from find_optional_quantity(name, contract, sentences)
        yield from find_total(name, contract, sentences)
        yield from find_repeated_values(name, contract)


def find_quantity_of_other(name: str, contract: Record, systems: Sequence[Record]) -> Iterator[Finding]:
    """Yield the quantity of a contract whose words name another system than that of the contract."""
    quantity = getattr(contract, "quantity", None)
    own = {target for field in iter_fields(contract) if field.path == "system" for target in field.references}
    stated = quantity.stated if quantity else ""
    named = [system.id for system in systems if stated and system.aliases() and mentions(system, stated)]
    if own and named and own.isdisjoint(named):
        message = f"is '{stated}', which names {named[0]}, and not {', '.join(sorted(own))}"
        hint = "Quote the words for how many of its own system it is about"
        yield Finding(name, "quantity", message, hint, is_certain=False)


def find_optional_quantity(name: str, contract: Record, sentences: SentenceMap) -> Iterator[Finding]:
    """Yield the quantity of a contract that is that of an option, unless the contract is one."""
    quantity, receipt = getattr(contract, "quantity", None), contract.evidence.get("quantity")
    if quantity is None or receipt is None or "option" in contract.display_title({}).lower():
        return
    excerpts = [
        excerpt for span in receipt.spans for excerpt in iter_excerpts(span, quantity.stated, sentences.article)
    ]
    if excerpts and all(OPTION.search(excerpt.text[: excerpt.start]) for excerpt in excerpts):
        message = f"is '{quantity.stated}', which its sentence says of an option"
        hint = "Correct it, and add an option with this quantity to `terms`"
        yield Finding(name, "quantity", message, hint, is_certain=False)


def find_total(name: str, contract: Record, sentences: SentenceMap) -> Iterator[Finding]:
    """Yield the price of a unit whose sentences have no word for one unit, unless a note says why it is one."""
    price, receipt = getattr(contract, "unit_price", None), contract.evidence.get("unit_price")
    if price is None or receipt is None or receipt.note is not None:
        return
    befores = [text[: text.find(price.stated)] for text in map(sentences.text, sentences.numbers_of(receipt.spans))]
    if any(OPTION_PRICE.search(before) for before in befores):
        message = f"is '{price.stated}', which its sentence says of an option"
        yield Finding(name, "unit_price", message, "Write it as the amount of a term", is_certain=False)
        return
    if not UNIT.search(sentences.text_of(receipt.spans)):
        message = f"is '{price.stated}', of which no sentence of it says that it is for one unit"
        hint = "Write it as `value`, or quote the words such as each or per round"
        yield Finding(name, "unit_price", message, hint, is_certain=False)


def find_repeated_values(name: str, contract: Record) -> Iterator[Finding]:
    """Yield each amount of a term that rests on the same words as the value of its contract."""
    receipt = contract.evidence.get("value")
    places = {(span.start, span.end) for span in receipt.spans} if receipt else set()
    for index, _ in enumerate(getattr(contract, "terms", ())):
        path = f"terms.{index}.amount"
        amount = contract.evidence.get(path)
        if amount and places & {(span.start, span.end) for span in amount.spans}:
            message = "is from the words that state the value of the contract"
            hint = "Quote the words that state the amount of this term, or leave it out"
            yield Finding(name, path, message, hint, is_certain=False)
