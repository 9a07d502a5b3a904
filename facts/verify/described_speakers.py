"""Whom a description such as the company or the ministry means beside a verb of speech."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from facts.model.record import Record
from facts.verify.descriptions import WHERE
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.grammar.organization_nouns import BODIES, COMPANIES, GENERAL, PLACES
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.word_list import word_set
from facts.verify.speech import Speakers
from facts.verify.tokens import tokenize

PRONOUNS = word_set("it its they their")
"""Words that may mean somebody whom another sentence names."""
_DESCRIPTION = re.compile(
    r"(?:(?:said|says|added|adds|wrote|told|announced)\s|according to\s)?(?:the|this)\s(?:\w+\s)?\w+"
    r"(?:\s(?:\w+))?",
    re.IGNORECASE,
)
"""A description with the verb of speech after it, or before it."""
NO_TITLES = word_set("the this according to")
"""Words of a description besides those of an office."""
MODIFIED = re.compile(r"\s(?P<noun>[a-z]+)")
"""A noun after a name that only says which one is meant: the Corvair order."""
MAX_BACK = 2
"""Maximum number of sentences, the one with the description first, that may name whom it means."""


def find_described(
    speaker: str, words: str, before: str, speakers: Speakers, kinds: Mapping[str, str], places: Mapping[str, str]
) -> str | None:
    """Return whom a description means; None if it may be the speaker.

    That is the only ministry, city or the like of all, or the company that the text before names last.
    The `kinds` are the words for what the organizations are, by their ids, and `places` those for places.
    """
    tokens = {token.lower for token in tokenize(words)}
    if not _DESCRIPTION.fullmatch(words):
        return None
    nouns = COMPANIES & tokens
    specific = [name for name in kinds if (nouns - GENERAL) & {*kinds[name].lower().split()}]
    if (BODIES | PLACES) & tokens:
        bearer = find_bearer(words, kinds, places)
    elif not nouns or speaker not in kinds:
        bearer = None
    else:
        bearer = specific[0] if len(specific) == 1 else find_last_company(speaker, before, speakers, kinds)
    return None if bearer == speaker else bearer


def find_last_company(speaker: str, before: str, speakers: Speakers, kinds: Mapping[str, str]) -> str | None:
    """Return the company that a text names last; None if a sentence names several, or the speaker, or a pronoun."""
    for sentence in [*reversed(parse_sentences(before))][:MAX_BACK]:
        text = before[sentence.start : sentence.end]
        named = [name for name in speakers.mentioned_in(text) if name in kinds]
        mentioned = [name for name in named if not is_modifier(name, text, speakers)]
        companies = [name for name in mentioned if not is_body(name, kinds)]
        if speaker in mentioned or len(companies) > 1 or PRONOUNS & {token.lower for token in tokenize(text)}:
            return None
        if companies:
            return companies[0]
    return None


def is_modifier(name: str, text: str, speakers: Speakers) -> bool:
    """Return whether a text names somebody only to say which thing is meant: the Corvair order is late."""
    matches = [match for pattern in speakers.patterns[name] for match in pattern.finditer(text)]
    starts = {group.start for sentence in parse_sentences(text) for group in sentence.groups}
    return all(
        text[: match.start()].split()[-1:] in (["The"], ["the"], ["Its"], ["its"], ["A"], ["a"])
        and (noun := MODIFIED.match(text, match.end())) is not None
        and noun["noun"] not in FUNCTION_WORDS
        and noun.start("noun") not in starts
        for match in matches
    )


@dataclass(frozen=True, slots=True)
class OfficeWords:
    """The words of the titles of a person's offices, in lower case, and those before "of" and the like."""

    words: frozenset[str]
    nouns: frozenset[str]

    @classmethod
    def of(cls, person: Record) -> "OfficeWords":
        """Return the words of the offices of a person; none for a person without any."""
        titles = [str(office.title).lower() for office in getattr(person, "offices", ())]
        words = frozenset(word for title in titles for word in title.split())
        return cls(words, frozenset(word for title in titles for word in WHERE.split(title)[0].split()))


def find_holder(speaker: str, words: str, offices: Mapping[str, OfficeWords]) -> str | None:
    """Return the only person whose office a description names, such as the mayor; None if it may be the speaker.

    The `offices` are those of people by their ids; a speaker without any may have the office. What an office is of
    describes nobody: engineering, of a professor of engineering.
    """
    tokens = {token.lower for token in tokenize(words)} if _DESCRIPTION.fullmatch(words) else set[str]()
    title = tokens - TELLING_VERBS - NO_TITLES
    holders = [person for person, office in offices.items() if title <= office.words and title & office.nouns]
    is_open = speaker in holders or (speaker in offices and not offices[speaker].words)
    return holders[0] if len(holders) == 1 and not is_open else None


def find_bearer(words: str, kinds: Mapping[str, str], places: Mapping[str, str]) -> str | None:
    """Return the only organization or place with the noun of words such as the ministry; None if it is not one."""
    tokens = {token.lower for token in tokenize(words)} if _DESCRIPTION.fullmatch(words) else set[str]()
    nouns = BODIES & tokens or PLACES & tokens
    bearers = [name for name in kinds if nouns & {*name.split("-"), *kinds[name].lower().split()}]
    bearers += [name for name in places if nouns & {*places[name].lower().split()}]
    return bearers[0] if len(bearers) == 1 else None


def is_body(name: str, kinds: Mapping[str, str]) -> bool:
    """Return whether an organization is no company by its id or its kind."""
    return bool(BODIES & {*name.split("-"), *kinds[name].lower().split()})
