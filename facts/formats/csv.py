"""CSV (RFC 4180): one row per item, one column per field, independent of the data.

A column is named by the dotted path of its field in JSON, so an empty list has the same columns as a full one. A
list of strings is joined with `; `; a list of objects is JSON text. Beside each column of ids, `{field}_name` has the
names of these records; a group as named, which has no id, is its own name. `evidence.{field}` has the numbers of the
passages that the field rests on, `gaps.{field}` why it is empty, `inferred` the fields that are an editor's reading,
and `voices` the fields in another voice than their record's. Where each element of a list has its own receipt or gap,
the cell has theirs in the order of the list, joined with `; `.

Text that a spreadsheet could evaluate as a formula is prefixed with an apostrophe. Operators are exempt: `=` alone is
no formula, and filtering by it must find it. Numbers need no apostrophe.

Excel takes a file for UTF-8 if it begins with a byte order mark; most other programs want none.
"""

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, get_args

from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.formats.item_fields import ItemField, evidence_fields, item_fields, model_fields_of
from facts.formats.references import id_of, id_paths, iter_ids, paths_below
from facts.formats.selection import is_selected
from facts.model.collection import Collection
from facts.model.kind import Kind
from facts.model.numeric import Operator
from facts.model.receipt import Span
from facts.model.source import Source
from facts.model.values import EdtfDate

FORMULA_PREFIXES = tuple("=+-@＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide signs for the narrow ones
BREAKS = ("\t", "\r", "\n")
OPERATORS = frozenset(get_args(Operator))

Item = Mapping[str, Any]
Getter = Callable[[Item], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the top-level field that it comes from, and the field that it is evidence for, if any.

    `is_name`: whether it has the names of the records whose ids `get` returns.
    """

    name: str
    source: str
    get: Getter
    evidence_for: str | None = None
    is_name: bool = False

    @property
    def path(self) -> str:
        """The path of its field in an item."""
        name = self.name.removesuffix("_name") if self.is_name else self.name
        return name if name.startswith(f"{self.source}.") else self.source


class Echo:
    """A file-like object that returns each string written to it."""

    def write(self, text: str) -> str:
        """Return `text`."""
        return text


def write(document: Document) -> Iterator[bytes]:
    """Yield the header row, then a row for each item; first a byte order mark, if the document has one."""
    mark = [BOM_UTF8] if document.bom else []
    return rechunk(chain(mark, write_rows(document, selected_columns(document))))


def write_rows(document: Document, columns: Sequence[Column]) -> Iterator[bytes]:
    """Yield each row as a line."""
    writer = csv.writer(Echo())
    has_names = any(column.is_name for column in columns)
    yield writer.writerow([column.name for column in columns]).encode()
    for item in document.items:
        titles = document.titles(item["sheet"], iter_ids(document.collection, item)) if has_names else {}
        values = (
            format_names(column.get(item), titles) if column.is_name else column.get(item) for column in columns
        )
        yield writer.writerow(map(format_cell, values)).encode()


def format_names(ids: Any, titles: Mapping[str, tuple[str, str]]) -> Any:
    """Return the names of the records with these ids, of one or of a list, by their kinds and titles."""
    if isinstance(ids, str):
        return titles[id_of(ids)][1] if id_of(ids) in titles else ids
    return [format_names(record_id, titles) for record_id in ids] if isinstance(ids, list | tuple) else None


def format_cell(value: Any) -> str | int | float:
    """Return `value` as a cell: numbers unchanged, None as an empty string."""
    match value:
        case None:
            return ""
        case str():
            return escape_formula(value)
        case bool() | Mapping():
            return to_json(value).decode()
        case int() | float():
            return value
    if all(isinstance(element, str) for element in value):
        return escape_formula("; ".join(value))
    return to_json(value).decode()


def escape_formula(text: str) -> str:
    """Return `text`, prefixed with an apostrophe if a spreadsheet could evaluate it as a formula."""
    is_formula = text.startswith(BREAKS) or text.lstrip().startswith(FORMULA_PREFIXES)
    return f"'{text}" if is_formula and text not in OPERATORS else text


def selected_columns(document: Document) -> list[Column]:
    """Return the columns of the requested fields; those of receipts and gaps only for the fields requested too."""
    columns = [
        column for column in all_columns(document.collection) if document.derived or column.source != "derived"
    ]
    requested = document.fields
    if requested is None:
        return columns
    with_evidence = evidence_fields(document) | {None}
    return [
        column
        for column in columns
        if column.source in {*document.collection.identifying, "match"}
        or (is_selected(column.path, requested) and column.evidence_for in with_evidence)
    ]


def all_columns(collection: Collection) -> Iterator[Column]:
    """Yield all columns of a list of `collection`."""
    yield from value_columns(item_fields(collection), frozenset(id_paths(collection)))
    if collection.has_match:
        yield Column("match", "match", getter("match"))
    if isinstance(collection, Kind):
        yield from evidence_columns(model_fields_of(collection.model))
    elif any(field.model is Source for field in item_fields(collection)):
        yield from evidence_columns(model_fields_of(Source), "source")


def value_columns(
    fields: Sequence[ItemField], ids: frozenset[str] = frozenset(), parents: tuple[str, ...] = ()
) -> Iterator[Column]:
    """Yield a column for each field, and one of names for each path of `ids`; an object is split into its fields."""
    for field in fields:
        path = (*parents, field.name)
        if field.model is Span:
            yield Column(f"{'.'.join(path)}.passage", path[0], format_passages)
        elif field.model and not field.many:
            yield from value_columns(field.fields, ids, path)
        else:
            name = ".".join(path)
            yield Column(name, path[0], getter(*path))
            if name in ids:
                yield Column(f"{name}_name", path[0], getter(*path), is_name=True)
            elif field.has_any_value:
                yield Column(f"{name}_name", path[0], fact_ids, is_name=True)


def fact_ids(item: Item) -> Any:
    """Return the value of a fact if it is an id, or a list of ids; else None."""
    is_id = any(not names for names in paths_below(item["subject"], item["property"]))
    return item.get("value") if is_id else None


def getter(*path: str) -> Getter:
    """Return a function that returns an item's value at `path`, or None if it has none."""

    def get(item: Item) -> Any:
        value: Any = item
        for step in path:
            value = value.get(step) if isinstance(value, Mapping) else None
        return value

    return get


def evidence_columns(fields: Sequence[ItemField], owner: str = "") -> Iterator[Column]:
    """Yield the columns of the receipts and gaps that `fields` can have; `owner` is the field that contains them."""
    parents, prefix = ((owner,), f"{owner}.") if owner else ((), "")
    evidence, gaps = getter(*parents, "evidence"), getter(*parents, "gaps")

    def column(name: str, path: str, get: Getter) -> Column:
        evidence_for = None if owner else path.partition(".")[0]
        return Column(f"{name}.{prefix}{path.replace('.*', '')}", owner or name, get, evidence_for)

    yield Column("inferred", owner or "evidence", lambda item: format_inferred(evidence(item) or {}, prefix))
    yield Column("voices", owner or "evidence", lambda item: format_voices(evidence(item) or {}, prefix))
    paths = list(evidence_paths(fields))
    for path, has_receipt, _ in paths:
        if has_receipt:
            yield column("evidence", path, entry_getter(evidence, path, format_passages))
    for path, _, has_gap in paths:
        if has_gap:
            yield column("gaps", path, entry_getter(gaps, path, getter("status")))


def evidence_paths(fields: Sequence[ItemField], prefix: str = "") -> Iterator[tuple[str, bool, bool]]:
    """Yield the path of each field, `*` for any index, and whether it can have a receipt and a gap."""
    for field in fields:
        path = prefix + field.name
        if not field.from_article:
            continue
        yield path, not field.has_own_evidence, field.empty
        if field.model and field.has_own_evidence:
            yield from evidence_paths(model_fields_of(field.model), f"{path}.*." if field.many else f"{path}.")
        if field.model is EdtfDate:
            yield f"{path}.within", True, False


def entry_getter(get_entries: Getter, path: str, show: Getter) -> Getter:
    """Return a function that shows the receipt or gap at `path`, or for a path with `*` those of each index."""
    pattern = re.compile(re.escape(path).replace(r"\*", "([0-9]+)"))

    def get_one(item: Item) -> Any:
        entry = (get_entries(item) or {}).get(path)
        return show(entry) if entry else None

    def get_all(item: Item) -> Any:
        matches = ((pattern.fullmatch(name), entry) for name, entry in (get_entries(item) or {}).items())
        by_index = {int(match[1]): show(entry) or "" for match, entry in matches if match}
        return [by_index.get(index, "") for index in range(max(by_index, default=-1) + 1)]

    return get_all if "*" in path else get_one


def format_passages(receipt: Item) -> str | None:
    """Return the numbers of a receipt's passages, each once; None if it has none."""
    return " ".join(dict.fromkeys(str(span["passage"]) for span in receipt.get("spans", ()))) or None


def format_inferred(evidence: Item, prefix: str) -> str:
    """Return the paths of the fields that are an editor's reading."""
    return " ".join(prefix + path for path, receipt in evidence.items() if receipt["basis"] == "inferred")


def format_voices(evidence: Item, prefix: str) -> str:
    """Return the paths of the fields in another voice, each with whose it is; nobody's if it is the article's own."""
    speakers = {
        path: "" if receipt.get("attribution_scope") == "none" else receipt.get("attributed_to")
        for path, receipt in evidence.items()
    }
    return " ".join(f"{prefix}{path}={speaker}" for path, speaker in speakers.items() if speaker is not None)
