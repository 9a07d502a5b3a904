"""Lenders whose sentences say nothing of a loan."""

import re
from collections.abc import Iterator, Sequence

from facts.model.record import Record
from facts.verify.contradiction import Contradiction
from facts.verify.sentence_map import SentenceMap

LENDER = "payment.lender"
LENDING = re.compile(
    r"(?<!\w)(?:loans?|lends?|lent|lending|lenders?|borrow\w*|credits?|financ\w*|funded|mortgages?|bonds?|debts?)"
    r"(?!\w)",
    re.IGNORECASE,
)
"""Words for a loan and what it is for."""
HINT = "Correct the lender, or quote the words that say that it lends"


def find_wrong_lenders(contracts: Sequence[Record], sentences: SentenceMap) -> Iterator[Contradiction]:
    """Yield each lender of contracts in whose sentences nothing is lent."""
    for contract in contracts:
        receipt = contract.evidence.get(LENDER)
        lender = getattr(getattr(contract, "payment", None), "lender", None)
        if receipt is None or lender is None:
            continue
        if not LENDING.search(sentences.text_of(receipt.spans)):
            message = f"is {lender}, in whose sentence nothing is lent"
            yield Contradiction(f"contracts/{contract.id}", LENDER, message, HINT, is_certain=False)
