"""Shorter drafts: what follows without being written is left out, as long as the same sheet is expanded from it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

from facts.drafts.expansion.attribution_scopes import SCOPE
from facts.drafts.expansion.context_receipts import CONTEXT_NOTES
from facts.drafts.expansion.memory import ExpansionMemory
from facts.drafts.expansion.sheets import SheetExpander
from facts.drafts.problems import DraftLog
from facts.drafts.reading.claims import IDENTIFIER, VOICE
from facts.drafts.reading.expanded import GAP_NOTES, Expanded
from facts.drafts.reading.fields import WITHIN
from facts.drafts.reading.specs import (
    CLAIM_KEYS,
    GAP_KEYS,
    RELATION_TYPE,
    field_specs,
    find_spec,
    first_field,
    relation_keys,
)
from facts.drafts.reading.titles import shorten as shorten_slug
from facts.drafts.text.emit import Draft, to_node
from facts.drafts.text.folding import slugify
from facts.drafts.text.locate import QuoteLocator
from facts.drafts.text.nodes import MapNode
from facts.model.article import Article
from facts.model.fields import WithEvidence
from facts.model.record import Record

UNEXAMINED = "unexamined"
MAX_ROUNDS = 8
"""Maximum number of times that a draft is expanded to find which of many changes have to be undone."""


@dataclass(frozen=True, slots=True)
class Entries:
    """What a draft says of one record, under its `key`: of the record as a whole in its `head`, and of its fields.

    A field that is None is left out; `relation` is the key in place of the field with the relations.
    """

    model: type[WithEvidence]
    key: str
    fields: Mapping[str, Draft | None]
    head: Mapping[str, Draft] = field(default_factory=dict)
    relation: str = "relations"

    def draft(self) -> dict[str, Draft]:
        """Return what the draft says of the record; an item of a list of groups is a mapping of its fields."""
        draft: dict[str, Any] = dict(self.head)
        fields = {path: entry for path, entry in self.fields.items() if entry is not None}
        for status in GAP_KEYS:
            paths = [path for path, entry in fields.items() if entry == status and "." not in path]
            if len(paths) > 1 and issubclass(self.model, Record):
                draft[status] = ", ".join(paths)
                fields = {path: entry for path, entry in fields.items() if path not in paths}
        for path, entry in fields.items():
            *parents, number, last = ["", "", *path.split(".")]
            if number.isdecimal():
                groups = draft.setdefault(".".join(parents[2:]), [])
                groups += [{} for _ in range(int(number) + 1 - len(groups))]
                groups[int(number)][last] = entry
            elif last == WITHIN:
                owner = path.removesuffix(f".{WITHIN}")
                date = draft[owner]
                draft[owner] = (date if isinstance(date, dict) else {"quote": date}) | {WITHIN: entry}
            else:
                draft[self.relation if path == "relations" else path] = entry
        for name, spec in field_specs(self.model).items():
            if spec.group and spec.is_list and isinstance(draft.get(name), list):
                draft[name] = shorten_groups(draft[name], first_field(spec.group))
        return draft


Change: TypeAlias = Callable[[Entries, str, Draft], Entries]
"""Returns the entries of a record with what a draft says of the field at a path in fewer words."""


def shorten_groups(groups: Sequence[Mapping[str, Draft]], first: str) -> Draft:
    """Return a list of groups in which the text of the first field stands for a group without others."""
    items = [item[first] if item.keys() == {first} and isinstance(item[first], str) else item for item in groups]
    return items[0] if len(items) == 1 and isinstance(items[0], str) else items


class DraftShortener:
    """Shortens the entries of the records of a draft, by their names; a change after which they differ is undone."""

    def __init__(self, head: Mapping[str, Draft], records: dict[str, Entries], article: Article) -> None:
        self.head = head
        self.records = records
        self.locator = QuoteLocator(article)
        self.memory = ExpansionMemory()
        self.expected = {name: flatten(expanded) for name, expanded in self.expand().items()}

    def draft(self) -> dict[str, Draft]:
        """Return the draft."""
        draft: dict[str, Any] = dict(self.head)
        for name, entries in self.records.items():
            kind, _, identifier = name.partition("/")
            if identifier:
                draft.setdefault(kind, {})[entries.key] = entries.draft()
            else:
                draft[kind] = draft.get(kind, {}) | entries.draft()
        return draft

    def expand(self) -> Mapping[str, Expanded]:
        """Return the records that the draft is expanded into."""
        node = to_node(self.draft())
        assert isinstance(node, MapNode)  # noqa: S101 - a draft is a mapping
        return SheetExpander(self.locator, DraftLog(""), self.memory).expand(node, "draft").records

    def shorten(self) -> None:
        """Write titles as keys, words once for a record, values or words alone, and leave out what follows."""
        self.records = {name: with_head(entries) for name, entries in self.records.items()}
        for change in CHANGES:
            self.change_all(change)
        plain = {name: replace(entries, head={}) for name, entries in self.records.items() if entries.head}
        self.apply({(name, ""): entries for name, entries in plain.items()})

    def change_all(self, change: Change) -> None:
        """Change each field, and undo the changes after which something else is expanded."""
        changes: dict[tuple[str, str], Entries] = {}
        for name, entries in self.records.items():
            for path, entry in entries.fields.items():
                changed = entries if entry is None else change(entries, path, entry)
                if changed != entries:
                    changes[name, path] = changed
        if changes:
            self.apply(changes)

    def apply(self, changes: dict[tuple[str, str], Entries]) -> None:
        """Apply the changes of fields, by record and path, but those after which something else is expanded."""
        before = self.records
        for _ in range(MAX_ROUNDS):
            self.records = dict(before)
            for (name, path), changed in changes.items():
                self.records[name] = merge(self.records[name], path, changed)
            differences = self.differences()
            if not differences:
                return
            wrong = {key for key in changes if key[0] in differences}
            touched = {key for key in wrong if is_touched(key[1], differences[key[0]])}
            undone = touched | {key for key in wrong if not any(name == key[0] for name, _ in touched)}
            changes = {key: entries for key, entries in changes.items() if undone and key not in undone}
        self.records = before

    def differences(self) -> Mapping[str, set[str]]:
        """Return, by record, the paths at which something else is expanded than is expected."""
        records = {name: flatten(expanded) for name, expanded in self.expand().items()}
        empty: Mapping[str, Any] = {}
        return {
            name: paths
            for name in self.expected.keys() | records.keys()
            if (paths := differing(self.expected.get(name, empty), records.get(name, empty)))
        }


def merge(entries: Entries, path: str, changed: Entries) -> Entries:
    """Return the entries of a record with the field at a path, or without one the head, as it is changed."""
    if not path:
        return replace(entries, head=changed.head)
    fields = {**entries.fields, path: changed.fields[path]}
    relation = changed.relation if path == "relations" else entries.relation
    key = changed.key if path == getattr(entries.model, "title_field", "") else entries.key
    return replace(entries, key=key, fields=fields, relation=relation)


def flatten(expanded: Expanded) -> Mapping[str, Any]:
    """Return the values, receipts and gaps of a record by their paths."""
    values = {name: ("value", value) for name, value in expanded.values.items()}
    receipts = {f"{path}\0receipt": receipt for path, receipt in expanded.evidence.items()}
    return values | receipts | {f"{path}\0gap": gap for path, gap in expanded.gaps.items()}


def differing(first: Mapping[str, Any], second: Mapping[str, Any]) -> set[str]:
    """Return the paths at which two flat records differ; those of a field are enough where its value differs too."""
    keys = {key for key in first.keys() | second.keys() if first.get(key) != second.get(key)}
    exact = {key.partition("\0")[0] for key in keys if "\0" in key}
    roots = {path.partition(".")[0] for path in exact}
    return exact | {key for key in keys if "\0" not in key and key not in roots}


def is_touched(path: str, differences: set[str]) -> bool:
    """Return whether the field at a path is one of those that differ, or inside one, or has one inside."""
    return not path or any(
        path == other or path.startswith(f"{other}.") or other.startswith(f"{path}.") for other in differences
    )


def with_head(entries: Entries) -> Entries:
    """Return the entries of a record with the words, or the passages, that its title rests on for the record."""
    title = entries.fields.get(entries.model.title_field) if issubclass(entries.model, Record) else None
    words = words_of(title)
    if isinstance(words, str):
        return replace(entries, head={"quote": words})
    numbers = [str(item["passage"]) for item in words if isinstance(item, dict) and item.keys() == {"passage"}]
    return replace(entries, head={"passages": ", ".join(numbers)}) if numbers else entries


def words_of(entry: Draft | None) -> Any:
    """Return the words, or the mappings with passages, that a value written before its words rests on."""
    if not isinstance(entry, Mapping):
        return []
    if "passage" in entry and "quote" not in entry:
        return [{"passage": entry["passage"]}]
    pairs = [words for key, words in entry.items() if key not in CLAIM_KEYS]
    return pairs[0] if len(pairs) == 1 else []


def value_of(entry: Draft) -> tuple[str, Mapping[str, Draft]] | None:
    """Return the value that is written with words, and what else is said but the words; None if there is none."""
    if not isinstance(entry, Mapping) or not entry.keys().isdisjoint(GAP_NOTES):
        return None
    pairs = [key for key in entry if key not in CLAIM_KEYS]
    value = pairs[0] if len(pairs) == 1 else entry.get("value")
    rest = {key: part for key, part in entry.items() if key not in (*pairs, "value", "quote", "passage")}
    return (value, rest) if isinstance(value, str) else None


def use_title_as_key(entries: Entries, path: str, entry: Draft) -> Entries:
    """Write the title, or the name, as the key of its record if its id is made from it."""
    if not issubclass(entries.model, Record) or path != entries.model.title_field:
        return entries
    value = value_of(entry)
    title = entry if isinstance(entry, str) else value[0] if value and not value[1] else ""
    is_key = title and not IDENTIFIER.fullmatch(title) and entries.key == next(shorten_slug(slugify(title)), None)
    return replace(entries, key=title, fields={**entries.fields, path: None}) if is_key else entries


def leave_out_basis(entries: Entries, path: str, entry: Draft) -> Entries:
    """Leave out that a field is stated, or the note that it follows from the context."""
    rest = (
        {}
        if not isinstance(entry, Mapping)
        else {
            key: part
            for key, part in entry.items()
            if key != "basis" and not (key == "note" and part in CONTEXT_NOTES)
        }
    )
    is_shorter = isinstance(entry, Mapping) and rest.keys() < entry.keys() and bool(rest)
    return replace(entries, fields={**entries.fields, path: rest}) if is_shorter else entries


def leave_out_scope(entries: Entries, path: str, entry: Draft) -> Entries:
    """Leave out what the attribution of a record covers."""
    return leave_out(entries, path, entry) if path == SCOPE else entries


def leave_out_voice(entries: Entries, path: str, entry: Draft) -> Entries:
    """Leave out of a field whether the attribution of its record covers it, or by whom another one tells it."""
    if not isinstance(entry, Mapping) or not entry.keys() & {SCOPE, VOICE}:
        return entries
    rest = {key: part for key, part in entry.items() if key not in (VOICE, SCOPE)}
    spec = find_spec(entries.model, path)
    is_plain = spec is not None and spec.is_quoted and rest.keys() == {"quote"}
    return replace(entries, fields={**entries.fields, path: rest["quote"] if is_plain else rest})


def write_value_alone(entries: Entries, path: str, entry: Draft) -> Entries:
    """Write a value without its words, which are those of the record."""
    value = value_of(entry)
    if value is None:
        return entries
    return replace(
        entries, fields={**entries.fields, path: {"value": value[0], **value[1]} if value[1] else value[0]}
    )


def write_words_alone(entries: Entries, path: str, entry: Draft) -> Entries:
    """Write words without the value that they tell."""
    value, words = value_of(entry), words_of(entry)
    is_plain = value is not None and not value[1] and isinstance(words, str)
    return replace(entries, fields={**entries.fields, path: words}) if is_plain else entries


def name_relation(entries: Entries, path: str, entry: Draft) -> Entries:
    """Write a relation by its type, with the id of the other record before its words."""
    relations = entry.get("value") if isinstance(entry, Mapping) else None
    if path != "relations" or not isinstance(entry, Mapping) or not isinstance(relations, list) or len(relations) > 1:
        return entries
    relation: dict[str, Draft] = dict(relations[0])
    key = str(relation.pop(RELATION_TYPE, ""))
    target = str(relation.pop("statement", ""))
    quote = entry.get("quote")
    if key not in relation_keys(entries.model) or quote is None:
        return entries
    short = {target: quote, "note": relation.get("note", "")}
    return replace(entries, relation=key, fields={**entries.fields, path: short})


def leave_out_default(entries: Entries, path: str, entry: Draft) -> Entries:
    """Leave out a field with a default, or a gap that nobody has examined."""
    spec = find_spec(entries.model, path)
    has_default = entry == UNEXAMINED or (spec is not None and spec.default is not None)
    return leave_out(entries, path, entry) if has_default else entries


def leave_out(entries: Entries, path: str, entry: Draft) -> Entries:
    """Leave out a field that has the same value without being mentioned."""
    if f"{path}.{WITHIN}" in entries.fields:
        return entries
    return replace(entries, fields={**entries.fields, path: None})


CHANGES: Sequence[Change] = (
    use_title_as_key,
    leave_out_scope,
    leave_out_voice,
    leave_out_basis,
    write_value_alone,
    write_words_alone,
    name_relation,
    leave_out_default,
    leave_out,
)
"""The changes that shorten a draft, in order: what others follow from is left out last."""
