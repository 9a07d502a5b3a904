"""Outlets that others told something: the words for whom a statement was told stand beside one of its speaker."""

from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

OUTLET = "outlet"
HINT = (
    "Leave it out, quote the words of the statement's own sentence, or add a `note` that says why it was told there"
)


def find_foreign_outlets(context: CheckContext) -> Iterator[Finding]:
    """Yield each outlet of a statement, without a note, whose words stand beside no statement of its speaker."""
    statements = context.of_kind("statements")
    for statement in statements:
        receipt, speaker = statement.evidence.get(OUTLET), get_speaker(statement)
        spans = [span for span in receipt.spans if span.exact] if receipt and receipt.note is None else []
        own = [other for other in statements if other is statement or (speaker and speaker == get_speaker(other))]
        if spans and not any(is_beside(other, statement, context) for other in own):
            message = (
                f"is {getattr(statement, OUTLET)}, but '{spans[0].exact}' is in no sentence beside the statement"
            )
            yield Finding(f"statements/{statement.id}", OUTLET, message, HINT)


def get_speaker(statement: Record) -> str | None:
    """Return the id of the speaker of a statement; None for one of a group."""
    return getattr(statement, "speaker", None)


def is_beside(statement: Record, other: Record, context: CheckContext) -> bool:
    """Return whether words for the outlet of another statement are beside one, or beside those for its speaker."""
    title, sentences = statement.evidence.get(statement.title_field), context.sentences
    speaker = statement.evidence.get("speaker")
    spans = [*(title.spans if title else ()), *(speaker.spans if speaker else ())]
    near = {number + step for number in sentences.numbers_of(spans) for step in (-1, 0, 1)}
    passages = {span.passage for span in spans}
    return any(
        span.passage in passages and not near.isdisjoint(sentences.numbers_of([span]))
        for span in other.evidence[OUTLET].spans
    )
