"""Dates on which something begins that lasts: in service since 2008 is read as 2008."""

from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.reading.values import Words, read_composite, read_words
from facts.drafts.text.nodes import DraftNode, TextNode
from facts.verify.beginnings import OPEN, SINCE


def read_beginning(spec: FieldSpec, node: DraftNode | None, words: Words, *, is_inferred: bool) -> dict[str, Any]:
    """Return the date that an author wrote in `node`, or else the one since when something is so by its words.

    Raises ClaimError if there is none.
    """
    try:
        period = read_words(spec.readings, words)
    except ClaimError:
        period = {}
    start = str(period.get("edtf", "")).removesuffix(OPEN)
    is_read = node is None or (isinstance(node, TextNode) and node.text == start)
    if start and SINCE.match(str(period.get("stated"))) and is_read:
        return period | {"edtf": start}
    return read_composite(spec, node, words, is_inferred=is_inferred)
