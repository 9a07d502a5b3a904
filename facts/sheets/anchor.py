"""Anchoring: compute each span's position and digest from its passage and its words."""

from typing import Any

from facts.model.article import Article
from facts.model.lookalikes import find_difference
from facts.model.receipt import sha256_hex
from facts.sheets.problems import Issue, IssueLog
from facts.sheets.raw import JsonObject, iter_raw_spans


def anchor(file: str, sheet: JsonObject, article: Article) -> list[Issue]:
    """Fill in `start`, `end` and `digest` of every span of the raw `sheet`, and what it says of the article's text.

    A span without `exact` covers its entire passage, or the range in its `start` and `end`. Returns an issue
    for each span whose words are missing from its passage or occur there more than once; such a span is unchanged.
    Of very many issues the last one counts the rest.
    """
    source = sheet.get("source")
    if isinstance(source, dict):
        passages = [{"start": start, "end": end} for start, end in article.passages]
        source.update({"digest": article.digest, "characters": len(article.text), "passages": passages})
    problems = IssueLog()
    for record, field, span in iter_raw_spans(sheet):
        if error := resolve_span(span, article):
            problems.add(Issue(file, record, field, *error))
    return list(problems.to_error().problems)


def resolve_span(span: dict[str, Any], article: Article) -> tuple[str, str] | None:
    """Fill in a span; return an error message and a hint if its position cannot be determined."""
    number, exact, size = span.get("passage"), span.get("exact"), len(article.passages)
    if type(number) is not int or not 1 <= number <= size:
        return "names no passage of the article", f"Set `passage` to a number from 1 to {size}"
    first, last = article.passages[number - 1]
    if exact is None:
        start, end = span.get("start", first), span.get("end", last)
        if type(start) is not int or type(end) is not int or not first <= start < end <= last:
            return f"lies outside passage {number}", "Remove `start` and `end`, or correct them"
    else:
        starts = [first + offset for offset in find_all(article.text[first:last], str(exact))]
        if not starts:
            difference = find_difference(str(exact), article.text[first:last])
            message = f"has words that are not in passage {number}: {exact}"
            if difference:
                return message, f"The passage has a look-alike: only {difference} differs. Copy it from there"
            return message, "Correct `exact` or `passage`"
        if len(starts) > 1 and span.get("start") not in starts:
            candidates = " or ".join(map(str, starts))
            return f"has words that occur {len(starts)} times in passage {number}: {exact}", (
                f"Lengthen `exact`, or set `start` to {candidates}"
            )
        start = starts[0] if len(starts) == 1 else span["start"]
        end = start + len(str(exact))
    span |= {"start": start, "end": end, "digest": sha256_hex(article.text[start:end])}
    return None


def find_all(text: str, words: str) -> list[int]:
    """Return the offset of each occurrence of `words` in `text`, overlapping ones included."""
    offsets, start = [], text.find(words)
    while start >= 0:
        offsets.append(start)
        start = text.find(words, start + 1)
    return offsets
