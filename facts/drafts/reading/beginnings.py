"""Dates on which something begins that lasts: in service since 2008 is read as 2008."""

import re
from dataclasses import replace
from typing import Any

from facts.drafts.problems import ClaimError
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.reading.values import Words, read_composite, read_words
from facts.drafts.text.nodes import DraftNode, TextNode
from facts.verify.beginnings import OPEN, SINCE, without_from

FROM = re.compile(r"(?:^|\s)from\s+", re.IGNORECASE)
"""What is before the date on which something begins."""


def read_beginning(spec: FieldSpec, node: DraftNode | None, words: Words, *, is_inferred: bool) -> dict[str, Any]:
    """Return the date that an author wrote in `node`, or else the one since when something is so by its words.

    Raises ClaimError if there is none.
    """
    words = after_from(words)
    try:
        period = read_words(spec.readings, words)
    except ClaimError:
        period = {}
    start = str(period.get("edtf", "")).removesuffix(OPEN)
    is_read = node is None or (isinstance(node, TextNode) and node.text == start)
    if start and SINCE.match(str(period.get("stated"))) and is_read:
        return period | {"edtf": start}
    return read_composite(spec, node, words, is_inferred=is_inferred)


def after_from(words: Words) -> Words:
    """Return the words that follow "from" in those of a date; others as they are."""
    texts, excerpts = [], []
    for text, excerpt in zip(words.texts, words.excerpts, strict=True):
        start = FROM.search(text)
        begin = start.end() if start else 0
        texts.append(text[begin:])
        excerpts.append(without_from(replace(excerpt, start=excerpt.start + begin)))
    return replace(words, texts=texts, excerpts=excerpts)
