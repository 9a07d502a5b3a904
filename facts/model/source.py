"""The article behind a sheet: its digest, its size and its bibliographic data."""

import re
from typing import Annotated, ClassVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints

from facts.model.fields import WithEvidence
from facts.model.receipt import Digest
from facts.model.values import EdtfDate, FrozenModel, Language, Paraphrase, Quotation, Verbatim, Visible

HOST = re.compile(r"[\w-]+(?:\.[\w-]+)*\.?|[0-9a-f:]+(?:[0-9.]+)?")
"""A host name, or an IPv6 address."""


def require_web_url(text: object) -> object:
    """Return `text` if it is the http or https URL of a host, without a user name; raise ValueError otherwise.

    Values of other types are returned unchanged, for the validation of the type.
    """
    if not isinstance(text, str):
        return text
    try:
        parts = urlsplit(text)
        is_web_url = parts.scheme in {"http", "https"} and bool(HOST.fullmatch(parts.hostname or ""))
        is_web_url &= "@" not in parts.netloc and parts.port != 0
    except ValueError:
        is_web_url = False
    if not is_web_url or re.search(r"[\s\\]", text):
        raise ValueError("must be an http or https URL, such as https://example.com/article")
    return text


WebUrl = Annotated[
    str,
    StringConstraints(max_length=2000, pattern=r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s\\]+$"),
    BeforeValidator(require_web_url),
    Visible,
    Verbatim(),
]
"""An absolute http or https URL."""


class PassageRange(FrozenModel):
    """Where a passage is in the article's text, in code points from 0; its end is not included."""

    start: int = Field(ge=0, description="offset of its first character", examples=[3344])
    end: int = Field(ge=1, description="offset after its last character", examples=[3477])


def require_order(passages: tuple[PassageRange, ...]) -> tuple[PassageRange, ...]:
    """Return `passages` if each begins after the line break that ends the one before; raise ValueError otherwise."""
    previous = -1
    for number, passage in enumerate(passages, 1):
        if passage.start <= previous:
            raise ValueError(f"has passage {number} at {passage.start}, but the one before it ends at {previous}")
        if passage.end <= passage.start:
            raise ValueError(f"has passage {number} from {passage.start} to {passage.end}, which is empty")
        previous = passage.end
    return passages


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
    passages: Annotated[tuple[PassageRange, ...], AfterValidator(require_order)] = Field(
        min_length=1, description="where each of its non-empty lines is, in order"
    )
    language: Language = Field(description="BCP 47 tag of its language", examples=["en"])
    headline: Quotation | None = Field(None, description="its headline")
    byline: Quotation | None = Field(None, description="its author")
    publisher: Quotation | None = Field(None, description="its publisher")
    published: EdtfDate | None = Field(None, description="when it was published")
    url: WebUrl | None = Field(None, description="its URL")
    factless: tuple[FactlessPassage, ...] = Field((), description="the passages without facts, with reasons")
