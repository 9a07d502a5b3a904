"""Expansion of one record of a draft: values, receipts and gaps."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from facts.drafts.claims import Claim, is_blank, parse_claim, parse_passages, parse_quotes, passages_of
from facts.drafts.locate import LocationError, Locator, Place, Quote
from facts.drafts.nodes import DraftNode, ListNode, MapNode, TextNode, as_items
from facts.drafts.problems import DraftLog
from facts.drafts.specs import (
    CLAIM_KEYS,
    RECORD_KEYS,
    FieldSpec,
    field_spec,
    field_specs,
    first_field,
    name_fields,
    relation_keys,
)
from facts.drafts.values import ValueFault, Words, coerce, quote_value, read_composite, read_text
from facts.model.fields import WithEvidence
from facts.model.record import Record
from facts.model.values import FieldGroup
from facts.sheets.suggestions import format_suggestion, suggest_name
from facts.verify.spans import excerpt_of

WITHIN = "within"


@dataclass(frozen=True, slots=True)
class PointedTo:
    """A reference of a field to the record `target`, of one of `kinds`, any if empty."""

    line: int
    record: str
    field: str
    target: str
    kinds: tuple[str, ...]


@dataclass(slots=True)
class Expanded:
    """A record of a sheet as JSON, with the line of each field."""

    record: str
    model: type[WithEvidence]
    line: int
    values: dict[str, Any] = field(default_factory=dict)
    evidence: dict[str, Any] = field(default_factory=dict)
    gaps: dict[str, Any] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    """The fields that have a problem, which later checks are not to report again."""
    suspected: set[int] = field(default_factory=set)
    """The passages that quotations with a problem may be in."""

    @property
    def raw(self) -> dict[str, Any]:
        """The record as JSON."""
        return self.values | {"evidence": self.evidence, "gaps": self.gaps}

    def passages(self) -> set[int]:
        """Return the passages that the record cites, or may cite once its problems are solved."""
        spans = (span for receipt in self.evidence.values() for span in receipt.get("spans", ()))
        return {span["passage"] for span in spans} | self.suspected


class RecordExpander:
    """Expands what a draft says of one record, or of the source."""

    def __init__(self, expanded: Expanded, locator: Locator, log: DraftLog) -> None:
        self.expanded = expanded
        self.model = expanded.model
        self.locator = locator
        self.log = log
        self.claims: dict[str, tuple[FieldSpec, Claim]] = {}
        self.places: dict[str, list[Place]] = {}
        self.pointers: list[PointedTo] = []
        self.scope: tuple[int, ...] = ()
        self.own_places: list[Place] = []

    def report(self, line: int, path: str, fault: ValueFault | LocationError) -> None:
        """Add a problem of a field, which is then left out."""
        self.log.add(line, self.expanded.record, path, fault.message, fault.hint)
        self.expanded.failed.add(path)
        if isinstance(fault, LocationError):
            self.expanded.suspected.update(fault.passages)

    def expand(self, node: MapNode) -> None:
        """Expand the fields in a mapping."""
        self.read_head(node)
        entries = {key: child for key, child in node.entries.items() if key not in RECORD_KEYS}
        self.read_claims(self.model, entries, node.lines, "")
        self.add_defaults()
        for path, (spec, claim) in self.claims.items():
            self.expanded.lines.setdefault(path, claim.line)
            self.places[path] = self.locate(path, claim.quotes, is_name=self.is_name(path, spec))
        rest = self.rest()
        for path, (spec, claim) in self.claims.items():
            if path not in self.expanded.failed:
                self.fill(path, spec, claim, rest)

    def read_head(self, node: MapNode) -> None:
        """Read where the record is in the article: its passages, and the words that it rests on."""
        try:
            self.scope = parse_passages(passages_of(node))
            self.locator.require_passages(self.scope)
            own = {key: child for key, child in node.entries.items() if key == "quote"}
            quotes = parse_quotes(replace(node, entries=own))
        except (ValueFault, LocationError) as fault:
            self.report(node.lines.get("passages", node.line), "passages", fault)
            return
        self.own_places = self.locate("quote", quotes, is_name=False)

    def read_claims(
        self, model: type[BaseModel], entries: Mapping[str, DraftNode], lines: Mapping[str, int], prefix: str
    ) -> None:
        """Read what each entry of a mapping says of a field of `model`, or of a field inside a field."""
        specs = field_specs(model)
        for key, node in entries.items():
            name, _, inner = key.partition(".")
            line, path = lines.get(key, node.line), f"{prefix}{key}"
            if key in relation_keys(model):
                self.read_relation(model, key, node, prefix)
            elif name not in specs:
                self.report_unknown(model, key, path, line)
            elif inner and inner != WITHIN and (group := specs[name].group):
                self.read_inner(group, specs[name], inner, node, line, f"{prefix}{name}.")
            elif specs[name].group and not is_gap(node):
                self.read_group(specs[name], node, path)
            else:
                self.read_claim(specs[name], node, path, line)

    def read_inner(
        self, group: type[FieldGroup], spec: FieldSpec, inner: str, node: DraftNode, line: int, prefix: str
    ) -> None:
        """Read an entry with a dotted key, such as `delivery.when` or `offices.0.title`."""
        number, _, rest = inner.partition(".")
        if spec.is_list and number.isdecimal() and rest:
            prefix, inner = f"{prefix}{number}.", rest
        elif spec.is_list:
            prefix = f"{prefix}0."
        self.read_claims(group, {inner: node}, {inner: line}, prefix)

    def read_group(self, spec: FieldSpec, node: DraftNode, path: str) -> None:
        """Read a group of fields, or each group of a list; a text stands for the group's first field."""
        assert spec.group is not None
        items = as_items(node) if spec.is_list else [node]
        for number, item in enumerate(items):
            prefix = f"{path}.{number}." if spec.is_list else f"{path}."
            if isinstance(item, MapNode) and CLAIM_KEYS.isdisjoint(item.entries.keys() - spec.group.model_fields.keys()):
                self.read_claims(spec.group, item.entries, item.lines, prefix)
            elif not (isinstance(item, TextNode) and item.is_empty):
                name = first_field(spec.group)
                self.read_claim(field_spec(spec.group, name), item, f"{prefix}{name}", item.line)

    def read_claim(self, spec: FieldSpec, node: DraftNode, path: str, line: int) -> None:
        """Read what a node says of one field, and of the limits of its date."""
        self.expanded.lines[path] = line
        if is_blank(node):
            return
        try:
            if path.endswith(f".{WITHIN}"):
                claim = parse_claim(self.limits_spec(), node, line)
                self.claims[path] = (self.limits_spec(), claim)
                return
            claim = parse_claim(spec, node, line)
        except ValueFault as fault:
            self.report(line, path, fault)
            return
        self.claims[path] = (spec, claim)
        if claim.within is not None:
            self.read_claim(spec, claim.within, f"{path}.{WITHIN}", claim.within.line)

    def limits_spec(self) -> FieldSpec:
        """Return what the limits of a date hold: an EDTF expression that an editor infers."""
        from facts.model.values import EdtfDate  # noqa: PLC0415

        return field_spec(EdtfDate, WITHIN)

    def read_relation(self, model: type[BaseModel], key: str, node: DraftNode, prefix: str) -> None:
        """Read a relation that is named by its type, such as `disputes: other-statement`."""
        name, type_field = relation_keys(model)[key]
        spec = field_specs(model)[name]
        line = node.line
        try:
            claim = parse_claim(spec, node, line)
        except ValueFault as fault:
            self.report(line, key, fault)
            return
        claim = replace(claim, extra=claim.extra | {type_field: key})
        previous = self.claims.get(f"{prefix}{name}")
        if previous is not None:
            self.report(line, key, ValueFault("is a second relation", f"Write both under `{name}`, with `type`"))
            return
        self.claims[f"{prefix}{name}"] = (spec, claim)
        self.expanded.lines[f"{prefix}{name}"] = line

    def report_unknown(self, model: type[BaseModel], key: str, path: str, line: int) -> None:
        """Report a key that is no field."""
        names = [*field_specs(model), *relation_keys(model), *(RECORD_KEYS if issubclass(model, Record) else ())]
        name = suggest_name(key, names)
        hint = format_suggestion(name) if name else f"Use {', '.join(names)}"
        self.report(line, path, ValueFault("is not a field", hint))

    def add_defaults(self) -> None:
        """Add the values that the model declares for fields that the draft does not mention."""
        for name, spec in field_specs(self.model).items():
            default = spec.default
            if default is None or default.text is None or self.mentions(name):
                continue
            if default.when is None or default.when in self.claims:
                quotes = self.claims[default.when][1].quotes if default.when else ()
                value = TextNode(self.expanded.line, default.text, default.text, is_plain=False)
                self.claims[name] = (spec, Claim(self.expanded.line, value=value, quotes=quotes))

    def mentions(self, name: str) -> bool:
        """Return whether the draft says something of a field, or of one inside it."""
        paths = (*self.claims, *self.expanded.failed)
        return any(path == name or path.startswith(f"{name}.") for path in paths)

    def is_name(self, path: str, spec: FieldSpec) -> bool:
        """Return whether a field is a name of the record's subject, which is located where it occurs first."""
        if not issubclass(self.model, Record):
            return False
        root = path.split(".", 1)[0]
        group = field_specs(self.model)[root].group
        return root in name_fields(self.model) and (group is None or spec.name == first_field(group))

    def locate(self, path: str, quotes: Sequence[Quote], *, is_name: bool) -> list[Place]:
        """Return the places of quotations, each once; report those that have no place, or several."""
        places: dict[tuple[int, int], Place] = {}
        for quote in quotes:
            try:
                for place in self.locator.locate(quote, self.scope, is_name=is_name):
                    places.setdefault((place.start, place.end), place)
            except LocationError as error:
                self.report(quote.line, path, error)
        return list(places.values())

    def rest(self) -> list[Place]:
        """Return what fields without quotations rest on.

        That is the record's own words, else its passages, else the passage that has most of its quotations.
        """
        if self.own_places:
            return self.own_places
        numbers = self.scope
        if not numbers:
            counts = Counter(place.passage for places in self.places.values() for place in places)
            numbers = (min(counts, key=lambda number: -counts[number]),) if counts else ()
        return [
            Place(number, *self.locator.article.passages[number - 1], is_quoted=False)
            for number in numbers
        ]

    def fill(self, path: str, spec: FieldSpec, claim: Claim, rest: Sequence[Place]) -> None:
        """Set the value and the receipt of a field, or its gap; report a value that cannot be read."""
        if claim.gap is not None:
            note = claim.receipt.get("note") or GAP_NOTES.get(claim.gap, claim.gap)
            self.expanded.gaps[path] = {"status": claim.gap, "note": note}
            return
        places = self.places[path] or rest
        try:
            if not places and claim.basis != "reference":
                raise ValueFault("has no words of the article", "Add `quote`, or `passages` to the record")
            value = self.value_of(path, spec, claim, self.places[path])
        except ValueFault as fault:
            self.report(claim.line, path, fault)
            return
        if value is not None:
            set_value(self.expanded.values, path, value)
        spans = [self.locator.span(place) for place in places] if claim.basis != "reference" or claim.quotes else []
        self.expanded.evidence[path] = claim.receipt | {"basis": claim.basis} | ({"spans": spans} if spans else {})

    def value_of(self, path: str, spec: FieldSpec, claim: Claim, places: Sequence[Place]) -> Any:
        """Return the value of a field as JSON; raise ValueFault if it cannot be read."""
        article = self.locator.article
        texts = [self.locator.text(place) for place in places]
        words = Words(texts, [excerpt_of(place.start, place.end, article) for place in places], claim.stated)
        if spec.readings:
            return read_composite(spec, claim.value, words, is_inferred=claim.basis == "inferred")
        if spec.relation:
            return self.relations_of(path, spec, claim)
        if claim.value is not None:
            value = read_text(spec, claim.value)
        elif spec.metadata.is_verbatim or spec.metadata.is_label:
            value = quote_value(spec, words)
        elif spec.default and spec.default.text:
            value = spec.default.text
        else:
            accepted = f", one of {', '.join(spec.choices)}" if spec.choices else ""
            raise ValueFault("has words but no value", f"Add `value`{accepted}")
        if spec.metadata.reference:
            for target in value if isinstance(value, list) else [value]:
                self.point_to(path, claim.line, target, spec.metadata.reference.kinds)
        return value

    def relations_of(self, path: str, spec: FieldSpec, claim: Claim) -> list[dict[str, Any]]:
        """Return relations: those of the value's mappings, or one to each id, with what the claim says besides."""
        assert spec.relation is not None
        if claim.value is None:
            raise ValueFault("has no target", "Add `value`, the id of the other record")
        fields = spec.relation.model_fields
        target = next(name for name in fields if is_target(spec.relation, name))
        common = {
            name: default.text
            for name in fields
            if (default := field_spec(spec.relation, name).default) and default.text is not None
        } | {name: text for name, text in claim.receipt.items() if name in fields}
        relations = []
        for item in as_items(claim.value):
            entries = {key: child.text for key, child in item.entries.items() if isinstance(child, TextNode)} if isinstance(item, MapNode) else {target: item.text} if isinstance(item, TextNode) else {}
            relation = common | claim.extra | {key: str(coerce(spec.relation, key, text)) if key in fields else text for key, text in entries.items()}
            relations.append(relation)
            if target in relation and spec.metadata.reference:
                self.point_to(path, claim.line, relation[target], spec.metadata.reference.kinds)
        return relations

    def point_to(self, path: str, line: int, target: str, kinds: tuple[str, ...]) -> None:
        """Note a reference to another record."""
        self.pointers.append(PointedTo(line, self.expanded.record, path, target, kinds))


GAP_NOTES: Mapping[str, str] = {
    "not_stated": "the article does not say",
    "not_applicable": "it does not apply here",
    "ambiguous": "the article leaves it open",
    "unexamined": "nobody has examined whether the article says it",
}
"""Notes for gaps without one."""


def is_target(model: type[BaseModel], name: str) -> bool:
    """Return whether a field of a relation is the id of the other record."""
    spec = field_spec(model, name)
    return not spec.choices and not spec.metadata.is_own_words


def is_gap(node: DraftNode) -> bool:
    """Return whether a node says why a field is empty."""
    return isinstance(node, MapNode) and "gap" in node.entries


def set_value(values: dict[str, Any], path: str, value: Any) -> None:
    """Set the value at a dotted path of a record; a number in it is an item of a list of groups."""
    steps = path.split(".")
    target: Any = values
    for step, following in pairwise(steps):
        if isinstance(target, list):
            target += [{} for _ in range(int(step) + 1 - len(target))]
            target = target[int(step)]
        else:
            target = target.setdefault(step, [] if following.isdecimal() else {})
    target[steps[-1]] = value


def iter_entries(node: DraftNode) -> Iterator[tuple[str, DraftNode, int]]:
    """Yield each entry of a mapping with its line; none for an empty node."""
    if isinstance(node, MapNode):
        for key, child in node.entries.items():
            yield key, child, node.lines[key]


def as_record_node(node: DraftNode, model: type[Record]) -> MapNode:
    """Return what a draft says of a record as a mapping: a text is its title, a list its title and its other names."""
    if isinstance(node, MapNode):
        return node
    texts = [item for item in as_items(node) if isinstance(item, TextNode)]
    entries: dict[str, DraftNode] = {}
    if texts:
        entries[model.title_field] = texts[0]
    other = next((name for name in model.model_fields if name in name_fields(model) and field_specs(model)[name].is_list and not field_specs(model)[name].group), None)
    if other and len(texts) > 1:
        entries[other] = ListNode(node.line, node.source, texts[1:])
    return MapNode(node.line, node.source, entries, dict.fromkeys(entries, node.line))
