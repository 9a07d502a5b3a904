"""Claims: what a draft says of one field, and with which words of the article."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from facts.drafts.problems import ClaimError
from facts.drafts.reading.specs import CLAIM_KEYS, QUOTE_KEYS, RECEIPT_KEYS, FieldSpec
from facts.drafts.reading.values import value_fields
from facts.drafts.text.locate import Quote
from facts.drafts.text.nodes import DraftNode, ListNode, MapNode, TextNode, as_items, describe_shape
from facts.drafts.text.repair import quote_flow
from facts.model.values import SLUG
from facts.sheets.suggestions import format_suggestion, suggest_choice, suggest_name

RANGE = re.compile(r"(\d+)(?:\s*[-\u2013]\s*(\d+))?")
IDENTIFIER = re.compile(rf"{SLUG}|[A-Z]{{2}}")
"""An id of a record; other texts in place of one are the article's words."""
VOICE = "attributed_to"
"""The key of a claim for who says it."""
NODE_KEYS = frozenset(("value", "quote", "passage", "passages", "within", VOICE))
"""The keys of a claim that may be more than a text."""
POSITION_KEYS = ("start", "end")
SELECTOR_KEYS = frozenset(("prefix", "suffix", *POSITION_KEYS))
"""The keys that say where a single quotation is."""
MAX_PASSAGE = 10**6
WORD = re.compile(r"[^\W\d_]+")
ONE_VALUE = "Write one value, and the other in a record of its own"
QUOTE_HINT = "Write `quote: words`, `quote: [words, more words]` or `quote: [{quote: words, passage: 3}, more words]`"
PASSAGE_HINT = "Write a number, or a range such as 34-36"


@dataclass(frozen=True, slots=True)
class Claim:
    """A field's value and the quotations that it rests on, or why it is empty.

    `receipt` has the other fields of its receipt, `extra` what is said of a relation besides its target.
    """

    line: int
    value: DraftNode | None = None
    quotes: Sequence[Quote] = ()
    stated: str | None = None
    gap: str | None = None
    receipt: dict[str, str] = field(default_factory=dict)
    within: DraftNode | None = None
    extra: dict[str, str] = field(default_factory=dict)
    has_ids: bool = False
    """Whether it has ids of records beside the article's words, so that it rests on more than its quotations."""
    is_read: bool = False
    """Whether its quotations tell values, besides the one that it has."""

    @property
    def basis(self) -> str:
        """The basis of its receipt: a note makes it inferred, unless another one is named."""
        return self.receipt.get("basis") or ("inferred" if "note" in self.receipt else "stated")


def parse_claim(spec: FieldSpec, node: DraftNode, line: int) -> Claim:
    """Return what a node says of a field; raise ClaimError if it cannot be read."""
    if isinstance(node, MapNode):
        return Claim(line, value=node) if is_value(spec, node) else parse_map(spec, expand_pairs(spec, node), line)
    if isinstance(node, TextNode) and spec.is_gap(node.text):
        return Claim(line, gap=node.text)
    if isinstance(node, ListNode) and has_claims(spec, node):
        return join_claims([parse_claim(spec, item, item.line) for item in node.items], node, line)
    if spec.readings and any(isinstance(item, MapNode) and "quote" not in item.entries for item in as_items(node)):
        raise ClaimError("has a list of values, but only one is possible", ONE_VALUE)
    if spec.is_quoted:
        return Claim(line, quotes=[parse_quote(item) for item in as_items(node)])
    if not (spec.has_words or spec.is_read):
        return Claim(line, value=node)
    words = [item for item in as_items(node) if isinstance(item, TextNode) and is_words(spec, item.text)]
    quotes, has_ids = [parse_quote(item) for item in words], len(words) < len(as_items(node))
    has_value = spec.has_words or not words
    rest = [item for item in as_items(node) if item not in words]
    value = node if has_value else ListNode(line, node.source, rest) if rest else None
    return Claim(line, value=value, quotes=quotes, has_ids=has_ids, is_read=not has_value)


def is_words(spec: FieldSpec, text: str) -> bool:
    """Return whether a text is the article's words, not an id of a record or one of the choices."""
    if not spec.choices:
        return not IDENTIFIER.fullmatch(text)
    is_choice = text in spec.choices or suggest_choice(text, spec.choices) is not None
    return " " in text or (WORD.fullmatch(text) is not None and not is_choice)


def expand_pairs(spec: FieldSpec, node: MapNode) -> MapNode:
    """Return a mapping of values to their words as one of `value` and `quote`, and others as they are.

    A gap's status stands for a value too, with its note. Raises ClaimError if the words are no quotations.
    """
    extra_keys = frozenset(spec.relation.model_fields if spec.relation else ())
    pairs = {key: child for key, child in node.entries.items() if key not in CLAIM_KEYS and key not in extra_keys}
    if not pairs or not {"value", "quote"}.isdisjoint(node.entries):
        return node
    rest = {key: child for key, child in node.entries.items() if key not in pairs}
    if len(pairs) == 1 and spec.is_gap(next(iter(pairs))):
        (status, note), *_ = pairs.items()
        pairs = {"gap": TextNode(node.line, status, status, is_plain=True), "note": note}
        return replace(node, entries=pairs | rest)
    pairs, rest = move_notes(pairs, rest)
    if spec.metadata.is_verbatim or any(is_blank(child) or is_misspelt(spec, key) for key, child in pairs.items()):
        return node
    values = [TextNode(node.lines[key], key, key, is_plain=False) for key in pairs]
    quotes = [quote for child in pairs.values() for quote in as_items(child)]
    words = quotes[0] if len(quotes) == 1 and isinstance(quotes[0], TextNode) else ListNode(node.line, "", quotes)
    value = values[0] if len(values) == 1 else ListNode(node.line, node.source, values)
    return replace(node, entries={"value": value, "quote": words} | rest)


def move_notes(
    pairs: Mapping[str, DraftNode], rest: Mapping[str, DraftNode]
) -> tuple[dict[str, DraftNode], dict[str, DraftNode]]:
    """Return the words of values without the notes beside them, and the rest of the claim with these as its note."""
    notes = [rest["note"]] if "note" in rest else []
    words = dict(pairs)
    for key, child in pairs.items():
        if isinstance(child, MapNode) and isinstance(child.entries.get("note"), TextNode):
            notes.append(child.entries["note"])
            entries = {name: part for name, part in child.entries.items() if name != "note"}
            words[key] = entries["quote"] if entries.keys() == {"quote"} else replace(child, entries=entries)
    if words == pairs or not all(isinstance(note, TextNode) for note in notes):
        return dict(pairs), dict(rest)
    text = "; ".join(dict.fromkeys(note.text for note in notes if isinstance(note, TextNode)))
    return words, {**rest, "note": TextNode(notes[0].line, text, text, is_plain=False)}


def is_misspelt(spec: FieldSpec, key: str) -> bool:
    """Return whether a key is no value that a field may have, but close to a key of a claim."""
    if spec.choices and not spec.composites:
        return key not in spec.choices
    return is_like_claim_key(key)


@lru_cache(maxsize=1024)
def is_like_claim_key(text: str) -> bool:
    """Return whether a text is close to a key of a claim."""
    return suggest_choice(text, sorted(CLAIM_KEYS)) is not None


def has_claims(spec: FieldSpec, node: ListNode) -> bool:
    """Return whether the items of a list are values of a field of several, and one of them has its own words."""
    is_plain = spec.is_list and not (spec.relation or spec.readings)
    maps = [expand_pairs(spec, item) for item in node.items if isinstance(item, MapNode)] if is_plain else []
    return any(not {"value", "quote"}.isdisjoint(item.entries) for item in maps)


def join_claims(claims: Sequence[Claim], node: ListNode, line: int) -> Claim:
    """Return the claim of all values and quotations, with each note once; raise ClaimError if they differ otherwise.

    A field has one receipt, so that whatever else is said of its values has to be the same.
    """
    receipt: dict[str, str] = {}
    for claim in claims:
        if claim.gap is not None:
            raise ClaimError("has a gap among its values", "Remove the item")
        for key, text in claim.receipt.items():
            if key == "note":
                notes = dict.fromkeys([*filter(None, [receipt.get(key)]), text])
                receipt[key] = "; ".join(notes)
            elif receipt.setdefault(key, text) != text:
                message = f"has values that differ in `{key}`: {receipt[key]} and {text}"
                raise ClaimError(message, "Write one for all values, as in {value: [a, b], quote: [x, y]}")
    values = [item for claim in claims for item in values_of(claim)]
    quotes = [quote for claim in claims for quote in claim.quotes]
    has_ids = any(claim.has_ids or not claim.quotes for claim in claims)
    value, is_read = ListNode(line, node.source, values), any(claim.is_read for claim in claims)
    within = next((claim.within for claim in claims if claim.within), None)
    claim = Claim(line, value=value, quotes=quotes, receipt=receipt, within=within, has_ids=has_ids)
    return replace(claim, is_read=is_read)


def values_of(claim: Claim) -> Sequence[DraftNode]:
    """Return the values of a claim, else the words that it quotes in their place."""
    if claim.value is not None or claim.is_read:
        return as_items(claim.value) if claim.value else ()
    texts = [quote.words or "" for quote in claim.quotes]
    return [TextNode(claim.line, text, text, is_plain=False) for text in texts]


def is_value(spec: FieldSpec, node: MapNode) -> bool:
    """Return whether a mapping has the fields of the value itself, and nothing else."""
    keys = node.entries.keys()
    return bool(spec.readings) and keys <= value_fields(spec.readings) and not keys <= CLAIM_KEYS


def parse_map(spec: FieldSpec, node: MapNode, line: int) -> Claim:
    """Return what a mapping says of a field; raise ClaimError for an unknown key."""
    extra_keys = frozenset(spec.relation.model_fields if spec.relation else ())
    keys = CLAIM_KEYS | extra_keys
    for key in node.entries:
        if spec.is_gap(key):
            raise ClaimError(
                f"has the gap `{key}` beside other keys", f"Write `{{{key}: why}}` alone, or remove `{key}`"
            )
        if key not in keys:
            raise ClaimError(f"has the key `{key}`", explain_key(spec, key, node))
    texts = read_texts(node, keys - NODE_KEYS)
    if VOICE in node.entries:
        texts[VOICE] = parse_voice(node.entries[VOICE])
    receipt = {key: texts[key] for key in RECEIPT_KEYS if key in texts and not is_blank(node.entries[key])}
    value = node.entries.get("value")
    has_value, quotes = value is not None and not is_blank(value), parse_quotes(node)
    if texts.get("gap") and (has_value or quotes):
        raise ClaimError("has a gap, and a value or its words", "Remove one of them")
    return Claim(
        line,
        value=value if has_value else None,
        quotes=quotes,
        is_read=spec.is_read and bool(quotes) and not has_value,
        stated=texts.get("stated"),
        gap=texts.get("gap"),
        receipt=receipt,
        within=node.entries.get("within"),
        extra={key: texts[key] for key in extra_keys & texts.keys()},
    )


def parse_voice(node: DraftNode) -> str:
    """Return who says a field: an id, a name or words, of an id with words the id; raise ClaimError for a list."""
    if isinstance(node, MapNode):
        pair = node.entries.get("value") or node.entries.get("quote")
        ids = [key for key in node.entries if key not in CLAIM_KEYS]
        return parse_voice(pair) if pair else ids[0] if len(ids) == 1 else parse_voice(ListNode(node.line, "", ()))
    if isinstance(node, ListNode):
        raise ClaimError(f"does not say in `{VOICE}` who says it", f"Write one id or name, as in `{VOICE}: some-id`")
    return node.text


def explain_key(spec: FieldSpec, key: str, node: MapNode) -> str:
    """Return the hint for an unknown key; one without a value is a part of a text that is cut by a comma."""
    line = quote_flow(node.source, CLAIM_KEYS) if node.source.startswith("{") else node.source
    if is_blank(node.entries[key]) and line != node.source:
        return f"Write: {line}"
    words = node.entries[key]
    if spec.metadata.is_verbatim and isinstance(words, TextNode) and not words.is_empty:
        return f"It is the article's words themselves: write `{words.text}`, or other words, alone"
    names = [*(spec.choices if not spec.composites else ()), *sorted(CLAIM_KEYS)]
    name = suggest_name(key, names)
    return format_suggestion(name) if name else f"Use {', '.join(names)}"


def is_blank(node: DraftNode) -> bool:
    """Return whether a node stands for no value."""
    return isinstance(node, TextNode) and node.is_empty


def read_texts(node: MapNode, keys: Collection[str]) -> dict[str, str]:
    """Return the texts of those of the keys that a mapping has; raise ClaimError for another shape."""
    entries = {key: child for key, child in node.entries.items() if key in keys}
    for key, child in entries.items():
        if not isinstance(child, TextNode):
            raise ClaimError(f"has a `{key}` that {describe_shape(child)}", f"Write `{key}` as a text")
    return {key: child.text for key, child in entries.items() if isinstance(child, TextNode)}


def parse_quotes(node: MapNode) -> list[Quote]:
    """Return the quotations of a claim: its own, or each of those in its list; raise ClaimError for others."""
    quote, keys = node.entries.get("quote"), node.entries.keys() & QUOTE_KEYS
    if isinstance(quote, MapNode):
        raise ClaimError("has a mapping in place of a quotation", QUOTE_HINT)
    if isinstance(quote, ListNode):
        if keys & SELECTOR_KEYS:
            raise ClaimError(f"has a list of quotations beside `{min(keys & SELECTOR_KEYS)}`", QUOTE_HINT)
        passages = parse_passages(passages_of(node))
        quotes = [parse_quote(item) for item in quote.items]
        return [replace(item, passages=item.passages or passages) for item in quotes]
    return [locate_quote(node)] if any(not is_blank(node.entries[key]) for key in keys) else []


def parse_quote(node: DraftNode) -> Quote:
    """Return the quotation in a text, or in a mapping; raise ClaimError if it is neither."""
    if isinstance(node, TextNode):
        return Quote(node.line, node.text)
    if isinstance(node, ListNode):
        raise ClaimError("has a list inside a list of quotations", "Write each quotation as a text")
    if others := node.entries.keys() - QUOTE_KEYS:
        raise ClaimError(f"has a quotation with the key `{min(others)}`", QUOTE_HINT)
    return locate_quote(node)


def locate_quote(node: MapNode) -> Quote:
    """Return the quotation that a mapping has in its keys; raise ClaimError if they do not say where it is."""
    texts = {key: text for key, text in read_texts(node, ("quote", *SELECTOR_KEYS)).items() if text}
    context = {key: texts.get(key, "") for key in ("prefix", "suffix")}
    passages = parse_passages(passages_of(node))
    positions = [text for key, text in texts.items() if key in POSITION_KEYS]
    if len(positions) == 1 or not all(map(str.isdecimal, positions)):
        raise ClaimError("has no range of characters in `start` and `end`", "Write both as numbers, or neither")
    if "quote" not in texts and (any(context.values()) or not (passages or positions)):
        raise ClaimError("has no words of its own", QUOTE_HINT)
    start, end = (int(texts[key]) if key in texts else None for key in POSITION_KEYS)
    return Quote(node.line, texts.get("quote"), passages, **context, start=start, end=end)


def passages_of(node: MapNode) -> DraftNode | None:
    """Return what a mapping says of where words are, under one spelling of the key; raise ClaimError for both."""
    if {"passage", "passages"} <= node.entries.keys():
        raise ClaimError("has `passage` and `passages`", "Write all the numbers in one of them")
    return node.entries.get("passage", node.entries.get("passages"))


def parse_passages(node: DraftNode | None) -> tuple[int, ...]:
    """Return the numbers of the passages in a node such as `34`, `34-36`, `3, 5` or a list; raise ClaimError."""
    numbers: list[int] = []
    for item in as_items(node) if node else ():
        if not isinstance(item, TextNode):
            raise ClaimError("does not say which passages", PASSAGE_HINT)
        for part in item.text.split(","):
            match = RANGE.fullmatch(part.strip())
            first, last = (int(match[1]), int(match[2] or match[1])) if match else (1, 0)
            if not first <= last <= MAX_PASSAGE:
                raise ClaimError(f"has the passage '{part.strip()}'", PASSAGE_HINT)
            numbers += range(first, last + 1)
    return tuple(dict.fromkeys(numbers))
