"""Figures and dates of contracts that their clauses deny, suppose, or say of a difference."""

import re
from collections.abc import Iterator
from itertools import islice

from facts.model.fields import iter_fields
from facts.model.receipt import Receipt
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.changes import CHANGES
from facts.verify.sentence_map import SentenceMap
from facts.verify.spans import MAX_PLACES

FIELDS = ("value", "unit_price", "quantity", "payment.advance_share", "delivery.when", "delivery.started")
"""The figures and dates that a contract is said to have."""
_CHANGE = "|".join(sorted(CHANGES))
_VERBS = r"(?:\s(?!(?:the|this|that|these|those|its|their|his|her|until|before)(?!\w))\w+){0,3}"
"""Words up to a figure; one with a definite article is another that is known."""
DENIED = re.compile(
    rf"(?<!\w)(?P<words>(?:not(?!\sonly)|never|cannot|\w+n['\u2019]t){_VERBS}"
    r"|far\sfrom|nowhere\snear|anything\sbut|instead\sof|rather\sthan"
    r"|(?:false|untrue|wrong)\sthat(?:\s\w+){1,5}|(?:nobody|no\sone)\s\w+\sthat(?:\s\w+){1,5})\s$",
    re.IGNORECASE,
)
"""What denies the figure right after it."""
UNDONE = re.compile(
    rf"(?<!\w)(?P<words>(?:refus|declin|fail)\w+{_VERBS}|would(?:\snot)?\shave\s\w+|(?:cancel|scrap|reject)\w*)\s$",
    re.IGNORECASE,
)
"""What says of the figure right after it that something was not done, or is undone."""
DENIED_AFTER = re.compile(
    r"\s?(?:(?:,\s)?which\s(?:\w+\s){1,3}(?:refused|rejected|denied|ruled\sout)"
    r"|(?:[\w%]+\s){0,4}?(?:is|was|are|were)\s(?:out\sof\sthe\squestion|ruled\sout|untrue|false|wrong|not\strue))(?!\w)"
)
"""What denies the figure before it."""
DIFFERENCE = re.compile(
    rf"(?<!\w)(?P<words>(?:{_CHANGE})(?:(?:\s\w+){{0,2}}\sby|\sof))\s$",
    re.IGNORECASE,
)
"""What makes a figure after it one by which another has changed."""
SUPPOSED = re.compile(
    r"(?:^|(?<!\w))(?P<words>if|unless)\s(?:(?!the\s$)[^,;])*?(?<!\sthe)(?<!\sits)(?<!\sthat)\s$", re.IGNORECASE
)
"""A condition up to the figure in it."""
MAX_BEFORE = 160
"""Maximum number of characters on each side of a figure that are examined."""
RULES = (
    (DENIED, "denies", True),
    (UNDONE, "says is not done", False),
    (DIFFERENCE, "makes a difference", False),
    (SUPPOSED, "only supposes", False),
)
"""What stands before a figure that is not that of the contract, what it makes of it, and whether that is certain."""
HINT = "Quote the words that say what holds, or tell it in an event or a statement"


def find_unheld_figures(context: CheckContext) -> Iterator[Finding]:
    """Yield each stated figure and date of a contract that all its clauses deny, suppose, or say of a difference."""
    for contract in context.of_kind("contracts"):
        for field in iter_fields(contract):
            receipt = contract.evidence.get(field.path)
            if field.path not in FIELDS or receipt is None or receipt.basis != "stated":
                continue
            stated = str(getattr(field.value, "stated", ""))
            faults = [find_fault(*clause) for clause in list_clauses(stated, receipt, context.sentences)]
            if faults and all(faults):
                message, is_certain = next(filter(None, faults))
                message = f"is '{stated}', which {message}"
                yield Finding(f"contracts/{contract.id}", field.path, message, HINT, is_certain=is_certain)


def list_clauses(words: str, receipt: Receipt, sentences: SentenceMap) -> Iterator[tuple[str, str]]:
    """Yield what is before and what is after the words of a value in each sentence in which a receipt has them."""
    text = sentences.article.text
    for span in receipt.spans:
        for match in islice(re.finditer(re.escape(words), text[span.start : span.end]), MAX_PLACES):
            start, end = span.start + match.start(), span.start + match.end()
            first, last = sentences.ranges[sentences.number_at(start)]
            yield text[max(first, start - MAX_BEFORE) : start], text[end : max(end, min(last, end + MAX_BEFORE))]


def find_fault(before: str, after: str) -> tuple[str, bool] | None:
    """Return what the words around those of a value say of it, and whether that is certain; None if nothing."""
    for pattern, meaning, is_certain in RULES:
        if match := pattern.search(before):
            return f"'{match['words']}' {meaning}", is_certain
    if match := DENIED_AFTER.match(after):
        return f"'{match[0].strip(' ,')}' denies", True
    return None
