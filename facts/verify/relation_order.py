"""Relations of statements that run backwards: nobody disputes what the article tells only later."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from facts.model.record import Record
from facts.verify.contradiction import Contradiction
from facts.verify.paraphrases import speaker_names
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

DISPUTES = "disputes"
HINT = "Give the relation to the later statement, or quote the words that name whose claim is disputed"


def find_reversed_relations(
    records: Mapping[str, Sequence[Record]], sentences: SentenceMap
) -> Iterator[Contradiction]:
    """Yield each statement that disputes one whose words are all after its own, and names nobody who makes it."""
    by_id = {record.id: record for record in chain.from_iterable(records.values())}
    for statement in records.get("statements", ()):
        own, words = statement.evidence.get("summary"), statement.evidence.get("relations")
        for relation in getattr(statement, "relations", ()) if own and words else ():
            target = by_id.get(relation.statement)
            other = target.evidence.get("summary") if target else None
            if relation.type != DISPUTES or not (own and words and target and other):
                continue
            spans = [*own.spans, *words.spans]
            text = sentences.text_of(spans)
            is_named = any(name_pattern(name).search(text) for name in speaker_names(target, by_id))
            if max(span.end for span in spans) <= min(span.start for span in other.spans) and not is_named:
                message = f"disputes {target.id}, which the article tells only after it"
                yield Contradiction(f"statements/{statement.id}", "relations", message, HINT, is_certain=False)
