"""Markdown: a sheet, a record or a list to be read as it is, with the passages of the article as footnotes."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from facts.formats.chunking import rechunk
from facts.formats.document import Document
from facts.formats.item_fields import ItemField, evidence_fields, model_fields_of
from facts.formats.markdown.footnotes import Footnotes
from facts.formats.markdown.inline import code, escape, format_value, link
from facts.kinds import KINDS, Kind
from facts.model.source import Source
from facts.views import View

Item = Mapping[str, Any]

LEGEND = (
    "> How to read this: a footnote leads to the passage of the article that a value rests on; its characters are "
    "counted from 0, the last not included. Where nothing else is said, the article states the value; *inferred* is "
    "an editor's reading, *derived* is computed, *reference* is from a public standard. *Narrated* is what the "
    "article says in its own voice, *attributed* what it says that someone says. Words in quotation marks are the "
    "article's. An empty field says why it is empty: *not_stated*, *not_applicable* or *ambiguous*."
)
NAMING = frozenset({"sheet", "subject", "title", "property", "url", "value", "when", "spans"})
"""The fields of a view's row that its line tells otherwise than by their names."""
DAYS = frozenset({"earliest", "latest"})
"""The fields of a view's row that its value tells too."""


def write(document: Document) -> Iterator[bytes]:
    """Yield a section for each item, or for the rows of a view a line, then the footnotes."""
    return rechunk(f"{line}\n".encode() for line in MarkdownWriter(document).lines())


class MarkdownWriter:
    """A document on its way to Markdown, with the footnotes that it has met so far."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.notes = Footnotes()
        self.concerned = evidence_fields(document)

    def lines(self) -> Iterator[str]:
        """Yield the lines of the document."""
        collection = self.document.collection
        level = 1
        if self.document.scope == "list":
            yield from self.list_header()
            level = 2
        for item in self.document.items:
            if isinstance(collection, View):
                yield self.view_line(item)
            elif isinstance(collection, Kind):
                yield from self.record(collection, item, level)
            else:
                yield from self.sheet(item, level)
        yield from ("", LEGEND) if isinstance(collection, View) else (LEGEND,)
        if self.notes.texts:
            yield ""
        yield from self.notes.lines()

    def list_header(self) -> Iterator[str]:
        """Yield what a list says before its items."""
        document = self.document
        yield from (f"# {document.collection.name.title()}", "", document.collection.description)
        if document.total is not None:
            yield f"There are {document.total} in all." if document.total else "There are none."
        if document.next:
            yield f"{link('The next page', document.next)} goes on."
        yield ""
        for name, counts in (document.facets or {}).items():
            found = ", ".join(f"{format_value(count['value'])} {count['count']}" for count in counts)
            yield f"- Counted by **{name}**: {found or 'nothing'}"
        if document.facets:
            yield ""

    def sheet(self, item: Item, level: int) -> Iterator[str]:
        """Yield a sheet: its article, how many records it has, and where they are there, the records."""
        yield from (f"{'#' * level} {escape(item.get('title', item['id']))}", "")
        yield from (f"The sheet {link(item['id'], item['url'])}", "")
        if "digest" in item:
            yield f"- **digest**: {item['digest']}"
        if source := item.get("source"):
            proofs = source.get("evidence", {}), source.get("gaps", {})
            yield from self.fields(item["id"], list(iter_values(model_fields_of(Source), source)), *proofs, "source.")
        if "counts" in item:
            yield f"- **counts**: {format_value(item['counts'])}"
        yield ""
        for kind in KINDS.values():
            if kind.name in item:
                yield from (f"{'#' * (level + 1)} {kind.name.title()}", "", kind.description, "")
            for record in item.get(kind.name, ()):
                yield from self.record(kind, record, level + 2)

    def record(self, kind: Kind, item: Item, level: int) -> Iterator[str]:
        """Yield a record: what it is called, who says it, its values with their receipts, its gaps."""
        yield from (f"{'#' * level} {escape(title(kind, item))}", "")
        yield from (" · ".join(byline(kind, item)), "")
        found = list(iter_values(model_fields_of(kind.model), item))
        found += ((f"derived.{name}", held) for name, held in item.get("derived", {}).items() if held is not None)
        evidence = self.asked(item.get("evidence", {}))
        yield from self.fields(item["sheet"], found, evidence, self.asked(item["gaps"]) if "gaps" in item else None)
        yield ""

    def asked(self, proofs: Item) -> Item:
        """Return those of a record's receipts or gaps that are asked for; in a whole sheet, all are."""
        every = self.document.scope == "sheet"
        return {path: proof for path, proof in proofs.items() if every or path.split(".")[0] in self.concerned}

    def fields(
        self, sheet: str, found: Sequence[tuple[str, Any]], evidence: Item, gaps: Item | None, prefix: str = ""
    ) -> Iterator[str]:
        """Yield a line for each value with its receipt, and one for all gaps that are alike."""
        values = {path: held for path, held in found if held is not None}
        for path in values or evidence:
            told = f" {format_value(values[path])}" if path in values else ""
            yield f"- **{prefix}{path}**:{told}{self.receipt(sheet, evidence.get(path, {}))}"
        if gaps is None:
            empty = {path: "empty; `gaps` says why" for path, held in found if held is None}
        else:
            empty = {path: f"{code(gap['status'])}: {escape(gap['note'])}" for path, gap in gaps.items()}
        for why in dict.fromkeys(empty.values()):
            alike = ", ".join(f"{prefix}{path}" for path, same in empty.items() if same == why)
            yield f"- **{alike}**: {why}"

    def receipt(self, sheet: str, receipt: Item) -> str:
        """Return what a value rests on, where that is not simply what the article states, and its footnotes."""
        if not receipt:
            return ""
        why = code(receipt["formula"]) if receipt["formula"] else escape(receipt["note"] or "")
        said = [f"{receipt['basis']}: {why}"] if why else []
        if receipt["attributed_to"]:
            said.append(f"said by {escape(receipt['attributed_to'])}")
        notes = self.notes.references(sheet, receipt["spans"])
        return (f" ({'; '.join(said)})" if said else "") + (f" {notes}" if notes else "")

    def view_line(self, item: Item) -> str:
        """Return a row of a view as a line: what it is about, its value, the rest by name, its footnotes."""
        line = f"- {link(item.get('title', item['subject']), item['url'])}, **{item['property']}**"
        told = NAMING
        for name in item.keys() & {"value", "when"}:
            line += ": undated" if item[name] is None else f": {format_value(item[name])}"
            told |= DAYS
        rest = {name: held for name, held in item.items() if name not in told and held not in (None, [])}
        if rest:
            line += f" ({'; '.join(f'{name}: {short_value(held)}' for name, held in rest.items())})"
        notes = self.notes.references(item["sheet"], item.get("spans", ()))
        return f"{line} {notes}" if notes else line


def iter_values(fields: Iterable[ItemField], body: Item, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Yield the path and the value, None if empty, of each field of `body`, those of its parts in their place."""
    for field in fields:
        if field.name not in body:
            continue
        held, path = body[field.name], prefix + field.name
        if held is None or held == []:
            yield path, None
        elif field.model and field.has_own_evidence:
            parts = enumerate(held) if field.many else [("", held)]
            for number, part in parts:
                yield from iter_values(
                    model_fields_of(field.model), part, f"{path}.{number}." if field.many else f"{path}."
                )
        else:
            yield path, held
            if isinstance(held, Mapping) and held.get("within"):
                yield f"{path}.within", held["within"]


def title(kind: Kind, item: Item) -> str:
    """Return what to call a record; what someone says is never told without who says it."""
    names = [name for name in ("named", kind.model.title_field) if name in kind.model.model_fields]
    return ": ".join(item[name] for name in names) if set(names) <= item.keys() else str(item["id"])


def byline(kind: Kind, item: Item) -> Iterator[str]:
    """Yield where a record is, in whose voice it is told, how it holds, and how it matches the time asked for."""
    yield link(f"{item['sheet']}/{kind.name}/{item['id']}", item["url"])
    who = item.get("attributed_to") or item.get("speaker") or item.get("named")
    if who:
        scope = item.get("attribution_scope")
        yield f"attributed to {escape(who)}" + (f" (scope: {scope})" if scope else "")
    elif "voice" in item:
        yield str(item["voice"])
    for name in ("status", "match"):
        if name in item:
            yield f"{name}: {item[name]}"


def short_value(held: Any) -> str:
    """Return a field of a row in short."""
    return ", ".join(format_value(inner) for inner in held) if isinstance(held, list) else format_value(held)
