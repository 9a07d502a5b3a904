"""Receipts: where in the article a field stands, and why a field is empty."""

from hashlib import sha256
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from facts.model.values import FrozenModel, Identifier, Paraphrase, Quotation, optional_field

Basis = Literal["stated", "inferred", "derived", "reference"]
GapStatus = Literal["not_stated", "not_applicable", "ambiguous"]
Digest = Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]


def sha256_hex(text: str) -> str:
    """Return the SHA-256 of `text` in UTF-8, as 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


class Span(FrozenModel):
    """A stretch of the article, as a W3C text position with a fingerprint."""

    passage: int = Field(ge=1, description="number of the non-empty line, from 1", examples=[34])
    start: int = Field(ge=0, description="first character, counted from 0 over the whole text", examples=[3434])
    end: int = Field(ge=1, description="the character after the last", examples=[3447])
    exact: Quotation | None = optional_field("the words of the span, where they are few")
    digest: Digest = Field(description="SHA-256 of the span's text in UTF-8")

    @model_validator(mode="after")
    def check_consistent(self) -> Self:
        """Hold that the parts of the span fit each other; raise ValueError otherwise."""
        if self.end <= self.start:
            raise ValueError(f"ends at {self.end}, not after its start {self.start}")
        if self.exact is None:
            return self
        if self.end - self.start != len(self.exact):
            raise ValueError(f"is {self.end - self.start} characters long, its exact words {len(self.exact)}")
        if sha256_hex(self.exact) != self.digest:
            raise ValueError("has a digest that is not that of its exact words: run `anchor`")
        return self


class Receipt(FrozenModel):
    """What a field rests on."""

    basis: Basis = Field(
        description="`stated`: the article says it; `inferred`: an editor's reading; "
        "`derived`: computed from other fields; `reference`: from a public standard"
    )
    spans: tuple[Span, ...] = Field((), description="where in the article it stands")
    note: Paraphrase | None = optional_field("why it is read so, or which standard it comes from")
    attributed_to: Identifier | None = optional_field("who says it, where that is not the voice of the whole record")
    formula: str | None = optional_field("how a derived value is computed")
    inputs: tuple[str, ...] | None = optional_field("the fields that a derived value is computed from")

    @model_validator(mode="after")
    def check_complete(self) -> Self:
        """Hold that the basis has what it needs; raise ValueError naming what is missing."""
        if self.basis in {"stated", "inferred"} and not self.spans:
            raise ValueError(f"is {self.basis} but names no span of the article")
        if self.basis in {"inferred", "reference"} and not self.note:
            raise ValueError(f"is {self.basis} but has no note saying why or by which standard")
        computed = [self.formula is not None, self.inputs is not None]
        if computed != [self.basis == "derived"] * 2:
            raise ValueError("has a formula and inputs if, and only if, it is derived")
        return self


class Gap(FrozenModel):
    """Why a field is empty."""

    status: GapStatus = Field(description="why it is empty")
    note: Paraphrase = Field(description="what exactly is missing, unclear or pointless here")
