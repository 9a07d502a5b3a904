"""The article behind a sheet: its digest, its size and its bibliographic data."""

from typing import ClassVar

from pydantic import Field

from facts.model.fields import WithEvidence
from facts.model.receipt import Digest
from facts.model.values import EdtfDate, FrozenModel, Language, Paraphrase, Quotation


class FactlessPassage(FrozenModel):
    """A passage without facts."""

    passage: int = Field(ge=1, description="number of the passage")
    reason: Paraphrase = Field(description="why it has no facts")


class Source(WithEvidence):
    """The article: its text and its bibliographic data."""

    INTERNAL_FIELDS: ClassVar[frozenset[str]] = frozenset(
        {"digest", "characters", "passages", "language", "factless", "evidence", "gaps"}
    )

    digest: Digest = Field(description="SHA-256 of the text in UTF-8")
    characters: int = Field(ge=1, le=10**8, description="length of the text in characters")
    passages: int = Field(ge=1, le=10**6, description="number of its non-empty lines")
    language: Language = Field(description="BCP 47 tag of its language", examples=["en"])
    headline: Quotation | None = Field(None, description="its headline")
    byline: Quotation | None = Field(None, description="its author")
    publisher: Quotation | None = Field(None, description="its publisher")
    published: EdtfDate | None = Field(None, description="when it was published")
    url: Quotation | None = Field(None, description="its URL")
    factless: tuple[FactlessPassage, ...] = Field((), description="the passages without facts, with reasons")
