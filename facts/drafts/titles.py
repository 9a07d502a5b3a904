"""Titles and names in place of ids: a record's id is made from the title or name that is its key."""

from collections.abc import Collection, Iterator, Mapping

from facts.drafts.claims import IDENTIFIER
from facts.drafts.country_names import codes_by_name
from facts.drafts.folding import slugify
from facts.drafts.nodes import DraftNode, ListNode, MapNode, TextNode, iter_entries
from facts.kinds import KINDS

MAX_ID = 40
"""Characters of an id that is made from a longer title."""


def ids_by_title(root: MapNode) -> Mapping[str, str]:
    """Return the id of each record of a draft whose key is its title or name, by this key."""
    keys = [(kind, key) for kind in KINDS for key, _, _ in iter_entries(root.entries.get(kind))]
    used = {key for _, key in keys if IDENTIFIER.fullmatch(key)}
    ids: dict[str, str] = {}
    for kind, key in keys:
        if key not in used and key not in ids and (identifier := make_id(kind, key, used)):
            ids[key] = identifier
            used.add(identifier)
    return ids


def make_id(kind: str, title: str, used: Collection[str]) -> str | None:
    """Return an id for a title that no other record has; None if it has no letters for one."""
    if kind == "countries":
        return codes_by_name().get(title)
    candidates = list(shorten(slugify(title)))
    return next((identifier for identifier in candidates if identifier not in used), next(iter(candidates), None))


def shorten(slug: str) -> Iterator[str]:
    """Yield the first words of an id: as many as are short enough, then one more each time."""
    words = slug.split("-") if slug else []
    lengths = [len("-".join(words[: count + 1])) for count in range(len(words))]
    first = max(1, sum(length <= MAX_ID for length in lengths))
    yield from ("-".join(words[:count]) for count in range(first, len(words) + 1) if words)


def replace_titles(node: DraftNode, ids: Mapping[str, str]) -> DraftNode:
    """Return what a draft says of a reference with the ids of the records that it refers to by their keys."""
    if isinstance(node, TextNode):
        return TextNode(node.line, node.source, ids[node.text], is_plain=False) if node.text in ids else node
    if isinstance(node, ListNode):
        return ListNode(node.line, node.source, [replace_titles(item, ids) for item in node.items])
    entries = {
        ids.get(key, key): replace_titles(child, ids) if key == "value" else child
        for key, child in node.entries.items()
    }
    return MapNode(node.line, node.source, entries, {ids.get(key, key): line for key, line in node.lines.items()})
