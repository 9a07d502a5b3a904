"""Definite descriptions in place of names: the council, where one record, and nothing else, is a council."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from facts.drafts.names.acting_places import PLACES
from facts.drafts.names.article_names import Mention
from facts.drafts.names.stand_ins import TERRITORIES, may_mean
from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import Expanded, construct, list_aliases
from facts.drafts.text.emit import format_flow
from facts.kinds.person import EMPLOYERS
from facts.model.article import Article
from facts.model.record import ACTORS, Record
from facts.verify.country_names import codes_by_adjective
from facts.verify.descriptions import (
    DEFINITE,
    NEUTRAL,
    Descriptions,
    fits,
    is_owning_place,
    iter_descriptions,
    texts_of,
)
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.office_modifiers import OFFICES, SPEAKING, iter_office_modifiers
from facts.verify.grammar.organization_nouns import COMPANIES, GENERAL
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.tokens import Token
from facts.verify.vocabulary import name_pattern, normalize

LAST_WORD = re.compile(r"[\w'\u2019-]+\s+$")
OF = re.compile(r"\s(?:of|for)\s")
"""What is after a noun that says of whom the thing is."""
ORGANIZATIONS, PEOPLE = "organizations", "people"
INTRODUCING = ("kind", "country")
"""The fields from whose words it follows what a record is."""
ASIDE = re.compile(r",\san?\s(?:[\w'\u2019-]+\s){0,2}")
INDEFINITE = re.compile(r"(?<!\w)an?\s(?:[\w'\u2019-]+\s){0,2}$", re.IGNORECASE)
"""What is before the last two words of a description: between it and a name before it, or without one."""


class DescribedRecords:
    """Finds the records of a draft that the definite descriptions of its article mean."""

    def __init__(self, records: Mapping[str, Expanded], article: Article) -> None:
        self.expanded = records
        self.article = article

    @cached_property
    def records(self) -> Mapping[str, tuple[str, Record]]:
        """The records with a name that the article has, with their kinds, by id."""
        named = ((key, expanded) for key, expanded in self.expanded.items() if list_aliases(expanded))
        models = ((key.partition("/")[0], construct(expanded)[0]) for key, expanded in named)
        return {
            model.id: (kind, model)
            for kind, model in models
            if isinstance(model, Record) and getattr(model, "name", None) is not None
        }

    @cached_property
    def descriptions(self) -> Descriptions:
        """The nouns of the records."""
        return Descriptions({identifier: record for identifier, (_, record) in self.records.items()})

    def find(
        self, text: str, start: int, end: int, kinds: Sequence[str], named: Sequence[Mention] = ()
    ) -> list[Mention]:
        """Return the mentions between two positions of a text by descriptions of records of some kinds, any if none.

        Those that a mention by a name ends with are none, and an owner, such as the agency's, is one of an office
        only. Raises ClaimError for a description that several records fit, or something else of the article.
        """
        mentions = []
        for first, noun, modifiers, fitting in self.iter_phrases(text):
            bearers = [target for target in fitting if not kinds or self.records[target][0] in kinds]
            meant = [target for target in bearers if all(fits(word, self.records[target][1]) for word in modifiers)]
            is_named = any(name.end == noun.end for name in named)
            word = normalize(noun.text)
            is_other = OF.match(text, noun.end) is not None or (word != noun.lower and tuple(kinds) != EMPLOYERS)
            if is_named or not meant or first < start or noun.end > end or is_other:
                continue
            apposed = self.find_apposed(text, noun.end, kinds)
            if apposed and apposed.end <= end:
                continue
            if apposed and meant != [apposed.identifier]:
                raise open_error([*dict.fromkeys([apposed.identifier, *meant])], word, text[first : noun.end])
            beside = self.list_beside(text, first, noun, modifiers, kinds)
            is_apart = bool(beside) and beside.keys().isdisjoint(meant) and not self.is_of_kind(meant[0], word)
            if len(meant) > 1 or (bearers == meant and (is_apart or self.has_rival(meant[0], word))):
                raise open_error([*dict.fromkeys([*beside, *meant])], word, text[first : noun.end])
            if bearers == meant:
                mentions.append(Mention(first, noun.end, self.records[meant[0]][0], meant[0]))
        return mentions

    def find_apposed(self, text: str, end: int, kinds: Sequence[str]) -> Mention | None:
        """Return the mention of the person whose name follows a comma after a description: its director, Lind."""
        names = (
            (identifier, name)
            for identifier, (kind, record) in self.records.items()
            if kind == PEOPLE and (not kinds or kind in kinds)
            for name in record.aliases()
        )
        for key, name in names if text.startswith(", ", end) else ():
            match = name_pattern(name).match(text, end + 2)
            if match and TELLING_VERBS.isdisjoint(text[match.end() :].split(maxsplit=1)[:1]):
                return Mention(match.start(), match.end(), PEOPLE, key)
        return None

    def is_of_kind(self, target: str, noun: str) -> bool:
        """Return whether a record is a company whose kind is a noun that says what it does: airline, not company."""
        kind = getattr(self.records[target][1], "kind", None)
        return isinstance(kind, str) and noun in COMPANIES - GENERAL and noun in kind.lower().split()[-1:]

    def find_employer(self, text: str, start: int, end: int, kinds: Sequence[str]) -> str | None:
        """Return the id of the record whose noun stands right before an office between two positions; None if open.

        That is union in union chairman, for an office, and in union spokesman for who speaks.
        """
        offices = OFFICES if tuple(kinds) == EMPLOYERS else SPEAKING if tuple(kinds) == ACTORS else frozenset[str]()
        for noun, _ in iter_office_modifiers(text, offices):
            bearers = [
                target for target in self.descriptions.bearers.get(noun.lower, ()) if self.is_body(target, noun)
            ]
            if start <= noun.start and noun.end <= end and len(bearers) == 1:
                return None if self.has_rival(bearers[0], noun.lower) else bearers[0]
        return None

    def has_employer(self, text: str, start: int, end: int) -> bool:
        """Return whether the noun for an organization stands right before an office between two positions."""
        return any(start <= noun.start and office.end <= end for noun, office in iter_office_modifiers(text))

    def is_body(self, target: str, noun: Token) -> bool:
        """Return whether a record is an organization that a noun in the singular says what it is."""
        return self.records[target][0] == ORGANIZATIONS and noun.lower in self.nouns_of(target)

    def list_beside(
        self, text: str, start: int, noun: Token, modifiers: Sequence[Token], kinds: Sequence[str]
    ) -> dict[str, None]:
        """Return the ids of the records of some kinds that the sentence names before a position, the last first.

        The noun there, with the words before it, may stand for any of them; "the hospital group" for no maker. One
        such as company may stand for any that the sentence before names too.
        """
        word = to_singular(normalize(noun.text))
        starts = [sentence.start for sentence in parse_sentences(text) if sentence.start <= start] or [0]
        first = starts[-2:][0] if word in GENERAL else starts[-1]
        places = {
            match.end(): identifier
            for identifier, (kind, record) in self.records.items()
            if (not kinds or kind in kinds)
            and may_mean(word, record)
            and all(fits(modifier, record) for modifier in modifiers)
            for name in record.aliases()
            for match in name_pattern(name).finditer(text, first, start)
        }
        return dict.fromkeys(places[end] for end in sorted(places, reverse=True))

    def description_of(self, target: str, text: str) -> str | None:
        """Return the first words of a text that describe a record, and no other one of the draft; None if none do.

        For an organization they may be those for who speaks for it: union spokesman.
        """
        for noun, office in iter_office_modifiers(text, SPEAKING):
            if self.find_employer(text, noun.start, office.end, ACTORS) == target:
                return text[noun.start : office.end]
        phrases = self.iter_phrases(text)
        return next((text[first : noun.end] for first, noun, _, fitting in phrases if fitting == [target]), None)

    def iter_phrases(self, text: str) -> Iterator[tuple[int, Token, Sequence[Token], Sequence[str]]]:
        """Yield where each definite phrase of a text begins, its noun, the words between and the ids that have it."""
        for modifiers, noun in iter_descriptions(text):
            determiner = LAST_WORD.search(text[: (modifiers[0] if modifiers else noun).start])
            word = normalize(noun.text)
            bearers = self.descriptions.bearers.get(to_singular(word), ()) if noun.text.islower() else ()
            if determiner:
                fitting = [target for target in bearers if word in self.nouns_of(target)]
                yield determiner.start(), noun, modifiers, fitting

    def nouns_of(self, target: str) -> set[str]:
        """Return the last words of the names and of the kind of a record, in lower case."""
        return {text.split()[-1] for text in texts_of(self.records[target][1])}

    def find_unlabelled(self, words: str, kinds: Sequence[str]) -> tuple[str, str] | None:
        """Return the id of the place whose noun words begin with, and the noun; None if there is none.

        The article has the noun before the name of one place, the city of Norvik, and no record of the draft has it.
        """
        start, noun, modifiers, fitting = next(self.iter_phrases(words), (1, None, (), ()))
        if start or noun is None or modifiers or fitting or OF.match(words, noun.end):
            return None
        may_be = noun.lower in TERRITORIES and (not kinds or PLACES in kinds)
        places = [target for target, (kind, _) in self.records.items() if kind == PLACES] if may_be else []
        named = [target for target in places if self.is_of(noun.lower, self.records[target][1])]
        return (named[0], noun.lower) if len(named) == 1 else None

    def is_of(self, noun: str, record: Record) -> bool:
        """Return whether the article has a noun before the name of a record: the city of Norvik."""
        names = "|".join(map(re.escape, record.aliases()))
        return bool(re.search(rf"(?<!\w){noun}\sof\s(?:the\s)?(?:{names})(?!\w)", self.article.text, re.IGNORECASE))

    def has_rival(self, target: str, noun: str) -> bool:
        """Return whether a word that is not the record's stands before the noun in the article: Harbour Council.

        Words from which its own fields are, an aside to its name, and the adjective of its country say what it is.
        """
        kind, record = self.records[target]
        patterns = [name_pattern(name) for name in record.aliases()]
        names = [match.span() for pattern in patterns for match in pattern.finditer(self.article.text)]
        expanded = self.expanded[f"{kind}/{target}"]
        evidence, country = expanded.evidence, expanded.values.get("country")
        spans = [span for path in INTRODUCING for span in evidence.get(path, {}).get("spans", ())]
        introductions = [*names, *((span["start"], span["end"]) for span in spans)]
        own = {word for text in texts_of(record) for word in text.split()} | FUNCTION_WORDS | DEFINITE | NEUTRAL
        own |= TELLING_VERBS
        pattern = re.compile(rf"(?<!\w)(?P<word>[^\W\d_][\w\u2019'-]*)\s{re.escape(noun)}(?!\w)", re.IGNORECASE)
        return any(
            not (match["word"].lower() in own or is_owning_place(match["word"]))
            and codes_by_adjective().get(match["word"], "") != country
            and not any(start == match.end() + 1 for start, _ in names)
            and not any(start <= match.start() and match.end() <= end for start, end in introductions)
            and not any(self.is_aside(match, name) for name in names)
            for match in pattern.finditer(self.article.text)
        )

    def is_aside(self, description: re.Match[str], name: tuple[int, int]) -> bool:
        """Return whether a description with "a" says what a name beside it is: Granit, a Danish yard."""
        text, (start, end) = self.article.text, name
        if end <= description.start():
            return ASIDE.fullmatch(text, end, description.start()) is not None
        phrase = INDEFINITE.search(text[: description.start()])
        return phrase is not None and text[description.end() : start] == ", "


def label_hint(target: str, noun: str, words: str) -> str:
    """Return what to write so that a noun in words stands for a place: the city."""
    return f"Write `kind: {noun}` for places/{target}, or `{format_flow({target: words, 'note': 'why'})}`"


def open_error(ids: Sequence[str], noun: str, words: str) -> ClaimError:
    """Return the error that words may mean one record or another, the likeliest first, or none of the draft."""
    other = " or ".join(ids[1:]) or f"another {noun} of the article"
    return ClaimError(
        f"has words that may mean {ids[0]} or {other}: '{words}'", f"Write `{{{ids[0]}: {words}}}`, or another id"
    )
