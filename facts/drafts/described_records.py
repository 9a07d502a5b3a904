"""Definite descriptions in place of names: the council, where one record, and nothing else, is a council."""

import re
from collections.abc import Mapping, Sequence
from functools import cached_property

from facts.drafts.expanded import Expanded, construct, list_aliases
from facts.drafts.names import Mention
from facts.drafts.problems import ClaimError
from facts.model.article import Article
from facts.model.record import Record
from facts.verify.descriptions import DEFINITE, NEUTRAL, Descriptions, fits, iter_descriptions, texts_of
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.inflection import to_singular
from facts.verify.vocabulary import name_pattern

LAST_WORD = re.compile(r"\S+\s+$")
OF = re.compile(r"\s(?:of|for)\s")
"""What is after a noun that says of whom the thing is."""


class DescribedRecords:
    """Finds the records of a draft that the definite descriptions of its article mean."""

    def __init__(self, records: Mapping[str, Expanded], article: Article) -> None:
        self.expanded = records
        self.article = article

    @cached_property
    def records(self) -> Mapping[str, tuple[str, Record]]:
        """The records that have names, with their kinds, by id."""
        named = ((key, expanded) for key, expanded in self.expanded.items() if list_aliases(expanded))
        models = ((key.partition("/")[0], construct(expanded)[0]) for key, expanded in named)
        return {model.id: (kind, model) for kind, model in models if isinstance(model, Record)}

    @cached_property
    def descriptions(self) -> Descriptions:
        """The nouns of the records."""
        return Descriptions({identifier: record for identifier, (_, record) in self.records.items()})

    def find(
        self, text: str, start: int, end: int, kinds: Sequence[str], named: Sequence[Mention] = ()
    ) -> list[Mention]:
        """Return the mentions between two positions of a text by descriptions of records of some kinds, any if none.

        Those that a mention by a name ends with are none. Raises ClaimError for a description that several records
        fit, or something else of the article.
        """
        mentions = []
        for modifiers, noun in iter_descriptions(text):
            determiner = LAST_WORD.search(text[: (modifiers[0] if modifiers else noun).start])
            first = determiner.start() if determiner else -1
            is_named = any(name.end == noun.end for name in named)
            if is_named or not noun.text.islower() or first < start or noun.end > end or OF.match(text, noun.end):
                continue
            words = text[first : noun.end]
            bearers = [
                target
                for target in self.descriptions.bearers.get(to_singular(noun.lower), ())
                if noun.lower in self.nouns_of(target) and (not kinds or self.records[target][0] in kinds)
            ]
            is_meant = len(bearers) == 1 and all(fits(word, self.records[bearers[0]][1]) for word in modifiers)
            if len(bearers) > 1 or (is_meant and self.has_rival(bearers[0], noun.lower)):
                other = " or ".join(bearers[1:]) or f"another {noun.lower} of the article"
                message = f"has words that may mean {bearers[0]} or {other}: '{words}'"
                raise ClaimError(message, f"Write `{{{bearers[0]}: {words}}}`, or another id")
            if is_meant:
                mentions.append(Mention(first, noun.end, self.records[bearers[0]][0], bearers[0]))
        return mentions

    def find_open(self, text: str) -> list[Mention]:
        """Return the mentions in a text by descriptions; none if one of them is open."""
        try:
            return self.find(text, 0, len(text), ())
        except ClaimError:
            return []

    def nouns_of(self, target: str) -> set[str]:
        """Return the last words of the names and of the kind of a record, in lower case."""
        return {text.split()[-1] for text in texts_of(self.records[target][1])}

    def has_rival(self, target: str, noun: str) -> bool:
        """Return whether a word that is not the record's stands before the noun in the article: Harbour Council."""
        record = self.records[target][1]
        patterns = [name_pattern(name) for name in record.aliases()]
        names = [match.span() for pattern in patterns for match in pattern.finditer(self.article.text)]
        own = {word for text in texts_of(record) for word in text.split()} | FUNCTION_WORDS | DEFINITE | NEUTRAL
        pattern = re.compile(rf"(?<!\w)(?P<word>[^\W\d_][\w\u2019'-]*)\s{re.escape(noun)}(?!\w)", re.IGNORECASE)
        return any(
            match["word"].lower() not in own
            and not any(start <= match.start() and match.end() <= end for start, end in names)
            for match in pattern.finditer(self.article.text)
        )
