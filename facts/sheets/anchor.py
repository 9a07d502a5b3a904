"""Anchoring: filling in a span's position and fingerprint from its passage and words."""

from collections.abc import Iterator, Mapping
from typing import Any

from facts.kinds import KINDS
from facts.model.article import Article
from facts.model.receipt import sha256_hex
from facts.sheets.problems import Issue


def anchor(file: str, sheet: Mapping[str, Any], article: Article) -> list[Issue]:
    """Fill in `start`, `end` and `digest` of every span of the raw `sheet`, and the source's size and digest.

    A span without `exact` is its whole passage, or what its `start` and `end` say. Returns a problem for
    each span whose words are missing from its passage or stand there twice; such a span is left alone.
    """
    source = sheet.get("source")
    if isinstance(source, dict):
        size = {"characters": len(article.text), "passages": len(article.passages)}
        source.update({"digest": article.digest} | size)
    problems = []
    for record, field, span in iter_raw_spans(sheet):
        if trouble := resolve_span(span, article):
            problems.append(Issue(file, record, field, *trouble))
    return problems


def iter_raw_spans(sheet: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each span of the raw `sheet` with the record and the field that it is a receipt of."""
    rows = [("source", sheet.get("source"))]
    rows += [(f"{kind}/{as_dict(row).get('id')}", row) for kind in KINDS for row in as_list(sheet.get(kind))]
    for name, row in rows:
        for field, receipt in as_dict(as_dict(row).get("evidence")).items():
            for span in as_list(as_dict(receipt).get("spans")):
                if isinstance(span, dict):
                    yield name, field, span


def as_list(value: object) -> list[Any]:
    """Return `value` if it is a list; what else it is, `check` tells."""
    return value if isinstance(value, list) else []


def as_dict(value: object) -> dict[str, Any]:
    """Return `value` if it is an object; what else it is, `check` tells."""
    return value if isinstance(value, dict) else {}


def resolve_span(span: dict[str, Any], article: Article) -> tuple[str, str] | None:
    """Fill in a span; return what is wrong and what would mend it where that cannot be done."""
    number, exact, size = span.get("passage"), span.get("exact"), len(article.passages)
    if type(number) is not int or not 1 <= number <= size:
        return "names no passage of the article", f"Give `passage` a number from 1 to {size}"
    first, last = article.passages[number - 1]
    if exact is None:
        start, end = span.get("start", first), span.get("end", last)
        if type(start) is not int or type(end) is not int or not first <= start < end <= last:
            return f"lies outside passage {number}", "Remove `start` and `end`, or correct them"
    else:
        starts = [first + offset for offset in find_all(article.text[first:last], str(exact))]
        if not starts:
            return f"has words that passage {number} lacks: {exact}", "Correct `exact` or `passage`"
        if len(starts) > 1 and span.get("start") not in starts:
            places = " or ".join(map(str, starts))
            return f"has words that stand {len(starts)} times in passage {number}: {exact}", (
                f"Lengthen `exact`, or give `start` as {places}"
            )
        start = starts[0] if len(starts) == 1 else span["start"]
        end = start + len(str(exact))
    span |= {"start": start, "end": end, "digest": sha256_hex(article.text[start:end])}
    return None


def find_all(text: str, words: str) -> list[int]:
    """Return where `words` begin in `text`."""
    found, start = [], text.find(words)
    while start >= 0:
        found.append(start)
        start = text.find(words, start + 1)
    return found
