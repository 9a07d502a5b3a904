"""Own words that deny the clause of their words, or assert both of two clauses one of which is denied."""

import re
from collections.abc import Iterator, Sequence

from facts.model.receipt import Receipt, Span
from facts.verify.doubts.own_words.denied_objects import stems_of
from facts.verify.doubts.own_words.lost_negations import (
    DOUBLE,
    LOSABLE,
    MIN_PREFIXED,
    NEGATIONS,
    NEGATIVE,
    NOT_ONLY,
    PARTS,
    PREFIXES,
    SILENCES,
    denies,
    find_words,
)
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import list_words

BREAK = re.compile(r"[,;:\"\u201c\u201d(]|(?<!\w)(?:and|but|while|although|because|who|which)(?!\w)")
"""What is between a clause and another one."""
WITHOUT = re.compile(
    r"(?<!\w)(?:careless|reckless|useless|worthless|helpless|powerless|harmless|homeless|exempt\w*|waive\w*|sav(?:e|es|ed)"
    r"|negl\w+|only|few|hardly|instead|less)(?!\w)",
    re.IGNORECASE,
)
"""Words that tell a negation by their ending or their meaning."""
SHARED = 2
"""One word in this many of own words is in the clause that they tell."""


def find_turned_clauses(text: str, receipt: Receipt, sentences: SentenceMap) -> Iterator[str]:
    """Yield that own words deny a clause though only another one is denied, or lose the denial of one of two."""
    spans = [span for span in receipt.spans if span.exact]
    negation = next(iter(find_words(NOT_ONLY.sub("", text), NEGATIONS)), None)
    if (
        negation
        and spans
        and find_words(sentences.text_of(spans), NEGATIVE)
        and all(is_asserted(text, span, sentences) for span in spans)
    ):
        yield f"denies with '{negation}' what its words do not deny"
    elif not negation and (denial := find_half(text, receipt.spans, sentences)):
        yield f"does not deny what one of two clauses of its words denies with '{denial}'"


def is_asserted(text: str, span: Span, sentences: SentenceMap) -> bool:
    """Return whether own words are about the clause of a span, which has no word that denies anything."""
    first, last = sentences.range_at(span.start)
    article = sentences.article.text
    ahead = BREAK.split(article[first : span.start])[-1]
    behind = BREAK.split(article[span.end : max(last, span.end)])[0]
    clause, own = f"{ahead}{span.exact}{behind}", stems_of(text)
    is_told = bool(own) and len(own & stems_of(clause)) * SHARED >= len(own)
    has_prefix = any(word.startswith(PREFIXES) and len(word) > MIN_PREFIXED for word in list_words(clause))
    return is_told and not (has_prefix or find_words(clause, NEGATIVE | SILENCES) or WITHOUT.search(clause))


def find_half(text: str, spans: Sequence[Span], sentences: SentenceMap) -> str | None:
    """Return the word that denies one of the two clauses of some words, where two of own words deny nothing."""
    first, last = sentences.range_at(spans[0].start)
    if len(PARTS.split(text)) != DOUBLE or denies(text) or WITHOUT.search(text):
        return None
    if any(span.start < first or span.end > last for span in spans):
        return None
    joined = sentences.article.text[min(span.start for span in spans) : max(span.end for span in spans)]
    parts = PARTS.split(joined)
    denied = [words for part in parts if (words := find_words(NOT_ONLY.sub("", part), LOSABLE))]
    is_told = not stems_of(text).isdisjoint(stems_of(joined)) or len(list_words(text)) > DOUBLE
    return denied[0][0] if len(parts) == DOUBLE and len(denied) == 1 and is_told else None
