"""Figures of an earlier time for the one that a record tells: 48% for 62%, up from 48% a year earlier."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.figures.figure_clauses import FIELDS as CONTRACT_FIELDS
from facts.verify.finding import Finding
from facts.verify.grammar.changes import CHANGES

FIELDS = {"statements": ("amount",), "events": ("quantity", "amount"), "contracts": CONTRACT_FIELDS}
FROM = re.compile(
    rf"(?<!\w)(?<!to\s)(?<!will\s)(?<!would\s)(?<!could\s)(?<!may\s)(?:(?:up|down|{'|'.join(sorted(CHANGES))})\s(?:(?!and\s|but\s)[^\s,;]+\s){{0,8}}?from|compared\s(?:to|with))"
    r"\s(?:just\s|only\s|about\s|some\s|nearly\s|almost\s)?\W?$"
)
"""What is before the figure of an earlier time; that from which something is to change is of today."""
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
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                if receipt is None or field.path not in paths:
                    continue
                words = find_change(context, receipt.spans[0].start) if receipt.spans[0].exact else None
                if words and not EARLIER.search(f"{record.display_title({})}; {receipt.note or ''}"):
                    message = f"is the figure of an earlier time, by '{words}'"
                    yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)


def find_change(context: CheckContext, start: int) -> str | None:
    """Return the words before a place by which its figure is that of an earlier time; None if none are."""
    match = FROM.search(context.sentences.ahead_of(start))
    return match[0].strip() if match else None
