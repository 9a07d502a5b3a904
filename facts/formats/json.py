"""JSON, and JSON a line."""

from collections.abc import Iterator
from typing import Any

from pydantic_core import to_json

from facts.formats.chunking import chunks
from facts.formats.document import Document
from facts.model.json_item import encoded


def write_json(document: Document) -> Iterator[bytes]:
    """Yield a list as an object of `items`, `total`, `next` and perhaps `facets`; a record or sheet as itself."""
    pieces = listed(document) if document.scope == "list" else map(encoded, document.items)
    return chunks(pieces)


def write_lines(document: Document) -> Iterator[bytes]:
    """Yield each item as JSON on a line of its own, and nothing else."""
    return chunks(encoded(item) + b"\n" for item in document.items)


def listed(document: Document) -> Iterator[bytes]:
    """Yield the pieces of a list, an item each; a total that nobody knows is the number of items."""
    count = 0
    yield b'{"items":['
    for item in document.items:
        yield b"," + encoded(item) if count else encoded(item)
        count += 1
    total = count if document.total is None else document.total
    rest: dict[str, Any] = {"total": total, "next": document.next}
    if document.facets is not None:
        rest["facets"] = document.facets
    yield b"]," + to_json(rest)[1:]
