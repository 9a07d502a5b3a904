"""The names of records in the receipts of fields that refer to them by an id, a pronoun or a description."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from facts.drafts.expanded import Expanded, PointedTo
from facts.drafts.locate import Occurrence, Quote, QuoteLocator
from facts.drafts.names import Mention
from facts.drafts.proper_names import has_pronoun
from facts.verify.vocabulary import name_pattern

VOICES = ("speaker", "attributed_to")
"""The fields whose words must stand with what is said."""
DESCRIPTION = re.compile(
    r"(?<!\w)(?:the|this)\s(?:company|firm|group|fund|bank|museum|ministry|government|authority|union|club|city|town"
    r"|state|country|court|council|commission|agency|university|yard|shipyard|party|newspaper|maker|builder)(?!\w)",
    re.IGNORECASE,
)
"""Words for a record that is named before them."""


class NameReceipts:
    """Adds names to receipts; `mentions_at` returns the mentions of records of some kinds in the words at a place."""

    def __init__(
        self,
        locator: QuoteLocator,
        aliases: Mapping[tuple[str, str], Sequence[str]],
        mentions_at: Callable[[Occurrence, Sequence[str]], list[Mention]],
    ) -> None:
        self.locator = locator
        self.aliases = aliases
        self.mentions_at = mentions_at

    def add(self, expanded: Expanded, pointer: PointedTo) -> None:
        """Add, to the receipt of an id without words of its own, the name of its record in the same passages."""
        receipt = expanded.evidence.get(pointer.field, {})
        names = next((names for (_, name), names in self.aliases.items() if name == pointer.target), ())
        patterns, article = [name_pattern(name) for name in names], self.locator.article
        spans = receipt.get("spans", [])
        texts = [article.text[span["start"] : span["end"]] for span in spans]
        is_named = not patterns or any(pattern.search(text) for pattern in patterns for text in texts)
        is_unnamed = (
            pointer.field in expanded.unquoted
            or self.has_only_pronouns(spans, expanded.record)
            or self.has_description(spans, pointer.target)
        )
        if is_named or not is_unnamed or receipt.get("basis") != "stated":
            return
        for number in dict.fromkeys(span["passage"] for span in spans):
            first, last = article.passages[number - 1]
            matches = (pattern.search(article.text, first, last) for pattern in patterns)
            if match := next(filter(None, matches), None):
                spans.append(self.locator.span(Occurrence(number, match.start(), match.end())))
                return
        places = (
            self.locator.find(Quote(pointer.line, names[0]), range(1, len(article.passages) + 1)) if names else ()
        )
        if pointer.is_name and pointer.field not in VOICES and len(alone := list(islice(places, 2))) == 1:
            spans.append(self.locator.span(alone[0]))

    def has_description(self, spans: Sequence[Mapping[str, Any]], target: str) -> bool:
        """Return whether words such as "the company" mean the record of its kind that their passage names last."""
        for span in spans:
            place = Occurrence(span["passage"], span["start"], span["end"])
            kinds = [kind for kind, identifier in self.aliases if identifier == target]
            before = replace(place, start=self.locator.article.passages[place.passage - 1][0], end=place.start)
            named = [mention for mention in self.mentions_at(before, kinds) if mention.kind in kinds]
            is_described = bool(DESCRIPTION.search(self.locator.text(place))) and not self.mentions_at(place, kinds)
            if not (is_described and named and named[-1].identifier == target):
                return False
        return bool(spans)

    def has_only_pronouns(self, spans: Sequence[Mapping[str, Any]], record: str) -> bool:
        """Return whether words name nobody but the record, and have a pronoun: the passage says who is meant."""
        places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
        mentions = [mention for place in places for mention in self.mentions_at(place, ())]
        is_unnamed = all(f"{mention.kind}/{mention.identifier}" == record for mention in mentions)
        return is_unnamed and all(has_pronoun(self.locator.text(place)) for place in places)
