"""Formats: one table from media type to renderer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from facts.formats import csv, json, jsonld, markdown, ocds
from facts.formats.document import Document, DocumentType
from facts.kinds.contract import CONTRACTS
from facts.model.collection import Collection

__all__ = ["FORMATS", "Document", "Format", "formats_for"]

ALL_TYPES: tuple[DocumentType, ...] = ("list", "record", "sheet")


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of documents of some types."""

    name: str
    title: str
    extension: str
    """The suffix of a URL in this format, without its dot."""
    media_type: str
    write: Callable[[Document], Iterator[bytes]]
    document_types: tuple[DocumentType, ...]
    description: str
    unpaged: bool = False
    """Whether a list is written without paging, unless a page is requested."""
    has_bom: bool = False
    """Whether a list can begin with a byte order mark."""
    attachment: bool = False
    """Whether a browser is to save it as a file."""
    collection: Collection | None = None
    """The only collection that can be written in this format; None = any."""
    has_nested_fields: bool = False
    """Whether a field inside another can be selected; else the outer one is complete."""
    explicit_only: bool = False
    """Whether it is available under its suffix only, because it has no media type of its own."""

    def supports(self, document_type: DocumentType, collection: Collection) -> bool:
        """Return whether a document of a collection can be written in this format."""
        return document_type in self.document_types and (self.collection is None or self.collection is collection)


FORMATS: Mapping[str, Format] = {
    format_.name: format_
    for format_ in (
        Format(
            name="json",
            title="JSON",
            extension="json",
            media_type="application/json",
            write=json.write_json,
            has_nested_fields=True,
            document_types=ALL_TYPES,
            description="JSON",
        ),
        Format(
            name="jsonld",
            title="JSON-LD",
            extension="jsonld",
            media_type="application/ld+json",
            write=jsonld.write,
            document_types=("record", "sheet"),
            description="JSON-LD 1.1",
        ),
        Format(
            name="ndjson",
            title="NDJSON",
            extension="ndjson",
            media_type="application/x-ndjson",
            write=json.write_ndjson,
            has_nested_fields=True,
            document_types=("list",),
            description="JSON, one item per line",
            unpaged=True,
            attachment=True,
        ),
        Format(
            name="csv",
            title="CSV",
            extension="csv",
            media_type="text/csv; charset=utf-8; header=present",
            write=csv.write,
            has_nested_fields=True,
            document_types=("list",),
            description="CSV (RFC 4180), one item per row",
            unpaged=True,
            has_bom=True,
            attachment=True,
        ),
        Format(
            name="markdown",
            title="Markdown",
            extension="md",
            media_type="text/markdown; charset=utf-8",
            write=markdown.write,
            document_types=("list", "sheet"),
            description="Markdown, for reading",
        ),
        Format(
            name="ocds",
            title="OCDS",
            extension="ocds.json",
            media_type="application/json",
            write=ocds.write,
            document_types=("list",),
            description="OCDS 1.1 release package",
            unpaged=True,
            collection=CONTRACTS,
            explicit_only=True,
        ),
    )
}


def formats_for(document_type: DocumentType, collection: Collection) -> tuple[Format, ...]:
    """Return the formats that documents of a collection can be written in, JSON first."""
    return tuple(format_ for format_ in FORMATS.values() if format_.supports(document_type, collection))
