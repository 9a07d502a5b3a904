"""Whom a description such as the company or the ministry means beside a verb of speech."""

import re
from collections.abc import Mapping

from facts.verify.grammar.organization_nouns import BODIES, COMPANIES, PLACES
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
    if (BODIES | PLACES) & tokens:
        bearer = find_bearer(words, kinds, places)
        return None if bearer == speaker else bearer
    if not COMPANIES & tokens or speaker not in kinds:
        return None
    for sentence in [*reversed(parse_sentences(before))][:MAX_BACK]:
        text = before[sentence.start : sentence.end]
        mentioned = [name for name in speakers.mentioned_in(text) if name in kinds]
        companies = [name for name in mentioned if not is_body(name, kinds)]
        if speaker in mentioned or len(companies) > 1 or PRONOUNS & {token.lower for token in tokenize(text)}:
            return None
        if companies:
            return companies[0]
    return None


def find_holder(speaker: str, words: str, offices: Mapping[str, frozenset[str]]) -> str | None:
    """Return the only person whose office a description names, such as the mayor; None if it may be the speaker.

    The `offices` are the words of people's titles, by their ids; a speaker without any may have the office.
    """
    tokens = {token.lower for token in tokenize(words)} if _DESCRIPTION.fullmatch(words) else set[str]()
    title = tokens - TELLING_VERBS - NO_TITLES
    holders = [person for person, office in offices.items() if title and title <= office]
    return (
        holders[0] if len(holders) == 1 and speaker not in holders and offices.get(speaker) != frozenset() else None
    )


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
