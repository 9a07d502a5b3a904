"""Spans against the text of an article: whether they stand, what they hold and what stands around it."""

import re
from collections.abc import Iterator, Sequence

from facts.model.article import Article
from facts.model.receipt import Span, sha256_hex

BEFORE, AFTER = re.compile(r"(?:\S+\s+){0,8}\S*$"), re.compile(r"\S*(?:\s+\S+){0,5}")
"""The words around a value that may change what it means."""
STRETCHES = 3
"""How many stretches that no span holds are named where the article differs."""


def text(span: Span, article: Article) -> str:
    """Return what the article has where the span lies."""
    return article.text[span.start : span.end]


def is_intact(span: Span, article: Article) -> bool:
    """Return whether the article has the text that the span fingerprints."""
    return sha256_hex(text(span, article)) == span.digest


def is_in_passage(span: Span, article: Article) -> bool:
    """Return whether the span lies in the passage that it names."""
    if span.passage > len(article.passages):
        return False
    first, last = article.passages[span.passage - 1]
    return first <= span.start < span.end <= last


def passages_of(span: Span, article: Article) -> list[int]:
    """Return the numbers of the passages that the span lies in, whichever it names."""
    if is_in_passage(span, article):
        return [span.passage]
    lines = enumerate(article.passages, 1)
    return [number for number, (first, last) in lines if span.start < last and first < span.end]


def span_error(span: Span, article: Article) -> tuple[str, str] | None:
    """Return what is wrong with a span and what would mend it; None where it stands in its passage."""
    if span.passage > len(article.passages):
        message = f"names passage {span.passage}, the article has {len(article.passages)}"
        return message, "Correct `passage`, then run `anchor`"
    first, last = article.passages[span.passage - 1]
    found, where = text(span, article), f"characters {span.start} to {span.end} of passage {span.passage}"
    if not is_in_passage(span, article):
        return f"points to {where}, which has {first} to {last}", "Correct `passage`, then run `anchor`"
    if span.exact is not None and span.exact != found:
        message = f"quotes '{span.exact}' where the article has '{found}', {where}"
        return message, "Quote what stands there, then run `anchor`"
    if sha256_hex(found) != span.digest:
        message = f"has not the fingerprint of the article's text, {where}"
        return message, "Read again what stands there, then run `anchor`"
    return None


def describe_difference(spans: Sequence[Span], article: Article) -> str:
    """Return where the article can differ from the one that the spans were taken from."""
    lost = [span for span in spans if not is_intact(span, article)]
    held = sorted((span.start, span.end) for span in spans if is_intact(span, article))
    end, free = 0, []
    for start, stop in held:
        if start > end:
            free.append((end, start))
        end = max(end, stop)
    if end < len(article.text):
        free.append((end, len(article.text)))
    if lost:
        first = min(lost, key=lambda span: span.end)
        place = f"the first to fail is {first.start} to {first.end} in passage {first.passage}"
    else:
        stretches = ", ".join(f"{start} to {stop}" for start, stop in free[:STRETCHES])
        more = f" and {len(free) - STRETCHES} more stretches" if len(free) > STRETCHES else ""
        place = f"all of them stand, so it differs in what none holds, {stretches}{more}"
    start = free[0][0] if free else len(article.text)
    return f"from character {start} on, only the spans tell what stands: {place}"


def with_context(span: Span, words: str, article: Article) -> Iterator[str]:
    """Yield `words` with those around them in the passage, for each place in the span where they stand."""
    within = ((first, last) for first, last in article.passages if first <= span.start < last)
    first, last = next(within, (span.start, span.end))
    for match in re.finditer(re.escape(words), text(span, article)):
        start, end = span.start + match.start(), span.start + match.end()
        before, after = BEFORE.search(article.text[first:start]), AFTER.match(article.text[end:last])
        yield f"{before[0] if before else ''}{words}{after[0] if after else ''}"
