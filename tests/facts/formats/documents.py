"""Documents of an archive for tests of the formats, with the address that every item has."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.document import Document

Item = Mapping[str, Any]
Write = Callable[[Document], Iterator[bytes]]


def text(write: Write, document: Document) -> str:
    """Return a document as it is written."""
    return b"".join(write(document)).decode()


def listed(archive: Archive, name: str, **asked: Any) -> Document:
    """Return a list of the archive: the whole of it, or as `query` and `fields` ask."""
    query = asked.pop("query", Query(limit=100))
    page = archive.find(name, query)
    items = [shown(item, asked.get("fields")) for item in page.items]
    return Document(
        collection=COLLECTIONS[name], scope="list", items=items, total=page.total, derived=query.derived, **asked
    )


def record(archive: Archive, kind: str, sheet: str, name: str) -> Document:
    """Return the document of one record."""
    found = archive.get(kind, sheet, name)
    assert found is not None
    return Document(collection=COLLECTIONS[kind], scope="record", items=[found])


def whole(archive: Archive, sheet: str) -> Document:
    """Return the document of a whole sheet."""
    found = archive.whole(sheet)
    assert found is not None
    return Document(collection=COLLECTIONS["sheets"], scope="sheet", items=[found])


def shown(item: Item, fields: frozenset[str] | None) -> Item:
    """Return an item with the fields that were asked for and those that name it."""
    always = {"id", "sheet", "url", "subject", "property", "match"}
    return {name: held for name, held in item.items() if fields is None or name in always | fields}
