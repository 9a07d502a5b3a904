"""Receipts and gaps: where the article states a field, or why a field is empty."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from facts.model.lookalikes import find_digest_difference
from facts.model.values import FrozenModel, Identifier, Paraphrase, Quotation

Basis = Literal["stated", "inferred", "derived", "reference"]
GapStatus = Literal["not_stated", "not_applicable", "ambiguous", "unexamined"]
AttributionScope = Literal["whole", "ambiguous"]
FieldScope = Literal[AttributionScope, "none"]
"""What an attribution covers of a field: nothing of what the article itself says in a record that is attributed."""
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


def sha256_hex(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


@lru_cache(maxsize=1024)
def words_digest(words: str) -> str:
    """Return the SHA-256 of a span's words, which several receipts of a sheet may quote."""
    return sha256_hex(words)


class Span(FrozenModel):
    """A range of the article's text: a W3C text position with a digest."""

    passage: int = Field(ge=1, description="number of the non-empty line, from 1", examples=[34])
    start: int = Field(ge=0, description="offset of the first character in the text, from 0", examples=[3434])
    end: int = Field(ge=1, description="offset after the last character", examples=[3447])
    exact: Quotation | None = Field(None, description="the words of the span; null where they are more than 12")
    digest: Digest = Field(description="SHA-256 of the span's text in UTF-8")

    @model_validator(mode="after")
    def check_consistent(self) -> Self:
        """Check that length and digest match the exact words; raise ValueError otherwise."""
        if self.end <= self.start:
            raise ValueError(f"ends at {self.end}, which is not after its start {self.start}")
        if self.exact is None:
            return self
        is_digest = words_digest(self.exact) == self.digest
        if not is_digest and (difference := find_digest_difference(self.exact, self.digest)):
            raise ValueError(f"has the digest of look-alike words: only {difference} differs")
        if self.end - self.start != len(self.exact):
            raise ValueError(f"is {self.end - self.start} characters long, but its exact words are {len(self.exact)}")
        if not is_digest:
            raise ValueError("has a digest that does not match its exact words: run `anchor`")
        return self


class Receipt(FrozenModel):
    """The evidence for a field."""

    basis: Basis = Field(
        description="`stated`: the article says it; `inferred`: an editor's reading; "
        "`derived`: computed from other fields; `reference`: from a public standard"
    )
    spans: tuple[Span, ...] = Field((), description="where the article states it")
    note: Paraphrase | None = Field(None, description="why it is read this way, or which standard it comes from")
    attributed_to: Identifier | None = Field(None, description="who says it, if not the voice of the record")
    attribution_scope: FieldScope | None = Field(
        None,
        description="`ambiguous` where the article leaves open whether `attributed_to` covers it; `none` where the "
        "article itself says it, though its record is attributed; null = whole",
    )
    formula: str | None = Field(None, description="how a derived value is computed")
    inputs: tuple[str, ...] | None = Field(None, description="the fields that a derived value is computed from")

    @model_validator(mode="after")
    def check_complete(self) -> Self:
        """Check that the basis has the fields it requires; raise ValueError otherwise."""
        if self.basis in {"stated", "inferred"} and not self.spans:
            raise ValueError(f"is {self.basis} but has no span of the article")
        if self.basis in {"inferred", "reference"} and not self.note:
            raise ValueError(f"is {self.basis} but has no note saying why or by which standard")
        if self.attribution_scope == "none" and self.attributed_to:
            raise ValueError("is attributed, but its attribution covers none of it")
        if self.attribution_scope not in (None, "none") and not self.attributed_to:
            raise ValueError("has the scope of an attribution, but is attributed to no one")
        is_derived = self.basis == "derived"
        if (self.formula is not None) is not is_derived or (self.inputs is not None) is not is_derived:
            raise ValueError("must have a formula and inputs if, and only if, it is derived")
        if len(self.spans) > 1:
            require_distinct(self.spans)
        return self


def require_distinct(spans: Sequence[Span]) -> None:
    """Check that no two spans have the same characters; raise ValueError otherwise."""
    ranges: set[tuple[int, int]] = set()
    for span in spans:
        if (span.start, span.end) in ranges:
            raise ValueError(f"has the span of characters {span.start} to {span.end} twice")
        ranges.add((span.start, span.end))


class Gap(FrozenModel):
    """Why a field is empty."""

    status: GapStatus = Field(description="why it is empty")
    note: Paraphrase = Field(description="what exactly is missing, unclear or not applicable")
