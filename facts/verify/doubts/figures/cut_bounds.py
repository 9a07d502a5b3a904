"""Figures with a note whose words leave out the bound that stands before them: ten, in up to ten trains."""

import re
from collections.abc import Iterator

from facts.model.numeric import NumericValue
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_bounds import BEFORE
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set

OPEN_WORDS = word_set("over under above below around some")
"""Those of its words that may be prepositions, or tell no bound."""
PHRASES = sorted((phrase for phrase, sign in BEFORE.items() if sign != "=" and phrase not in OPEN_WORDS), key=len)
CUT = re.compile(
    r"(?<!third\s)(?<!half\s)(?<!quarter\s)(?<!fifth\s)(?<!percent\s)(?<!%\s)(?<!times\s)(?<!\d\s)(?<!\w)"
    rf"(?P<bound>{'|'.join(reversed(PHRASES))})\s[$\u20ac\u00a3\u00a5]?$",
    re.IGNORECASE,
)
"""A bound, or a word for an estimate, right before a figure; what is a third more than it is compared with it."""
HINT = "Quote it too, and give the value with its sign, such as `<= 10`, `>= 30` or `~ 300`"


def find_cut_bounds(context: CheckContext) -> Iterator[Finding]:
    """Yield each exact figure with a note that has a bound, or a word for an estimate, right before its words."""
    named = ((kind, record) for kind, group in context.records.items() for record in group)
    for kind, record in named:
        for field in record.fields:
            receipt, value = record.evidence.get(field.path), field.value
            if receipt is None or receipt.basis != "inferred" or not isinstance(value, NumericValue):
                continue
            starts = [span.start for span in receipt.spans] if value.operator == "=" else []
            bound = next(filter(None, map(CUT.search, map(context.sentences.ahead_of, starts))), None)
            if bound:
                message = f"is exact, but '{bound['bound']}' stands before its words"
                yield Finding(f"{kind}/{record.id}", field.path, message, HINT, is_certain=False)
