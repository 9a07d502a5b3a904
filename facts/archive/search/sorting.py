"""Sorting: all matching items in the order of their sort keys.

Items without a key come last, in whichever direction; items with equal keys are in the order of the archive, or in
its reverse if the first key is descending.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pyroaring import BitMap

from facts.archive.indexes import SUBJECT, index_number, path_key, sort_filter, sort_name
from facts.archive.search.facet_terms import FacetTerms
from facts.archive.search.index_reader import IndexReader
from facts.archive.search.subjects import read_subjects
from facts.model.collection import Collection

Keys = dict[int, str]
"""The sort keys of items, except those that have none."""
KeySource = Literal["keys", "terms", "subjects"]
"""Where the keys of a sort order are: in an index of keys, in the values of the terms of an index, or in records."""


@dataclass(frozen=True, slots=True)
class SortOrder:
    """A sort key of a query: where the keys are, their index, and whether they descend."""

    source: KeySource
    index: int
    descending: bool

    @classmethod
    def parse(cls, collection: Collection, key: str) -> "SortOrder":
        """Return the sort order of a collection by a key, `-` for descending."""
        name = key.removeprefix("-")
        filter_name = sort_filter(collection, collection.sorts[name])
        index = index_number(collection, filter_name or sort_name(name))
        source: KeySource = "keys" if filter_name is None else "subjects" if filter_name == SUBJECT else "terms"
        return cls(source, index, key.startswith("-"))


def gather(reader: IndexReader, items: BitMap, sorts: Sequence[SortOrder]) -> list[int]:
    """Return some items in order."""
    ordered = items.to_array().tolist()
    if sorts[0].descending:
        ordered.reverse()
    for sort in reversed(sorts):
        keys = read_keys(reader, sort, items)
        without_key = [item for item in ordered if item not in keys]
        ordered = [item for item in ordered if item in keys] if without_key else ordered
        ordered.sort(key=keys.__getitem__, reverse=sort.descending)
        ordered += without_key
    return ordered


def read_keys(reader: IndexReader, sort: SortOrder, items: BitMap) -> Keys:
    """Return the sort keys of items."""
    if sort.source == "keys":
        keys: Keys = {}
        for column in reader.order_columns(sort.index).values():
            keys.update(column.keys_by_item(items))
        return keys
    if sort.source == "subjects":
        owners = dict(zip(items, reader.record_numbers().owners(items.to_array()), strict=True))
        subjects = read_subjects(reader, list(dict.fromkeys(owners.values())))
        return {item: path_key(subjects[owner]) for item, owner in owners.items()}
    of_items = FacetTerms(reader, items).list_terms(sort.index)
    first_terms = {item: terms[0] for item, terms in zip(items, of_items, strict=True)}
    values = reader.read_values(list(set(first_terms.values())))
    return {item: path_key(values[term]) for item, term in first_terms.items()}
