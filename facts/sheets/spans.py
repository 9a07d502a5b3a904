"""Compare the spans of a raw sheet with each other, and report what no article can satisfy."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

LocatedSpan = tuple[str, str, Mapping[str, Any]]
"""A span as parsed JSON, with the record and the field whose receipt it belongs to."""
SpanProblem = tuple[str, str, str, str]
"""The record, the field, the message and the hint of a problem."""
DIGEST = re.compile("[0-9a-f]{64}")
REANCHOR = "Correct `passage`, then run `anchor`"


class RawSpan(NamedTuple):
    """A span of a raw sheet, with the record and the field whose receipt it belongs to."""

    record: str
    field: str
    passage: int
    start: int
    end: int
    exact: str | None
    digest: str | None

    @property
    def name(self) -> str:
        """The span in a message: its passage and characters, and the field that it belongs to."""
        return f"passage {self.passage}, characters {self.start} to {self.end} ({self.record} {self.field})"

    def problem(self, message: str, hint: str) -> SpanProblem:
        """Return a problem of the span."""
        location = f"points to passage {self.passage}, characters {self.start} to {self.end}"
        return self.record, self.field, f"{location}{message}", hint


def distinct_spans(raw_spans: Iterable[LocatedSpan]) -> Collection[LocatedSpan]:
    """Return one of those spans of a valid sheet that differ only in the record and the field."""
    return {tuple(span.items()): (record, field, span) for record, field, span in raw_spans}.values()


def list_spans(raw_spans: Iterable[LocatedSpan]) -> list[RawSpan]:
    """Return those of the spans of a raw sheet (see `iter_raw_spans`) that are anchored."""
    spans = []
    for record, field, span in raw_spans:
        passage, start, end = span.get("passage"), span.get("start"), span.get("end")
        if type(passage) is int and type(start) is int and type(end) is int:
            exact, digest = span.get("exact"), span.get("digest")
            words = exact if isinstance(exact, str) else None
            is_digest = isinstance(digest, str) and DIGEST.fullmatch(digest)
            spans.append(RawSpan(record, field, passage, start, end, words, digest if is_digest else None))
    return spans


def find_differences(spans: Sequence[RawSpan]) -> Iterator[SpanProblem]:
    """Yield a problem for each span with another digest or other words than one before it in the same place."""
    spans = sorted(spans, key=attrgetter("start"))
    first: dict[tuple[int, int], RawSpan] = {}
    longest: RawSpan | None = None
    for span in spans:
        same = first.setdefault((span.start, span.end), span)
        if same.digest != span.digest and same.digest and span.digest:
            yield span.problem(f", with another digest than {same.name}", "Run `anchor`")
        elif span.exact is not None and len(span.exact) == span.end - span.start:
            if longest and longest.exact is not None and span.start < longest.end:
                size = min(span.end, longest.end) - span.start
                offset = span.start - longest.start
                if span.exact[:size] != longest.exact[offset : offset + size]:
                    hint = "Correct `exact`, then run `anchor`"
                    yield span.problem(f", with other words than {longest.name}", hint)
            longest = span if longest is None or span.end > longest.end else longest
