"""Expansion of one record of a draft: its values, receipts and gaps."""

import re
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import chain
from typing import Any

from facts.drafts.expansion.own_fields import OWN_FIGURES
from facts.drafts.names.country_ids import require_country
from facts.drafts.names.label_words import find_in_sentences, label_quotes
from facts.drafts.names.name_places import find_beside
from facts.drafts.names.name_words import find_office
from facts.drafts.names.plain_groups import list_entries
from facts.drafts.names.printed_names import as_printed, find_own_name, require_names
from facts.drafts.problems import ClaimError
from facts.drafts.reading.beginnings import read_beginning
from facts.drafts.reading.claims import WORD, Claim, parse_passages, parse_quotes, passages_of
from facts.drafts.reading.counted_dates import count_date
from facts.drafts.reading.expanded import GAP_NOTES, Expanded, PointedTo, UnreadWords
from facts.drafts.reading.fields import TITLE_NOTE, WITHIN, RecordReader, is_said, text_node
from facts.drafts.reading.plain_acts import find_content
from facts.drafts.reading.relations import read_relations, says_stated
from facts.drafts.reading.specs import FieldSpec, field_specs, first_field, is_named, name_fields
from facts.drafts.reading.values import Words, quote_value, read_composite, read_text
from facts.drafts.text.folding import fold_words
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.drafts.text.nodes import MapNode, TextNode, as_items
from facts.model.record import Record
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.spans import excerpt_of
from facts.verify.vocabulary import Vocabulary

NOTE = "note: why"
"""How the note of a value is written in hints."""
GROUP_ITEM = re.compile(r"\w+\.\d+\.")
"""How the path of a field of an item of a list begins."""


class RecordExpander:
    """Expands what a draft says of one record, or of the source."""

    def __init__(self, expanded: Expanded, locator: QuoteLocator) -> None:
        self.expanded = expanded
        self.locator = locator
        self.reader = RecordReader(expanded)
        self.places: dict[str, list[Occurrence]] = {}
        self.scope: tuple[int, ...] = ()

    def expand(self, node: MapNode) -> None:
        """Expand the fields in a mapping."""
        self.read_head(node)
        entries = list_entries(node, self.expanded, self.locator)
        self.reader.read(self.expanded.model, entries, node.lines)
        self.reader.read_gaps(node)
        self.add_own_figures()
        content = find_content(self.expanded.own_places, self.locator)
        self.reader.add_defaults(self.expanded.model, is_spoken=self.is_spoken(), content=content)
        self.reader.add_group_kinds(self.expanded.model)
        title_field = self.expanded.model.title_field if issubclass(self.expanded.model, Record) else ""
        for path in sorted(self.reader.claims, key=lambda path: path != title_field):
            spec, claim = self.as_choice(*self.reader.claims[path])
            self.reader.claims[path] = spec, claim
            self.expanded.lines.setdefault(path, claim.line)
            is_first = self.is_name(path, spec) or (not title_field and spec.metadata.is_verbatim)
            places = self.locate(path, claim.quotes, is_name=is_first)
            self.places[path] = places if self.is_name(path, spec) else self.without_name(path, spec, places)
        rest = self.rest()
        self.reader.add_kinds(self.expanded.model, [self.locator.text(place) for place in rest])
        for path, (spec, claim) in self.reader.claims.items():
            if path not in self.expanded.failed:
                places = self.places_beside(path) or rest
                self.fill(path, spec, self.as_titled(path, spec, claim, places), places)

    def add_own_figures(self) -> None:
        """Add the amount and the date that the record's own words tell by themselves, if the draft does not."""
        for name, find in OWN_FIGURES:
            spec = field_specs(self.expanded.model).get(name)
            quote = find(self.expanded, spec, self.locator) if spec and not self.reader.mentions(name) else None
            if spec and quote:
                self.reader.claims[name] = (spec, Claim(quote.line, quotes=[quote]))

    def read_head(self, node: MapNode) -> None:
        """Read where the record is in the article: its passages, and the words that it rests on."""
        line = node.lines.get("passages", node.line)
        try:
            scope = parse_passages(passages_of(node))
            self.locator.require_passages(scope)
            self.scope = scope
            own = {key: child for key, child in node.entries.items() if key == "quote"}
            quotes = parse_quotes(replace(node, entries=own))
        except ClaimError as error:
            self.expanded.report(line, "passages", error)
            return
        self.expanded.own_places = self.locate("quote", quotes, is_name=False)

    def as_choice(self, spec: FieldSpec, claim: Claim) -> tuple[FieldSpec, Claim]:
        """Return the claim of a choice, with a single word as its value that is none of the article's for it.

        Those are the words of the record's own sentences, or without these any that the article has.
        """
        words = [quote.words or "" for quote in claim.quotes] if spec.choices and claim.is_read else []
        if len(words) != 1 or not WORD.fullmatch(words[0]):
            return spec, claim
        everywhere = range(1, len(self.locator.passages) + 1)
        own, quote = self.expanded.own_places, claim.quotes[0]
        is_quoted = self.find_in_own_words(quote) if own else any(self.locator.find(quote, everywhere))
        if is_quoted and words[0] not in FUNCTION_WORDS:
            return spec, claim
        return spec, replace(claim, value=text_node(claim.line, words[0]), quotes=(), is_read=False)

    def is_name(self, path: str, spec: FieldSpec) -> bool:
        """Return whether a field is a name of the record's subject, which is located where it occurs first."""
        model, root = self.expanded.model, path.split(".", 1)[0]
        if not issubclass(model, Record) or root not in name_fields(model):
            return False
        group = field_specs(model)[root].group
        return group is None or spec.name == first_field(group)

    def locate(self, path: str, quotes: Sequence[Quote], *, is_name: bool) -> list[Occurrence]:
        """Return the places of quotations, each once; report those that have no place, or several."""
        places: dict[tuple[int, int], Occurrence] = {}
        for quote in (
            [as_printed(quote, self.expanded.model, self.locator) for quote in quotes] if is_name else quotes
        ):
            suggests = not self.expanded.log.is_full
            if not is_name and (inner := self.find_in_own_words(quote)):
                places.setdefault((inner.start, inner.end), inner)
                continue
            try:
                for place in self.locator.locate(quote, self.scope, is_name=is_name, suggests=suggests):
                    places.setdefault((place.start, place.end), place)
            except ClaimError as error:
                if beside := self.find_beside_name(quote):
                    places.setdefault((beside.start, beside.end), beside)
                elif "passages" in self.expanded.failed or path in self.expanded.defaults:
                    self.expanded.failed.add(path)
                else:
                    self.expanded.report(quote.line, path, error)
        return list(places.values())

    def find_in_own_words(self, quote: Quote) -> Occurrence | None:
        """Return the only place of a quotation inside the words that the record itself quotes, or their sentences."""
        if not quote.words or quote.passages or quote.start is not None:
            return None
        own = self.expanded.own_places
        candidates = [*self.locator.find(quote, sorted({place.passage for place in own}))]
        for near in (own, [self.locator.sentence_of(place) for place in own]):
            inside = [place for place in candidates if any(place.is_inside(other) for other in near)]
            if inside:
                return inside[0] if len(inside) == 1 else None
        return None

    def without_name(self, path: str, spec: FieldSpec, places: list[Occurrence]) -> list[Occurrence]:
        """Return the places of an office without the name of its holder beside it; others as they are."""
        model = self.expanded.model
        is_office = issubclass(model, Record) and is_named(model) and spec.metadata.is_verbatim and "." in path
        if not is_office or len(places) != 1 or not issubclass(model, Record):
            return places
        names = [self.locator.text(place) for place in self.places.get(model.title_field, ())]
        start, end = find_office(self.locator.text(places[0]), names)
        if start == end:
            words = self.locator.text(places[0])
            error = ClaimError(f"has only the name of its holder: '{words}'", "Quote the words for the office")
            self.expanded.report(self.expanded.line_of(path), path, error)
            return []
        first = places[0].start
        return [replace(places[0], start=first + start, end=first + end)]

    def find_beside_name(self, quote: Quote) -> Occurrence | None:
        """Return the only place of a quotation that is beside a name of the record, or in a sentence with it."""
        model = self.expanded.model
        if not (issubclass(model, Record) and is_named(model)):
            return None
        names = [self.locator.text(place) for place in self.places.get(model.title_field, ())]
        numbers = quote.passages or self.scope or range(1, len(self.locator.passages) + 1)
        return find_beside(quote, names, numbers, self.locator)

    def rest(self) -> list[Occurrence]:
        """Return what fields without quotations rest on.

        That is the record's own words, else its passages, else the passage that has most of its quotations, without
        those of lists such as its terms, each of which may be told elsewhere.
        """
        if self.expanded.own_places:
            return list(self.expanded.own_places)
        numbers = self.scope
        if not numbers:
            own = [places for path, places in self.places.items() if not GROUP_ITEM.match(path)]
            places = [place for places in own for place in places] or [*chain.from_iterable(self.places.values())]
            counts = Counter(place.passage for place in places)
            numbers = (min(counts, key=lambda number: -counts[number]),) if counts else ()
        return [self.locator.passage_place(number) for number in numbers]

    def places_beside(self, path: str) -> list[Occurrence]:
        """Return where the quotations are of the other fields of the group that a field is in, each once."""
        prefix = f"{path.rpartition('.')[0]}."
        if prefix == "." or path.endswith(f".{WITHIN}"):
            return []
        places = [place for other, own in self.places.items() if other.startswith(prefix) for place in own]
        return list(dict.fromkeys(places))

    def fill(self, path: str, spec: FieldSpec, claim: Claim, rest: Sequence[Occurrence]) -> None:
        """Set the value and the receipt of a field, or its gap; report a value that cannot be read."""
        if claim.gap is not None:
            note = claim.receipt.get("note") or GAP_NOTES.get(claim.gap, claim.gap)
            self.expanded.container_of(path)
            self.expanded.gaps[path] = {"status": claim.gap, "note": note}
            return
        is_reference = claim.basis == "reference" and not claim.quotes
        located = self.places.get(path, [])
        places = self.label_places(path, spec, claim, located or rest) or located or list(rest)
        places = [] if is_reference else places
        if claim.has_ids:
            places = list(dict.fromkeys([*places, *rest]))
        if not places and not is_reference and self.expanded.has_lost_quotes:
            self.expanded.failed.add(path)
            return
        try:
            if not places and not is_reference:
                self.report_without_words(path)
                return
            claim, others = count_date(self.expanded, spec, claim, located, self.locator)
            places = [*places, *others]
            value = self.value_of(path, spec, claim, located)
        except ClaimError as error:
            if claim.within:
                error.hint = error.hint.replace(NOTE, f"{NOTE}, within: {{...}}")
            self.expanded.report(claim.line, path, error)
            return
        if value is not None:
            self.expanded.set_value(path, value)
        if not located:
            self.expanded.unquoted.add(path)
        if "basis" in claim.receipt or says_stated(claim):
            self.expanded.based.add(path)
        spans = {"spans": [self.locator.span(place) for place in places]} if places else {}
        self.expanded.evidence[path] = claim.receipt | {"basis": claim.basis} | spans

    def report_without_words(self, path: str) -> None:
        """Report, once, that the fields of the record that have no words of their own rest on none."""
        if "quote" not in self.expanded.failed:
            hint = "Write `quote: the words that say it`, or `passages: 3`"
            error = ClaimError(f"is missing, on which `{path}` rests, and it has no words of its own", hint)
            self.expanded.report(self.expanded.line, "quote", error)
        self.expanded.failed.add(path)

    def as_titled(self, path: str, spec: FieldSpec, claim: Claim, rest: Sequence[Occurrence]) -> Claim:
        """Return the claim of a label without words of its own as inferred where only its title says it."""
        if claim.receipt == {"note": TITLE_NOTE} and isinstance(claim.value, TextNode):
            quotes = label_quotes(claim.value.text, claim.line)
            is_near = GROUP_ITEM.match(path) and find_in_sentences(quotes, rest, self.locator)
            return replace(claim, receipt={}) if is_near else claim
        label = None if self.places.get(path) else self.reader.titled_label(path)
        places = (self.label_places(path, spec, claim, rest) if label else []) or rest
        if label is None or is_said(label, [self.locator.text(place) for place in places]):
            return claim
        return replace(claim, receipt={"note": TITLE_NOTE})

    def label_places(self, path: str, spec: FieldSpec, claim: Claim, rest: Sequence[Occurrence]) -> list[Occurrence]:
        """Return where the words of a label are if they occur once, and not in `rest`, on which it rests else."""
        label = claim.value.text if isinstance(claim.value, TextNode) and claim.basis == "stated" else None
        is_of_group = GROUP_ITEM.match(path) is not None
        if label is None or not spec.metadata.is_label or (claim.quotes and not is_of_group):
            return []
        if any(Vocabulary(self.locator.text(place)).contains_phrase(label) for place in rest):
            return []
        quotes = label_quotes(label, claim.line)
        if inner := find_in_sentences(quotes, rest, self.locator):
            return [inner]
        for quote in () if claim.quotes else quotes:
            with suppress(ClaimError):
                return list(self.locator.locate(quote, self.scope))
        if not claim.quotes:
            self.expanded.labels[path] = label
        return []

    def value_of(self, path: str, spec: FieldSpec, claim: Claim, places: Sequence[Occurrence]) -> Any:
        """Return the value of a field as JSON; raise ClaimError if it cannot be read."""
        words = self.words_at(places, claim.stated, is_unit_price=spec.metadata.is_unit_price)
        if spec.readings:
            read = read_beginning if spec.metadata.is_beginning else read_composite
            return read(spec, claim.value, words, is_inferred=claim.basis == "inferred")
        if spec.relation:
            relations, targets = read_relations(spec.relation, claim)
            self.point_to(path, spec, claim, targets, ())
            return relations
        if claim.is_read:
            ids = [item.text for item in as_items(claim.value) if isinstance(item, TextNode)] if claim.value else []
            field = f"{self.expanded.record} {path}"
            self.expanded.unread[path] = UnreadWords(claim.line, field, spec, places, ids)
            self.point_to(path, spec, claim, ids, places)
            return None
        if claim.value is not None:
            value = read_text(spec, claim.value)
            value = self.as_printed(value, places) if spec.has_words else value
        elif spec.metadata.is_verbatim or spec.metadata.is_label:
            if self.is_name(path, spec):
                require_names(places, self.expanded.model, self.locator)
                if name := find_own_name(claim.quotes, self.expanded.model, self.locator):
                    return name
            is_position = all(quote.words is None and quote.start is not None for quote in claim.quotes)
            return None if is_position else quote_value(spec, words)
        elif spec.has_words and words.texts:
            value = list(words.texts)
        elif spec.default and spec.default.text:
            value = spec.default.text
        else:
            accepted = f"one of {', '.join(spec.choices)}" if spec.choices else spec.info.description
            raise ClaimError("has words but no value", f"Write `{{VALUE: {words.first}}}`, VALUE being {accepted}")
        if spec.metadata.reference:
            require_country(spec, value)
            self.point_to(path, spec, claim, value if isinstance(value, list) else [value], places)
        return value

    def as_printed(self, value: str | list[str], places: Sequence[Occurrence]) -> str | list[str]:
        """Return texts that stand at places of the article in its own characters, and others as they are."""
        printed = {fold_words(text): text for text in map(self.locator.text, places)}
        if isinstance(value, str):
            return printed.get(fold_words(value), value)
        return [printed.get(fold_words(text), text) for text in value]

    def words_at(self, places: Sequence[Occurrence], stated: str | None, *, is_unit_price: bool = False) -> Words:
        """Return the words at places of the article."""
        excerpts = [excerpt_of(place.start, place.end, self.locator.article) for place in places]
        texts = [self.locator.text(place).strip() for place in places]
        return Words(texts, excerpts, stated, is_unit_price, self.locator.article.text)

    def point_to(
        self, path: str, spec: FieldSpec, claim: Claim, targets: Sequence[str], places: Sequence[Occurrence]
    ) -> None:
        """Note references to other records, or the words in their places that are at one of the `places`."""
        kinds = spec.metadata.reference.kinds if spec.metadata.reference else ()
        texts = [self.locator.text(place) for place in places if place.is_quoted]
        items = [item for item in as_items(claim.value) if isinstance(item, TextNode)] if claim.value else []
        names = {item.text for item in items if item.source.strip("'\"") != item.text}
        for target in targets:
            is_quoted = spec.has_words and any(target in text for text in texts)
            pointer = PointedTo(claim.line, self.expanded.record, path, target, kinds, spec.has_words, is_quoted)
            self.expanded.pointers.append(replace(pointer, is_name=target in names))

    def is_spoken(self) -> bool:
        """Return whether the record's own words are inside quotation marks."""
        places = self.expanded.own_places
        return bool(places) and all(self.locator.is_spoken(place) for place in places)
