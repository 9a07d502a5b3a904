"""Lenders whose sentences say nothing of a loan, or say that it is made to them."""

import re
from collections.abc import Iterator

from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

LENDER = "payment.lender"
LENDING = re.compile(
    r"(?<!\w)(?:loans?|lends?|lent|lending|lenders?|borrow\w*|credits?|financ\w*|funded|mortgages?|bonds?|debts?)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Words for a loan and what it is for."""
LENT_TO = re.compile(r"(?<!\w)(?:lend|lends|lent|lending|loaned|loaning)(?!\w)")
"""What stands before whom something is lent to."""
HINT = "Correct the lender, or quote the words that say that it lends"


def find_wrong_lenders(context: CheckContext) -> Iterator[Finding]:
    """Yield each lender of contracts in whose sentences nothing is lent, or is lent to it."""
    descriptions = context.descriptions
    for contract in context.of_kind("contracts"):
        receipt = contract.evidence.get(LENDER)
        lender = getattr(getattr(contract, "payment", None), "lender", None)
        if receipt is None or lender is None or lender not in descriptions.records:
            continue
        text = context.sentences.text_of(receipt.spans)
        message = None
        if not LENDING.search(text):
            message = f"is {lender}, in whose sentence nothing is lent"
        elif (verb := LENT_TO.search(text)) and is_borrower(lender, text, verb, descriptions):
            message = f"is {lender}, to whom its sentence says that something is lent"
        if message:
            yield Finding(f"contracts/{contract.id}", LENDER, message, HINT, is_certain=False)


def is_borrower(lender: str, text: str, verb: re.Match[str], descriptions: Descriptions) -> bool:
    """Return whether a text names or describes somebody only after the verb of lending."""
    return descriptions.mention(lender, text[verb.end() :]) and not descriptions.mention(lender, text[: verb.start()])
