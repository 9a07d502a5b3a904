"""Values that words tell once all records are known: whom they name, and which choice their verb says."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import pairwise
from typing import Any

from facts.drafts.acting_places import ACTING, PLACES, select_acting
from facts.drafts.additions import GROUP, Addition
from facts.drafts.choices import FORMER, Part, format_pair, read_office_status, read_status
from facts.drafts.emit import format_flow
from facts.drafts.expanded import Expanded, PointedTo, UnreadWords, construct, list_aliases
from facts.drafts.groups import BELONGING, find_participants
from facts.drafts.locate import Occurrence, QuoteLocator
from facts.drafts.name_receipts import NameReceipts
from facts.drafts.names import Mention, find_mentions
from facts.drafts.problems import ClaimError
from facts.drafts.proper_names import find_proper_name
from facts.drafts.same_sentence import report_apart
from facts.drafts.specs import FieldSpec, field_specs, is_named
from facts.drafts.told_speakers import find_speaker
from facts.kinds.person import EMPLOYERS
from facts.model.record import Record
from facts.verify.contradictions import words_of
from facts.verify.statuses import StatusOwner
from facts.verify.vocabulary import Vocabulary, name_pattern

COUNTRIES = "countries"
MAX_IDS = 5
MIN_LETTERS = 4
"""The fewest letters of the first word of a name that may stand for it."""
ALSO_CALLED = "also_called"
JOINT = re.compile(r"\s*(?:,|and|&|,\s*and)\s*(?:the\s|its\s)?", re.IGNORECASE)
"""What is between the names of several records that are one value."""
SEAT = re.compile(r"\s(?:of|in|from)\s(?:the\s)?")
"""What is between a name and where its bearer is."""
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
        self.add_country = add_country
        self.add_named = add_named
        self.groups: list[Addition] = []
        """The groups without records in the fields that are resolved."""

    @cached_property
    def aliases(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The names of each record, by kind and id."""
        keys = ((key.partition("/"), record) for key, record in self.records.items())
        return {(kind, identifier): list_aliases(record) for (kind, _, identifier), record in keys if identifier}

    def resolve(self) -> None:
        """Set the values that words tell; report those that they do not."""
        names = NameReceipts(self.records, self.locator, self.aliases, self.mentions_at)
        for expanded in list(self.records.values()):
            for path, unread in expanded.unread.items():
                try:
                    value = self.read(expanded, path, unread)
                except ClaimError as error:
                    expanded.report(unread.line, path, error)
                    expanded.evidence.pop(path, None)
                else:
                    expanded.set_value(path, value)
            self.resolve_groups(expanded)
            for pointer in expanded.pointers:
                names.add(expanded, pointer)
            for path, label in expanded.labels.items():
                self.add_label(expanded, path, label)
            self.add_status(expanded)
            self.add_speaker(expanded)
            self.add_owners(expanded)
            self.require_spoken(expanded)
            if issubclass(expanded.model, Record) and is_named(expanded.model):
                report_apart(expanded, self.aliases, self.locator)

    def read(self, expanded: Expanded, path: str, unread: UnreadWords) -> str | list[str]:
        """Return the value that words tell; raise ClaimError if they tell none, or several where one is possible."""
        spec = unread.spec
        if spec.metadata.reference:
            ids = self.named_by(unread, spec.metadata.reference.kinds)
            if spec.is_list:
                return list(dict.fromkeys([*unread.ids, *ids]))
            if len(ids) == 1:
                return ids[0]
            hint = f"Quote the words of one of them, or write {format_pair(ids[0], self.words_of(unread))}"
            raise ClaimError(f"has words that name {' and '.join(ids)}", hint)
        if spec.name == "form":
            if all(map(self.locator.is_spoken, unread.places)):
                return "direct"
            raise ClaimError("has words that are not in quotation marks", f"Write one of {', '.join(spec.choices)}")
        return self.read_choice(expanded, path, spec, unread.places)

    def read_choice(self, expanded: Expanded, path: str, spec: FieldSpec, places: Sequence[Occurrence]) -> str:
        """Return the status that words say; raise ClaimError if they say none, or several."""
        parts = [self.part_of(place) for place in places]
        if FORMER in spec.choices:
            return read_office_status(spec.choices, parts)
        record, _ = construct(expanded)
        words = words_of(record) if isinstance(record, Record) else frozenset[str]()
        owner = StatusOwner(words, expanded.record.startswith("statements/"), is_part="." in path)
        return read_status(spec.choices, owner, parts)

    def part_of(self, place: Occurrence) -> Part:
        """Return the passage of a place, and where the place is in it."""
        first, last = self.locator.article.passages[place.passage - 1]
        return self.locator.article.text[first:last], place.start - first, place.end - first

    def words_of(self, unread: UnreadWords) -> str:
        """Return the words at the places of a field."""
        return " \u2026 ".join(self.locator.text(place) for place in unread.places)

    def named_by(self, unread: UnreadWords, kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of some kinds that words name, in their order; raise ClaimError for none."""
        ids: dict[str, None] = {}
        for place in unread.places:
            text, start, end = self.part_of(place)
            mentions = self.mentions_at(place, kinds)
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
        if not ids and kinds and set(kinds[1:]) <= {PLACES} and (identifier := self.add_proper_name(unread, kinds)):
            return [identifier]
        if not ids:
            message = f"has words that name none of its {' or '.join(kinds) or 'records'}: '{self.words_of(unread)}'"
            near = self.list_near(unread.places, kinds)
            hint = "Add a record whose name or `also_called` is in the words, or write an id"
            hint += f"; its passage names {format_ids(near)}" if near else ""
            hint += self.hint_at_alias(self.words_of(unread))
            owners = [owner for place in unread.places for kind in kinds for owner in self.list_owners(place, kind)]
            hint += (
                f"; if {owners[0]} is meant, write {format_pair(owners[0], self.words_of(unread))}" if owners else ""
            )
            group = "; or for a group `named`, the article's words" if unread.spec.name == "speaker" else ""
            raise ClaimError(message, hint + group)
        return list(ids)

    def add_proper_name(self, unread: UnreadWords, kinds: Sequence[str]) -> str | None:
        """Return the id of the owner in the words of a field, else add the record of the only proper name in them.

        It is of the first of the kinds, of which the others are those of places.
        """
        if len(unread.places) != 1:
            return None
        place = unread.places[0]
        owners = [owner for kind in kinds for owner in self.list_owners(place, kind)]
        if owners:
            return owners[0] if len(owners) == 1 else None
        name = find_proper_name(self.locator.text(place))
        if name is None:
            return None
        named = replace(place, start=place.start + name[0], end=place.start + name[1])
        return None if self.mentions_at(named, ("people",)) else self.add_named(kinds[0], named, unread)

    def list_owners(self, place: Occurrence, kind: str) -> list[str]:
        """Return the ids of the records of a kind that words name as owners, such as that of somebody's office."""
        text, start, end = self.part_of(place)
        mentions = [item for item in find_mentions(text, self.aliases) if start <= item.start and item.end <= end]
        owners = [item for item in mentions if item.is_owner]
        acting = select_acting(text, start, end, [item for item in mentions if not item.is_owner], EMPLOYERS)
        return list(dict.fromkeys(item.identifier for item in [*owners, *acting] if item.kind == kind))

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
                error.hint += self.hint_at_alias(pointer.target)
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
        mentions = [
            mention
            for mention in find_mentions(pointer.target, self.aliases)
            if not mention.is_owner and (not pointer.kinds or mention.kind in pointer.kinds)
        ]
        mentions = select_acting(pointer.target, 0, len(pointer.target), mentions, pointer.kinds)
        ids = find_participants(pointer.target, sorted(mentions, key=lambda mention: mention.start))
        for mention in mentions if ids else ():
            if mention.kind == COUNTRIES and f"{COUNTRIES}/{mention.identifier}" not in self.records:
                self.add_country(mention.identifier, pointer.line)
        return ids

    def hint_at_alias(self, words: str) -> str:
        """Return the end of a hint for words with the first word of a record's name: Granit, of Granit Group."""
        for (kind, identifier), names in self.aliases.items():
            for name in names:
                first, _, rest = name.partition(" ")
                if rest and len(first) >= MIN_LETTERS and re.search(rf"(?<!\w){re.escape(first)}(?!\w)", words):
                    return f"; if {first} is `{identifier}`, add `also_called: {first}` to {kind}/{identifier}"
        return ""

    def list_near(self, places: Sequence[Occurrence], kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of some kinds that the passages of places name, but places that may act."""
        passages = dict.fromkeys(place.passage for place in places)
        wholes = [self.locator.passage_place(number) for number in passages]
        mentions = [mention for place in wholes for mention in self.mentions_at(place, kinds)]
        kept = [mention for mention in mentions if mention.kind != PLACES or tuple(kinds) not in ACTING]
        return list(dict.fromkeys(mention.identifier for mention in kept))

    def mentions_at(self, place: Occurrence, kinds: Sequence[str]) -> list[Mention]:
        """Return the mentions of records of some kinds in the words at a place, in order, as ranges of its passage.

        Owners, and names inside those of other kinds, are mentioned only where just a country is possible. Where
        people are possible, what is named after "of" and the like only says which person is meant.
        """
        text, start, end = self.part_of(place)
        is_country = tuple(kinds) == (COUNTRIES,)
        aliases = {key: names for key, names in self.aliases.items() if key[0] == COUNTRIES or not is_country}
        mentions = [
            mention
            for mention in find_mentions(text, aliases)
            if start <= mention.start and mention.end <= end and (not kinds or mention.kind in kinds)
        ]
        if not is_country:
            mentions = [mention for mention in mentions if not mention.is_owner]
        mentions = select_acting(text, start, end, sorted(mentions, key=lambda mention: mention.start), kinds)
        if "people" in kinds:
            mentions = [mention for mention in mentions if not BELONGING.search(text[: mention.start])]
        pairs = zip([None, *mentions], mentions, strict=False)
        return [mention for before, mention in pairs if before is None or not is_seat(text, before, mention)]

    def add_label(self, expanded: Expanded, path: str, label: str) -> None:
        """Let a label rest on the first passage that has it and a name of the record."""
        kind, _, identifier = expanded.record.partition("/")
        patterns = [name_pattern(name) for name in self.aliases.get((kind, identifier), ())]
        for number in range(1, len(self.locator.article.passages) + 1):
            text = self.locator.article.passage(number)
            if any(pattern.search(text) for pattern in patterns) and Vocabulary(text).contains_phrase(label):
                expanded.evidence[path] = self.receipt([self.locator.passage_place(number)])
                return

    def add_status(self, expanded: Expanded) -> None:
        """Add the required status of a record whose own words say it, if the draft does not mention it."""
        spec = field_specs(expanded.model).get("status")
        if spec and spec.info.is_required() and expanded.own_places and self.is_missing(expanded, spec.name):
            try:
                expanded.values[spec.name] = self.read_choice(expanded, spec.name, spec, expanded.own_places)
            except ClaimError as error:
                hint = f"Write `status:` and one of {', '.join(spec.choices)}, such as `status: occurred`"
                expanded.report(expanded.line, spec.name, ClaimError(error.message, hint))
            else:
                expanded.evidence[spec.name] = self.receipt(expanded.own_places)

    def add_speaker(self, expanded: Expanded) -> None:
        """Add the speaker whom the words beside a quotation, or the sentence, name, if the draft mentions none."""
        spec = field_specs(expanded.model).get("speaker")
        if spec is None or not all(self.is_missing(expanded, name) for name in ("speaker", "named")):
            return
        kinds = spec.metadata.reference.kinds if spec.metadata.reference else ()
        if speaker := find_speaker(expanded.own_places, self.locator, self.mentions_at, kinds):
            expanded.values[spec.name] = speaker[0]
            expanded.evidence[spec.name] = self.receipt(speaker[1])

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
        if len(spans) != 1 or not self.is_missing(expanded, path) or spec.metadata.reference is None:
            return
        text = self.locator.article.text[spans[0]["start"] : spans[0]["end"]]
        mentions = [mention for mention in find_mentions(text, self.aliases) if mention.kind != COUNTRIES]
        if len(mentions) == 1 and mentions[0].kind in spec.metadata.reference.kinds:
            start, end = mentions[0].start, mentions[0].end
            if start == 0 or (end == len(text) and OF.search(text[:start])):
                expanded.set_value(path, mentions[0].identifier)
                expanded.evidence[path] = {"basis": "stated", "spans": spans}

    def is_missing(self, expanded: Expanded, path: str) -> bool:
        """Return whether a draft says nothing of a field."""
        return path not in expanded.evidence.keys() | expanded.gaps.keys() | expanded.failed | expanded.lines.keys()

    def receipt(self, places: Sequence[Occurrence]) -> dict[str, Any]:
        """Return the receipt of a value that words at places state."""
        return {"basis": "stated", "spans": [self.locator.span(place) for place in places]}


def is_seat(text: str, before: Mention, mention: Mention) -> bool:
    """Return whether a mention only says where the one before it is: Granit Group of Switzerland."""
    return mention.kind in (COUNTRIES, PLACES) and bool(SEAT.fullmatch(text, before.end, mention.start))


def format_ids(ids: Sequence[str]) -> str:
    """Return some ids in a message."""
    return ", ".join(f"`{identifier}`" for identifier in ids[:MAX_IDS])


def are_joined(text: str, mentions: Sequence[Mention]) -> bool:
    """Return whether nothing but a comma or "and" is between the mentions of different records in a text."""
    pairs = [(left, right) for left, right in pairwise(mentions) if left.identifier != right.identifier]
    return all(JOINT.fullmatch(text, left.end, right.start) for left, right in pairs)
