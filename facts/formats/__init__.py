"""Formats: how a document is written; one table from media type to renderer."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from facts.formats import csv, json, jsonld, markdown, ocds
from facts.formats.document import Document, Scope
from facts.kinds import KINDS, Kind
from facts.model.collection import Collection

__all__ = ["FORMATS", "Document", "Format", "offered"]

ALL_SCOPES: tuple[Scope, ...] = ("list", "record", "sheet")


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write documents of some scopes."""

    name: str
    media_type: str
    write: Callable[[Document], Iterator[bytes]]
    scopes: tuple[Scope, ...]
    description: str
    unpaged: bool = False
    """Whether a list is written without paging, unless a page is asked for."""
    extension: str = ""
    """The ending of the file name that is suggested; none where none is."""
    kind: Kind | None = None
    """The only kind of record that can be written so; None = any."""
    explicit_only: bool = False
    """Whether it has to be asked for by name, for want of a media type of its own."""

    def supports(self, scope: Scope, collection: Collection) -> bool:
        """Return whether a document of a collection can be written so."""
        return scope in self.scopes and (self.kind is None or self.kind is collection)


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format("json", "application/json", json.write_json, ALL_SCOPES, "JSON"),
        Format("jsonld", "application/ld+json", jsonld.write, ("record", "sheet"), "JSON-LD 1.1"),
        Format(
            "ndjson",
            "application/x-ndjson",
            json.write_ndjson,
            ("list",),
            "JSON, an item a line, without paging",
            unpaged=True,
            extension="ndjson",
        ),
        Format(
            "csv",
            "text/csv; charset=utf-8; header=present",
            csv.write,
            ("list",),
            "CSV (RFC 4180), an item a row, without paging",
            unpaged=True,
            extension="csv",
        ),
        Format("markdown", "text/markdown; charset=utf-8", markdown.write, ("list", "sheet"), "Markdown, to be read"),
        Format(
            "ocds",
            "application/json",
            ocds.write,
            ("list",),
            "OCDS 1.1 release package",
            unpaged=True,
            kind=KINDS["contracts"],
            explicit_only=True,
        ),
    )
}


def formats_for(scope: Scope, collection: Collection) -> tuple[Format, ...]:
    """Return the formats that documents of a collection can be written in, JSON first."""
    return tuple(found for found in FORMATS.values() if found.supports(scope, collection))
