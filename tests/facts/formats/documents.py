"""Documents of an archive for tests of the formats."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facts.archive import Archive, Query
from facts.formats.document import Document
from facts.views import COLLECTIONS

Item = Mapping[str, Any]
Write = Callable[[Document], Iterator[bytes]]


def render(write: Write, document: Document) -> str:
    """Return a document as text in the format of `write`."""
    return b"".join(write(document)).decode()


def list_document(archive: Archive, name: str, **options: Any) -> Document:
    """Return the document of a list: all items of a collection, or those of `query` with the `fields` of it."""
    query = options.pop("query", Query(limit=100))
    page = archive.find(name, query)
    items = [select_fields(name, item, options.get("fields")) for item in page.items]
    return Document(
        collection=COLLECTIONS[name], type="list", items=items, total=page.total, derived=query.derived, **options
    )


def record_document(archive: Archive, kind: str, sheet: str, name: str) -> Document:
    """Return the document of one record."""
    record = archive.get(kind, sheet, name)
    assert record is not None
    return Document(collection=COLLECTIONS[kind], type="record", items=[record])


def sheet_document(archive: Archive, name: str) -> Document:
    """Return the document of a sheet with its records."""
    sheet = archive.get_sheet(name)
    assert sheet is not None
    return Document(collection=COLLECTIONS["sheets"], type="sheet", items=[sheet])


def required_fields(collection: str) -> frozenset[str]:
    """Return the fields that an item of a collection has whichever are requested."""
    return frozenset((*COLLECTIONS[collection].identifying, "match"))


def select_fields(collection: str, item: Item, fields: frozenset[str] | None) -> Item:
    """Return an item with the requested and the required fields."""
    names = None if fields is None else fields | required_fields(collection)
    return {name: value for name, value in item.items() if names is None or name in names}
