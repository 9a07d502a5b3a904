"""Values that words tell once all records are known: whom they name, and which choice their verb says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from facts.drafts.expansion.additions import GROUP, Addition
from facts.drafts.expansion.attribution_scopes import scope_fields
from facts.drafts.expansion.context_receipts import ContextReceipts
from facts.drafts.expansion.name_receipts import NameReceipts
from facts.drafts.expansion.own_fields import OwnFields, is_missing, read_choice, stated_receipt
from facts.drafts.expansion.same_sentence import report_apart
from facts.drafts.names.acting_places import PLACES, select_acting
from facts.drafts.names.article_names import find_mentions
from facts.drafts.names.country_ids import require_no_country
from facts.drafts.names.described_records import label_hint
from facts.drafts.names.groups import find_participants
from facts.drafts.names.mention_finder import MentionFinder, are_joined, without_countries
from facts.drafts.names.name_beginnings import require_whole_names
from facts.drafts.names.name_proposals import format_ids, hint_at_alias, hint_at_record, may_name_failed, propose_pair
from facts.drafts.names.pronoun_actors import find_pronoun_actor
from facts.drafts.names.proper_names import find_proper_name
from facts.drafts.names.voices import hint_at_group, hint_at_one, resolve_voices
from facts.drafts.problems import ClaimError
from facts.drafts.reading.choices import format_pair
from facts.drafts.reading.claims import VOICE
from facts.drafts.reading.expanded import Expanded, PointedTo, UnreadWords
from facts.drafts.reading.specs import FieldSpec, field_specs, is_named
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import ACTORS, Record
from facts.verify.vocabulary import Vocabulary, name_pattern

COUNTRIES = "countries"
COUNTRY_HINT = (
    "Quote words that name a country, write its code before them: `{NO: words, note: why}`, or leave it out"
)
ALSO_CALLED = "also_called"
OF = re.compile(r"\s(?:of|at|in)\s(?:the\s)?$")
"""What is before an organization at the end of an office's title."""


class WordResolver:
    """Resolves the words of `records` whose values depend on other records.

    `add_country` adds the record of a country that words name, at a line of the draft, `add_named` that of a kind
    whose name is at a place in the words of a field, and returns its id; None if it has none.
    """

    def __init__(
        self,
        records: Mapping[str, Expanded],
        locator: QuoteLocator,
        add_country: Callable[[str, int], None],
        add_named: Callable[[str, Occurrence, UnreadWords], str | None],
    ) -> None:
        self.records = records
        self.locator = locator
        self.finder = MentionFinder(records, locator)
        self.add_country = add_country
        self.add_named = add_named
        self.groups: list[Addition] = []
        """The groups without records in the fields that are resolved."""

    def resolve(self) -> None:
        """Set the values that words tell; report those that they do not."""
        names = NameReceipts(self.records, self.locator, self.finder)
        own_fields = OwnFields(self.finder, self.locator)
        for expanded in list(self.records.values()):
            self.set_values(expanded, of_countries=True)
        for expanded in list(self.records.values()):
            self.set_values(expanded, of_countries=False)
            self.resolve_groups(expanded)
            for pointer in expanded.pointers:
                names.add(expanded, pointer)
            for path, label in expanded.labels.items():
                self.add_label(expanded, path, label)
            resolve_voices(expanded, self.finder, self.locator)
            own_fields.add_all(expanded)
            self.add_owners(expanded)
            self.require_spoken(expanded)
            if issubclass(expanded.model, Record) and is_named(expanded.model):
                report_apart(expanded, self.finder, self.locator)
        ContextReceipts(self.records, self.finder, self.locator).infer()
        scope_fields(self.records, self.finder, self.locator)

    def set_values(self, expanded: Expanded, *, of_countries: bool) -> None:
        """Set the values that words tell of the fields for countries, which say what others describe, or the rest."""
        for path, unread in expanded.unread.items():
            reference = unread.spec.metadata.reference
            if (reference is not None and reference.kinds == (COUNTRIES,)) != of_countries:
                continue
            try:
                value = self.read(expanded, path, unread)
            except ClaimError as error:
                if reference is None or not may_name_failed(self.words_of(unread), reference.kinds, self.records):
                    expanded.report(unread.line, path, error)
                expanded.failed.add(path)
                expanded.evidence.pop(path, None)
            else:
                expanded.set_value(path, value)

    def read(self, expanded: Expanded, path: str, unread: UnreadWords) -> str | list[str]:
        """Return the value that words tell; raise ClaimError if they tell none, or several where one is possible."""
        spec = unread.spec
        if spec.metadata.reference:
            named = self.named_by(unread, spec.metadata.reference.kinds)
            ids = list(dict.fromkeys([*unread.ids, *named]))
            if spec.is_list:
                return ids
            if len(ids) == 1:
                return ids[0]
            hint = hint_at_one(spec.name, named, self.words_of(unread))
            raise ClaimError(f"has words that name {' and '.join(ids)}", hint)
        if spec.name == "form":
            if all(map(self.locator.is_spoken, unread.places)):
                return "direct"
            raise ClaimError("has words that are not in quotation marks", f"Write one of {', '.join(spec.choices)}")
        return read_choice(expanded, path, spec, unread.places, self.finder)

    def texts_of(self, unread: UnreadWords) -> list[str]:
        """Return the words at each of the places of a field."""
        return [self.locator.text(place) for place in unread.places]

    def words_of(self, unread: UnreadWords) -> str:
        """Return the words at the places of a field."""
        return " \u2026 ".join(self.texts_of(unread))

    def named_by(self, unread: UnreadWords, kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of some kinds that words name, in their order; raise ClaimError for none."""
        ids: dict[str, None] = {}
        for place in unread.places:
            text, start, end = self.finder.part_of(place)
            mentions = self.finder.named_or_described_at(place, kinds)
            if not are_joined(text, mentions):
                names = " and ".join(mention.identifier for mention in mentions)
                pairs = {mention.identifier: text[mention.start : mention.end] for mention in mentions}
                other = format_pair(mentions[0].identifier, text[start:end])
                other = f"both, as in `{format_flow(pairs)}`" if unread.spec.is_list else other
                hint = f"Quote the words of one of them, or write {other}"
                raise ClaimError(f"has words that name {names}", hint)
            for mention in mentions:
                ids[mention.identifier] = None
                if mention.kind == COUNTRIES and f"{COUNTRIES}/{mention.identifier}" not in self.records:
                    self.add_country(mention.identifier, unread.line)
        if ids:
            return list(ids)
        may_add = kinds[:1] not in ((), (COUNTRIES,)) and set(kinds[1:]) <= {PLACES}
        owners = (
            self.finder.list_all_owners(unread.places, kinds) if may_add or set(kinds) == {PLACES, COUNTRIES} else []
        )
        identifier = owners[0] if len(owners) == 1 else None
        if not owners and may_add:
            identifier = self.add_proper_name(unread, kinds)
        if identifier is None and len(unread.places) == 1:
            identifier = self.finder.described.find_employer(*self.finder.part_of(unread.places[0]), kinds)
        if identifier is None and len(unread.places) == 1:
            identifier = find_pronoun_actor(unread.places[0], tuple(kinds), self.finder, self.locator)
            self.point_to(unread, identifier)
        if identifier is None:
            raise self.unnamed_error(unread, kinds)
        return [identifier]

    def point_to(self, unread: UnreadWords, identifier: str | None) -> None:
        """Let the name of a record, if any, be added to the words of a field that have a pronoun for it."""
        record, _, path = unread.field.partition(" ")
        if identifier:
            self.records[record].pointers.append(PointedTo(unread.line, record, path, identifier, ACTORS))

    def unnamed_error(self, unread: UnreadWords, kinds: Sequence[str]) -> ClaimError:
        """Return the error that words name no record of some kinds, with what may be written."""
        words, is_country = self.words_of(unread), tuple(kinds) == (COUNTRIES,)
        mentions = [mention for place in unread.places for mention in self.finder.mentions_at(place, ())]
        others = [mention for mention in mentions if mention.kind in {"people", "systems"} - {*kinds}]
        if others and COUNTRIES in kinds and not is_country:
            name, kind = others[0].identifier, others[0].kind
            message = f"has words that name {name}, one of the {kind}, and takes {' or '.join(kinds)}: '{words}'"
            return ClaimError(message, "Leave it out, and name whom it concerns among the `participants` of an event")
        near = [] if is_country else self.finder.list_near(unread.places, kinds)
        hint = COUNTRY_HINT if is_country else hint_at_record(unread.spec.name)
        hint += "" if is_country else f", as in `{propose_pair(self.texts_of(unread), near, kinds, self.finder)}`"
        hint += f"; its passage names {format_ids(near)}" if near else ""
        hint += hint_at_alias(words, kinds, self.finder)
        owners = self.finder.list_all_owners(unread.places, kinds)[:1]
        hint += "".join(f"; if {owner} is meant, write {format_pair(owner, words)}" for owner in owners)
        hint += "; or for a group `named`, the article's words" if unread.spec.name == "speaker" else ""
        hint = (unread.spec.name == VOICE and hint_at_group(words)) or hint
        place = self.finder.described.find_unlabelled(words, kinds)
        hint = label_hint(*place, words) if place else hint
        return ClaimError(f"has words that name none of its {' or '.join(kinds) or 'records'}: '{words}'", hint)

    def add_proper_name(self, unread: UnreadWords, kinds: Sequence[str]) -> str | None:
        """Add the record of the only proper name in the words of a field, and return its id; None for no such name.

        It is of the first of the kinds, of which the others are those of places.
        """
        if len(unread.places) != 1:
            return None
        place = unread.places[0]
        is_noun = self.finder.described.has_employer(*self.finder.part_of(place))
        name = None if is_noun else find_proper_name(self.locator.text(place))
        if name is None:
            return None
        named = replace(place, start=place.start + name[0], end=place.start + name[1])
        require_no_country(self.locator.text(named), self.locator.text(place), kinds)
        return None if self.finder.mentions_at(named, ("people",)) else self.add_named(kinds[0], named, unread)

    def resolve_groups(self, expanded: Expanded) -> None:
        """Replace the words in place of ids that name records by these, and list the groups that others name."""
        pointers: list[PointedTo] = []
        for pointer in expanded.pointers:
            if not pointer.is_quoted:
                pointers.append(pointer)
                continue
            try:
                ids = self.ids_in_words(expanded, pointer)
            except ClaimError as error:
                error.hint += hint_at_alias(pointer.target, pointer.kinds, self.finder)
                expanded.report(pointer.line, pointer.field, error)
                continue
            if not ids and pointer.kinds:
                self.groups.append(Addition(GROUP, "", pointer.target, f"{expanded.record} {pointer.field}"))
            elif ids:
                expanded.replace_item(pointer.field, pointer.target, ids)
            pointers += [replace(pointer, target=identifier, is_quoted=False) for identifier in ids] or [pointer]
        expanded.pointers[:] = pointers

    def ids_in_words(self, expanded: Expanded, pointer: PointedTo) -> list[str]:
        """Return the ids of the records that words in place of an id name, with those of countries added."""
        self.require_one_meant(expanded, pointer)
        text = without_countries(pointer.target, find_mentions(pointer.target, self.finder.aliases))
        mentions = [
            mention
            for mention in find_mentions(text, self.finder.aliases)
            if not mention.is_owner and (not pointer.kinds or mention.kind in pointer.kinds)
        ]
        mentions = select_acting(text, 0, len(text), mentions, pointer.kinds)
        mentions += self.finder.described.find(text, 0, len(text), pointer.kinds, mentions)
        ids = find_participants(text, sorted(mentions, key=lambda mention: mention.start), self.locator.article.text)
        if not ids and (place := self.finder.described.find_unlabelled(text, pointer.kinds)):
            raise ClaimError(f"has words that may mean {place[0]}: '{text}'", label_hint(*place, text))
        if not ids:
            require_whole_names(text, self.finder.aliases)
        for mention in mentions if ids else ():
            if mention.kind == COUNTRIES and f"{COUNTRIES}/{mention.identifier}" not in self.records:
                self.add_country(mention.identifier, pointer.line)
        return ids

    def require_one_meant(self, expanded: Expanded, pointer: PointedTo) -> None:
        """Raise ClaimError for a description that may mean somebody else in a sentence of the record's own words."""
        for place in expanded.own_places:
            text, start, end = self.finder.part_of(self.locator.sentence_of(place))
            first = text.find(pointer.target, start, end)
            if first >= 0:
                self.finder.described.find(text, first, first + len(pointer.target), pointer.kinds)

    def add_label(self, expanded: Expanded, path: str, label: str) -> None:
        """Let a label rest on the first passage that has it and a name of the record."""
        kind, _, identifier = expanded.record.partition("/")
        patterns = [name_pattern(name) for name in self.finder.aliases.get((kind, identifier), ())]
        for number in range(1, len(self.locator.article.passages) + 1):
            text = self.locator.article.passage(number)
            if any(pattern.search(text) for pattern in patterns) and Vocabulary(text).contains_phrase(label):
                expanded.evidence[path] = stated_receipt([self.locator.passage_place(number)], self.locator)
                return

    def require_spoken(self, expanded: Expanded) -> None:
        """Report a form that is direct for words that are not in quotation marks."""
        path, places = "form", expanded.own_places
        is_direct = expanded.values.get(path) == "direct" and path in expanded.unquoted
        if is_direct and places and not any(map(self.locator.is_spoken, places)):
            message = "is direct, but the words of the statement are not in quotation marks"
            expanded.report(expanded.line_of(path), path, ClaimError(message, "Leave it out"))

    def add_owners(self, expanded: Expanded) -> None:
        """Add the organization that the title of an office names, where the draft does not mention it."""
        for name, spec in field_specs(expanded.model).items():
            for number in range(len(expanded.values.get(name) or ()) if spec.group and spec.is_list else 0):
                for inner, inner_spec in field_specs(spec.group).items() if spec.group else ():
                    if inner_spec.default and inner_spec.default.named_in:
                        source = f"{name}.{number}.{inner_spec.default.named_in}"
                        self.add_owner(expanded, f"{name}.{number}.{inner}", source, inner_spec)

    def add_owner(self, expanded: Expanded, path: str, source: str, spec: FieldSpec) -> None:
        """Add the one record of its kinds that the words of another field end or begin with: of it, or its."""
        spans = expanded.evidence.get(source, {}).get("spans", [])
        if len(spans) != 1 or not is_missing(expanded, path) or spec.metadata.reference is None:
            return
        text = self.locator.article.text[spans[0]["start"] : spans[0]["end"]]
        mentions = [mention for mention in find_mentions(text, self.finder.aliases) if mention.kind != COUNTRIES]
        if len(mentions) == 1 and mentions[0].kind in spec.metadata.reference.kinds:
            start, end = mentions[0].start, mentions[0].end
            if start == 0 or (end == len(text) and OF.search(text[:start])):
                expanded.set_value(path, mentions[0].identifier)
                expanded.evidence[path] = {"basis": "stated", "spans": spans}
