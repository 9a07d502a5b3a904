"""The writer of Markdown documents."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.formats.item_fields import ItemField, evidence_fields, model_fields_of
from facts.formats.markdown.footnotes import Footnotes
from facts.formats.markdown.inline import code, escape, format_value, link
from facts.formats.references import (
    RecordReference,
    id_of,
    id_paths,
    iter_ids,
    paths_below,
    replace_ids,
    resolve_ids,
)
from facts.formats.sums import describe_sum
from facts.kinds import KINDS
from facts.model.collection import Collection
from facts.model.kind import Kind
from facts.model.source import Source
from facts.views import View

Item = Mapping[str, Any]

LEGEND = (
    "> How to read this: footnotes name the passage of the article that a value rests on; characters are counted "
    "from 0, and the end is not included. Values are stated in the article unless marked: *inferred* is an editor's "
    "reading, *derived* is computed, *reference* is from a public standard. *Narrated* is what the article says in "
    "its own voice, *attributed* what it reports that someone says. Words in quotation marks are the article's. An "
    "empty field has the reason why it is empty: *not_stated*, *not_applicable*, *ambiguous* or *unexamined*."
)
UNQUOTED = " in the article, too long to be quoted"
"""The value of a field that only its receipt holds."""
UNNAMED_FIELDS = frozenset({"sheet", "subject", "title", "property", "url", "value", "when", "spans"})
"""The fields of a view's row that its line shows without their names."""
DATE_BOUNDS = frozenset({"earliest", "latest"})
"""The fields of a view's row that repeat its value."""


def write(document: Document) -> Iterator[bytes]:
    """Yield a section for each item, or a line for each row of a view, then the footnotes."""
    return rechunk(f"{line}\n".encode() for line in MarkdownWriter(document).lines())


class MarkdownWriter:
    """Writes one document and collects its footnotes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.footnotes = Footnotes()
        self.evidence_fields = evidence_fields(document)
        self.records: Mapping[str, RecordReference] = {}
        """The records that the present item refers to, by id."""

    def lines(self) -> Iterator[str]:
        """Yield the lines of the document."""
        collection = self.document.collection
        level = 1
        if self.document.type == "list":
            yield from self.list_header()
            level = 2
        for item in self.document.items:
            if isinstance(collection, View):
                yield self.view_line(item)
            elif isinstance(collection, Kind):
                yield from self.record_lines(collection, item, level)
            else:
                yield from self.sheet_lines(item, level)
        yield from ("", LEGEND) if isinstance(collection, View) else (LEGEND,)
        if self.footnotes.notes:
            yield ""
        yield from self.footnotes.lines()

    def list_header(self) -> Iterator[str]:
        """Yield the heading of a list, its total, the link to the next page and its facets."""
        document = self.document
        yield from (f"# {document.collection.name.title()}", "", document.collection.description)
        if document.total is not None:
            least = "at least " if document.total_relation == "gte" else ""
            yield f"Total: {least}{document.total}." if document.total else "There are none."
        if document.hint:
            yield f"{escape(document.hint)}."
        if document.next:
            yield f"{link('Next page', document.next)}."
        yield ""
        for name, counts in (document.facets or {}).items():
            yield f"- Counted by **{name}**: {', '.join(map(format_count, counts)) or 'nothing'}"
        if document.facets:
            yield ""

    def sheet_lines(self, item: Item, level: int) -> Iterator[str]:
        """Yield the lines of a sheet: its article, its counts and, if included, its records."""
        yield from (f"{'#' * level} {escape(item.get('title', item['id']))}", "")
        yield from (f"The sheet {link(item['id'], item['url'])}", "")
        if "digest" in item:
            yield f"- **digest**: {item['digest']}"
        if source := item.get("source"):
            values = list(iter_values(model_fields_of(Source), source))
            evidence, gaps = source.get("evidence", {}), source.get("gaps", {})
            yield from self.field_lines(item["id"], values, evidence, gaps, "source.")
        if "counts" in item:
            yield f"- **counts**: {format_value(item['counts'])}"
        yield ""
        for kind in KINDS.values():
            if kind.name in item:
                yield from (f"{'#' * (level + 1)} {kind.name.title()}", "", kind.description, "")
            for record in item.get(kind.name, ()):
                yield from self.record_lines(kind, record, level + 2)

    def record_lines(self, kind: Kind, item: Item, level: int) -> Iterator[str]:
        """Yield the lines of a record: its title, its byline, its values with their evidence, and its gaps."""
        self.load_names(kind, item)
        yield from (f"{'#' * level} {escape(format_title(kind, item))}", "")
        yield from (" · ".join(self.byline(kind, item)), "")
        values = list(iter_values(model_fields_of(kind.model), item))
        values += ((f"derived.{name}", value) for name, value in item.get("derived", {}).items() if value is not None)
        subject = f"{item['sheet']}/{kind.name}/{item['id']}"
        values = [(path, self.with_names(subject, path, value)) for path, value in values]
        evidence = self.select(item.get("evidence", {}))
        gaps = self.select(item["gaps"]) if "gaps" in item else None
        yield from self.field_lines(item["sheet"], values, evidence, gaps)
        yield ""

    def load_names(self, collection: Collection, item: Item) -> None:
        """Find the records that an item refers to, which becomes the present one."""
        self.records = resolve_ids(item["sheet"], list(iter_ids(collection, item)), self.document.titles)

    def with_names(self, subject: str, path: str, value: Any) -> Any:
        """Return the value of a record's field with the records that it refers to in place of their ids."""
        for names in paths_below(subject, path):
            value = replace_ids(value, names, self.record_of)
        return value

    def record_of(self, reference: str) -> RecordReference | str:
        """Return the record that a reference is to; the reference itself if there is no such record."""
        return self.records.get(id_of(reference), reference)

    def byline(self, kind: Kind, item: Item) -> Iterator[str]:
        """Yield the link to a record, its voice, its status, and how it matches the date filter."""
        yield link(f"{item['sheet']}/{kind.name}/{item['id']}", item["url"])
        speaker = item.get("attributed_to") or item.get("speaker") or item.get("named")
        if speaker:
            scope = item.get("attribution_scope")
            yield f"attributed to {format_value(self.record_of(speaker))}" + (f" (scope: {scope})" if scope else "")
        elif "voice" in item:
            yield str(item["voice"])
        for name in ("status", "match"):
            if item.get(name):
                yield f"{name}: {item[name]}"

    def select(self, entries: Item) -> Item:
        """Return the receipts or gaps of the requested fields; in a sheet, all of them."""
        if self.document.type == "sheet":
            return entries
        return {path: entry for path, entry in entries.items() if path.split(".")[0] in self.evidence_fields}

    def field_lines(
        self, sheet: str, fields: Sequence[tuple[str, Any]], evidence: Item, gaps: Item | None, prefix: str = ""
    ) -> Iterator[str]:
        """Yield a line for each value with its evidence, and one for each reason why fields are empty."""
        values = {path: value for path, value in fields if value is not None}
        unquoted = {path for path, value in fields if value is None} & evidence.keys()
        for path in dict.fromkeys((*values, *unquoted)) or evidence:
            value = f" {format_value(values[path])}" if path in values else UNQUOTED if path in unquoted else ""
            yield f"- **{escape(prefix + path)}**:{value}{self.format_evidence(sheet, evidence.get(path, {}))}"
        if gaps is None:
            reasons = {path: "empty; see `gaps`" for path, value in fields if value is None and path not in unquoted}
        else:
            reasons = {path: f"{code(gap['status'])}: {escape(gap['note'])}" for path, gap in gaps.items()}
        for reason in dict.fromkeys(reasons.values()):
            paths = ", ".join(escape(prefix + path) for path, path_reason in reasons.items() if path_reason == reason)
            yield f"- **{paths}**: {reason}"

    def format_evidence(self, sheet: str, receipt: Item) -> str:
        """Return the basis of a value, unless it is simply stated, its voice, if any, and its footnotes."""
        if not receipt:
            return ""
        reason = code(receipt["formula"]) if receipt["formula"] else escape(receipt["note"] or "")
        remarks = [f"{receipt['basis']}: {reason}"] if reason else []
        if receipt["attributed_to"]:
            remarks.append(f"said by {format_value(self.record_of(receipt['attributed_to']))}")
        elif receipt["attribution_scope"] == "none":
            remarks.append("said by the article itself")
        references = self.footnotes.references(sheet, receipt["spans"])
        return (f" ({'; '.join(remarks)})" if remarks else "") + (f" {references}" if references else "")

    def view_line(self, item: Item) -> str:
        """Return the line of a view's row: its subject, its value, its other fields by name, and its footnotes."""
        self.load_names(self.document.collection, item)
        item = dict(item)
        if "value" in item:
            item["value"] = self.with_names(item["subject"], item["property"], item["value"])
        for path in id_paths(self.document.collection):
            item = replace_ids(item, (path,), self.record_of)
        line = f"- {link(item.get('title', item['subject']), item['url'])}, **{escape(item['property'])}**"
        shown = UNNAMED_FIELDS
        for name in item.keys() & {"value", "when"}:
            line += ": undated" if item[name] is None else f": {format_value(item[name])}"
            shown |= DATE_BOUNDS
        rest = {name: value for name, value in item.items() if name not in shown and value not in (None, [])}
        if rest:
            line += f" ({'; '.join(f'{name}: {short_value(value)}' for name, value in rest.items())})"
        references = self.footnotes.references(item["sheet"], item.get("spans", ()))
        return f"{line} {references}" if references else line


def iter_values(fields: Iterable[ItemField], body: Item, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path and value, None if empty, of each field of `body`; a group of fields yields its own fields."""
    for field in fields:
        if field.name not in body:
            continue
        value, path = body[field.name], prefix + field.name
        if value is None or value == []:
            yield path, None
        elif field.model and field.has_own_evidence:
            groups = enumerate(value) if field.many else [("", value)]
            for index, group in groups:
                group_prefix = f"{path}.{index}." if field.many else f"{path}."
                yield from iter_values(model_fields_of(field.model), group, group_prefix)
        else:
            yield path, value
            if isinstance(value, Mapping) and value.get("within"):
                yield f"{path}.within", value["within"]


def format_title(kind: Kind, item: Item) -> str:
    """Return the title of a record; that of a statement includes its speaker."""
    names = [name for name in ("named", kind.model.title_field) if name in kind.model.model_fields]
    return ": ".join(item[name] for name in names) if set(names) <= item.keys() else str(item["id"])


def short_value(value: Any) -> str:
    """Return a field of a view's row as text, a list with commas."""
    return ", ".join(map(format_value, value)) if isinstance(value, list) else format_value(value)


def format_count(row: Item) -> str:
    """Return a value of a filter with the number of items that have it, and with the sums of their amounts."""
    sums = "; ".join(map(describe_sum, row.get("sums") or ()))
    return f"{format_value(row['value'])} {row['count']}" + (f" ({sums})" if sums else "")
