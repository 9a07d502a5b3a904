"""Buyers of whom the sentences of their words say only that they pay a part of the price."""

import re
from collections.abc import Iterator
from itertools import chain

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

PART = re.compile(
    r"(?<!\w)(?:pay|pays|paid|bears?|cover|covers|covered|contribut\w+|(?:co-?)?financ\w+|funds|funded|subsidi[sz]\w+)\s"
    r"[^.;]*?(?:(?<!\w)(?:part|share|half|third|quarter|fifth|tenth|rest|remainder|toward|percent|per cent)(?!\w)|%)"
)
"""A verb of paying with a word for a part of something."""
BUYING = re.compile(
    r"(?<!\w)(?:b(?:uy\w*|ought)|order\w*|purchas\w*|acquir\w*|import\w*|procur\w*|sign\w*|award\w*|contract\w*)(?!\w)",
    re.IGNORECASE,
)
HINT = (
    "Leave it out, and tell what it pays in an event in which it takes part, or quote the words that say that it buys"
)


def find_paying_buyers(context: CheckContext) -> Iterator[Finding]:
    """Yield each buyer in whose sentences nothing is bought, and which pays a part of a price there."""
    sentences = context.sentences
    by_id = {record.id: record for record in chain.from_iterable(context.records.values())}
    for contract in context.of_kind("contracts"):
        receipt = contract.evidence.get("buyers")
        parties = getattr(contract, "buyers", ()) if receipt and receipt.note is None else ()
        texts = [sentences.text(number) for number in sorted(sentences.numbers_of(receipt.spans))] if receipt else []
        for party in parties:
            names = [name_pattern(name) for name in by_id[party].aliases()] if party in by_id else []
            naming = [text for text in texts if any(pattern.search(text) for pattern in names)]
            paying = [match[0] for text in naming if (match := PART.search(text)) and not BUYING.search(text)]
            if paying and len(paying) == len(naming):
                message = f"has {party}, of which '{paying[0]}' says only that it pays a part"
                yield Finding(f"contracts/{contract.id}", "buyers", message, HINT, is_certain=False)
