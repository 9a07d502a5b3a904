"""Mentions of the records of a draft in the words of its article, by their names and by descriptions."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from facts.drafts.names.acting_places import ACTING, PLACES, select_acting
from facts.drafts.names.article_names import SEATED, Mention, find_mentions
from facts.drafts.names.described_records import DescribedRecords
from facts.drafts.names.groups import BELONGING
from facts.drafts.reading.event_acts import Part
from facts.drafts.reading.expanded import Expanded, list_aliases
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.kinds.person import EMPLOYERS

COUNTRIES = "countries"
JOINT = re.compile(rf"\s*(?:,|and|&|,\s*and)\s*(?:the\s|its\s)?(?:\w+{SEATED.pattern}\s)?", re.IGNORECASE)
"""What is between the names of several records that are one value."""
SEAT = re.compile(r"\s(?:of|in|from)\s(?:the\s)?")
"""What is between a name and where its bearer is."""


class MentionFinder:
    """Finds the mentions of `records` in the words at places of an article."""

    def __init__(self, records: Mapping[str, Expanded], locator: QuoteLocator) -> None:
        self.records = records
        self.locator = locator
        self.described = DescribedRecords(records, locator.article)

    @cached_property
    def aliases(self) -> Mapping[tuple[str, str], Sequence[str]]:
        """The names of each record, by kind and id."""
        keys = ((key.partition("/"), record) for key, record in self.records.items())
        return {(kind, identifier): list_aliases(record) for (kind, _, identifier), record in keys if identifier}

    def part_of(self, place: Occurrence) -> Part:
        """Return the passage of a place, and where the place is in it."""
        first, last = self.locator.article.passages[place.passage - 1]
        return self.locator.article.text[first:last], place.start - first, place.end - first

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

    def named_or_described_at(self, place: Occurrence, kinds: Sequence[str]) -> list[Mention]:
        """Return the mentions by names at a place, else those by descriptions; raise ClaimError if one is open."""
        return self.mentions_at(place, kinds) or self.described.find(*self.part_of(place), kinds)

    def list_near(self, places: Sequence[Occurrence], kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of some kinds that the passages of places name, but places that may act."""
        passages = dict.fromkeys(place.passage for place in places)
        wholes = [self.locator.passage_place(number) for number in passages]
        mentions = [mention for place in wholes for mention in self.mentions_at(place, kinds)]
        kept = [mention for mention in mentions if mention.kind != PLACES or tuple(kinds) not in ACTING]
        return list(dict.fromkeys(mention.identifier for mention in kept))

    def list_owners(self, place: Occurrence, kind: str) -> list[str]:
        """Return the ids of the records of a kind that words name as owners, such as that of somebody's office."""
        text, start, end = self.part_of(place)
        mentions = [item for item in find_mentions(text, self.aliases) if start <= item.start and item.end <= end]
        owners = [item for item in mentions if item.is_owner]
        acting = select_acting(text, start, end, [item for item in mentions if not item.is_owner], EMPLOYERS)
        return list(dict.fromkeys(item.identifier for item in [*owners, *acting] if item.kind == kind))

    def list_all_owners(self, places: Sequence[Occurrence], kinds: Sequence[str]) -> list[str]:
        """Return the ids of the records of some kinds that the words at places name as owners, each once."""
        owners = [owner for place in places for kind in kinds for owner in self.list_owners(place, kind)]
        return list(dict.fromkeys(owners))


def is_seat(text: str, before: Mention, mention: Mention) -> bool:
    """Return whether a mention only says where the one before it is: Granit Group of Switzerland."""
    return mention.kind in (COUNTRIES, PLACES) and bool(SEAT.fullmatch(text, before.end, mention.start))


def without_countries(text: str, mentions: Sequence[Mention]) -> str:
    """Return words without the countries that only say where who is named before them is: Granit of Switzerland."""
    for before, mention in reversed(list(pairwise(mentions))):
        if mention.kind == COUNTRIES and before.kind != COUNTRIES and is_seat(text, before, mention):
            text = text[: before.end] + text[mention.end :]
    return text


def are_joined(text: str, mentions: Sequence[Mention]) -> bool:
    """Return whether nothing but a comma or "and" is between the mentions of different records in a text."""
    pairs = [(left, right) for left, right in pairwise(mentions) if left.identifier != right.identifier]
    return all(JOINT.fullmatch(text, left.end, right.start) for left, right in pairs)
