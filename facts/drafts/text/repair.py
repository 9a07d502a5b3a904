"""Repair of YAML that is not valid because a text needs quotation marks: the line as it should be."""

import re
from collections.abc import Sequence

from facts.drafts.problems import DraftLog
from facts.drafts.text.nodes import (
    ALIAS,
    TWICE,
    DraftNode,
    DraftSyntaxError,
    MapNode,
    TextNode,
    normalize_source,
    parse_nodes,
)
from facts.sheets.problems import MAX_ISSUES

MAX_REPAIRS = MAX_ISSUES - 1
MAX_PARSED_CHARS = 2_000_000
"""Characters that are parsed once more in all: of a large draft fewer lines are repaired."""
ENTRY = re.compile(r"^(?P<start>[ \t]*(?:- +)?(?:[\w.$-]+|'[^']*'|\"[^\"]*\"):[ \t]+|[ \t]*- +)(?P<rest>\S.*)$")
"""The line of an entry: up to its value, and the value."""
KEY = re.compile(r"(?:^|,)\s*(?P<key>[a-z_][a-z_.0-9]*):(?:\s+|$)")
"""A key inside a flow mapping."""
VALUE_KEY = re.compile(r"\s*(?P<key>[>`&*!|%@][^:,{}\[\]'\"]*?):\s+")
"""A value that begins with a sign of YAML, before its words in a flow mapping: {> 0.2: more than 20 percent}."""
SYNTAX_HINT = (
    "Put a text in single quotes that begins with a quotation mark or one of [ ] { } @ ` % & * ! | >, or that has "
    "`: ` or ` #` in it, or a comma inside { }"
)
TAB = re.compile(r" *\t")
TAB_HINT = "Indent the line with spaces in place of the tab"
EMPTY_HINT = "Begin with `title:`, or write a draft to start from with `python -m facts draft ARTICLE`"


def parse_with_repairs(text: str, keys: frozenset[str], log: DraftLog) -> MapNode | None:
    """Return the draft in `text`; log each line that is not valid YAML, and go on with what it should be.

    `keys` are those that a flow mapping may have. Returns None if a fault cannot be repaired.
    """
    lines = normalize_source(text).split("\n")
    number = 1
    for _ in range(min(MAX_REPAIRS, 1 + MAX_PARSED_CHARS // (len(text) + 1))):
        try:
            root = parse_nodes("\n".join(lines))
        except DraftSyntaxError as error:
            if (repair := find_repair(lines, error, keys)) is None:
                return parse_rest("\n".join(lines), error, log)
            number, line = repair
            log.report(number, "", "", f"is not valid YAML: {error}", f"Write: {line.strip()}")
            lines[number - 1] = line
            continue
        return require_mapping(root, log)
    log.report(number, "", "", "may be followed by more that is not valid YAML", "Correct these, then build again")
    return None


def parse_rest(text: str, error: DraftSyntaxError, log: DraftLog) -> MapNode | None:
    """Return a draft without the entries whose keys are at fault; log their errors, or else the one that it has."""
    skipped: list[DraftSyntaxError] = []
    try:
        root = parse_nodes(text, skipped)
    except DraftSyntaxError:
        log.report(error.line, "", "", f"is not valid YAML: {error}", explain_syntax(error, text))
        return None
    for fault in skipped:
        log.report(fault.line, "", "", f"is not valid YAML: {fault}", explain_syntax(fault, text))
    return require_mapping(root, log)


def explain_syntax(error: DraftSyntaxError, text: str) -> str:
    """Return the remedy for text that is not YAML."""
    message, line = str(error), text.split("\n")[error.line - 1]
    if TWICE in message:
        return "Write all of it under one key, or give one of them another key"
    if message == ALIAS:
        return "Write the value in each place, without & and *"
    return TAB_HINT if TAB.match(line) else SYNTAX_HINT


def require_mapping(root: DraftNode, log: DraftLog) -> MapNode | None:
    """Return the root of a draft; log that it is empty, or no mapping, and return None."""
    if isinstance(root, MapNode):
        return root
    if isinstance(root, TextNode) and root.is_empty:
        log.report(1, "", "", "is empty", EMPTY_HINT)
    else:
        log.report(root.line, "", "", "is not a mapping", "Begin with `id:`, see `schema --draft`")
    return None


def find_repair(lines: Sequence[str], error: DraftSyntaxError, keys: frozenset[str]) -> tuple[int, str] | None:
    """Return the number of the faulty line and the line as it should be; None if it cannot be repaired.

    A repair counts if the text is valid afterwards, or its first fault is further down. An alias has none.
    """
    if str(error) == ALIAS:
        return None
    candidates = dict.fromkeys(number for line in error.lines for number in (line, line - 1))
    for number in candidates:
        if not 1 <= number <= len(lines):
            continue
        line = quote_line(lines[number - 1], keys)
        if line == lines[number - 1]:
            continue
        try:
            parse_nodes("\n".join([*lines[: number - 1], line, *lines[number:]]), [])
        except DraftSyntaxError as later:
            if later.line <= error.line:
                continue
        return number, line
    return None


def quote_line(line: str, keys: frozenset[str]) -> str:
    """Return the line of an entry with quotation marks around each text that needs them."""
    match = ENTRY.match(line)
    if match is None:
        return line
    rest = match["rest"].rstrip()
    if rest.startswith("{"):
        return match["start"] + quote_flow(rest, keys)
    return match["start"] + quote_text(rest)


def quote_flow(source: str, keys: frozenset[str]) -> str:
    """Return a flow mapping on one line with quotation marks around each text that needs them."""
    inner = source.removeprefix("{").removesuffix("}")
    value_key = VALUE_KEY.match(inner)
    matches = [match for match in KEY.finditer(inner) if match["key"] in keys]
    matches = [value_key, *matches] if value_key else matches
    if not matches or inner[: matches[0].start()].strip():
        return source
    ends = [*(match.start() for match in matches[1:]), len(inner)]
    values = [inner[match.end() : end].strip() for match, end in zip(matches, ends, strict=True)]
    pairs = (f"{quote_text(match['key'])}: {quote_text(value)}" for match, value in zip(matches, values, strict=True))
    return "{" + ", ".join(pairs) + "}"


def quote_text(source: str) -> str:
    """Return the source of a value, in single quotes if a flow mapping cannot have it as it is."""
    if is_value(source) or not source:
        return source
    inner = source[1:-1] if len(source) > 1 and source[0] == source[-1] == "'" else source
    return "'" + inner.replace("'", "''") + "'"


def is_value(source: str) -> bool:
    """Return whether the source of a value is the same in a flow mapping: a text, or a list of texts."""
    try:
        root = parse_nodes(f"{{key: {source}}}")
    except DraftSyntaxError:
        return False
    if not isinstance(root, MapNode) or list(root.entries) != ["key"]:
        return False
    value = root.entries["key"]
    return value.source == source if isinstance(value, TextNode) else source[0] in "[{"
