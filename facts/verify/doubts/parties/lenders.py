"""Lenders whose sentences say nothing of a loan, or say that it is made to them, and parties that only lend."""

import re
from collections.abc import Iterator
from itertools import chain

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.trades import ACTIVE, DOES, NO_PASSIVE, OPEN, OPPOSITE, SEPARATE, Side, read_side
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

LENDER = "payment.lender"
LENDING = re.compile(
    r"(?<!\w)(?:loans?|lends?|lent|lending|lenders?|borrow\w*|credits?|financ\w*|funded|mortgages?|bonds?|debts?)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Words for a loan and what it is for."""
LENT_TO = re.compile(r"(?<!\w)(?:lend|lends|lent|lending|loaned|loaning)(?!\w)")
"""What stands before whom something is lent to."""
LOAN_FROM = re.compile(
    r"(?<!\w)(?:loans?|credits?|mortgages?|financing|funding|(?:lent|financed|funded)(?=\sby))\s"
    rf"(?:(?!from\s|by\s)[^\s,;]+\s){{0,8}}?(?:from|by)\s{OPEN}",
    re.IGNORECASE,
)
"""What stands before whom a loan is from."""
LENDS = re.compile(
    rf"{SEPARATE}{ACTIVE}(?:{NO_PASSIVE}(?:lends?|lent|loaned|financed?|finances|funds|funded)|lending|financing)(?!\w)"
)
"""What follows the name of whoever lends."""
PARTY_HINT = "Correct it, or write `payment.lender` for who lends, or quote the words that say that it {}"
HINT = "Correct the lender, or quote the words that say that it lends"


def find_wrong_lenders(context: CheckContext) -> Iterator[Finding]:
    """Yield each lender of contracts in whose sentences nothing is lent, or is lent to it."""
    descriptions = context.descriptions
    for contract in context.of_kind("contracts"):
        receipt = contract.evidence.get(LENDER)
        lender = getattr(getattr(contract, "payment", None), "lender", None)
        if receipt is None or lender is None or lender not in descriptions.records:
            continue
        text = lending_text(lender, receipt, context)
        message = None
        if not LENDING.search(text):
            message = f"is {lender}, in whose sentence nothing is lent"
        elif (verb := LENT_TO.search(text)) and is_borrower(lender, text, verb, descriptions):
            message = f"is {lender}, to whom its sentence says that something is lent"
        if message:
            yield Finding(f"contracts/{contract.id}", LENDER, message, HINT, is_certain=False)


def lending_text(lender: str, receipt: Receipt, context: CheckContext) -> str:
    """Return the sentences of a receipt that tell of a lender: those with its name, if others tell another's loan."""
    sentences, mention = context.sentences, context.descriptions.mention
    texts = [sentences.text(number) for number in sorted(sentences.numbers_of(receipt.spans))]
    own = [text for text in texts if mention(lender, text)]
    loans = [text for text in texts if text not in own and LENDING.search(text)]
    others = [record.id for record in context.of_kind("organizations") if record.id != lender]
    speakers = context.attributions.speakers
    is_of_other = any(not {*speakers.mentioned_in(text)}.isdisjoint(others) for text in loans)
    return " ".join(own if own and is_of_other else texts)


def find_lending_parties(context: CheckContext) -> Iterator[Finding]:
    """Yield each buyer and supplier without a note of whom sentences say that it lends, and not that it is one."""
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    for contract in context.of_kind("contracts"):
        own = f"{getattr(contract, 'title', '')} {getattr(contract, 'subject', '')}"
        for side in () if LENDING.search(own) else OPPOSITE:
            receipt = contract.evidence.get(side)
            for party in getattr(contract, side) if receipt and receipt.note is None else ():
                words = find_lending(side, by_id[party], receipt, context) if party in by_id and receipt else None
                if words:
                    message = f"has {party}, of which '{words}' says that it lends"
                    hint = PARTY_HINT.format(DOES[side])
                    yield Finding(f"contracts/{contract.id}", side, message, hint, is_certain=False)


def find_lending(side: Side, party: Record, receipt: Receipt, context: CheckContext) -> str | None:
    """Return the words by which a party of a contract lends; None if others say that it is on a side, or none do."""
    lending = None
    for number in sorted(context.sentences.numbers_of(receipt.spans)):
        text = context.sentences.text(number)
        for match in chain.from_iterable(name_pattern(name).finditer(text) for name in party.aliases()):
            if read_side(side, text, match):
                return None
            before, after = LOAN_FROM.search(text[: match.start()]), LENDS.match(text, match.end())
            words = text[before.start() : match.end()] if before else after and text[match.start() : after.end()]
            lending = lending or words
    return lending


def is_borrower(lender: str, text: str, verb: re.Match[str], descriptions: Descriptions) -> bool:
    """Return whether a text names or describes somebody only after the verb of lending."""
    return descriptions.mention(lender, text[verb.end() :]) and not descriptions.mention(lender, text[: verb.start()])
