"""Re-anchoring: move the spans of a sheet after its article was edited."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from facts.model.article import Article, TextRange
from facts.sheets.alignment import Alignment, align
from facts.sheets.anchor import describe_article
from facts.sheets.fingerprints import MAX_PLACES, Fingerprint, digest_of, find_places
from facts.sheets.passage_map import PassageMap
from facts.sheets.raw import as_dict, as_list, iter_raw_spans

SpanState = Literal["kept", "moved", "changed", "gone", "ambiguous"]
LEFT: Sequence[SpanState] = ("changed", "gone", "ambiguous")
"""The states of spans that an author has to look at."""


@dataclass(frozen=True)
class SpanMove:
    """What became of a span, or of a passage without facts, when the article was edited."""

    record: str
    field: str
    state: SpanState
    before: int | None
    """The number of its passage before; null if an earlier edit has left that open."""
    after: int | None
    """The number of its passage now, or of what that passage has become; null if it is gone or not known."""
    exact: str | None = None
    places: Sequence[TextRange] = ()
    """Where an ambiguous span may be."""


def reanchor(sheet: dict[str, Any], article: Article) -> list[SpanMove]:
    """Move the spans of the raw `sheet` to where they are in the edited article; return what became of each.

    A span without a proven place keeps its fingerprint and loses its passage: `passage` is null until an author sets
    it and runs `anchor`, so that the sheet does not load before. The passages without facts follow their neighbours,
    and the source gets the digest and the size of the article.
    """
    source = as_dict(sheet.get("source"))
    ranges, size = list_ranges(source), source.get("characters")
    spans = [(record, name, span, read_fingerprint(span, ranges)) for record, name, span in iter_raw_spans(sheet)]
    anchored = {item for *_, item in spans if item and item.passage}
    loose = [item for *_, item in spans if item and not item.passage]
    alignment = align(article, anchored, ranges, size if type(size) is int else 0)
    alignment.places.update(find_places(article, loose))
    passages = PassageMap(article, alignment.shifts, ranges, count_passages(source))
    moves = [move_span(*span, alignment, passages) for span in spans]
    moves += move_factless(source, passages)
    source.update(describe_article(article))
    return moves


def list_ranges(source: Mapping[str, Any]) -> list[TextRange]:
    """Return the ranges of the passages before the edit; none if the source does not have them."""
    ranges = [(as_dict(row).get("start"), as_dict(row).get("end")) for row in as_list(source.get("passages"))]
    valid = [(start, end) for start, end in ranges if type(start) is int and type(end) is int and start < end]
    return valid if len(valid) == len(ranges) else []


def count_passages(source: Mapping[str, Any]) -> int | None:
    """Return the number of passages before the edit; None if the source does not say it."""
    passages = source.get("passages")
    return len(passages) if isinstance(passages, list) else passages if type(passages) is int else None


def read_fingerprint(span: Mapping[str, Any], ranges: Sequence[TextRange]) -> Fingerprint | None:
    """Return the fingerprint of a raw span; None if it has neither words nor a digest with a length.

    Its passage is 0 if it is not anchored, or not within its passage: it proves nothing about other spans then.
    """
    number, start, end, digest = (span.get(name) for name in ("passage", "start", "end", "digest"))
    words = span.get("exact") if isinstance(span.get("exact"), str) else None
    if type(start) is not int or type(end) is not int or not 0 <= start < end or not isinstance(digest, str):
        return Fingerprint(0, 0, len(words), digest_of(words), words) if words else None
    passage = number if type(number) is int and 1 <= number <= (len(ranges) or number) else 0
    if passage and ranges:
        first, last = ranges[passage - 1]
        passage = passage if first <= start and end <= last else 0
    return Fingerprint(passage, start, end, digest, words)


def move_span(
    record: str, name: str, span: dict[str, Any], item: Fingerprint | None, alignment: Alignment, passages: PassageMap
) -> SpanMove:
    """Move a raw span, if its place is proven, else remove its passage; return what became of it."""
    number, exact = span.get("passage"), span.get("exact")
    before = number if type(number) is int else None
    if item and item in alignment.shifts:
        start = item.start + alignment.shifts[item]
        after = passages.article.passage_at(start)
        is_kept = start == item.start and after == before
        span |= {"passage": after, "start": start, "end": start + item.end - item.start}
        return SpanMove(record, name, "kept" if is_kept else "moved", before, after, exact)
    span["passage"] = None
    after_passage = passages.numbers.get(before or 0)
    places = list_places(item, alignment) if item else []
    state: SpanState = "ambiguous" if places else "changed" if after_passage else "gone"
    return SpanMove(record, name, state, before, after_passage, exact, places)


def list_places(item: Fingerprint, alignment: Alignment) -> list[TextRange]:
    """Return where a span without a proven place may be: where no other text is known to have moved to."""
    places = alignment.places.get(item.key, [])
    is_open = not item.passage or len(places) > MAX_PLACES
    starts = places if is_open else alignment.open_places.get(item, ())
    return [(start, start + item.end - item.start) for start in starts]


def move_factless(source: Mapping[str, Any], passages: PassageMap) -> Iterator[SpanMove]:
    """Renumber the passages without facts; yield what became of each."""
    for entry in map(as_dict, as_list(source.get("factless"))):
        before = entry.get("passage")
        if type(before) is not int:
            continue
        after = passages.numbers.get(before)
        state: SpanState = "gone" if after is None else "kept" if after == before else "moved"
        if after and not passages.is_same_length(before):
            state = "changed"
        entry["passage"] = None if state in LEFT else after
        yield SpanMove("source", "factless", state, before, after)
