"""Coverage: every passage of the article has a receipt or is listed as one without facts."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from facts.model.source import Source
from facts.sheets.spans import REANCHOR, RawSpan, SpanProblem, find_contradictions


def find_outside(source: Source, spans: Sequence[RawSpan]) -> Iterator[SpanProblem]:
    """Yield a problem for each span outside the article, and for a size that no article has."""
    size = f"{source.passages} passages and {source.characters} characters"
    if 2 * source.passages - 1 > source.characters:
        message = f"are {source.passages}, too many for {source.characters} characters"
        yield "source", "passages", message, "Run `anchor`"
    for span in spans:
        if span.passage > source.passages or span.end > source.characters:
            yield span.problem("", f"The article has {size}: run `anchor`")
        elif not is_inside(span, source):
            yield span.problem(", where that passage cannot be", REANCHOR)


def is_inside(span: RawSpan, source: Source) -> bool:
    """Return whether a span is inside the article; each passage before and after it takes two characters at least."""
    first, last = 2 * (span.passage - 1), source.characters - 2 * (source.passages - span.passage)
    if 2 * source.passages - 1 > source.characters:
        first, last = 0, source.characters
    return 1 <= span.passage <= source.passages and first <= span.start and span.end <= last


def find_coverage_problems(
    source: Source, spans: Sequence[RawSpan], cited: Set[int], is_complete: bool
) -> Iterator[SpanProblem]:
    """Yield every problem of how the spans cover the article; receipts cite the passages `cited`.

    Unless `is_complete`, some spans could not be read, and passages without a receipt are no problem yet.
    """
    yield from find_outside(source, spans)
    yield from find_contradictions([span for span in spans if is_inside(span, source)])
    factless = Counter(entry.passage for entry in source.factless)
    for passage in sorted(passage for passage, count in factless.items() if count > 1):
        yield "source", "factless", f"lists passage {passage} twice", "List it once"
    for passage in sorted(cited & factless.keys()):
        yield "source", "factless", f"lists passage {passage}, which has a receipt", "Remove one of the two"
    for passage in sorted(passage for passage in factless if passage > source.passages):
        message = f"lists passage {passage}, but the article has {source.passages}"
        yield "source", "factless", message, "Correct the number"
    for first, last in uncovered_runs(cited | factless.keys(), source.passages) if is_complete else ():
        message, hint = f"passage {first} has no receipt", "Add a record for it, or list it"
        if first != last:
            message, hint = f"passages {first} to {last} have no receipt", "Add records for them, or list each"
        yield "source", "passages", message, f"{hint} in source.factless with a reason"


def uncovered_runs(covered: Set[int], passages: int) -> Iterator[tuple[int, int]]:
    """Yield the first and the last number of each run of passages that are not covered."""
    previous = 0
    for number in (*sorted(number for number in covered if 1 <= number <= passages), passages + 1):
        if number - previous > 1:
            yield previous + 1, number - 1
        previous = number
