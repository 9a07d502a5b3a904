"""Figures and dates of contracts that their clauses deny, suppose, or say of a difference."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from facts.model.receipt import Receipt
from facts.model.record import Record
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
    r"|not\s(?:for|at|of|to)\s(?:the|an?)|contrary\sto(?:\sthe)?|unlike\sthe|far\sfrom|nowhere\snear|anything\sbut|instead\sof(?:\sthe)?|rather\sthan(?:\sthe)?"
    r"|(?:false|untrue|wrong)\sthat(?:\s\w+){1,5}|(?:nobody|no\sone)\s\w+\sthat(?:\s\w+){1,5})\s$",
    re.IGNORECASE,
)
"""What denies the figure right after it."""
UNDONE = re.compile(
    rf"(?<!\w)(?P<words>(?:refus|declin|fail)\w+{_VERBS}|would(?:\snot)?\shave\s\w+|(?:cancel|scrap|reject)\w*"
    r"(?:\s(?:an?|its|the)\s(?:order|contract|deal)\s(?:of|for))?|(?:nearly|almost)\s[a-z]+(?:ed|ught|ld)"
    r"|had\s(?:wanted|hoped|intended|wished|asked)(?:\s(?:(?!and|but)\w+)){0,4}"
    r"|(?:and|but|thereby|thus)\s(?:sav(?:ed|es)|spared))\s$",
    re.IGNORECASE,
)
"""What says of the figure right after it that something was not done, or is undone."""
DENIED_AFTER = re.compile(
    r"\s?(?:(?:,\s)?which\s(?:\w+\s){1,3}(?:refused|rejected|denied|ruled\sout)"
    r"|(?:[\w%]+\s){0,4}?(?:is|was|are|were)\s(?:out\sof\sthe\squestion|ruled\sout|untrue|false|wrong|not\strue))(?!\w)"
)
"""What denies the figure before it."""
ASKED_AFTER = re.compile(
    r"\s(?:(?:that|which)\s(?:was|were|had\sbeen)\s|(?:had|has)\sbeen\s(?:first\s)?|once\s)"
    r"(?P<words>asked|demanded|sought|rumou?red|mooted|named|wanted)(?!\w)"
)
"""What says of the figure before it that it was only asked, or named once."""
OTHERS = re.compile(
    r"(?<!\w)(?:after|while|whereas|although|though|where)\s(?P<who>[A-Z]\w+(?:\s[A-Z]\w+)?)\s(?:(?:had|has)\s)?"
    r"(?P<words>paid|asked|spent|offered|bid|wanted)\s(?:\w+\s){0,2}$"
)
"""Who else than the parties pays, or asks, the figure after it."""
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
        own = list_names(contract, context)
        for field in contract.fields:
            receipt = contract.evidence.get(field.path)
            if field.path not in FIELDS or receipt is None or receipt.basis != "stated":
                continue
            stated = str(getattr(field.value, "stated", ""))
            faults = [find_fault(*clause, own) for clause in list_clauses(stated, receipt, context.sentences)]
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
            first, last = sentences.range_at(start)
            yield text[max(first, start - MAX_BEFORE) : start], text[end : max(end, min(last, end + MAX_BEFORE))]


def list_names(contract: Record, context: CheckContext) -> list[str]:
    """Return the names of those whom a contract refers to."""
    records = context.descriptions.records
    targets = [target for field in contract.fields for target in field.references if target in records]
    return [name for target in targets for name in records[target].aliases()]


def find_fault(before: str, after: str, own: Sequence[str] = ()) -> tuple[str, bool] | None:
    """Return what the words around those of a value say of it, and whether that is certain; None if nothing.

    `own` are the names of the parties, whose figures are those of the contract.
    """
    for pattern, meaning, is_certain in RULES:
        if match := pattern.search(before):
            return f"'{match['words']}' {meaning}", is_certain
    if match := DENIED_AFTER.match(after):
        return f"'{match[0].strip(' ,')}' denies", True
    if match := ASKED_AFTER.match(after):
        return f"'{match['words']}' says is not what was agreed", False
    other = OTHERS.search(before)
    if other and not any(other["who"] in name or name in other["who"] for name in own):
        return f"'{other['who']} {other['words']}' says of another", False
    return None
