"""CSV (RFC 4180): an item a row, a field a column, whatever the data.

A column has the dotted path of its field in JSON, so that an empty list has the columns of a full one. Words of a
list stand with `; ` between; a list of things with fields of their own is JSON text. `evidence.{field}` holds the
numbers of the passages under the field, `gaps.{field}` why it is empty, `inferred` the fields that are an editor's
reading and `voices` those in another voice than their record's; where each thing of a list has a receipt or gap
of its own, they stand in the order of the list with `; ` between.

Text that a spreadsheet could take for a formula gets an apostrophe before it. An operator stands as it is: `=` by
itself computes nothing, and who filters by it must find it. Numbers are digits and need no apostrophe.
"""

import csv
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic_core import to_json

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.formats.item_fields import ItemField, evidence_fields, item_fields, model_fields_of
from facts.kinds import Kind
from facts.model.collection import Collection
from facts.model.receipt import Span
from facts.model.source import Source
from facts.model.values import EdtfDate, Operator

ALWAYS = frozenset({"id", "sheet", "url", "subject", "property", "match"})
"""The fields that are there whatever fields are asked for."""
FORMULA_PREFIXES = tuple("=+-@＝＋－＠")  # noqa: RUF001 - spreadsheets take the wide signs for the narrow ones
BREAKS = ("\t", "\r", "\n")
OPERATORS = frozenset(get_args(Operator))

Item = Mapping[str, Any]
Getter = Callable[[Item], Any]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, the field of the item that it is cut from, and `of` which field it is a receipt or gap."""

    name: str
    source: str
    read: Getter
    evidence_for: str | None = None


class Echo:
    """A file that hands back what is written to it."""

    def write(self, text: str) -> str:
        """Return `text`."""
        return text


def write(document: Document) -> Iterator[bytes]:
    """Yield the names of the columns, then a row for each item."""
    return rechunk(rows(document, selected_columns(document)))


def rows(document: Document, wanted: Sequence[Column]) -> Iterator[bytes]:
    """Yield each row as a line."""
    writer = csv.writer(Echo())
    yield writer.writerow([column.name for column in wanted]).encode()
    for item in document.items:
        yield writer.writerow([format_cell(column.read(item)) for column in wanted]).encode()


def format_cell(value: Any) -> str | int | float:
    """Return `value` as a cell: numbers as they are, nothing as nothing."""
    match value:
        case None:
            return ""
        case str():
            return escape_formula(value)
        case bool() | Mapping():
            return to_json(value).decode()
        case int() | float():
            return value
    if all(isinstance(word, str) for word in value):
        return escape_formula("; ".join(value))
    return to_json(value).decode()


def escape_formula(text: str) -> str:
    """Return `text`, with an apostrophe before it where a spreadsheet could compute it."""
    computed = text.startswith(BREAKS) or text.lstrip().startswith(FORMULA_PREFIXES)
    return f"'{text}" if computed and text not in OPERATORS else text


def selected_columns(document: Document) -> list[Column]:
    """Return the columns of what was asked for; of receipts and gaps those of the fields asked for with them."""
    every = [column for column in columns(document.collection) if document.derived or column.source != "derived"]
    asked = document.fields
    if asked is None:
        return every
    subjects = evidence_fields(document) | {None}
    return [
        column
        for column in every
        if column.source in ALWAYS or (column.source in asked and column.evidence_for in subjects)
    ]


def columns(collection: Collection) -> Iterator[Column]:
    """Yield the columns that a list of `collection` can have."""
    yield from value_columns(item_fields(collection))
    if any(test.test == "during" for test in collection.filters.values()):
        yield Column("match", "match", getter("match"))
    if isinstance(collection, Kind):
        yield from evidence_columns(model_fields_of(collection.model))
    elif any(field.model is Source for field in item_fields(collection)):
        yield from evidence_columns(model_fields_of(Source), "source")


def value_columns(fields: Sequence[ItemField], above: tuple[str, ...] = ()) -> Iterator[Column]:
    """Yield a column for each field, for the fields inside one where it holds a single thing."""
    for field in fields:
        path = (*above, field.name)
        if field.model is Span:
            yield Column(f"{'.'.join(path)}.passage", path[0], passages)
        elif field.model and not field.many:
            yield from value_columns(model_fields_of(field.model), path)
        else:
            yield Column(".".join(path), path[0], getter(*path))


def getter(*path: str) -> Getter:
    """Return what reads the value at `path`, None where there is none."""

    def read(item: Item) -> Any:
        found: Any = item
        for step in path:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    return read


def evidence_columns(fields: Sequence[ItemField], owner: str = "") -> Iterator[Column]:
    """Yield the columns of the receipts and gaps that `fields` can have; they stand in the field `owner`, if any."""
    above, prefix = ((owner,), f"{owner}.") if owner else ((), "")
    evidence, gaps = getter(*above, "evidence"), getter(*above, "gaps")

    def column(name: str, path: str, read: Getter) -> Column:
        of = None if owner else path.partition(".")[0]
        return Column(f"{name}.{prefix}{path.replace('.*', '')}", owner or name, read, of)

    yield Column("inferred", owner or "evidence", lambda item: inferred(evidence(item) or {}, prefix))
    yield Column("voices", owner or "evidence", lambda item: voices(evidence(item) or {}, prefix))
    every = list(evidence_paths(fields))
    for path, receipt, _ in every:
        if receipt:
            yield column("evidence", path, each(evidence, path, passages))
    for path, _, gap in every:
        if gap:
            yield column("gaps", path, each(gaps, path, getter("status")))


def evidence_paths(fields: Sequence[ItemField], prefix: str = "") -> Iterator[tuple[str, bool, bool]]:
    """Yield the path of each field, `*` for any number, and whether it can have a receipt and a gap."""
    for field in fields:
        path = prefix + field.name
        if not field.from_article:
            continue
        yield path, not field.has_own_evidence, field.empty
        if field.model and field.has_own_evidence:
            yield from evidence_paths(model_fields_of(field.model), f"{path}.*." if field.many else f"{path}.")
        if field.model is EdtfDate:
            yield f"{path}.within", True, False


def each(read: Getter, path: str, show: Getter) -> Getter:
    """Return what shows the receipt or gap at `path`; for a path with `*` those of all numbers, in their order."""
    numbered = re.compile(re.escape(path).replace(r"\*", "([0-9]+)"))

    def one(item: Item) -> Any:
        found = (read(item) or {}).get(path)
        return show(found) if found else None

    def several(item: Item) -> Any:
        held = ((numbered.fullmatch(name), proof) for name, proof in (read(item) or {}).items())
        found = {int(match[1]): show(proof) or "" for match, proof in held if match}
        return [found.get(number, "") for number in range(max(found, default=-1) + 1)]

    return several if "*" in path else one


def passages(receipt: Item) -> str | None:
    """Return the numbers of the passages of a receipt, each once."""
    return " ".join(dict.fromkeys(str(span["passage"]) for span in receipt.get("spans", ()))) or None


def inferred(evidence: Item, prefix: str) -> str:
    """Return the paths of the fields that are an editor's reading."""
    return " ".join(prefix + path for path, receipt in evidence.items() if receipt["basis"] == "inferred")


def voices(evidence: Item, prefix: str) -> str:
    """Return the paths of the fields whose receipts name a voice, with who that is."""
    said = {path: receipt.get("attributed_to") for path, receipt in evidence.items()}
    return " ".join(f"{prefix}{path}={who}" for path, who in said.items() if who)
