"""A cache of index data that searches have read, limited in bytes."""

from collections import OrderedDict
from threading import Lock
from typing import Any

from facts.archive.item_numbers import ItemNumbers

CACHE_BYTES = 20 * 1024 * 1024
ENTRY_BYTES = 300
"""Bytes that an entry takes besides those of its value."""
MAX_VALUES = 20_000
"""Values of terms that are kept, which most facets have in common."""


class IndexCache:
    """Values by key, of an archive whose items have these numbers; those used longest ago make room for others."""

    def __init__(self, numbers: ItemNumbers) -> None:
        self.numbers = numbers
        self.entries: OrderedDict[Any, tuple[Any, int]] = OrderedDict()
        self.term_values: dict[int, str] = {}
        """The values of terms by their numbers."""
        self.size = 0
        self.lock = Lock()

    def get(self, key: Any) -> Any:
        """Return a value; None if there is none."""
        with self.lock:
            entry = self.entries.get(key)
            if entry is None:
                return None
            self.entries.move_to_end(key)
            return entry[0]

    def put(self, key: Any, value: Any, size: int) -> None:
        """Keep a value that takes so many bytes."""
        with self.lock:
            if key not in self.entries:
                self.entries[key] = value, size + ENTRY_BYTES
                self.size += size + ENTRY_BYTES
            while self.size > CACHE_BYTES:
                _, (_, removed) = self.entries.popitem(last=False)
                self.size -= removed

    def known_values(self) -> dict[int, str]:
        """Return the values of terms that are known, to which others may be added: none once there are too many."""
        if len(self.term_values) > MAX_VALUES:
            self.term_values = {}
        return self.term_values
