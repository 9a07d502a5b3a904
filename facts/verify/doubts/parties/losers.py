"""Buyers and suppliers of whom the sentences of their words say that another bidder was chosen."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from facts.model.receipt import Receipt
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.other_parties import read_words
from facts.verify.doubts.parties.trades import ACTIVE, DOES, OPEN, OPPOSITE, SEPARATE, Side, read_side
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

_BID = "(?:offer|bid|tender)"
BEFORE = re.compile(
    rf"(?<!\w)(?:(?:than|to|over|beat|beating|topping) (?:that|those|the {_BID}s?|an? {_BID}) (?:of|from|by)"
    rf"|(?:rejected|refused|turned down) (?:an?|the) {_BID} (?:of|from|by)"
    rf"|(?:and|but),?\snot\s(?:from|to|with|by)"
    rf"|(?:beat|beating|outbid|outbidding|defeated|defeating|ahead of|instead of|rather than|rivals?|competitors?))"
    rf"\s{OPEN}"
)
"""What stands before the name of a bidder that was not chosen."""
_REJECTED = "not chosen|rejected|excluded|disqualified|passed over|turned down|eliminated"
_OFFERED = r"(?<=had\s)offered(?!\s(?:to|a discount|the)\s)(?![^.;]*\s(?:won|accepted|got|chosen|sold)(?!\w))"
"""An offer of which its sentence does not say that it was taken."""
AFTER = re.compile(
    rf"{SEPARATE}(?:\s(?:\w+ly|also|has|had|have))*"
    rf"\s(?:lost|bid in vain|{_OFFERED}|came second|was (?:{_REJECTED})|lodged a complaint|appealed against"
    rf"|complained)(?!\w)"
    rf"|['\u2019]s? {_BID} (?:was|had been) (?:{_REJECTED}|too|refused|higher|late)(?!\w)"
)
"""What follows the name of a bidder that was not chosen."""
REPLACED = re.compile(
    r"(?<!\w)(?:(?:ends?|ended|ending)\s[^,.;]{1,60}?\s(?:service|operation|operations|monopoly|era|run|reign|tenure|contract)"
    r"\s(?:by|of|with|for)|replac(?:es|ed|ing)|succeed(?:s|ed|ing)|(?:taking|takes|took) over from|oust(?:s|ed|ing)"
    rf"|dropp(?:ed|ing)|outgoing|(?:former|previous)\s\w+(?:er|or))\s{OPEN}"
)
"""What stands before the name of whoever did it until another one was chosen."""
WON = re.compile(rf"{SEPARATE}{ACTIVE}(?:won|wins|win|was chosen|was awarded|got the (?:contract|order))(?!\w)")
HINT = "Correct {}, or quote the words that say that it {}"


def find_losing_parties(context: CheckContext) -> Iterator[Finding]:
    """Yield each buyer and supplier of whom the sentences of its words say only that it was not chosen."""
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    for contract in context.of_kind("contracts"):
        for side in OPPOSITE:
            receipt = contract.evidence.get(side)
            for party in getattr(contract, side) if receipt else ():
                names = by_id[party].aliases() if party in by_id else ()
                others = [by_id[other] for other in getattr(contract, side) if other != party and other in by_id]
                words = find_loss(side, names, receipt, context.sentences, others) if receipt else None
                if words is not None:
                    message = f"has {party}, of which '{words}' says that it was not chosen"
                    hint = HINT.format(side, DOES[side])
                    yield Finding(f"contracts/{contract.id}", side, message, hint, is_certain=False)


def find_loss(
    side: Side, names: Sequence[str], receipt: Receipt, sentences: SentenceMap, others: Sequence[Record] = ()
) -> str | None:
    """Return the words by which a party was not chosen; None if others say that it trades or won, or none do.

    One that is only replaced was not chosen where the same sentence has another party on its side.
    """
    loss: str | None = None
    for number in sorted(sentences.numbers_of(receipt.spans)):
        text = sentences.text(number)
        is_replaced = any(read_words(side, other, text) for other in others)
        for match in chain.from_iterable(name_pattern(name).finditer(text) for name in names):
            if read_side(side, text, match) or WON.match(text, match.end()):
                return None
            ahead = text[: match.start()]
            before = BEFORE.search(ahead) or (REPLACED.search(ahead) if is_replaced else None)
            after = AFTER.match(text, match.end())
            if before or after:
                start, end = before.start() if before else match.start(), after.end() if after else match.end()
                loss = loss or text[start:end]
    return loss
