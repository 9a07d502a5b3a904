"""Documents of an archive for tests of the formats, with the address that every item has."""

from collections.abc import Callable, Iterator
from typing import Any

from facts.archive import COLLECTIONS, Archive, Query
from facts.formats.document import Document
from facts.kinds import KINDS

Item = dict[str, Any]
Write = Callable[[Document], Iterator[bytes]]


def text(write: Write, document: Document) -> str:
    """Return a document as it is written."""
    return b"".join(write(document)).decode()


def listed(archive: Archive, name: str, **asked: Any) -> Document:
    """Return a list of the archive: the whole of it, or as `query` and `fields` ask."""
    query = asked.pop("query", Query(limit=100))
    page = archive.find(name, query)
    items = [shown(addressed(name, item), asked.get("fields")) for item in page.items]
    return Document(
        collection=COLLECTIONS[name], scope="list", items=items, total=page.total, derived=query.derived, **asked
    )


def record(archive: Archive, kind: str, sheet: str, name: str) -> Document:
    """Return the document of one record."""
    found = archive.get(kind, sheet, name)
    assert found is not None
    return Document(collection=COLLECTIONS[kind], scope="record", items=[addressed(kind, found)])


def whole(archive: Archive, sheet: str) -> Document:
    """Return the document of a whole sheet."""
    found = archive.whole(sheet)
    assert found is not None
    for kind in KINDS:
        found[kind] = [addressed(kind, item) for item in found[kind]]
    return Document(collection=COLLECTIONS["sheets"], scope="sheet", items=[addressed("sheets", found)])


def addressed(name: str, item: Item) -> Item:
    """Return an item of the collection `name` with its address."""
    if "subject" in item:
        return item | {"url": f"/v1/sheets/{item['subject']}"}
    place = f"{item['sheet']}/{name}/{item['id']}" if name in KINDS else item["id"]
    return item | {"url": f"/v1/sheets/{place}"}


def shown(item: Item, fields: frozenset[str] | None) -> Item:
    """Return an item with the fields that were asked for and those that name it."""
    always = {"id", "sheet", "url", "subject", "property", "match"}
    return {name: held for name, held in item.items() if fields is None or name in always | fields}
