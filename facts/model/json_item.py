"""Stored items: JSON that is served as it is kept."""

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from pydantic_core import from_json, to_json


class LazyItem(Mapping[str, Any]):
    """An item as the archive keeps it: its `json`, which is read when a field is first looked at."""

    __slots__ = ("_fields", "json")

    def __init__(self, json: bytes) -> None:
        self.json = json
        self._fields: dict[str, Any] | None = None

    def with_match(self, match: Literal["definite", "possible"]) -> "LazyItem":
        """Return the item with how it matches the time that was asked for."""
        return LazyItem(b'%b,"match":"%b"}' % (self.json[:-1], match.encode()))

    def shown(self, derived: bool) -> Mapping[str, Any]:
        """Return the item; without what is computed, and the receipts of that, if `derived` is false."""
        if derived or "derived" not in self:
            return self
        found = dict(self)
        del found["derived"]
        receipts = found["evidence"].items()
        return found | {"evidence": {path: proof for path, proof in receipts if proof["basis"] != "derived"}}

    @property
    def fields(self) -> dict[str, Any]:
        """The fields."""
        if self._fields is None:
            self._fields = from_json(self.json)
        return self._fields

    def __getitem__(self, name: str) -> Any:
        """Return a field; raise KeyError for one that there is not."""
        return self.fields[name]

    def __iter__(self) -> Iterator[str]:
        """Yield the names of the fields."""
        return iter(self.fields)

    def __len__(self) -> int:
        """Return how many fields there are."""
        return len(self.fields)


def to_json_bytes(item: Mapping[str, Any]) -> bytes:
    """Return an item as JSON: as it is kept, if it is."""
    return item.json if isinstance(item, LazyItem) else to_json(item)
