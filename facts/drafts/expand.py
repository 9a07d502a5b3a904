"""Expansion of a draft into the JSON of a sheet."""

from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from facts.drafts.locate import Locator
from facts.drafts.names import find_name
from facts.drafts.nodes import DraftNode, MapNode, TextNode, to_json
from facts.drafts.problems import DraftLog
from facts.drafts.records import GAP_NOTES, Expanded, PointedTo, RecordExpander, as_record_node, iter_entries
from facts.drafts.specs import field_specs, is_named
from facts.drafts.values import field_adapter
from facts.kinds import KINDS
from facts.model.article import Article
from facts.model.fields import WithEvidence, iter_fields
from facts.model.record import Record
from facts.model.source import Source
from facts.sheets.anchor import anchor
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.suggestions import format_suggestion, suggest_name

HEAD_KEYS = ("id", "title", "source")
LANGUAGE = "en"
SOURCE_KEYS = frozenset(("language", "factless"))
"""The keys of a draft's source that need no receipt."""


@dataclass(slots=True)
class Expansion:
    """The sheet that a draft stands for, as JSON, with the line of each record and field."""

    raw: dict[str, Any]
    records: dict[str, Expanded] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The lines of the keys of the draft's first level."""

    def line_of(self, record: str, path: str) -> int:
        """Return the line of a field, or of what it is part of."""
        expanded = self.records.get(record)
        if expanded is None:
            return self.lines.get(path.split(".", 1)[0], self.lines.get(record.split("/", 1)[0], 1))
        for prefix in ("evidence.", "gaps."):
            path = path.removeprefix(prefix)
        while path:
            if path in expanded.lines:
                return expanded.lines[path]
            path = path.rpartition(".")[0]
        return expanded.line

    def has_failed(self, record: str, path: str) -> bool:
        """Return whether a field, or what it is part of, has a problem already."""
        expanded = self.records.get(record)
        steps = path.removeprefix("evidence.").removeprefix("gaps.").split(".")
        return expanded is not None and any(
            ".".join(steps[:count]) in expanded.failed for count in range(1, len(steps) + 1)
        )


class SheetExpander:
    """Expands a draft, with its article at hand."""

    def __init__(self, article: Article, log: DraftLog) -> None:
        self.article = article
        self.locator = Locator(article)
        self.log = log
        self.expansion = Expansion({})
        self.expanders: dict[str, RecordExpander] = {}

    def expand(self, root: MapNode, name: str) -> Expansion:
        """Return the sheet that the draft stands for; `name` is its id unless it has one."""
        self.expansion.lines = dict(root.lines)
        self.expansion.raw = {"$schema": SCHEMA_FILE, "id": name}
        for key, node, line in iter_entries(root):
            if key in ("id", "title"):
                self.expansion.raw[key] = to_json(node)
            elif key not in KINDS and key not in ("source", "$schema"):
                suggestion = suggest_name(key, [*HEAD_KEYS, *KINDS])
                hint = format_suggestion(suggestion) if suggestion else f"Use {', '.join([*HEAD_KEYS, *KINDS])}"
                self.log.add(line, "", key, "is not a part of a draft", hint)
        self.expand_source(root.entries.get("source"))
        for kind in KINDS.values():
            for identifier, node, line in iter_entries(root.entries.get(kind.name) or MapNode(1, "", {}, {})):
                self.expand_record(kind.name, kind.model, identifier, node, line)
        self.add_pointed_to()
        self.add_names_of()
        for expander in self.expanders.values():
            add_gaps(expander.expanded)
        self.expansion.raw["source"] = self.expansion.records["source"].raw
        for kind in KINDS:
            records = [expanded.raw for name, expanded in self.expansion.records.items() if name.startswith(f"{kind}/")]
            if records:
                self.expansion.raw[kind] = records
        anchor(self.log.file, {"source": self.expansion.raw["source"]}, self.article)
        return self.expansion

    def start(self, record: str, model: type[WithEvidence], line: int) -> RecordExpander:
        """Return the expander of a new record."""
        expanded = self.expansion.records[record] = Expanded(record, model, line)
        expander = self.expanders[record] = RecordExpander(expanded, self.locator, self.log)
        return expander

    def expand_source(self, node: DraftNode | None) -> None:
        """Expand the source: its fields, its language and the passages without facts."""
        line = self.expansion.lines.get("source", 1)
        expander = self.start("source", Source, line)
        entries = dict(node.entries) if isinstance(node, MapNode) else {}
        lines = node.lines if isinstance(node, MapNode) else {}
        expander.expanded.lines |= lines
        expander.expand(MapNode(line, "", {key: value for key, value in entries.items() if key not in SOURCE_KEYS}, lines))
        language = to_json(entries["language"]) if "language" in entries else LANGUAGE
        expander.expanded.values |= {"language": language}
        if "factless" in entries:
            expander.expanded.values["factless"] = list_factless(entries["factless"])

    def expand_record(self, kind: str, model: type[Record], identifier: str, node: DraftNode, line: int) -> None:
        """Expand a record; one without a name has the article's words that its id stands for."""
        expander = self.start(f"{kind}/{identifier}", model, line)
        expander.expanded.values["id"] = identifier
        record_node = as_record_node(node, model)
        if is_named(model) and model.title_field not in record_node.entries:
            record_node = self.with_name(expander, record_node, identifier)
        expander.expand(record_node)
        self.add_reference_values(expander, identifier)

    def with_name(self, expander: RecordExpander, node: MapNode, identifier: str) -> MapNode:
        """Return a record's mapping with its name, found by its id; report a record whose name is not found."""
        expanded, title = expander.expanded, expander.expanded.model.title_field  # type: ignore[attr-defined]
        place = find_name(identifier, self.article)
        if place is None:
            message = f"has no name: the article does not have the words of `{identifier}`"
            self.log.add(expanded.line, expanded.record, title, message, f"Add `{title}`, its words in the article")
            expanded.failed.add(title)
            return node
        line = expanded.line
        selector = {"quote": self.locator.text(place), "start": str(place.start), "end": str(place.end)}
        entries = {key: TextNode(line, text, text, is_plain=False) for key, text in selector.items()}
        name = MapNode(line, "", entries, dict.fromkeys(entries, line))
        return MapNode(node.line, node.source, {title: name, **node.entries}, {title: line, **node.lines})

    def add_reference_values(self, expander: RecordExpander, identifier: str) -> None:
        """Add the codes that a public standard has for a record, unless the draft has them."""
        expanded = expander.expanded
        assert issubclass(expanded.model, Record)
        for name, (value, standard) in expanded.model.reference_values(identifier).items():
            if name not in expanded.evidence and name not in expanded.gaps:
                expanded.values[name] = value
                expanded.evidence[name] = {"basis": "reference", "note": standard}

    def add_pointed_to(self) -> None:
        """Add the records that are only pointed to and of which the article's words are found."""
        declared = {name.partition("/")[2] for name in self.expansion.records}
        pointers: dict[str, list[PointedTo]] = {}
        for expander in self.expanders.values():
            for pointer in expander.pointers:
                if pointer.target not in declared:
                    pointers.setdefault(pointer.target, []).append(pointer)
        for target, uses in pointers.items():
            kinds = [name for name in common_kinds(target, uses) if is_named(KINDS[name].model)]
            place = find_name(target, self.article)
            if len(kinds) == 1 and place:
                self.expand_record(kinds[0], KINDS[kinds[0]].model, target, TextNode(uses[0].line, "", "", True), uses[0].line)
                continue
            accepted = " or ".join(kinds) or "a kind that all references to it allow"
            words = f"[{self.locator.text(place)}]" if place else "[its words in the article]"
            hint = f"Add `{target}: {words}` under {accepted}"
            for use in uses:
                self.log.add(use.line, use.record, use.field, f"points to {target}, which is no record of the draft", hint)
                self.expansion.records[use.record].failed.add(use.field)

    def add_names_of(self) -> None:
        """Add the fields that are, by default, the name of a record in the words of a field that refers to it."""
        for expander in self.expanders.values():
            for name, spec in field_specs(expander.model).items():
                if spec.default and spec.default.name_of and not expander.mentions(name):
                    self.add_name_of(expander, name, spec.default.name_of)

    def add_name_of(self, expander: RecordExpander, name: str, source: str) -> None:
        """Add the field `name`: the name in the words of the field `source`, of the record that it refers to."""
        expanded = expander.expanded
        target = expanded.values.get(source)
        evidence = expanded.evidence.get(source, {})
        texts = [self.article.text[span["start"] : span["end"]] for span in evidence.get("spans", [])]
        records = [record for key, record in self.expansion.records.items() if key.endswith(f"/{target}")]
        names = [alias for record in records for alias in list_aliases(record)]
        alias = max((alias for alias in names if any(alias in text for text in texts)), key=len, default=None)
        if source in expanded.failed or not target:
            expanded.failed.add(name)
        elif alias is None:
            message = f"is not said: no name of {target} is in the words of `{source}`"
            hint = f"Add `{name}`, the article's words, or quote the name in `{source}`"
            self.log.add(expanded.lines.get(source, expanded.line), expanded.record, name, message, hint)
            expanded.failed.add(name)
        else:
            expanded.values[name] = alias
            expanded.evidence[name] = {"basis": "stated", "spans": evidence["spans"]}


def list_factless(node: DraftNode) -> list[dict[str, Any]]:
    """Return the passages without facts: a mapping of numbers to reasons, or a list as in a sheet."""
    entries = to_json(node)
    if isinstance(entries, dict):
        return [
            {"passage": int(number) if number.isdecimal() else number, "reason": reason}
            for number, reason in entries.items()
        ]
    rows = entries if isinstance(entries, list) else []
    return [
        {key: int(value) if key == "passage" and str(value).isdecimal() else value for key, value in row.items()}
        for row in rows
        if isinstance(row, dict)
    ]


def common_kinds(target: str, uses: list[PointedTo]) -> list[str]:
    """Return the kinds that all references to a record allow; a country has a code, and nothing else has."""
    is_code = len(target) == 2 and target.isupper()
    allowed = [set(use.kinds) for use in uses if use.kinds]
    return [name for name in KINDS if all(name in kinds for kinds in allowed) and (name == "countries") == is_code]


def list_aliases(expanded: Expanded) -> list[str]:
    """Return the names of a record that are read."""
    record, _ = construct(expanded)
    try:
        return [alias for alias in record.aliases() if alias] if isinstance(record, Record) else []
    except (AttributeError, IndexError):
        return []


def construct(expanded: Expanded) -> tuple[WithEvidence, set[str]]:
    """Return a record with those of its values that are valid, and the fields whose values are not."""
    values: dict[str, Any] = {}
    invalid: set[str] = set()
    for name, value in expanded.raw.items():
        if name in expanded.model.model_fields:
            try:
                values[name] = field_adapter(expanded.model, name).validate_python(value)
            except ValidationError:
                invalid.add(name)
    for name, info in expanded.model.model_fields.items():
        values.setdefault(name, None if info.is_required() else info.get_default(call_default_factory=True))
    return expanded.model.model_construct(**values), invalid


def add_gaps(expanded: Expanded) -> None:
    """Add a gap for each field that has neither a value nor a gap, which nobody has examined then."""
    record, invalid = construct(expanded)
    for item in iter_fields(record):
        is_filled = item.is_filled or item.path in expanded.evidence or item.path.split(".", 1)[0] in invalid
        if not is_filled:
            expanded.gaps.setdefault(item.path, {"status": "unexamined", "note": GAP_NOTES["unexamined"]})
