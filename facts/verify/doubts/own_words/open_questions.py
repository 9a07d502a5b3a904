"""Own words that tell as a fact what their sentence leaves open: did not say whether, it is unclear if."""

import re
from collections.abc import Iterator

from facts.model.receipt import Receipt
from facts.verify.sentence_map import SentenceMap

_SAY = r"(?:say|said|confirm|specify|disclose|know|known|clear|decide|decided|announce|explain|answer)"
OPEN = re.compile(
    rf"(?<!\w)(?P<words>(?:(?:not|n['\u2019]t|never|yet\sto|declin\w+\sto|refus\w+\sto)\s(?:\w+\s)?{_SAY}|unclear|uncertain|unknown"
    r"|ask(?:s|ed|ing)?|wonder(?:s|ed|ing)?|question(?:s|ed)?|examin(?:e[sd]?|ing)|investigat(?:e[sd]?|ing))"
    r"(?:\s(?:on|at|by|about)\s\w+)?\s(?:whether|if))\s",
    re.IGNORECASE,
)
"""The beginning of a clause that a sentence leaves open."""
BREAK = re.compile(r"[,;:]|\s(?:and|but)\s")
OWN = re.compile(
    r"(?<!\w)(?:whether|if|unclear|uncertain|unknown|open|undecided|pending|fate|suspicion\w*|retice\w*|question\w*|doubt\w*|silence|no|not|nothing|nobody|without|ask\w*|request\w*"
    r"|refus\w+|declin\w+|inquir\w+|investigat\w+|examin\w+|review\w*|check\w*|probe\w*|possib\w+|may|might|could|would)(?!\w)",
    re.IGNORECASE,
)
"""Words by which own words leave it open too, or tell who asks."""


def find_open_questions(text: str, receipt: Receipt, sentences: SentenceMap) -> Iterator[str]:
    """Yield that own words assert a clause of their sentence that it only leaves open."""
    spans = [span for span in receipt.spans if span.exact]
    openings = [find_opening(f"{sentences.ahead_of(span.start)}{span.exact}") for span in spans]
    first = next(iter(openings), None)
    if first and all(openings) and not OWN.search(text):
        yield f"tells as a fact what its sentence leaves open with '{first}'"


def find_opening(text: str) -> str | None:
    """Return the words that leave open the clause that a text ends with; None if none do."""
    *_, last = [None, *OPEN.finditer(text)]
    return last["words"] if last and not BREAK.search(text, last.end()) else None
