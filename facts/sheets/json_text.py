"""Change values in a JSON text, and keep its layout, its escapes and the order of its keys."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

SPACE = re.compile(r"[ \t\n\r]*")
SCALAR = re.compile(r'"(?:[^"\\]|\\.)*"|[^\s,\]}]+')
Edit = tuple[int, int, str]
"""A range of the text and what replaces it."""


@dataclass(slots=True)
class Node:
    """Where a value is in a JSON text; `members` are the values in it, with the start of each member or item."""

    start: int
    end: int = 0
    members: list[tuple[str | int, int, "Node"]] = field(default_factory=list)


def rewrite_json(text: str, before: object, after: object) -> str:
    """Return a JSON text of the value `before`, changed into one of `after`.

    Only what differs is written. A new member of an object, or item of a list, follows the last one and is laid out
    as that one is: on the same line, or on a line of its own with the same indentation.
    """
    start = SPACE.match(text, 1 if text.startswith("\ufeff") else 0)
    root = parse_node(text, start.end() if start else 0)
    parts, position = [], 0
    for first, last, replacement in sorted(list_edits(text, root, before, after)):
        parts += [text[position:first], replacement]
        position = last
    return "".join([*parts, text[position:]])


def parse_node(text: str, start: int) -> Node:
    """Return the value that begins at `start` of a valid JSON text."""
    node = Node(start)
    opening = text[start]
    if opening not in "[{":
        scalar = SCALAR.match(text, start)
        node.end = scalar.end() if scalar else start
        return node
    position = skip_space(text, start + 1)
    while text[position] not in "]}":
        first, key = position, len(node.members)
        name: str | int = key
        if opening == "{":
            quoted = SCALAR.match(text, position)
            position = quoted.end() if quoted else position
            name = json.loads(text[first:position])
            position = skip_space(text, skip_space(text, position) + 1)
        member = parse_node(text, position)
        node.members.append((name, first, member))
        position = skip_space(text, member.end)
        if text[position] == ",":
            position = skip_space(text, position + 1)
    node.end = position + 1
    return node


def skip_space(text: str, position: int) -> int:
    """Return the position of the next character that is no white space."""
    space = SPACE.match(text, position)
    return space.end() if space else position


def list_edits(text: str, node: Node, before: object, after: object) -> Iterator[Edit]:
    """Yield the edits that turn the value at `node` from `before` into `after`."""
    if before == after and type(before) is type(after):
        return
    if isinstance(before, dict) and isinstance(after, dict):
        yield from edit_members(text, node, before, after)
    elif isinstance(before, list) and isinstance(after, list):
        yield from edit_members(text, node, dict(enumerate(before)), dict(enumerate(after)))
    else:
        yield node.start, node.end, dump(after)


def edit_members(text: str, node: Node, before: Mapping[Any, Any], after: Mapping[Any, Any]) -> Iterator[Edit]:
    """Yield the edits of the members of an object or the items of a list."""
    kept = [member for member in node.members if member[0] in after]
    if not kept:
        yield node.start, node.end, dump(after if text[node.start] == "{" else list(after.values()))
        return
    for name, _, member in kept:
        yield from list_edits(text, member, before[name], after[name])
    yield from remove_members(text, node, after)
    added = [name for name in after if name not in before]
    if added:
        yield kept[-1][2].end, kept[-1][2].end, lay_out(text, node, kept, {name: after[name] for name in added})


def remove_members(text: str, node: Node, after: Mapping[Any, Any]) -> Iterator[Edit]:
    """Yield the edits that remove the members that `after` lacks, each with the comma before or behind it."""
    is_first = True
    for index, (name, start, member) in enumerate(node.members):
        if name in after:
            is_first = False
        elif is_first:
            yield start, node.members[index + 1][1], ""
        else:
            yield node.members[index - 1][2].end, member.end, ""


def lay_out(text: str, node: Node, members: Sequence[tuple[str | int, int, Node]], added: Mapping[Any, Any]) -> str:
    """Return new members as the last one of an object or a list is laid out, with the comma before each."""
    _, start, last = members[-1]
    position = max((member.end for _, _, member in node.members if member.end <= start), default=node.start + 1)
    colon = text[start : last.start].removeprefix(json.dumps(members[-1][0], ensure_ascii=False)) or ": "
    colon = colon if colon.strip() == ":" else ": "
    space = text[position:start].replace(",", "", 1)
    if position == node.start + 1 and "\n" not in space:
        space = "" if colon == ":" else " "
    is_object = text[node.start] == "{"
    indentation = space.rpartition("\n")[2] if "\n" in space else None
    line_end = space[: len(space) - len(indentation)] if indentation is not None else ""
    template = text[last.start : last.end]
    parts = []
    for name, value in added.items():
        literal = fit(value, template, indentation, line_end)
        parts.append(f",{space}{dump(name)}{colon}{literal}" if is_object else f",{space}{literal}")
    return "".join(parts)


def fit(value: object, template: str, indentation: str | None, line_end: str) -> str:
    """Return a value as JSON: an object or a list on several lines if the one before it, the template, is."""
    if not isinstance(value, dict | list) or "\n" not in template or indentation is None:
        return dump(value)
    inner = re.search(r"\n([ \t]*)", template)
    step = (inner.group(1) if inner else "").removeprefix(indentation) or "  "
    lines = json.dumps(value, indent=step, ensure_ascii=False).split("\n")
    return f"{line_end}{indentation}".join(lines)


def dump(value: object) -> str:
    """Return a value as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
