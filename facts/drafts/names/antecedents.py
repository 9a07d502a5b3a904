"""Where the name is for which a noun or a pronoun stands: before it in its sentence, else in those before."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.stand_ins import iter_stand_ins, may_mean
from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import PointedTo
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.vocabulary import name_pattern


class Antecedents:
    """Finds the names before words that have none."""

    def __init__(self, finder: MentionFinder, locator: QuoteLocator) -> None:
        self.finder = finder
        self.locator = locator

    def find(self, spans: Sequence[Mapping[str, Any]], pointer: PointedTo) -> Occurrence | None:
        """Return where the name is of the record that a reference points to; None if its words mean another one.

        The words name nobody, and the nearest of those that come before them and that they may mean are not others.
        """
        records = self.finder.described.records
        places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
        if pointer.target not in records or len(places) != 1 or self.names_other(places[0], pointer):
            return None
        words = {*iter_stand_ins(self.locator.text(places[0]))}
        words = {word for word in words if may_mean(word, records[pointer.target][1])}
        for passage, start, end in self.list_ranges(places[0]) if words else ():
            names = [*self.iter_names(words, pointer.kinds, start, end)]
            if names:
                own = [name for name, identifier in names if identifier == pointer.target]
                return Occurrence(passage, *max(own)) if own else None
        return None

    def names_other(self, place: Occurrence, pointer: PointedTo) -> bool:
        """Return whether words name another record than that to which a reference points, or describe it alone."""
        try:
            mentions = self.finder.named_or_described_at(place, pointer.kinds)
        except ClaimError:
            return False
        return any(mention.identifier != pointer.target for mention in mentions)

    def list_ranges(self, place: Occurrence) -> list[tuple[int, int, int]]:
        """Return where names may be before a place, with the passages: its sentence, its passage, the one before."""
        passages, number = self.locator.article.passages, place.passage
        sentence, first = self.locator.sentence_of(place), passages[place.passage - 1][0]
        ranges = [(number, sentence.start, place.start), (number, first, sentence.start)]
        return [*ranges, *([(number - 1, *passages[number - 2])] if number > 1 else [])]

    def iter_names(
        self, words: Collection[str], kinds: Sequence[str], start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield where names are between two positions, and the ids of the records, which words may mean.

        Beside another record's name, a noun counts only where it begins a sentence: not in X said that the firm paid.
        """
        named = [*self.iter_named(words, kinds, start, end)]
        begins = {start + sentence.start for sentence in parse_sentences(self.locator.article.text[start:end])}
        yield from named
        for place, identifier in self.iter_described(words, kinds, start, end):
            if place[0] in begins or all(name == identifier for _, name in named):
                yield place, identifier

    def iter_named(
        self, words: Collection[str], kinds: Sequence[str], start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield where the names themselves are, and the ids of the records, which words may mean."""
        for identifier, (kind, record) in self.finder.described.records.items():
            if (not kinds or kind in kinds) and any(may_mean(word, record) for word in words):
                for name in record.aliases():
                    for match in name_pattern(name).finditer(self.locator.article.text, start, end):
                        yield match.span(), identifier

    def iter_described(
        self, words: Collection[str], kinds: Sequence[str], start: int, end: int
    ) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield where nouns such as the ministry are between two positions that describe one record, and its id."""
        described = self.finder.described
        try:
            mentions = described.find(self.locator.article.text[start:end], 0, end - start, kinds)
        except ClaimError:
            return
        for mention in mentions:
            if any(may_mean(word, described.records[mention.identifier][1]) for word in words):
                yield (start + mention.start, start + mention.end), mention.identifier
