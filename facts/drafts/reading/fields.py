"""Reading of records: what a draft says of each field of one."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from pydantic import BaseModel

from facts.drafts.problems import ClaimError
from facts.drafts.reading.claims import VOICE, Claim, is_blank, parse_claim, parse_quotes
from facts.drafts.reading.clauses import find_verb
from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.specs import (
    CLAIM_KEYS,
    GAP_KEYS,
    GAPS,
    RELATION_TYPE,
    FieldSpec,
    field_spec,
    field_specs,
    first_field,
    other_names,
    relation_keys,
)
from facts.drafts.reading.titles import RecordIds, replace_titles
from facts.drafts.text.nodes import DraftNode, MapNode, TextNode, as_items, describe_shape
from facts.model.record import ACTORS, Record
from facts.model.values import EdtfDate, FieldGroup
from facts.sheets.suggestions import format_suggestion, suggest_name
from facts.verify.english_nouns import FUNCTION_WORDS, ORDINALS
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.vocabulary import Vocabulary

WITHIN = "within"
"""The limits of a date, which have a receipt of their own."""

OTHER_NAMES = ("also_called", "designations", "short_name", "aliases")
"""The names of fields for other names, of which a kind of record may have another one."""
TWO_RELATIONS = "[{type: disputes, statement: some-id}, {type: similar_view, statement: other-id}]"
NO_OTHER_NAMES = "Leave it out: other words refer to the record after its id, as in `{some-id: words, note: why}`"
GAPS_HINT = "Write the fields alone, as in `{0}: [country, kind]`; one with a note is `country: {{{0}: why}}`"
WRITTEN_KEYS = ("quote", "passages", *GAP_KEYS)
"""The keys of a record besides its fields that messages propose."""
SELDOM_WRITTEN = ("voice", "attribution_scope")
"""Fields that messages do not propose."""
WORD_KEYS = ("quote", "passage", "passages")
"""The keys of a group of fields that say on which words all of them rest."""
CLAUSE = re.compile(
    r"\s+(?:of|for|in|into|at|by|on|to|with|from|between|against|after|before|over|under|near|about|during|since|that|who|if|when|once|unless|where|while|because|per|until)\s+|\s*[,:(]"
)
"""Where the first words of a title end, which name what it is about."""
SUBORDINATE = re.compile(r",\s|\s(?:that|which|whose|who|if|when|once|unless|where|while|because|until|as|what)\s")
"""Where a clause begins that says more of what a title names."""
NOT_BEGUN = re.compile(
    r"(?<!\w)(?:not|never|yet)\s(?:\w+\s){0,3}(?:begun|begin|started|start|happen(?:ed)?|occurred|taken place)(?!\w)"
)
"""Words of a title for what is not there, of which its first words are no kind."""
WILL = word_set("""
    refusal decision plan offer promise attempt order request permission failure move vow pledge agreement threat
    demand call proposal right duty intention willingness inability vote commitment effort bid deal
""")
"""Nouns that an infinitive says more of: the refusal of the board to comment."""
TO = re.compile(r"\sto\s")
NO_KINDS = word_set("lack absence nobody nothing remainder rest part half majority")
"""Words for what is not there, and for a part of something."""
MAX_KIND_WORDS = 3
POSSESSOR = re.compile(
    r"^(?:(?:the|an?|its|their|his|her)\s+)?(?:(?:[\w-]+\s+){0,3}[\w-]+(?:['\u2019]s|s['\u2019])\s+)?"
)
"""A determiner, and whose a thing is, at the beginning of its title: the workers' strike."""
LEADING = frozenset([*ORDINALS, "last", "other", "another", "further"])
TRAILING = frozenset(("so", "far", "again", "together", "held", "due", "made"))
"""Words around those that say what kind of thing a title names."""
TITLE_NOTE = "as the title calls it"


class RecordReader:
    """Reads what a draft says of the fields of one record into `claims`, by path."""

    def __init__(self, expanded: Expanded) -> None:
        self.expanded = expanded
        self.claims: dict[str, tuple[FieldSpec, Claim]] = {}

    def read(
        self, model: type[BaseModel], entries: Mapping[str, DraftNode], lines: Mapping[str, int], prefix: str = ""
    ) -> None:
        """Read what each entry of a mapping says of a field of `model`, or of a field inside a field."""
        specs = field_specs(model)
        for key, node in entries.items():
            name, _, inner = key.partition(".")
            line, path = lines.get(key, node.line), f"{prefix}{key}"
            if key in relation_keys(model):
                self.read_relation(specs[relation_keys(model)[key]], key, node, line)
            elif name not in specs:
                self.report_unknown(model, key, path, line)
            elif inner and (group := specs[name].group):
                self.read_inner(group, specs[name], inner, MapNode(line, "", {inner: node}, {inner: line}), prefix)
            elif specs[name].group and not is_gap(node):
                self.read_groups(specs[name], node, path)
            elif inner == WITHIN and "date" in specs[name].readings:
                self.read_claim(field_spec(EdtfDate, WITHIN), node, path, line)
            elif inner:
                self.report_unknown(model, key, path, line)
            else:
                self.read_claim(specs[name], node, path, line)

    def read_inner(self, group: type[FieldGroup], spec: FieldSpec, inner: str, entry: MapNode, prefix: str) -> None:
        """Read an entry with a dotted key, such as `delivery.when` or `offices.0.title`."""
        number, _, rest = inner.partition(".")
        prefix = f"{prefix}{spec.name}."
        if spec.is_list and number.isdecimal() and rest:
            self.read(group, {rest: entry.entries[inner]}, {rest: entry.line}, f"{prefix}{number}.")
        else:
            self.read(group, entry.entries, entry.lines, f"{prefix}0." if spec.is_list else prefix)

    def read_groups(self, spec: FieldSpec, node: DraftNode, path: str) -> None:
        """Read a group of fields, or each group of a list; a text stands for the group's first field."""
        group = spec.group
        if group is None or is_blank(node):
            return
        for number, item in enumerate(as_items(node) if spec.is_list else [node]):
            prefix = f"{path}.{number}." if spec.is_list else f"{path}."
            keys = item.entries.keys() - {*WORD_KEYS} if isinstance(item, MapNode) else set[str]()
            if isinstance(item, MapNode) and (keys & group.model_fields.keys() or (keys and not keys & CLAIM_KEYS)):
                entries = {key: child for key, child in item.entries.items() if key not in WORD_KEYS}
                self.read(group, entries, item.lines, prefix)
                self.add_quotes(item, prefix)
            else:
                name = first_field(group)
                self.read_claim(field_spec(group, name), item, f"{prefix}{name}", item.line)

    def add_quotes(self, node: MapNode, prefix: str) -> None:
        """Let the fields of a group that have no words of their own rest on the words of the group."""
        entries = {key: child for key, child in node.entries.items() if key in WORD_KEYS}
        try:
            quotes = parse_quotes(replace(node, entries=entries))
        except ClaimError as error:
            self.expanded.report(node.line, prefix.removesuffix("."), error)
            return
        for path, (spec, claim) in self.claims.items():
            if quotes and path.startswith(prefix) and not claim.quotes and claim.gap is None:
                self.claims[path] = (spec, replace(claim, quotes=quotes))

    def read_claim(self, spec: FieldSpec, node: DraftNode, path: str, line: int) -> None:
        """Read what a node says of one field, and of the limits of its date."""
        if path in self.claims and not is_blank(node):
            error = ClaimError(f"is written in line {self.expanded.line_of(path)} too", "Write it once")
            self.expanded.report(line, path, error)
            return
        self.expanded.lines[path] = line
        if is_blank(node):
            return
        if spec.metadata.reference:
            node = replace_titles(node, self.expanded.ids, spec.metadata.reference.kinds)
        try:
            claim = with_voice(parse_claim(spec, node, line), self.expanded.ids)
            if claim.within is not None and "date" not in spec.readings:
                raise ClaimError(f"has `{WITHIN}`, but is no date", f"Remove `{WITHIN}`")
        except ClaimError as error:
            self.expanded.report(line, path, error)
            return
        self.claims[path] = (spec, claim)
        if claim.within is not None:
            self.read_claim(field_spec(EdtfDate, WITHIN), claim.within, f"{path}.{WITHIN}", claim.within.line)

    def read_relation(self, spec: FieldSpec, key: str, node: DraftNode, line: int) -> None:
        """Read a relation that is named by its type, such as `disputes: other-statement`."""
        if spec.name in self.claims:
            error = ClaimError("is a second relation", f"Write both as `{spec.name}: {TWO_RELATIONS}`")
            self.expanded.report(line, key, error)
            return
        self.read_claim(spec, node, spec.name, line)
        if spec.name in self.claims:
            claim = self.claims[spec.name][1]
            self.claims[spec.name] = (spec, replace(claim, extra=claim.extra | {RELATION_TYPE: key}))

    def report_unknown(self, model: type[BaseModel], key: str, path: str, line: int) -> None:
        """Report a key that is no field."""
        names = [name for name in written_fields(model) if name not in SELDOM_WRITTEN]
        names += [*relation_keys(model), *(WRITTEN_KEYS if issubclass(model, Record) else ())]
        inner = next((name for name in names if name.endswith(f".{key}")), None)
        name = None if self.expanded.log.is_full else inner or suggest_name(key, [*names, *SELDOM_WRITTEN])
        hint = format_suggestion(name) if name else f"Use {', '.join(names)}"
        if key in OTHER_NAMES and issubclass(model, Record):
            others = other_names(model)
            hint = f"Write `{others}` in its place" if others else NO_OTHER_NAMES
        if key == "note":
            hint = f"Write it beside the words that it explains, as in `{names[0]}: {{value: the words, note: why}}`"
        self.expanded.report(line, path, ClaimError("is not a field", hint))

    def read_gaps(self, node: MapNode) -> None:
        """Read the fields that a record lists as having no value, by why there is none."""
        specs = field_specs(self.expanded.model)
        for status in GAP_KEYS:
            child, line = node.entries.get(status), node.lines.get(status, node.line)
            items = as_items(child) if child else ()
            if wrong := next((item for item in items if not isinstance(item, TextNode)), None):
                error = ClaimError(f"has an item that {describe_shape(wrong)}", GAPS_HINT.format(status))
                self.expanded.report(wrong.line, status, error)
            texts = [item.text for item in items if isinstance(item, TextNode)]
            for path in [path.strip() for text in texts for path in text.split(",")]:
                name = path.partition(".")[0]
                if name not in specs:
                    self.report_unknown(self.expanded.model, name, path, line)
                elif self.mentions(path):
                    error = ClaimError(f"is {status}, but has a value too", "Remove one of them")
                    self.expanded.report(line, path, error)
                else:
                    self.expanded.lines[path] = line
                    self.claims[path] = (specs[name], Claim(line, gap=status))

    def add_defaults(self, model: type[BaseModel], *, is_spoken: bool, content: str | None) -> None:
        """Add the values that the model declares for fields that the draft does not mention.

        `is_spoken` says whether the record's own words are inside quotation marks, `content` whether they tell a
        `state`, an `act` or a `promise`.
        """
        for name, spec in field_specs(model).items():
            default, line = spec.default, self.expanded.line
            text = default.text_for(is_spoken=is_spoken, content=content) if default else None
            if default is None or text is None or self.mentions(name):
                continue
            cause = self.claims[default.when][1] if default.when in self.claims else None
            if default.when is None or (cause and not cause.gap):
                self.expanded.defaults.add(name)
                quotes = cause.quotes if cause else ()
                self.claims[name] = (spec, Claim(line, value=text_node(line, text), quotes=quotes))

    def add_kinds(self, model: type[BaseModel], texts: Sequence[str], prefix: str = "") -> None:
        """Add each label that the title of a record or of a group begins with, where the draft does not mention it.

        It is inferred, unless one of the `texts` that the record rests on has it.
        """
        for name, spec in field_specs(model).items():
            source = self.claims.get(f"{prefix}{spec.default.begins}") if spec.default else None
            title = source[1].value if source else None
            if isinstance(title, TextNode) and not self.mentions(f"{prefix}{name}"):
                self.add_kind(f"{prefix}{name}", spec, title, texts)

    def add_group_kinds(self, model: type[BaseModel]) -> None:
        """Add the labels of the groups in lists, which rest on the words of another field of their group."""
        for name, spec in field_specs(model).items():
            if spec.group is None or not spec.is_list:
                continue
            starts = dict.fromkeys(path.split(".")[1] for path in self.claims if path.startswith(f"{name}."))
            for prefix in [f"{name}.{number}." for number in starts]:
                claims = [claim for path, (_, claim) in self.claims.items() if path.startswith(prefix)]
                quotes = next((claim.quotes for claim in claims if claim.quotes), ())
                self.add_kinds(spec.group, [quote.words or "" for quote in quotes], prefix)
                for path, (inner, claim) in self.claims.items():
                    if path.startswith(prefix) and inner.default and inner.default.begins and not claim.quotes:
                        self.claims[path] = (inner, replace(claim, quotes=quotes))
                self.add_title(spec.group, prefix)

    def add_title(self, group: type[FieldGroup], prefix: str) -> None:
        """Add a label that has words of the article as the title of its group, where the draft has none."""
        for name, spec in field_specs(group).items():
            title = spec.default.begins if spec.default else None
            label = self.claims[f"{prefix}{name}"][1] if f"{prefix}{name}" in self.claims else None
            if title and label and label.quotes and label.value and not self.mentions(f"{prefix}{title}"):
                claim = Claim(label.line, value=label.value, quotes=label.quotes)
                self.claims[f"{prefix}{title}"] = (field_specs(group)[title], claim)

    def titled_label(self, path: str) -> str | None:
        """Return the label that a draft has for a field if its title says it, and the draft not why; else None."""
        spec, claim = self.claims[path]
        source = f"{path.rpartition('.')[0]}.{spec.default.begins if spec.default else ''}".removeprefix(".")
        title = self.claims[source][1].value if source in self.claims else None
        texts = [node.text.lower() for node in (title, claim.value) if isinstance(node, TextNode)]
        is_titled = len(texts) == 2 and not claim.receipt and is_said(texts[1], texts[:1])
        return texts[1] if is_titled else None

    def add_kind(self, path: str, spec: FieldSpec, title: TextNode, texts: Sequence[str]) -> None:
        """Add the label that a title begins with, unless its first words are a clause, or too many."""
        head = SUBORDINATE.split(title.text, maxsplit=1)[0]
        head = TO.split(head, maxsplit=1)[0] if WILL & {*head.lower().split()} else head
        if find_verb(head) or NOT_BEGUN.search(title.text):
            return
        first = POSSESSOR.sub("", CLAUSE.split(title.text.lower(), maxsplit=1)[0]).split()
        while len(first) > 1 and (first[0] in LEADING or first[-1] in TRAILING):
            first = first[1:] if first[0] in LEADING else first[:-1]
        *words, last = first or [""]
        if len(words) >= MAX_KIND_WORDS or (FUNCTION_WORDS - {"worth"} | NO_KINDS) & {*words, last}:
            return
        label = " ".join([*words, to_singular(last)])
        receipt = {} if is_said(label, texts) else {"note": TITLE_NOTE}
        self.claims[path] = (
            spec,
            Claim(self.expanded.line_of(path), value=text_node(title.line, label), receipt=receipt),
        )

    def mentions(self, name: str) -> bool:
        """Return whether the draft says something of a field, or of one inside it."""
        paths = (*self.claims, *self.expanded.failed)
        return any(path == name or path.startswith(f"{name}.") for path in paths)


def written_fields(model: type[BaseModel]) -> Iterator[str]:
    """Yield the fields of a model as a draft has them: those of a group with a dot."""
    for name, spec in field_specs(model).items():
        inner = field_specs(spec.group) if spec.group and not spec.is_list else {}
        yield from (f"{name}.{key}" for key in inner) if inner else (name,)


def with_voice(claim: Claim, ids: RecordIds) -> Claim:
    """Return a claim with the id of the record whose name or title says who says it."""
    if VOICE not in claim.receipt:
        return claim
    return replace(claim, receipt=claim.receipt | {VOICE: ids.find(claim.receipt[VOICE], ACTORS)})


def text_node(line: int, text: str) -> TextNode:
    """Return the node of a text that is not in the draft."""
    return TextNode(line, text, text, is_plain=False)


def is_said(label: str, texts: Sequence[str]) -> bool:
    """Return whether one of some texts has the words of a label."""
    return any(Vocabulary(text).contains_phrase(label) for text in texts)


def is_gap(node: DraftNode) -> bool:
    """Return whether a node says why a group of fields has no value."""
    if isinstance(node, MapNode):
        return "gap" in node.entries or (len(node.entries) == 1 and node.entries.keys() <= {*GAPS})
    return isinstance(node, TextNode) and node.text in GAPS
