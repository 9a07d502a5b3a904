"""Figures of contracts that their sentences say of something else: an option, all units together, or the contract."""

import re
from collections.abc import Iterator, Sequence

from facts.model.record import Record
from facts.verify.contract_values import OPTION_PRICE
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_numbers import read_numbers
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.sentence_map import SentenceMap
from facts.verify.spans import iter_excerpts
from facts.verify.tokens import tokenize
from facts.verify.unit_prices import is_for_one_unit
from facts.verify.vocabulary import mentions

OPTION = re.compile(
    r"(?<!\w)options?(?:\s\w+){0,3}?\s(?:for|on|of|to)\s[^,;.]{0,30}$|(?<!\w)optional\s$", re.IGNORECASE
)
"""What stands before the number of an option."""
PART = re.compile(r"(?:^|(?<!\w))(?:first|last|next|other|remaining|final|initial)\s(?:$|\w)", re.IGNORECASE)
ARRIVED = re.compile(
    r"\s(?:(?:have|has|had|already|since|were|are|now)\s){0,3}(?:been\s)?(?:arrived?|delivered|landed|left|entered)(?!\w)"
)
"""What is before, or after, the number of those that come at one time."""
NEAR = 4
"""Maximum number of words after a number that may name what it counts."""
PART_HINT = "Quote how many there are in all, and tell the part in an event"
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
        yield from find_part(name, contract, sentences)
        yield from find_total(name, contract, sentences)
        yield from find_repeated_values(name, contract)


def find_quantity_of_other(name: str, contract: Record, systems: Sequence[Record]) -> Iterator[Finding]:
    """Yield the quantity of a contract whose words name another system than that of the contract."""
    quantity = getattr(contract, "quantity", None)
    own = {target for field in contract.fields if field.path == "system" for target in field.references}
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


def find_part(name: str, contract: Record, sentences: SentenceMap) -> Iterator[Finding]:
    """Yield the quantity of a contract that counts a part of what another sentence of it has: the first four."""
    quantity, receipt = getattr(contract, "quantity", None), contract.evidence.get("quantity")
    count = quantity.ends[0] if quantity else None
    if quantity is None or receipt is None or count is None:
        return
    excerpts = [
        excerpt for span in receipt.spans for excerpt in iter_excerpts(span, quantity.stated, sentences.article)
    ]
    noun = to_singular(quantity.stated.split()[-1].lower())
    is_part = bool(excerpts) and all(
        PART.search(excerpt.text[: excerpt.start]) or ARRIVED.match(excerpt.text[excerpt.end :])
        for excerpt in excerpts
    )
    if not (is_part or PART.match(f"{quantity.stated} ")):
        return
    own = sentences.numbers_of(receipt.spans)
    others = {sentences.number_at(span.start) for other in contract.evidence.values() for span in other.spans} - own
    for text in map(sentences.text, sorted(others)):
        for number in read_numbers(text):
            words = [to_singular(word) for word in re.findall(r"[\w-]+", text[number.end :].lower())[:NEAR]]
            if number.value > count and noun in words:
                message = f"is '{quantity.stated}', a part of the {number.value} that another sentence of it has"
                yield Finding(name, "quantity", message, PART_HINT, is_certain=False)
                return


def find_total(name: str, contract: Record, sentences: SentenceMap) -> Iterator[Finding]:
    """Yield the price of a unit that is that of all, or whose sentences have no word for one unit and no note why."""
    price, receipt = getattr(contract, "unit_price", None), contract.evidence.get("unit_price")
    value, quantity = getattr(contract, "value", None), getattr(contract, "quantity", None)
    if price is None or receipt is None:
        return
    if value and quantity and price.amount == value.amount and quantity.ends[0] not in (None, 1):
        message = f"is '{price.stated}', which is the value of {quantity.stated} together"
        yield Finding(name, "unit_price", message, "Leave it out, or correct one of them", is_certain=False)
        return
    if receipt.note is not None:
        return
    befores = [text[: text.find(price.stated)] for text in map(sentences.text, sentences.numbers_of(receipt.spans))]
    if any(OPTION_PRICE.search(before) for before in befores):
        message = f"is '{price.stated}', which its sentence says of an option"
        yield Finding(name, "unit_price", message, "Write it as the amount of a term", is_certain=False)
        return
    text = sentences.text_of(receipt.spans)
    after = text[text.find(price.stated) + len(price.stated) :]
    if not (UNIT.search(text) or is_for_one_unit(tokenize(after))):
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
