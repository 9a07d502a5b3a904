"""Coverage: whether every passage of the article has a receipt or is listed as one without facts."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set

from facts.model.plurals import count_noun
from facts.model.source import PassageRange, Source
from facts.sheets.messages import ANCHOR
from facts.sheets.spans import REANCHOR, RawSpan, SpanProblem, find_differences


def find_outside(source: Source, spans: Sequence[RawSpan]) -> Iterator[SpanProblem]:
    """Yield a problem for each span outside its passage, and for passages beyond the end of the article."""
    count = len(source.passages)
    if (end := source.passages[-1].end) > source.characters:
        message = f"end at character {end}, but the article has {source.characters} characters"
        yield "source", "passages", message, ANCHOR
    for span in spans:
        if not 1 <= span.passage <= count:
            yield span.problem("", f"The article has {count_noun(count, 'passage')}. {REANCHOR}")
        elif not is_inside(span, source.passages):
            passage = source.passages[span.passage - 1]
            yield span.problem(
                f", but source.passages has that passage at {passage.start} to {passage.end}", REANCHOR
            )


def is_inside(span: RawSpan, passages: Sequence[PassageRange]) -> bool:
    """Return whether a span is inside the one of some passages that it names."""
    if not 1 <= span.passage <= len(passages):
        return False
    passage = passages[span.passage - 1]
    return passage.start <= span.start and span.end <= passage.end


def find_coverage_problems(
    source: Source, spans: Sequence[RawSpan], cited: Set[int], is_complete: bool
) -> Iterator[SpanProblem]:
    """Yield every problem of how the spans cover the article; receipts cite the passages `cited`.

    Unless `is_complete`, some spans could not be read, and passages without a receipt are no problem yet.
    """
    passages = source.passages
    inside = [span for span in spans if is_inside(span, passages)]
    yield from find_outside(source, spans if len(inside) < len(spans) else ())
    yield from find_differences(inside)
    factless = Counter(entry.passage for entry in source.factless)
    for passage in sorted(passage for passage, count in factless.items() if count > 1):
        yield "source", "factless", f"lists passage {passage} twice", "List it once"
    for passage in sorted(cited & factless.keys()):
        yield "source", "factless", f"lists passage {passage}, which has a receipt", "Remove one of the two"
    for passage in sorted(passage for passage in factless if passage > len(source.passages)):
        message = f"lists passage {passage}, but the article has {len(source.passages)}"
        yield "source", "factless", message, "Correct the number"
    for first, last in uncovered_runs(cited | factless.keys(), len(source.passages)) if is_complete else ():
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
