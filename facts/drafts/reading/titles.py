"""Titles and names in place of ids: a record's id is made from the title or name that is its key."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from facts.drafts.reading.claims import IDENTIFIER
from facts.drafts.reading.specs import is_named, other_names
from facts.drafts.text.folding import slugify
from facts.drafts.text.nodes import DraftNode, ListNode, MapNode, TextNode, as_items, iter_entries
from facts.kinds import KINDS
from facts.model.record import Record
from facts.verify.country_names import codes_by_name

COUNTRIES, PEOPLE = "countries", "people"
ID = "id"
MAX_ID = 40
"""Characters of an id that is made from a longer title."""


POSSESSIVE = re.compile(r"-s(?=-|$)")
"""The possessive in an id that is made from a name: seamen-s-union, which seamens-union refers to as well."""
WHERE = frozenset(("places", COUNTRIES))
"""The kinds of records that are where something is; the capitals of a dateline are words that name one."""
FORMER_STATES = frozenset(("SU", "YU"))
"""Codes of ISO 3166-3 that have names of their own here."""


@dataclass(frozen=True, slots=True)
class RecordIds:
    """The ids of the records of a draft by what else may refer to them.

    `by_key` has those whose keys are titles or names, and those of countries in lower case; `by_slug` has them by the
    complete ids of these, and people by surnames that nobody else has; `by_name` has those by names, and `named`
    those that are made from names. `kinds` are the kinds that have a record of an id.
    """

    by_key: Mapping[str, str] = field(default_factory=dict)
    by_slug: Mapping[str, str] = field(default_factory=dict)
    by_name: Mapping[str, str] = field(default_factory=dict)
    named: Collection[str] = ()
    kinds: Mapping[str, Collection[str]] = field(default_factory=dict)

    def find(self, text: str, kinds: Collection[str] = ()) -> str:
        """Return the id of the record, of one of `kinds`, that a text refers to; the text itself if there is none.

        It refers to it by a title, a name, the complete id made from one, or the code of a country in lower case.
        """
        if IDENTIFIER.fullmatch(text):
            if text in self.kinds:
                return text
            return self.by_slug.get(text) or to_country(text) or text
        slug = slugify(text)
        if text.isupper() and kinds and {*kinds} <= WHERE:
            return text
        is_id = slug in self.named or (" " not in text and slug in self.by_key.values())
        identifier = self.by_key.get(text) or self.by_name.get(text) or (slug if is_id else text)
        is_possible = not kinds or not self.kinds.get(identifier) or not set(kinds).isdisjoint(self.kinds[identifier])
        return identifier if is_possible else text


def to_country(text: str) -> str | None:
    """Return the code of a country in lower case as it is written; None for another text."""
    code = text.upper()
    is_code = len(text) == 2 and text.islower() and code in {*codes_by_name().values(), *FORMER_STATES}
    return code if is_code else None


def collect_ids(root: MapNode) -> RecordIds:
    """Return the ids of the records of a draft; one whose key is its title or name has an id made from this key."""
    sections = [(kind, root.entries.get(kind)) for kind in KINDS]
    nodes = [(kind, node) for kind, node in sections if isinstance(node, MapNode)]
    records = [(kind, key, child) for kind, node in nodes for key, child, _ in iter_entries(node)]
    used = {key for kind, key, _ in records if IDENTIFIER.fullmatch(key) and not is_lower_code(kind, key)}
    by_key: dict[str, str] = {}
    names: dict[str, set[str]] = {}
    kinds: dict[str, set[str]] = {}
    for kind, key, node in records:
        if key not in used and key not in by_key and (identifier := own_id(node) or make_id(kind, key, used)):
            by_key[key] = identifier
            used.add(identifier)
        kinds.setdefault(by_key.get(key, key), set()).add(kind)
        for name in list_names(KINDS[kind].model, node):
            names.setdefault(name, set()).add(by_key.get(key, key))
    by_name = {name: min(identifiers) for name, identifiers in names.items() if len(identifiers) == 1}
    by_slug: dict[str, str] = {}
    for key, identifier in by_key.items():
        by_slug.setdefault(slug := slugify(key), identifier)
        by_slug.setdefault(POSSESSIVE.sub("s", slug), identifier)
    surnames = [(slugify(key).rsplit("-")[-1], by_key.get(key, key)) for kind, key, _ in records if kind == PEOPLE]
    for surname, identifier in surnames:
        if surname not in used and [name for name, _ in surnames].count(surname) == 1:
            by_slug.setdefault(surname, identifier)
    return RecordIds(
        by_key, by_slug, by_name, {key for kind, key, _ in records if is_named(KINDS[kind].model)}, kinds
    )


def own_id(node: DraftNode) -> str | None:
    """Return the id that a record with a title or a name as its key has as a field; None if it has none."""
    written = node.entries.get(ID) if isinstance(node, MapNode) else None
    return written.text if isinstance(written, TextNode) and IDENTIFIER.fullmatch(written.text) else None


def without_id(node: MapNode) -> MapNode:
    """Return a record's mapping without its id."""
    entries = {key: child for key, child in node.entries.items() if key != ID}
    return MapNode(node.line, node.source, entries, {key: line for key, line in node.lines.items() if key != ID})


def is_lower_code(kind: str, key: str) -> bool:
    """Return whether the key of a record is the code of a country in lower case."""
    return kind == COUNTRIES and to_country(key) is not None


def list_names(model: type[Record], node: DraftNode) -> Iterator[str]:
    """Yield the name that a draft writes of a record, unless it is the form of an id."""
    name = as_record_node(node, model).entries.get(model.title_field) if is_named(model) else None
    if isinstance(name, TextNode) and not IDENTIFIER.fullmatch(name.text):
        yield name.text


def make_id(kind: str, title: str, used: Collection[str]) -> str | None:
    """Return an id for a title that no other record has; None if it has no letters for one."""
    if kind == COUNTRIES:
        return codes_by_name().get(title) or to_country(title)
    candidates = list(shorten(slugify(title)))
    return next((identifier for identifier in candidates if identifier not in used), next(iter(candidates), None))


def shorten(slug: str) -> Iterator[str]:
    """Yield the first words of an id: as many as are short enough, then one more each time."""
    words = slug.split("-") if slug else []
    lengths = [len("-".join(words[: count + 1])) for count in range(len(words))]
    first = max(1, sum(length <= MAX_ID for length in lengths))
    yield from ("-".join(words[:count]) for count in range(first, len(words) + 1) if words)


def as_record_node(node: DraftNode, model: type[Record]) -> MapNode:
    """Return a record of a draft as a mapping: a text is its title, a list its title and its other names."""
    if isinstance(node, MapNode):
        return node
    texts = [item for item in as_items(node) if isinstance(item, TextNode)]
    entries: dict[str, DraftNode] = {model.title_field: texts[0]} if texts else {}
    other = other_names(model)
    if other and len(texts) > 1:
        entries[other] = ListNode(node.line, node.source, texts[1:])
    return MapNode(node.line, node.source, entries, dict.fromkeys(entries, node.line))


def replace_titles(node: DraftNode, ids: RecordIds, kinds: Collection[str]) -> DraftNode:
    """Return what a draft says of a reference, to one of `kinds`, with ids in place of titles and names."""
    if isinstance(node, TextNode):
        identifier = ids.find(node.text, kinds)
        return node if identifier == node.text else TextNode(node.line, node.source, identifier, is_plain=False)
    if isinstance(node, ListNode):
        return ListNode(node.line, node.source, [replace_titles(item, ids, kinds) for item in node.items])
    entries = {
        ids.find(key, kinds): replace_titles(child, ids, kinds) if key == "value" else child
        for key, child in node.entries.items()
    }
    return MapNode(node.line, node.source, entries, {ids.find(key, kinds): line for key, line in node.lines.items()})
