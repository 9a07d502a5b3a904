"""Items as stored JSON, which is served without being parsed."""

from collections.abc import Iterator, Mapping
from typing import Any, get_args

from pydantic_core import from_json, to_json

from facts.model.item import Match

NO_MATCH = b'"match":null}'
"""The end of the JSON of an item that has the field `match`: it is the last."""
MATCHES: Mapping[Match, bytes] = {match: b'"match":"%b"}' % match.encode() for match in get_args(Match)}
"""The same of one that matches."""


class LazyItem(Mapping[str, Any]):
    """An item as the archive stores it: its `json`, which is parsed when a field is first read."""

    __slots__ = ("_fields", "json")

    def __init__(self, json: bytes) -> None:
        self.json = json
        self._fields: dict[str, Any] | None = None

    def with_match(self, match: Match) -> "LazyItem":
        """Return the item with how it matches the requested date."""
        rest = memoryview(self.json)[: -len(NO_MATCH)] if self.json.endswith(NO_MATCH) else self.json
        return LazyItem(b"".join((rest, MATCHES[match])))

    def without_derived(self) -> dict[str, Any]:
        """Return the item without its derived values and the receipts of those."""
        fields = dict(self)
        if fields.pop("derived", None) is not None:
            receipts = fields["evidence"].items()
            fields["evidence"] = {path: receipt for path, receipt in receipts if receipt["basis"] != "derived"}
        return fields

    @property
    def fields(self) -> dict[str, Any]:
        """The fields."""
        if self._fields is None:
            self._fields = from_json(self.json)
        return self._fields

    def __getitem__(self, name: str) -> Any:
        """Return a field; raise KeyError if there is no such field."""
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(self.fields)

    def __len__(self) -> int:
        """Return the number of fields."""
        return len(self.fields)


def parsed(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return an item whose fields are all read: of a stored one a dict, which is faster to read many fields of."""
    return item.fields if isinstance(item, LazyItem) else item


def to_json_bytes(item: Mapping[str, Any]) -> bytes:
    """Return an item as JSON: as it is stored, if it is."""
    return item.json if isinstance(item, LazyItem) else to_json(item)
