"""Sections of a draft: its head, its source and the records of each kind, all of which are read or reported."""

from collections.abc import Iterator
from typing import Any

from facts.drafts.problems import ClaimError, DraftLog
from facts.drafts.reading.claims import IDENTIFIER, is_blank
from facts.drafts.reading.fields import text_node
from facts.drafts.reading.specs import is_named, other_names
from facts.drafts.reading.titles import RecordIds, as_record_node, is_lower_code, own_id, without_id
from facts.drafts.text.emit import format_flow
from facts.drafts.text.nodes import DraftNode, MapNode, TextNode, as_items, describe_shape, iter_entries, to_json
from facts.kinds import KINDS
from facts.model.kind import Kind
from facts.model.record import Record
from facts.sheets.suggestions import format_suggestion, suggest_name

SOURCE = "source"
HEAD_KEYS = ("id", "title", SOURCE)
TITLE_HINT = "Write the title: what the article is about, in your own words"
ID_HINT = "Write an id in a to z and hyphens, such as `some-id: {{name: {}}}`"
SOURCE_HINT = "Write its fields, as in `source: {headline: {passage: 1}}`, or leave it out"
RECORDS_HINT = "Write a mapping of records, each under its {}: `{}`"
FIELDS_HINT = "Write its fields: `{}`"


def read_head(root: MapNode, log: DraftLog) -> dict[str, Any]:
    """Return the id and the title that a draft has; report a missing title, and what is no part of a draft."""
    head: dict[str, Any] = {}
    for key, node, line in iter_entries(root):
        if key in ("id", "title"):
            head |= {} if is_blank(node) else {key: to_json(node)}
        elif key not in (*KINDS, SOURCE, "$schema"):
            suggestion = None if log.is_full else suggest_name(key, [*HEAD_KEYS, *KINDS])
            hint = format_suggestion(suggestion) if suggestion else f"Use {', '.join([*HEAD_KEYS, *KINDS])}"
            log.report(line, "", key, "is not a part of a draft", hint)
    if "title" not in head:
        message = "is empty" if "title" in root.lines else "is missing"
        log.report(root.lines.get("title", 1), "sheet", "title", message, TITLE_HINT)
    return head


def read_section(root: MapNode, name: str, log: DraftLog) -> MapNode:
    """Return the source or the records of a kind, none for an empty section; report one that is no mapping."""
    node = root.entries.get(name)
    if isinstance(node, MapNode):
        return node
    if node is not None and tuple(as_items(node)):
        hint = SOURCE_HINT if name == SOURCE else records_hint(KINDS[name])
        log.report(root.lines[name], "", name, describe_shape(node), hint)
    return MapNode(root.lines.get(name, 1), "", {}, {})


def records_hint(kind: Kind) -> str:
    """Return how the records of a kind are written."""
    key = kind.model.title_field
    record = {} if is_named(kind.model) else {"quote": "its words"}
    example = format_flow({kind.name: {f"the {key}": record}}).removeprefix("{").removesuffix("}")
    return RECORDS_HINT.format(key, example)


def list_records(section: MapNode, kind: Kind, ids: RecordIds, log: DraftLog) -> Iterator[tuple[str, MapNode, int]]:
    """Yield each record of a kind with its id and its line; report those without an id, or of another shape."""
    lines: dict[str, int] = {}
    for key, node, line in iter_entries(section):
        if key not in ids.by_key and not IDENTIFIER.fullmatch(key):
            log.report(line, kind.name, key, "is no id, and none can be made of it", ID_HINT.format(key))
            continue
        identifier, title_field = ids.by_key.get(key, key), kind.model.title_field
        if identifier in lines:
            message = f"is `{identifier}`, as the record in line {lines[identifier]}"
            log.report(line, kind.name, key, message, "Write all of it in one record, or another id for this one")
            continue
        lines[identifier] = line
        record = as_record_node(node, kind.model)
        record = without_id(record) if ids.by_key.get(key) == own_id(record) else record
        is_key = key in ids.by_key and not is_lower_code(kind.name, key)
        is_title = is_key or ("-" not in key and not is_named(kind.model))
        if is_title and title_field not in record.entries:
            record = with_title(record, title_field, key, line)
        if error := find_shape_error(node, kind.model):
            log.report(node.line, f"{kind.name}/{identifier}", "", error.message, error.hint)
        yield identifier, record, line


def find_shape_error(node: DraftNode, model: type[Record]) -> ClaimError | None:
    """Return the error that a record is written as what it cannot be: neither its fields nor its names."""
    items = as_items(node)
    if isinstance(node, MapNode) or not items:
        return None
    title, others = model.title_field, other_names(model)
    hint = FIELDS_HINT.format(format_flow({title: f"the {title}", "quote": "its words"}))
    if wrong := [item for item in items if not isinstance(item, TextNode)]:
        return ClaimError(f"has a list in which an item {describe_shape(wrong[0])}", hint)
    if len(items) > 1 and not others:
        return ClaimError(f"has several texts, but only its {title} is one", hint)
    return None


def with_title(node: MapNode, field: str, title: DraftNode | str, line: int) -> MapNode:
    """Return a record's mapping with its title or name, at a line, as the field of this name."""
    title = text_node(line, title) if isinstance(title, str) else title
    return MapNode(node.line, node.source, {field: title, **node.entries}, {field: line, **node.lines})
