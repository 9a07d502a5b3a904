"""JSON and newline-delimited JSON."""

from collections.abc import Iterator

from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.model.json_item import to_json_bytes


def write_json(document: Document) -> Iterator[bytes]:
    """Yield a record or sheet as itself, a list as an object of `items`, `total`, `next`, `facets` and `hint`."""
    parts = write_list(document) if document.scope == "list" else map(to_json_bytes, document.items)
    return rechunk(parts)


def write_ndjson(document: Document) -> Iterator[bytes]:
    """Yield each item as JSON on a line of its own."""
    return rechunk(to_json_bytes(item) + b"\n" for item in document.items)


def write_list(document: Document) -> Iterator[bytes]:
    """Yield the parts of a list, one per item; an unknown total is the number of items."""
    count = 0
    yield b'{"items":['
    for item in document.items:
        yield b"," + to_json_bytes(item) if count else to_json_bytes(item)
        count += 1
    total = count if document.total is None else document.total
    rest = {"total": total, "next": document.next, "facets": document.facets, "hint": document.hint}
    yield b"]," + to_json(rest)[1:]
