"""Sheets: the records of one article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import Field

from facts.model.record import Record
from facts.model.source import Source
from facts.model.values import FrozenModel, Paraphrase, Slug

EPOCH = datetime.fromtimestamp(0, UTC)


class SheetHeader(FrozenModel):
    """The fields of a sheet besides its records."""

    id: Slug = Field(description="the sheet's name, as in its URL")
    title: Paraphrase = Field(description="what the article is about, in our words")
    source: Source = Field(description="the article")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A validated sheet: an article and its records."""

    id: str
    title: str
    digest: str
    """SHA-256 of the sheet's canonical JSON."""
    source: Source
    records: Mapping[str, tuple[Record, ...]]
    """The records of each kind, in the order of the file."""
    modified: datetime = EPOCH
    """When this version of it came: when its file was last modified, or when it was loaded into a database."""

    @property
    def counts(self) -> dict[str, int]:
        """The number of records of each kind."""
        return {kind: len(records) for kind, records in self.records.items()}

    def iter_unexamined(self) -> Iterator[tuple[str, str]]:
        """Yield the record and the field of each gap that nobody has examined."""
        models = ((f"{kind}/{record.id}", record) for kind, record in self)
        for name, model in (("source", self.source), *models):
            for path, gap in model.gaps.items():
                if gap.status == "unexamined":
                    yield name, path

    def __iter__(self) -> Iterator[tuple[str, Record]]:
        """Yield each record with the name of its kind."""
        for kind, records in self.records.items():
            for record in records:
                yield kind, record
