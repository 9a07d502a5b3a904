"""Statements dated by a day on which, in a passage before, only somebody else says something."""

from collections.abc import Iterator, Sequence

from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap

WHEN, SUMMARY, SPEAKER = "when", "summary", "speaker"
COUNTED = "counted from"
"""How the note begins that a draft gives a weekday, which says nothing of whose day it is."""
HINT = "Leave it out, quote the day on which this speaker says so, or add a `note` that says why it is the same"


def find_borrowed_days(context: CheckContext) -> Iterator[Finding]:
    """Yield each date of a statement, without a note, from another passage's sentence that is another speaker's."""
    statements = context.of_kind("statements")
    for statement in statements:
        receipt, speaker = statement.evidence.get(WHEN), getattr(statement, SPEAKER, None)
        is_counted = receipt is not None and (receipt.note or COUNTED).startswith(COUNTED)
        if receipt is None or not is_counted or speaker is None:
            continue
        own = receipt.spans[:1]
        numbers = context.sentences.numbers_of(own)
        passages = {span.passage for path in (SUMMARY, SPEAKER) for span in spans_of(statement, path)}
        if not numbers or not passages.isdisjoint(span.passage for span in own):
            continue
        tellers = list_tellers(statements, numbers, context.sentences)
        principals = context.attributions.principals
        allies = {speaker, *principals.get(speaker, ())}
        others = [teller for teller in tellers if teller not in allies and speaker not in principals.get(teller, ())]
        if others and len(others) == len(tellers):
            message = f"is from '{own[0].exact}', in a sentence of {others[0]}, who says something else"
            yield Finding(f"statements/{statement.id}", WHEN, message, HINT, is_certain=False)


def spans_of(statement: Record, path: str) -> Sequence[Span]:
    """Return the spans of a field of a statement."""
    receipt = statement.evidence.get(path)
    return receipt.spans if receipt else ()


def list_tellers(statements: Sequence[Record], numbers: set[int], sentences: SentenceMap) -> list[str]:
    """Return the speakers of the statements whose words are in some sentences."""
    return [
        str(getattr(other, SPEAKER, None))
        for other in statements
        if getattr(other, SPEAKER, None)
        and any(
            not numbers.isdisjoint(sentences.numbers_of(receipt.spans))
            for path in (SUMMARY, SPEAKER)
            if (receipt := other.evidence.get(path))
        )
    ]
