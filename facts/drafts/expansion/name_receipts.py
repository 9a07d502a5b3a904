"""The names of records in the receipts of fields that refer to them by an id, a pronoun or a description."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from facts.drafts.expansion.context_receipts import infer_from_context
from facts.drafts.names.antecedents import Antecedents
from facts.drafts.names.mention_finder import COUNTRIES, MentionFinder
from facts.drafts.names.proper_names import has_pronoun
from facts.drafts.reading.expanded import Expanded, PointedTo
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.model.article import Article
from facts.model.record import TELLERS
from facts.verify.grammar.organization_nouns import DESCRIPTION
from facts.verify.vocabulary import name_pattern

RELATIVE = re.compile(r"(?:who|whom|whose|which)\s", re.IGNORECASE)
SETTING = "where"
"""The reference that a name of another passage may be without further words, which is then inferred."""
NEAR_NOTE = "the sentence or the one before it names who is meant"
"""The note of a name for which words such as "the company" stand."""
ELSEWHERE_NOTE = "the name stands in another passage"
"""The note of a name that does not stand with the words of its record."""


class NameReceipts:
    """Adds names to receipts; the `finder` finds the mentions of the `records` in the words at a place."""

    def __init__(self, records: Mapping[str, Expanded], locator: QuoteLocator, finder: MentionFinder) -> None:
        self.locator = locator
        self.article = locator.article
        self.records = records
        self.finder = finder
        self.aliases = finder.aliases
        self.mentions_at = finder.mentions_at

    def add(self, expanded: Expanded, pointer: PointedTo) -> None:
        """Add, to the receipt of an id without words of its own, the name of its record in the same passages."""
        receipt = expanded.evidence.get(pointer.field, {})
        names = next((names for (_, name), names in self.aliases.items() if name == pointer.target), ())
        patterns, article = [name_pattern(name) for name in names], self.article
        spans = receipt.get("spans", [])
        texts = [article.text[span["start"] : span["end"]] for span in spans]
        is_named = not patterns or any(pattern.search(text) for pattern in patterns for text in texts)
        if is_named or receipt.get("basis") not in ("stated", "inferred"):
            return
        if receipt["basis"] == "inferred":
            self.add_noted(expanded, pointer, patterns)
            return
        is_unnamed = pointer.field in expanded.unquoted or pointer.is_name
        is_unnamed = is_unnamed or self.has_only_pronouns(spans, expanded.record)
        is_unnamed = is_unnamed or self.has_own_pronoun(expanded, pointer, spans)
        place = self.described_at(spans, pointer.target)
        only = None if place else self.only_place(pointer, names)
        place = place or only or self.antecedent_of(spans, patterns)
        if place:
            is_bare = only is not None and pointer.field == SETTING and pointer.field in expanded.unquoted
            if is_bare and not self.is_beside(place, spans):
                infer_from_context(expanded, pointer.field)
            spans.append(self.locator.span(place))
            return
        if not is_unnamed:
            self.add_near(expanded, pointer)
            return
        if place := next(self.iter_in_passages(spans, patterns), None):
            if pointer.field in expanded.unquoted and not self.is_beside(place, spans):
                infer_from_context(expanded, pointer.field)
            spans.append(self.locator.span(place))
            return
        self.add_near(expanded, pointer)

    def add_noted(self, expanded: Expanded, pointer: PointedTo, patterns: Sequence[re.Pattern[str]]) -> None:
        """Add the name that words with a noun or a pronoun stand for to a receipt that has a note of its author.

        That for which a pronoun stands is in its passage; words that describe the record need no name.
        """
        spans = expanded.evidence[pointer.field].get("spans", [])
        texts = [self.article.text[span["start"] : span["end"]] for span in spans]
        described = self.finder.described
        is_described = pointer.target in described.records and described.descriptions.mention(
            pointer.target, "\n".join(texts)
        )
        if is_described or pointer.kinds == (COUNTRIES,):
            return
        if any(map(has_pronoun, texts)):
            is_alone = self.has_only_pronouns(spans, expanded.record)
            place = next(self.iter_in_passages(spans, patterns), None) if is_alone else None
        else:
            place = self.described_at(spans, pointer.target) or self.antecedent_of(spans, patterns)
            place = place or Antecedents(self.finder, self.locator).find(spans, pointer)
        if place:
            spans.append(self.locator.span(place))

    def iter_in_passages(
        self, spans: Sequence[Mapping[str, Any]], patterns: Sequence[re.Pattern[str]]
    ) -> Iterator[Occurrence]:
        """Yield the first place with a name of each of the passages of spans that have one."""
        for number in dict.fromkeys(span["passage"] for span in spans):
            first, last = self.article.passages[number - 1]
            matches = (pattern.search(self.article.text, first, last) for pattern in patterns)
            if match := next(filter(None, matches), None):
                yield Occurrence(number, match.start(), match.end())

    def add_near(self, expanded: Expanded, pointer: PointedTo) -> None:
        """Add the name that words with a noun or a pronoun stand for, and mark their receipt as inferred."""
        receipt = expanded.evidence[pointer.field]
        is_open = pointer.field not in expanded.unquoted and pointer.field not in expanded.based
        place = Antecedents(self.finder, self.locator).find(receipt["spans"], pointer) if is_open else None
        if place:
            receipt["spans"].append(self.locator.span(place))
            receipt |= {"basis": "inferred", "note": NEAR_NOTE}

    def is_beside(self, place: Occurrence, spans: Sequence[Mapping[str, Any]]) -> bool:
        """Return whether a place is in a sentence of spans."""
        sentence = self.locator.sentence_of(place)
        return any(span["start"] < sentence.end and sentence.start < span["end"] for span in spans)

    def antecedent_of(
        self, spans: Sequence[Mapping[str, Any]], patterns: Sequence[re.Pattern[str]]
    ) -> Occurrence | None:
        """Return where a name is directly before words with a relative pronoun: Roe, who left; None if nowhere."""
        for span in spans:
            first, text = self.article.passages[span["passage"] - 1][0], self.article.text
            for pattern in patterns if RELATIVE.match(text, span["start"]) else ():
                for match in pattern.finditer(text, first, span["start"]):
                    if not text[match.end() : span["start"]].strip(" ,"):
                        return Occurrence(span["passage"], match.start(), match.end())
        return None

    def only_place(self, pointer: PointedTo, names: Sequence[str]) -> Occurrence | None:
        """Return where the article has the name that a draft writes in place of an id; None unless it has it once."""
        if not (pointer.is_name and names) or pointer.field in TELLERS:
            return None
        numbers = range(1, len(self.article.passages) + 1)
        places = list(islice(self.locator.find(Quote(pointer.line, names[0]), numbers), 2))
        return places[0] if len(places) == 1 else None

    def described_at(self, spans: Sequence[Mapping[str, Any]], target: str) -> Occurrence | None:
        """Return the name that words such as "the company" stand for, if it is the target's; None if they do not.

        That is the last name before them of a record whose name or kind has their noun, in the article; or the last
        one of the target's kind in their passage, where no record has the noun.
        """
        words = (DESCRIPTION.search(self.article.text, span["start"], span["end"]) for span in spans)
        description = next(filter(None, words), None)
        if description is None:
            return None
        start, noun = description.start(), description["noun"].lower()
        bearers = {key for key in self.aliases if noun in self.nouns_of(key)}
        kinds = {kind for kind, identifier in self.aliases if identifier == target}
        first = 0 if bearers else self.article.passages[self.article.passage_at(start) - 1][0]
        names = [
            (match.start(), match.end(), key[1])
            for key, aliases in self.aliases.items()
            if (key in bearers if bearers else key[0] in kinds)
            for alias in aliases
            for match in name_pattern(alias).finditer(self.article.text, first, start)
        ]
        last = max(names, default=(0, 0, ""))
        return Occurrence(self.article.passage_at(last[0]), last[0], last[1]) if last[2] == target else None

    def nouns_of(self, key: tuple[str, str]) -> set[str]:
        """Return the words of the names and of the kind of a record, in lower case."""
        kind = self.records["/".join(key)].values.get("kind")
        texts = [*self.aliases[key], *([kind] if isinstance(kind, str) else [])]
        return {word.lower() for text in texts for word in text.split()}

    def has_own_pronoun(self, expanded: Expanded, pointer: PointedTo, spans: Sequence[Mapping[str, Any]]) -> bool:
        """Return whether one of several quotations has a pronoun, and the others name what else a field refers to."""
        texts = [self.article.text[span["start"] : span["end"]] for span in spans]
        named = "\n".join(text for text in texts if not has_pronoun(text))
        others = [other for other in expanded.pointers if other.field == pointer.field and other is not pointer]
        names = {name: aliases for (_, name), aliases in self.aliases.items()}
        return (
            len(texts) == len(others) + 1
            and sum(map(has_pronoun, texts)) == 1
            and all(
                other.is_quoted or any(name_pattern(name).search(named) for name in names.get(other.target, ()))
                for other in others
            )
        )

    def has_only_pronouns(self, spans: Sequence[Mapping[str, Any]], record: str) -> bool:
        """Return whether words name nobody but the record, and have a pronoun: the passage says who is meant."""
        places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
        if not all(has_pronoun(self.locator.text(place)) for place in places):
            return False
        mentions = [mention for place in places for mention in self.mentions_at(place, ())]
        return all(f"{mention.kind}/{mention.identifier}" == record for mention in mentions)


def receipt_of_name(name: str, expanded: Expanded, source: str, article: Article) -> dict[str, Any]:
    """Return the receipt of a name in the words of a field: inferred if the passages of the record do not have it."""
    receipt, title = expanded.evidence[source], getattr(expanded.model, "title_field", "")
    own = {span["passage"] for span in expanded.evidence.get(title, {}).get("spans", ())}
    spans = receipt["spans"]
    naming = {span["passage"] for span in spans if name in article.text[span["start"] : span["end"]]}
    if not own or own & naming:
        return {"basis": "stated", "spans": spans}
    return {"basis": "inferred", "spans": spans, "note": receipt.get("note", ELSEWHERE_NOTE)}
