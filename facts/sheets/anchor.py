"""Anchoring: compute each span's position and digest from its passage and its words."""

from typing import Any

from facts.model.article import Article
from facts.model.lookalikes import find_difference
from facts.model.receipt import sha256_hex
from facts.sheets.fingerprints import search_passage
from facts.sheets.problems import Issue, IssueLog
from facts.sheets.raw import JsonObject, iter_raw_spans
from facts.sheets.spans import DIGEST


def anchor(file: str, sheet: JsonObject, article: Article) -> list[Issue]:
    """Fill in `start`, `end` and `digest` of every span of the raw `sheet`, and what it says of the article's text.

    A span without `exact` covers its entire passage, or the range in its `start` and `end`, or with a digest the text
    that has it. Positions that the article does not have any more are replaced. Returns an issue for each span whose
    words are missing from its passage or occur there more than once; such a span is unchanged.
    Of very many issues the last one counts the rest.
    """
    source = sheet.get("source")
    if isinstance(source, dict):
        source.update(describe_article(article))
    problems = IssueLog()
    for record, field, span in iter_raw_spans(sheet):
        if error := resolve_span(span, article):
            problems.add(Issue(file, record, field, *error))
    return list(problems.to_error().problems)


def describe_article(article: Article) -> JsonObject:
    """Return the fields of a source that follow from the article's text."""
    passages = [{"start": start, "end": end} for start, end in article.passages]
    return {"digest": article.digest, "characters": len(article.text), "passages": passages}


def resolve_span(span: dict[str, Any], article: Article) -> tuple[str, str] | None:
    """Fill in a span; return an error message and a hint if its position cannot be determined."""
    number, exact, size = span.get("passage"), span.get("exact"), len(article.passages)
    if type(number) is not int or not 1 <= number <= size:
        return "names no passage of the article", f"Set `passage` to a number from 1 to {size}"
    first, last = article.passages[number - 1]
    if exact is not None:
        position = locate_words(span, str(exact), article.text, first, last)
    elif is_anchored(span):
        position = locate_digest(span, article.text, first, last)
    else:
        start, end = span.get("start", first), span.get("end", last)
        if type(start) is not int or type(end) is not int or not first <= start < end <= last:
            return f"lies outside passage {number}", "Remove `start` and `end`, or correct them"
        position = start, end
    match position:
        case int(start), int(end):
            span |= {"start": start, "end": end, "digest": sha256_hex(article.text[start:end])}
            return None
        case message, hint:
            return str(message), str(hint)


def locate_words(span: JsonObject, words: str, text: str, first: int, last: int) -> tuple[int, int] | tuple[str, str]:
    """Return where a passage has the words of a span; an error message and a hint if that is not one place."""
    number = span["passage"]
    starts = [first + offset for offset in find_all(text[first:last], words)]
    if not starts:
        difference = find_difference(words, text[first:last])
        message = f"has words that are not in passage {number}: {words}"
        if difference:
            return message, f"The passage has a look-alike: only {difference} differs. Copy it from there"
        return message, "Correct `exact` or `passage`"
    if len(starts) > 1 and span.get("start") not in starts:
        candidates = " or ".join(map(str, starts))
        message = f"has words that occur {len(starts)} times in passage {number}: {words}"
        return message, f"Lengthen `exact`, or set `start` to {candidates}"
    start = starts[0] if len(starts) == 1 else span["start"]
    return start, start + len(words)


def is_anchored(span: JsonObject) -> bool:
    """Return whether a raw span has a position and a digest."""
    digest = span.get("digest")
    has_position = type(span.get("start")) is int and type(span.get("end")) is int
    return has_position and isinstance(digest, str) and DIGEST.fullmatch(digest) is not None


def locate_digest(span: JsonObject, text: str, first: int, last: int) -> tuple[int, int] | tuple[str, str]:
    """Return where a passage has the text of an anchored span: at its position, else in one place by its digest.

    Returns an error message and a hint if there is none, or more than one.
    """
    start, end, digest = span["start"], span["end"], span["digest"]
    if first <= start < end <= last and sha256_hex(text[start:end]) == digest:
        return start, end
    starts = [place for _, place in search_passage(text, first, last, {(digest, end - start)})]
    if len(starts) == 1:
        return starts[0], starts[0] + end - start
    message = f"has the digest of text that occurs {len(starts)} times in passage {span['passage']}"
    if not starts:
        message = f"has the digest of text that is not in passage {span['passage']}"
    return message, "Correct `passage`, or remove `start`, `end` and `digest` to cite the complete passage"


def find_all(text: str, words: str) -> list[int]:
    """Return the offset of each occurrence of `words` in `text`, overlapping ones included."""
    offsets, start = [], text.find(words)
    while start >= 0:
        offsets.append(start)
        start = text.find(words, start + 1)
    return offsets
