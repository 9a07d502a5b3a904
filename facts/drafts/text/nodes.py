"""The nodes of a draft: YAML in which every scalar is text, with the line of each node."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    import yaml

EMPTY = ("", "null", "~")
"""Plain scalars that stand for no value."""
SURROGATES = re.compile(r"\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
FENCE = re.compile(r"^```.*$", re.MULTILINE)
"""The line of a code fence, which language models put around their answers."""
CUT_NUMBER = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})*,\d{3}(?![\d.,])")
"""A number with commas between its thousands."""
MAX_DEPTH = 12
ALIAS = "an alias is used, but drafts have none"
TWICE = "is written twice"


@dataclass(frozen=True, slots=True)
class TextNode:
    """A scalar, as text."""

    line: int
    source: str
    """The text of the node in the file."""
    text: str
    is_plain: bool

    @property
    def is_empty(self) -> bool:
        """Whether the node stands for no value."""
        return self.is_plain and self.text in EMPTY


@dataclass(frozen=True, slots=True)
class ListNode:
    """A sequence."""

    line: int
    source: str
    items: Sequence["DraftNode"]


@dataclass(frozen=True, slots=True)
class MapNode:
    """A mapping; the `lines` are those of its keys."""

    line: int
    source: str
    entries: Mapping[str, "DraftNode"]
    lines: Mapping[str, int]


DraftNode: TypeAlias = TextNode | ListNode | MapNode


class DraftSyntaxError(Exception):
    """Raised for text that is not YAML; `lines` are where its cause may be, from 1, the likeliest first."""

    def __init__(self, message: str, lines: Sequence[int]) -> None:
        self.lines = lines
        super().__init__(message)

    @property
    def line(self) -> int:
        """The line at which reading stopped."""
        return self.lines[0]


def normalize_source(text: str) -> str:
    """Return the text of a draft without code fences, and with JSON's escapes for one character as that character."""
    text = FENCE.sub("", text.removeprefix("\ufeff"))
    return SURROGATES.sub(
        lambda match: bytes.fromhex(match[1] + match[2]).decode("utf-16-be"), text.replace("\r\n", "\n")
    )


def parse_nodes(text: str, skipped: list[DraftSyntaxError] | None = None) -> DraftNode:
    """Return the root node of the YAML or JSON in `text`; raise DraftSyntaxError if it is neither.

    Nothing but comments is an empty text. With `skipped`, entries that no mapping may have are left out, and their
    errors added to it.
    """
    import yaml  # noqa: PLC0415 - only drafts need it, and the server starts faster without

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        last = text.rstrip().count("\n") + 1
        marks = [min(mark.line + 1, last) for mark in (error.problem_mark, error.context_mark) if mark]
        raise DraftSyntaxError(error.problem or "it cannot be read", marks or [1]) from None
    except (yaml.YAMLError, RecursionError) as error:
        raise DraftSyntaxError(str(error).splitlines()[0], [1]) from None
    if root is None:
        return TextNode(1, "", "", is_plain=True)
    return convert(root, Conversion(text, set(), skipped), MAX_DEPTH)


@dataclass(frozen=True, slots=True)
class Conversion:
    """What the conversion of a text's nodes shares: those that were seen, and where to put errors of entries."""

    text: str
    seen: set[int]
    skipped: list[DraftSyntaxError] | None

    def skip(self, error: DraftSyntaxError) -> None:
        """Note the error of an entry that is left out; raise it if none may be."""
        if self.skipped is None:
            raise error
        self.skipped.append(error)


def convert(node: "yaml.Node", conversion: Conversion, depth: int) -> DraftNode:
    """Return a node of the YAML library as one of ours; raise DraftSyntaxError for aliases and duplicate keys."""
    text, seen = conversion.text, conversion.seen
    line = node.start_mark.line + 1
    if id(node) in seen:
        raise DraftSyntaxError(ALIAS, [line])
    if node.tag.startswith("!") and node.tag != "!":
        raise DraftSyntaxError(f"a text begins with {node.tag}", [line])
    if depth == 0:
        raise DraftSyntaxError("it is nested too deeply", [line])
    seen.add(id(node))
    source = text[node.start_mark.index : node.end_mark.index]
    if node.id == "scalar":
        return TextNode(line, source, node.value, not node.style)
    if node.id == "sequence":
        items = [convert(item, conversion, depth - 1) for item in node.value]
        return ListNode(line, source, join_numbers(items, source) if node.flow_style else items)
    entries: dict[str, DraftNode] = {}
    lines: dict[str, int] = {}
    last, start = "", 0
    for key_node, value in node.value:
        key, key_line = read_key(key_node), key_node.start_mark.line + 1
        if key is None:
            conversion.skip(DraftSyntaxError("a key is not text", [key_line]))
            continue
        if node.flow_style and is_cut_off(text, key_node, value, entries.get(last)):
            words = text[start : key_node.end_mark.index]
            entries[last] = TextNode(lines[last], words, " ".join(words.split()), is_plain=True)
            continue
        last, start = key, value.start_mark.index
        if key in entries:
            conversion.skip(DraftSyntaxError(f"`{key}` {TWICE}, first in line {lines[key]}", [key_line]))
            continue
        entries[key], lines[key] = convert(value, conversion, depth - 1), key_line
    return MapNode(line, source, entries, lines)


def join_numbers(items: Sequence[DraftNode], source: str) -> list[DraftNode]:
    """Return the items of a list in brackets, those as one text that a comma inside a number cuts: 900,000 ships."""
    joined: list[DraftNode] = []
    for item in items:
        last = joined[-1] if joined else None
        is_plain = isinstance(item, TextNode) and isinstance(last, TextNode) and item.is_plain and last.is_plain
        words = f"{last.source},{item.source}" if is_plain and last else ""
        if isinstance(item, TextNode) and last and CUT_NUMBER.search(words) and words in source:
            joined[-1] = TextNode(last.line, words, words, is_plain=True)
        else:
            joined.append(item)
    return joined


def read_key(node: "yaml.Node") -> str | None:
    """Return the key that a node is; None for none. A list of texts in brackets is a date: [..2027-12-31]."""
    if node.id == "scalar":
        return str(node.value)
    is_list = node.id == "sequence" and node.flow_style and all(item.id == "scalar" for item in node.value)
    return f"[{','.join(item.value for item in node.value)}]" if is_list and node.value else None


def is_cut_off(text: str, key: "yaml.Node", value: "yaml.Node", previous: DraftNode | None) -> bool:
    """Return whether a key of a mapping in braces is the rest of the text before it, which a comma cuts.

    It has no colon, and no quotation marks: 200 tonnes, in {value: 1,200 tonnes, note: why}.
    """
    has_colon = ":" in text[key.end_mark.index : value.start_mark.index]
    is_text = isinstance(previous, TextNode) and previous.is_plain and not previous.is_empty
    return is_text and not has_colon and value.id == "scalar" and value.value == "" and not key.style


def as_items(node: DraftNode) -> Sequence[DraftNode]:
    """Return the items of a list, or the node itself as the only one; none for an empty node."""
    if isinstance(node, ListNode):
        return node.items
    return () if isinstance(node, TextNode) and node.is_empty else (node,)


def iter_entries(node: MapNode) -> Iterator[tuple[str, DraftNode, int]]:
    """Yield each entry of a mapping with its line."""
    for key, child in node.entries.items():
        yield key, child, node.lines[key]


def describe_shape(node: DraftNode) -> str:
    """Return what a node is, for a message: is a list."""
    names = {TextNode: "is a text", ListNode: "is a list", MapNode: "is a mapping"}
    return names[type(node)]


def to_json(node: DraftNode) -> object:
    """Return a node as JSON: texts, lists and objects, None for an empty text."""
    if isinstance(node, TextNode):
        return None if node.is_empty else node.text
    if isinstance(node, ListNode):
        return [to_json(item) for item in node.items]
    return {key: to_json(value) for key, value in node.entries.items()}
