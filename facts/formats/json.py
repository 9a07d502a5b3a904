"""JSON and newline-delimited JSON."""

from collections.abc import Iterator

from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.formats.references import ReferenceFinder, find_references
from facts.model.json_item import to_json_bytes


def write_json(document: Document) -> Iterator[bytes]:
    """Yield the JSON of a record or a sheet; of a list an object with its items, total and links.

    A complete list is split into chunks; anything else is written in one piece.
    """
    parts = write_list(document) if document.type == "list" else write_items(document)
    return rechunk(parts) if document.complete else parts


def write_ndjson(document: Document) -> Iterator[bytes]:
    """Yield each item as JSON on a line of its own."""
    return rechunk(json + b"\n" for json in write_items(document))


def write_items(document: Document) -> Iterator[bytes]:
    """Yield each item as JSON, with the records that it refers to if they are included."""
    for item in document.items:
        if document.include_references:
            yield to_json({**item, "references": find_references(document, item)})
        else:
            yield to_json_bytes(item)


def write_list(document: Document) -> Iterator[bytes]:
    """Yield the parts of a list, one per item; an unknown total is the number of items."""
    count, finder = 0, ReferenceFinder(document)
    yield b'{"items":['
    for item in document.items:
        if document.include_references:
            finder.add(item)
        if count:
            yield b","
        yield to_json_bytes(item)
        count += 1
    rest = {
        "total": count if document.total is None else document.total,
        "total_relation": document.total_relation,
        "next": document.next,
        "facets": document.facets,
        "hint": document.hint,
        "references": finder.references() if document.include_references else None,
    }
    yield b"]," + to_json(rest)[1:]
