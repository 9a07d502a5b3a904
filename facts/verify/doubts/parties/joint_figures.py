"""Figures of contracts that their sentences say of several contracts together, or of another supplier."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise
from typing import NamedTuple

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.trades import OPEN, read_side
from facts.verify.english_numbers import CARDINALS
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import tokenize
from facts.verify.uncovered import find_figures
from facts.verify.vocabulary import name_pattern

VALUE, VALUE_KIND = "value", "money"
FIGURES = ("quantity", VALUE)
"""The figures of a contract that may be those of several together."""
_MANY = "|".join(
    ["both", "several", "various", "different", *(word for word, value in CARDINALS.items() if value > 1)]
)
_SELLERS = (
    "manufacturer|maker|supplier|compan(?:y|ie)|firm|yard|shipyard|shipbuilder|builder|contractor|producer|seller|vendor"
    "|provider|operator|group"
)
_AGREEMENTS = "contract|deal|order|agreement|lot"
SEVERAL = re.compile(
    r"(?<!competition )(?<!bids )(?<!offers )(?<!rivals )(?<!\w)(?:from|with|to|by|between|among)\s(?:the\s)?"
    rf"(?:{_MANY}|[2-9])\s(?:\w+\s){{0,2}}?(?:{_SELLERS})s(?!\w)|(?<!\w)(?:{_MANY}|[2-9])\s(?:\w+\s){{0,2}}?(?:{_AGREEMENTS})s(?!\w)",
    re.IGNORECASE,
)
"""Words for several sellers or contracts."""
EACH = re.compile(
    r"(?<!\w)(?:each|apiece|per|every|respectively|one\sof|the\s(?:first|second|third|larger|smaller|bigger|other|latter))"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Words for what one of several is, or has."""
FROM = re.compile(rf"(?<!\w)(?:from|by|with)\s{OPEN}")
"""What is before the name of a seller where the verb is left out."""
OTHER_KINDS = (VALUE_KIND, "date", "share")
"""The kinds of figures that are no quantities."""
YEAR = re.compile("(?:19|20)[0-9]{2}")
JOINT_HINT = "Tell it in an event that is about all of them, or quote the words for this contract alone"
OTHER_HINT = "Correct it, or quote the words that say it of this contract"


class SentenceItem(NamedTuple):
    """Where a sentence has a number, or the name of a record."""

    start: int
    owner: str | None
    """The id of the record; None for a number."""


def find_joint_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure of a contract with one supplier that is that of several, or stands with another name."""
    sentences = context.sentences
    contracts = context.of_kind("contracts")
    parties = {contract.id: list_references(contract) for contract in contracts}
    buyers = {buyer for contract in contracts for buyer in getattr(contract, "buyers", ())}
    sellers = [record for record in context.of_kind("organizations") if record.id not in buyers]
    for contract in contracts:
        suppliers: Sequence[str] = getattr(contract, "suppliers", ())
        for path in FIGURES:
            figure, receipt = getattr(contract, path, None), contract.evidence.get(path)
            if figure is None or receipt is None:
                continue
            name = f"contracts/{contract.id}"
            several = find_several(figure.stated, receipt, sentences)
            if several and len(suppliers) < 2 and not is_plural_title(contract):
                message = f"is '{figure.stated}', which its sentence says of '{several}' together"
                yield Finding(name, path, message, JOINT_HINT, is_certain=False)
                continue
            owner = find_owner(path, figure.stated, receipt, sellers, sentences)
            if owner and suppliers and owner not in parties[contract.id]:
                message = f"is '{figure.stated}', which its sentence says of {owner}, and not of {suppliers[0]}"
                yield Finding(name, path, message, OTHER_HINT, is_certain=receipt.basis == "stated")


def list_references(record: Record) -> set[str]:
    """Return the ids that a record refers to, but for who tells it."""
    fields = (field for field in record.fields if not field.path.startswith("attributed_to"))
    return {target for field in fields for target in field.references}


def is_plural_title(contract: Record) -> bool:
    """Return whether the title of a contract says that it is several."""
    return bool(re.search(rf"(?<!\w)(?:{_AGREEMENTS})s(?!\w)", contract.display_title({}).lower()))


def find_several(stated: str, receipt: Receipt, sentences: SentenceMap) -> str | None:
    """Return the words for several sellers or contracts in the sentence of a figure; None if it is for each."""
    for number in sorted(sentences.numbers_of(receipt.spans)):
        text = sentences.text(number)
        position = text.find(stated)
        if position >= 0 and not EACH.search(text):
            part = next((part for part in re.split(";", text) if stated in part), text)
            match = SEVERAL.search(part.replace(stated, " " * len(stated)))
            return match[0] if match else None
    return None


def find_owner(
    path: str, stated: str, receipt: Receipt, sellers: Sequence[Record], sentences: SentenceMap
) -> str | None:
    """Return the id of the seller with whom a figure stands where a sentence gives one figure to each of two."""
    for number in sorted(sentences.numbers_of(receipt.spans)):
        text = sentences.text(number)
        position = next(iter(list_positions(text, stated, receipt, sentences.ranges[number][0])), None)
        if position is None:
            continue
        matches = [
            (seller.id, match)
            for seller in sellers
            for match in chain.from_iterable(name_pattern(name).finditer(text) for name in seller.aliases())
        ]
        if len({name for name, _ in matches}) < 2:
            return None
        sells = any(read_side("suppliers", text, match) or FROM.search(text[: match.start()]) for _, match in matches)
        if not sells:
            return None
        names = [SentenceItem(match.start(), name) for name, match in matches]
        numbers = [SentenceItem(start, None) for start in list_numbers(path, text)]
        return select_owner(names, numbers, position, len(stated))
    return None


def list_positions(text: str, stated: str, receipt: Receipt, first: int) -> Iterator[int]:
    """Yield where a sentence that begins at a position has some words in the spans of a receipt."""
    for span in receipt.spans:
        position = text.find(stated, max(0, span.start - first), max(0, span.end - first))
        if position >= 0:
            yield position


def list_numbers(path: str, text: str) -> list[int]:
    """Return the positions of the amounts of money of a text, for a value, or of its other numbers but in dates."""
    figures = list(find_figures(text))
    if path == VALUE:
        return [start for kind, start, _ in figures if kind == VALUE_KIND]
    taken = [(start, end) for kind, start, end in figures if kind in OTHER_KINDS]
    numbers = (
        token.start
        for token in tokenize(text)
        if (token.kind == "number" and not YEAR.fullmatch(token.text)) or CARDINALS.get(token.lower, 0) > 1
    )
    return [number for number in numbers if not any(start <= number < end for start, end in taken)]


def select_owner(
    names: Sequence[SentenceItem], numbers: Sequence[SentenceItem], position: int, length: int
) -> str | None:
    """Return whose name a figure stands with where names and numbers alternate; None if they do not.

    Names that go on about the same are one.
    """
    places = sorted([*names, *numbers])
    runs: list[tuple[str | None, list[int]]] = [
        (owner, [place.start for place in group]) for owner, group in groupby(places, lambda place: place.owner)
    ]
    owners = [owner for owner, _ in runs if owner is not None]
    alternates = all((first[0] is None) != (second[0] is None) for first, second in pairwise(runs))
    if not alternates or len({*owners}) < 2 or len({*owners}) < len(owners) or len(runs) != 2 * len(owners):
        return None
    index = next(
        (
            index
            for index, (owner, starts) in enumerate(runs)
            if owner is None and is_within(starts, position, length)
        ),
        None,
    )
    if index is None:
        return None
    owner, _ = runs[index - 1] if runs[0][0] is not None else runs[index + 1]
    return owner


def is_within(starts: Sequence[int], position: int, length: int) -> bool:
    """Return whether one of some numbers is in words at a position."""
    return any(position <= start < position + length for start in starts)
