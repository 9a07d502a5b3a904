"""Comparison of spans with the text of an article."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from facts.model.article import Article
from facts.model.receipt import Span, sha256_hex
from facts.verify.context import Excerpt
from facts.verify.shared_currencies import list_currencies_named

MAX_CONTEXT = 240
"""The most characters on each side of a phrase that are examined for words that change it."""
MAX_PLACES = 12
"""The most places of a phrase in a span that are examined."""
MAX_RANGES = 3
"""Maximum number of ranges outside all spans that a message lists."""


def span_text(span: Span, article: Article) -> str:
    """Return the article's text in the span."""
    return article.text[span.start : span.end]


def is_intact(span: Span, article: Article) -> bool:
    """Return whether the article's text in the span has the span's digest."""
    return sha256_hex(span_text(span, article)) == span.digest


def is_in_passage(span: Span, article: Article) -> bool:
    """Return whether the span is inside the passage that it names."""
    if span.passage > len(article.passages):
        return False
    first, last = article.passages[span.passage - 1]
    return first <= span.start < span.end <= last


def passages_of(span: Span, article: Article) -> list[int]:
    """Return the numbers of the passages that the span overlaps, whichever it names."""
    if is_in_passage(span, article):
        return [span.passage]
    passages = enumerate(article.passages, 1)
    return [number for number, (first, last) in passages if span.start < last and first < span.end]


def span_error(span: Span, article: Article) -> tuple[str, str] | None:
    """Return what is wrong with a span and how to correct it; None if it matches the article."""
    if span.passage > len(article.passages):
        message = f"names passage {span.passage}, the article has {len(article.passages)}"
        return message, "Correct `passage`, then run `anchor`"
    first, last = article.passages[span.passage - 1]
    text, location = span_text(span, article), f"characters {span.start} to {span.end} of passage {span.passage}"
    if not is_in_passage(span, article):
        return f"points to {location}, which has {first} to {last}", "Correct `passage`, then run `anchor`"
    if span.exact is not None and span.exact != text:
        message = f"quotes '{span.exact}' where the article has '{text}', {location}"
        return message, "Quote the article's text, then run `anchor`"
    if sha256_hex(text) != span.digest:
        message = f"does not have the digest of the article's text, {location}"
        return message, "Check the field against the article's text, then run `anchor`"
    return None


def describe_difference(spans: Sequence[Span], article: Article) -> str:
    """Return where the article may differ from the one that the spans were taken from."""
    broken = [span for span in spans if not is_intact(span, article)]
    uncovered = uncovered_ranges([span for span in spans if is_intact(span, article)], len(article.text))
    if broken:
        first = min(broken, key=lambda span: span.end)
        details = f"the first span that does not match is {first.start} to {first.end} in passage {first.passage}"
    else:
        ranges = ", ".join(f"{start} to {end}" for start, end in uncovered[:MAX_RANGES])
        more = f" and {len(uncovered) - MAX_RANGES} more ranges" if len(uncovered) > MAX_RANGES else ""
        details = f"every span matches, so the article differs outside the spans, in characters {ranges}{more}"
    start = uncovered[0][0] if uncovered else len(article.text)
    return f"the first possible difference is at character {start}: {details}"


def uncovered_ranges(spans: Sequence[Span], length: int) -> list[tuple[int, int]]:
    """Return the ranges of a text of some length that are in none of the spans."""
    ranges, covered_to = [], 0
    for start, end in sorted((span.start, span.end) for span in spans):
        if start > covered_to:
            ranges.append((covered_to, start))
        covered_to = max(covered_to, end)
    if covered_to < length:
        ranges.append((covered_to, length))
    return ranges


def iter_excerpts(span: Span, words: str, article: Article) -> Iterator[Excerpt]:
    """Yield each place in the span where `words` occur, with the text around them in the passage; 12 at most."""
    matches = re.finditer(re.escape(words), span_text(span, article))
    for match in islice(matches, MAX_PLACES):
        yield excerpt_of(span.start + match.start(), span.start + match.end(), article)


def excerpt_of(start: int, end: int, article: Article) -> Excerpt:
    """Return the text from `start` to `end` with what is around it in the passage."""
    first, last = article.passages[article.passage_at(start) - 1] if article.passages else (0, 0)
    if not first <= start < last:
        first, last = start, end
    before = article.text[first:start]
    if len(before) > MAX_CONTEXT:
        before = before[-MAX_CONTEXT:].partition(" ")[2] or before[-MAX_CONTEXT:]
    after = article.text[end : max(end, last)]
    if len(after) > MAX_CONTEXT:
        after = after[:MAX_CONTEXT].rpartition(" ")[0] or after[:MAX_CONTEXT]
    text = f"{before}{article.text[start:end]}{after}"
    return Excerpt(text, len(before), len(before) + end - start, list_currencies_named(article.text))
