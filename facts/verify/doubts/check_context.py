"""What a check for doubts examines: the records of a sheet, with the sentences of its article."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from facts.model.article import Article
from facts.model.fields import RecordField
from facts.model.record import Record
from facts.model.values import EdtfDate
from facts.verify.attributions import Attributions
from facts.verify.descriptions import Descriptions
from facts.verify.sentence_map import SentenceMap
from facts.verify.speech import Speakers


@dataclass(frozen=True)
class CheckContext:
    """The records of a sheet, by kind, its article, and when that was published."""

    records: Mapping[str, Sequence[Record]]
    article: Article
    published: EdtfDate | None = None

    def of_kind(self, kind: str) -> Sequence[Record]:
        """Return the records of a kind."""
        return self.records.get(kind, ())

    def iter_references(self, paths: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, Record, RecordField, str]]:
        """Yield each id in the fields with these paths, by kind, that have a receipt.

        With it are the name of its record, such as events/sale, the record and the field.
        """
        for kind, names in paths.items():
            for record in self.of_kind(kind):
                for field in record.fields:
                    if field.path in names and field.path in record.evidence:
                        yield from ((f"{kind}/{record.id}", record, field, target) for target in field.references)

    @cached_property
    def sentences(self) -> SentenceMap:
        """The sentences of the article."""
        return SentenceMap(self.article)

    @cached_property
    def descriptions(self) -> Descriptions:
        """The nouns by which the article may call each record."""
        return Descriptions.of(self.records)

    @cached_property
    def attributions(self) -> Attributions:
        """Who says what in the article."""
        return Attributions(self.records, Speakers(self.records, self.article))
