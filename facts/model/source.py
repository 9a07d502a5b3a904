"""The article behind a sheet: its fingerprint, its size, and what it says of itself."""

from typing import ClassVar

from pydantic import Field

from facts.model.fields import Receipted
from facts.model.receipt import Digest
from facts.model.values import Frozen, Language, Telling, When, Words


class Blank(Frozen):
    """A passage that holds no fact."""

    passage: int = Field(ge=1, description="number of the passage")
    reason: Telling = Field(description="why it holds no fact")


class Source(Receipted):
    """The article as a text, and what it says of itself."""

    own: ClassVar[frozenset[str]] = frozenset(
        {"digest", "characters", "passages", "language", "blank", "evidence", "gaps"}
    )

    digest: Digest = Field(description="SHA-256 of the text in UTF-8")
    characters: int = Field(ge=1, le=10**8, description="length of the text in characters")
    passages: int = Field(ge=1, le=10**6, description="number of its non-empty lines")
    language: Language = Field(description="BCP 47 tag of its language", examples=["en"])
    headline: Words | None = Field(None, description="its headline")
    byline: Words | None = Field(None, description="its author")
    publisher: Words | None = Field(None, description="its publisher")
    published: When | None = Field(None, description="when it was published")
    url: Words | None = Field(None, description="its address")
    blank: tuple[Blank, ...] = Field((), description="the passages that hold no fact, with reasons")
