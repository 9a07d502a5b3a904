"""Figures of an earlier time for the one that a record tells: 48% for 62%, up from 48% a year earlier."""

import re
from collections.abc import Iterator

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.share import Share
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

FIELDS = {"statements": ("amount",), "events": ("quantity", "amount"), "contracts": ("value", "quantity")}
FROM = re.compile(
    r"(?<!\w)(?:(?:up|down|rose|risen|rising|increased|grew|grown|fell|fallen|falling|dropped|declined)\s"
    r"(?:by\s(?:[^\s,.;]+\s){1,3}?)?from|compared\s(?:to|with))"
    r"\s(?:just\s|only\s|about\s|some\s|nearly\s|almost\s)?\W?$"
)
"""What is before the figure of an earlier time."""
EARLIER = re.compile(
    r"(?<!\w)(?:earlier|before|previous\w*|former\w*|once|ago|last|old|original\w*|first|rise|rose|growth|grew|change\w*"
    r"|increase\w*|decrease\w*|fall|fell|decline\w*|drop\w*|up|down|from|fewer|less|more|lower|higher|than|was|were|had"
    r"|compar\w+|until|(?:1[89]|20)\d\d)(?!\w)",
    re.IGNORECASE,
)
"""Words of a title or a note that tell of an earlier time, or of a change."""
HINT = "Quote the later figure, or say in the title or a note of which time it is"


def find_earlier_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each figure from which something rose or fell by its sentence, of a record that tells of no change."""
    for kind, paths in FIELDS.items():
        for record in context.of_kind(kind):
            for path in paths:
                value, receipt = getattr(record, path, None), record.evidence.get(path)
                if receipt is None or not isinstance(value, Money | Quantity | Share):
                    continue
                words = find_change(context, receipt.spans[0].start) if receipt.spans[0].exact else None
                if words and not EARLIER.search(f"{record.display_title({})}; {receipt.note or ''}"):
                    message = f"is the figure of an earlier time, by '{words}'"
                    yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)


def find_change(context: CheckContext, start: int) -> str | None:
    """Return the words before a place by which its figure is that of an earlier time; None if none are."""
    first, _ = context.sentences.ranges[context.sentences.number_at(start)]
    match = FROM.search(context.article.text[first:start])
    return match[0].strip() if match else None
