"""Records in the article's own voice whose words somebody says: an attribution that is missing."""

from collections.abc import Iterator, Mapping, Sequence

from facts.model.article import Article
from facts.model.receipt import Span
from facts.model.record import AttributedRecord, Record
from facts.verify.attributions import Attributions
from facts.verify.contradiction import Contradiction

MAIN_FIELDS: Mapping[str, Sequence[str]] = {
    "events": ("status", "title"),
    "contracts": ("value", "signed", "title"),
}
"""The fields, by kind, whose words tell the record, the first that is filled and has words being decisive."""


def find_unattributed(records: Mapping[str, Sequence[Record]], attributions: Attributions) -> Iterator[Contradiction]:
    """Yield each event and contract that is narrated, though a speaker is named for all words that tell it."""
    for kind, paths in MAIN_FIELDS.items():
        for record in records.get(kind, ()):
            if not isinstance(record, AttributedRecord) or record.attributed_to or record.voice != "narrated":
                continue
            receipt = next((record.evidence[path] for path in paths if path in record.evidence), None)
            if receipt is None or receipt.attributed_to:
                continue
            every = [span for other in record.evidence.values() for span in other.spans]
            spans = list_quotations(receipt.spans, attributions.article) or list_quotations(
                every, attributions.article
            )
            tellers = [attributions.find_teller(span.start, span.end) for span in spans]
            if tellers and all(tellers) and tellers[0]:
                name, words = tellers[0]
                message = f"is empty, but '{words}' stands with the words of the record"
                whom = f"`attributed_to: {name}`" if name else "`attributed_to`, with who that is"
                hint = f"Add {whom}, or quote words that the article tells itself"
                yield Contradiction(f"{kind}/{record.id}", "attributed_to", message, hint, is_certain=False)


def list_quotations(spans: Sequence[Span], article: Article) -> list[Span]:
    """Return the spans that quote words, without complete passages, on which fields without words rest."""
    passages = frozenset(article.passages)
    return [span for span in spans if span.exact or (span.start, span.end) not in passages]
