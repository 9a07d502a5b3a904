"""Happenings, deliveries and orders that their words say did not quite happen: nearly delivered, nearly ordered."""

import re
from collections.abc import Iterator

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.contradictions import parts_of, words_of
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.unreal import find_unreal
from facts.verify.grammar.word_list import word_set
from facts.verify.statuses import UNDONE

OVER = ("occurred", "paid")
STATUS = "status"
PARTS = ("delivery.status", "payment.advance_status")
ORDER = ("buyers", "suppliers", "quantity", "value", "signed")
"""Fields of a contract that say that there is one."""
WISH = re.compile(
    r"(?<!\w)(?:(?:wants?|wanted|hopes?|hoped|plans?|planned|intends?|intended|aims?|aimed|wish(?:es|ed)?|would\slike)\sto\s"
    r"(?:order|buy|purchase|acquire|lease|procure)|(?:considers?|considered|considering)\s(?:order|buy|purchas|acquir|leas)ing"
    r"|(?:cancell?ed|scrapped|annulled|revoked|rejected|abandoned)\s(?:\w+\s){0,2}(?:order|contract|deal|purchase))(?!\w)",
    re.IGNORECASE,
)
"""Words beside a buyer by which nothing is bought, or no more."""
MAX_BETWEEN = 60
"""The most characters after the name of a buyer in which such words may be."""
EARLIER = word_set("earlier previous old older original former first next new option second third further future")
"""Words of the title of a contract that was made before, or is to come."""
WISH_HINT = "Begin its title with planned or cancelled, or tell it in an event"
HINT = "Say in the title what did happen, such as a plan or a failure, or quote words that say that it happened"


def find_unreal_happenings(context: CheckContext) -> Iterator[Finding]:
    """Yield each status of what is over, and each order, whose words say that it did not quite happen."""
    for event in context.of_kind("events"):
        receipts = [event.evidence.get(path) for path in (STATUS, event.title_field)]
        if getattr(event, STATUS) in OVER and UNDONE.isdisjoint(words_of(event)):
            yield from doubt(f"events/{event.id}", STATUS, receipts, context)
    for contract in context.of_kind("contracts"):
        name = f"contracts/{contract.id}"
        for path in PARTS:
            if value_at(contract, path) in OVER:
                yield from doubt(name, path, [contract.evidence.get(path)], context)
        if UNDONE.isdisjoint(words_of(contract)):
            yield from doubt_wish(contract, context)
            findings = (doubt(name, path, [contract.evidence.get(path)], context) for path in ORDER)
            yield from next(filter(None, map(list, findings)), [])


def doubt_wish(contract: Record, context: CheckContext) -> Iterator[Finding]:
    """Yield that the buyer of a contract only wants it, or has cancelled it, by the words beside its name."""
    receipt = contract.evidence.get("buyers")
    for text, start, end in parts_of(receipt, context.article) if receipt and not is_signed(contract) else ():
        match = WISH.search(text, start, min(len(text), end + MAX_BETWEEN)) if end - start < len(text) else None
        if match and not re.search(r"[.;:]\s", text[start : match.end()]):
            message = f"has a buyer of whom its words say '{match[0]}', by which nothing is bought"
            yield Finding(f"contracts/{contract.id}", "buyers", message, WISH_HINT, is_certain=False)
            return


def is_signed(contract: Record) -> bool:
    """Return whether a contract has a date on which it was signed, or a word by which it was an earlier one."""
    return getattr(contract, "signed", None) is not None or not EARLIER.isdisjoint(words_of(contract))


def value_at(record: Record, path: str) -> object:
    """Return the value of a field inside a group of a record; None if the group is empty."""
    group, _, name = path.partition(".")
    return getattr(getattr(record, group), name, None)


def doubt(name: str, path: str, receipts: list[Receipt | None], context: CheckContext) -> Iterator[Finding]:
    """Yield that words of receipts say that it did not quite happen."""
    for receipt in filter(None, receipts):
        for text, start, end in parts_of(receipt, context.article):
            words = find_unreal(text, start, end) if end - start < len(text) else None
            if words:
                message = f"rests on '{words}', by which it did not quite happen"
                yield Finding(name, path, message, HINT, is_certain=False)
                return
