"""Expansion of a draft into the JSON of a sheet."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from facts.drafts.expansion.additions import Addition
from facts.drafts.expansion.context_receipts import infer_adjective
from facts.drafts.expansion.memory import ExpansionMemory
from facts.drafts.expansion.name_receipts import receipt_of_name
from facts.drafts.expansion.records import RecordExpander
from facts.drafts.expansion.resolve import ALSO_CALLED, WordResolver
from facts.drafts.names.acting_places import ACTING, PLACES
from facts.drafts.names.article_names import find_adjective, find_name
from facts.drafts.names.country_ids import country_error, is_stray
from facts.drafts.names.name_proposals import format_ids, propose_name
from facts.drafts.names.proper_names import without_capitals
from facts.drafts.names.standard_names import without_adjective
from facts.drafts.problems import ClaimError, DraftLog
from facts.drafts.reading.counted_dates import find_published
from facts.drafts.reading.expanded import GAP_NOTES, Expanded, PointedTo, UnreadWords, construct, list_aliases
from facts.drafts.reading.factless import list_factless
from facts.drafts.reading.fields import text_node
from facts.drafts.reading.limits import fill_limits
from facts.drafts.reading.sections import list_records, read_head, read_section, with_title
from facts.drafts.reading.specs import field_specs, is_named, other_names
from facts.drafts.reading.titles import COUNTRIES, RecordIds, collect_ids
from facts.drafts.text.emit import format_flow, format_text
from facts.drafts.text.folding import slugify
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.drafts.text.nodes import DraftNode, MapNode, TextNode, to_json
from facts.kinds import KINDS
from facts.model.fields import WithEvidence
from facts.model.record import Record
from facts.model.source import Source
from facts.sheets.anchor import anchor
from facts.sheets.json_schema import SCHEMA_FILE
from facts.sheets.suggestions import format_suggestion, suggest_name
from facts.verify.vocabulary import name_pattern

LANGUAGE = "en"
SOURCE_KEYS = frozenset(("language", "factless"))
"""The keys of a draft's source that need no receipt."""


@dataclass(slots=True)
class Expansion:
    """The sheet that a draft stands for, as JSON, with the line of each record and field."""

    raw: dict[str, Any]
    records: dict[str, Expanded] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    """The lines of the keys of the draft's first level."""
    additions: list[Addition] = field(default_factory=list)

    def line_of(self, record: str, path: str) -> int:
        """Return the line of a field, or of what it is part of."""
        if record in self.records:
            return self.records[record].line_of(path)
        return self.lines.get(path.split(".", 1)[0], self.lines.get(record.split("/", 1)[0], 1))

    def has_failed(self, record: str, path: str) -> bool:
        """Return whether a field, or what it is part of, has a problem already."""
        if (record, path) == ("sheet", "title"):
            return path not in self.raw
        return record in self.records and self.records[record].has_failed(path)

    def has_failures(self, record: str) -> bool:
        """Return whether a field of a record has a problem already."""
        return record in self.records and bool(self.records[record].failed)


class SheetExpander:
    """Expands a draft, with the locator of its article, which may have located the quotations of others before.

    With a `memory`, what drafts of the same article say again is not expanded again.
    """

    def __init__(self, locator: QuoteLocator, log: DraftLog, memory: ExpansionMemory | None = None) -> None:
        self.article = locator.article
        self.locator = locator
        self.log = log
        self.memory = memory
        self.expansion = Expansion({})
        self.expanders: dict[str, RecordExpander] = {}
        self.ids = RecordIds()

    def expand(self, root: MapNode, default_id: str) -> Expansion:
        """Return the sheet that the draft stands for; `default_id` is its id unless it has one."""
        self.expansion.lines = dict(root.lines)
        self.ids = collect_ids(root)
        self.expansion.raw = {"$schema": SCHEMA_FILE, "id": default_id}
        self.expansion.raw |= read_head(root, self.log)
        self.expand_source(read_section(root, "source", self.log))
        for name, kind in KINDS.items():
            section = read_section(root, name, self.log)
            for identifier, node, line in list_records(section, kind, self.ids, self.log):
                self.expand_record(name, kind.model, identifier, node, line)
        self.resolve()
        self.expansion.raw["source"] = self.expansion.records["source"].raw
        for record, expanded in self.expansion.records.items():
            if record != "source":
                self.expansion.raw.setdefault(record.partition("/")[0], []).append(expanded.raw)
        anchor(self.log.file, {"source": self.expansion.raw["source"]}, self.article)
        return self.expansion

    def resolve(self) -> None:
        """Add what follows from other records, the records that are only mentioned, and the gaps."""
        self.add_pointed_to()
        resolver = WordResolver(self.expansion.records, self.locator, self.add_country, self.add_named)
        resolver.resolve()
        self.expansion.additions += resolver.groups
        self.add_names_of(resolver)
        fill_limits(self.expansion.records, self.locator.sentences)
        for expander in self.expanders.values():
            add_gaps(expander.expanded)

    def start(self, record: str, model: type[WithEvidence], line: int) -> RecordExpander:
        """Return the expander of a new record."""
        expanded = self.expansion.records[record] = Expanded(record, model, line, self.log, self.ids)
        expander = self.expanders[record] = RecordExpander(expanded, self.locator)
        return expander

    def expand_fields(self, expander: RecordExpander, node: MapNode) -> None:
        """Expand the fields of a record or of the source, unless that was done before."""
        if self.memory is None:
            expander.expand(node)
        else:
            self.memory.expand(expander, node)

    def expand_source(self, node: MapNode) -> None:
        """Expand the source: its fields, its language and the passages without facts."""
        line = self.expansion.lines.get("source", 1)
        expander = self.start("source", Source, line)
        entries, lines = node.entries, node.lines
        self.locator.headline, self.locator.published = (), None
        expander.expanded.lines |= lines
        fields = {key: child for key, child in entries.items() if key not in SOURCE_KEYS}
        self.expand_fields(expander, MapNode(line, "", fields, lines))
        headline = expander.expanded.evidence.get("headline", {}).get("spans", ())
        self.locator.headline = {span["passage"] for span in headline}
        self.locator.published = find_published(expander.expanded)
        language = to_json(entries["language"]) if "language" in entries else LANGUAGE
        expander.expanded.values |= {"language": language}
        try:
            factless = list_factless(entries["factless"]) if "factless" in entries else []
        except ClaimError as error:
            expander.expanded.report(lines["factless"], "factless", error)
        else:
            expander.expanded.values |= {"factless": factless} if factless else {}

    def expand_record(self, kind: str, model: type[Record], identifier: str, node: MapNode, line: int) -> None:
        """Expand a record; one without a name has the article's words that its id stands for."""
        expander = self.start(f"{kind}/{identifier}", model, line)
        expander.expanded.values["id"] = identifier
        if kind == COUNTRIES and (standard := without_adjective(node, identifier, self.article)):
            node = standard
        elif is_named(model) and model.title_field not in node.entries:
            node = self.with_name(expander.expanded, node, model.title_field, identifier)
        self.expand_fields(expander, node)
        if kind == COUNTRIES:
            infer_adjective(expander.expanded)
        self.add_reference_values(expander.expanded, model, identifier)

    def with_name(self, expanded: Expanded, node: MapNode, title: str, identifier: str) -> MapNode:
        """Return a record's mapping with its name, found by its id; report a record whose name is not found."""
        place, line = find_name(identifier, self.article), expanded.line
        if place is None:
            message = f"is missing, and the article does not have the words of `{identifier}`"
            expanded.report(line, title, ClaimError(message, f"Add `{title}`, its words in the article"))
            return node
        quote = without_capitals(Quote(line, self.locator.text(place)), self.locator)
        if quote.words and quote.words != self.locator.text(place):
            return with_title(node, title, quote.words, line)
        selector = {"quote": self.locator.text(place), "start": str(place.start), "end": str(place.end)}
        entries = {key: TextNode(line, text, text, is_plain=False) for key, text in selector.items()}
        return with_title(node, title, MapNode(line, "", entries, dict.fromkeys(entries, line)), line)

    def add_reference_values(self, expanded: Expanded, model: type[Record], identifier: str) -> None:
        """Add the codes and the name that a public standard has for a record, unless the draft has them."""
        for name, (value, standard) in model.reference_values(identifier).items():
            if name not in expanded.evidence.keys() | expanded.gaps.keys() | expanded.failed:
                expanded.values[name] = value
                expanded.evidence[name] = {"basis": "reference", "note": standard}

    def add_pointed_to(self) -> None:
        """Add the records that are only pointed to and of which the article's words are found."""
        declared = {name.partition("/")[2] for name in self.expansion.records}
        uses: dict[str, list[PointedTo]] = {}
        for expanded in self.expansion.records.values():
            for pointer in expanded.pointers:
                if pointer.target not in declared and not pointer.is_quoted:
                    uses.setdefault(pointer.target, []).append(pointer)
        for target, pointers in uses.items():
            strays = [pointer for pointer in pointers if is_stray(pointer)]
            for stray in strays:
                error = country_error(target, stray.kinds, target)
                self.expansion.records[stray.record].report(stray.line, stray.field, error)
            if len(strays) < len(pointers):
                self.add_target(target, [pointer for pointer in pointers if pointer not in strays])

    def add_target(self, target: str, pointers: Sequence[PointedTo]) -> None:
        """Add the record that references point to if they allow one kind only; report them otherwise."""
        kinds = [name for name in common_kinds(target, pointers) if is_named(KINDS[name].model)]
        place, line = find_name(target, self.article), pointers[0].line
        if kinds == ["countries"] and place:
            self.add_country(target, line)
            return
        if len(kinds) == 1 and place:
            self.expand_record(kinds[0], KINDS[kinds[0]].model, target, as_map(line), line)
            field = f"{pointers[0].record} {pointers[0].field}"
            self.expansion.additions.append(Addition(kinds[0], target, self.locator.text(place), field))
            return
        accepted = " or ".join(kinds) or "a kind that all references to it allow"
        words = f"`{target}: {format_text(self.locator.text(place)) if place else 'its words in the article'}`"
        ids = (name.partition("/")[2] for name in self.expansion.records)
        name = None if self.log.is_full else suggest_name(target, ids)
        quoted = f", or write `{{quote: {target}}}` if these are the article's words"
        hint = f"Add {words} to {accepted}{quoted if pointers[0].may_be_words else ''}"
        hint += f". {format_suggestion(name)}" if name else ""
        for pointer in pointers:
            error = ClaimError(f"points to {target}, which the draft does not have", hint)
            self.expansion.records[pointer.record].report(pointer.line, pointer.field, error)

    def add_country(self, code: str, line: int) -> None:
        """Add the record of a country that the draft only mentions, with its name and adjectives in the article."""
        name, adjective = find_name(code, self.article), find_adjective(code, self.article)
        entries: dict[str, DraftNode] = {}
        if adjective and adjective != name:
            entries[ALSO_CALLED] = text_node(line, self.locator.text(adjective))
        node = MapNode(line, "", entries, dict.fromkeys(entries, line))
        self.expand_record("countries", KINDS["countries"].model, code, node, line)

    def add_named(self, kind: str, place: Occurrence, unread: UnreadWords) -> str | None:
        """Add the record of a kind whose name is at a place, unless there is one; return its id, None for no id."""
        name, line = self.locator.text(place), unread.line
        identifier = slugify(name)
        owners = [key for key in self.expansion.records if key.partition("/")[2] == identifier]
        if not identifier or not is_named(KINDS[kind].model) or owners not in ([], [f"{kind}/{identifier}"]):
            return None
        if not owners:
            entries = {"quote": name, "start": str(place.start), "end": str(place.end)}
            title = MapNode(line, "", {key: text_node(line, text) for key, text in entries.items()}, {})
            model = KINDS[kind].model
            node = with_title(as_map(line), model.title_field, title, line)
            self.expand_record(kind, model, identifier, node, line)
            self.expansion.additions.append(Addition(kind, identifier, name, unread.field))
        return identifier

    def add_names_of(self, resolver: WordResolver) -> None:
        """Add the fields that are, by default, the name of a record in the words of a field that refers to it."""
        for expander in self.expanders.values():
            for name, spec in field_specs(expander.expanded.model).items():
                if spec.default and spec.default.name_of and not expander.reader.mentions(name):
                    self.add_name_of(expander.expanded, name, spec.default.name_of, resolver)

    def add_name_of(self, expanded: Expanded, name: str, source: str, resolver: WordResolver) -> None:
        """Add the field `name`: the name in the words of the field `source`, of the record that it refers to."""
        target, spans = expanded.values.get(source), expanded.evidence.get(source, {}).get("spans", [])
        if not (target or expanded.has_lost_quotes or expanded.failed & {source, "quote"}):
            spec = field_specs(expanded.model)[source]
            kinds = spec.metadata.reference.kinds if spec.metadata.reference else ()
            own = [self.locator.sentence_of(place) for place in expanded.own_places]
            mentions = [item.identifier for place in own for item in resolver.finder.mentions_at(place, kinds)]
            near = list(dict.fromkeys([*mentions, *resolver.finder.list_near(expanded.own_places, kinds)]))
            pair = self.propose_speaker(expanded.own_places, resolver)
            pair = pair or ", as in `{some-id: its words}`"
            example = f"{pair} (its passage names {format_ids(near)})" if near else ""
            hint = f"Add `{source}`: an id, or words that name who it is{example}; or for a group `{name}: its words`"
            is_spoken = any(map(self.locator.is_spoken, expanded.own_places))
            hint += "" if is_spoken else "; what the article itself says is an event"
            expanded.report(expanded.line, source, ClaimError("is missing", hint))
        if source in expanded.failed or not target:
            expanded.failed.add(name)
            return
        texts = [self.article.text[span["start"] : span["end"]] for span in spans]
        keys = [f"{kind}/{target}" for kind in KINDS]
        records = [self.expansion.records[key] for key in keys if key in self.expansion.records]
        aliases = [alias for record in records for alias in list_aliases(record)]
        matches = [name_pattern(alias).search(text) for alias in aliases for text in texts]
        described = filter(None, (resolver.finder.described.description_of(target, text) for text in texts))
        alias = max((match[0] for match in matches if match), key=len, default=next(described, None))
        if alias is None:
            is_stated = expanded.evidence.get(source, {}).get("basis") == "stated"
            models = [record.model for record in records if issubclass(record.model, Record)]
            others = next(filter(None, map(other_names, models)), None)
            pair = f"`{source}: {propose_name(texts, target, resolver.finder)}`"
            error = unnamed(target, pair, others) if is_stated else missing_name(target, source, pair, name)
            expanded.report(expanded.line_of(source), source if is_stated else name, error)
            expanded.failed.add(name)
            return
        expanded.values[name] = alias
        expanded.evidence[name] = receipt_of_name(alias, expanded, source, self.article)

    def propose_speaker(self, places: Sequence[Occurrence], resolver: WordResolver) -> str:
        """Return an example of a speaker whom a pronoun beside a quotation means: the last person named before."""
        for place in places:
            words, start = self.locator.find_pronoun(place), self.article.passages[place.passage - 1][0]
            people = resolver.finder.mentions_at(replace(place, start=start, end=place.start), ("people",))
            if words and people:
                return f", such as `{format_flow({people[-1].identifier: self.locator.text(words)})}`"
        return ""


def unnamed(target: str, pair: str, others: str | None) -> ClaimError:
    """Return the error that words do not name the record that they state, whose field for other names is `others`.

    The `pair` is the field as it would be with words that name it.
    """
    message = f"refers to {target}, which none of its quotations names"
    alias = f", or add its words there to that record's `{others}`" if others else ""
    return ClaimError(message, f"Quote the words that name it{alias}, or these too, as in {pair}")


def missing_name(target: str, source: str, pair: str, name: str) -> ClaimError:
    """Return the error that no name of a record is in the words from which who it is is inferred."""
    message = f"is missing, and no name of {target} is in the words of `{source}`"
    return ClaimError(message, f"Quote words with the name too, as in {pair}, or add `{name}`")


def as_map(line: int) -> MapNode:
    """Return the mapping of a record of which a draft says nothing."""
    return MapNode(line, "", {}, {})


def common_kinds(target: str, uses: Sequence[PointedTo]) -> list[str]:
    """Return the kinds that all references to a record allow; a country has a code, and nothing else has.

    What acts is no place, unless it has a record.
    """
    is_code = len(target) == 2 and target.isupper()
    allowed = [set(use.kinds) - ({PLACES} if use.kinds in ACTING else set()) for use in uses if use.kinds]
    return [name for name in KINDS if all(name in kinds for kinds in allowed) and (name == "countries") == is_code]


def add_gaps(expanded: Expanded) -> None:
    """Add a gap for each field that has neither a value nor a gap, which nobody has examined then."""
    record, invalid = construct(expanded, expanded.model.model_fields.keys() - {"evidence", "gaps"})
    for item in record.fields:
        is_filled = item.is_filled or item.path in expanded.evidence or item.path.split(".", 1)[0] in invalid
        if not is_filled:
            expanded.gaps.setdefault(item.path, {"status": "unexamined", "note": GAP_NOTES["unexamined"]})
