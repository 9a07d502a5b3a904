"""Words in place of an id: the records that they name, or a group as the article names it."""

import re
from collections.abc import Sequence
from itertools import pairwise

from facts.drafts.names.article_names import Mention
from facts.drafts.problems import ClaimError
from facts.drafts.reading.clauses import find_groups, find_verb
from facts.verify.grammar.verb_words import PREPOSITIONS, UNCHANGED_PAST
from facts.verify.grammar.word_list import word_set

BELONGING = re.compile(r"\S\s(?:of|for|from|at|in|on|with|against|behind|near)\s(?:the\s)?$", re.IGNORECASE)
"""What is before the name of something that somebody belongs to, or is concerned with."""
ACTS = word_set("""
    approval assent consent ratification authorization authorisation confirmation permission agreement support backing
    endorsement decision vote go-ahead blessing signature ruling judgment order request objection rejection
    refusal veto
""")
ACT = re.compile(
    rf"(?:(?:the|its|their|an?)\s)?(?:[a-z-]+\s){{0,2}}(?:{'|'.join(sorted(ACTS))})\s(?:of|by|from)\s(?:the\s)?",
    re.IGNORECASE,
)
"""What somebody does, before the name of who does it: approval of."""
LEAD = re.compile(
    rf"(?:(?:[a-z]+(?:ed|en|wn|de|ght|lt|ld)\s+by|by|with|from|to|what|that)\s+)?(?:(?:the|its|their|our|his|her|both)\s+)?"
    rf"(?:(?!(?:{'|'.join(sorted(PREPOSITIONS))}|and|or|who|which|that|not|no|a|an)\s)[^\s,;:.]+\s+){{0,4}}",
    re.IGNORECASE,
)
"""What may be before the name of a participant: seen by, a preposition, a determiner, offices and what it is."""
BETWEEN = re.compile(r"\s*(?:,|,?\s*and|&)\s*(?:the\s+|its\s+)?", re.IGNORECASE)
AFTER = re.compile(r"\s*(?:(?:and|or|with)?$|[,(]|(?:in|at|near|based)\s)", re.IGNORECASE)
"""What may follow the name: the end, an aside, or where the participant is."""
BETWEEN_NAMES = re.compile(r"\s*(?:,|&|,?\s*and)\s+(?:the\s+|its\s+)?[^\W\d_a-z]")
OTHERS = re.compile(r"\s*,?\s*and\s+\S")
"""What is between the name of a record and others beside it."""
PLURAL = re.compile(r"(?:ers|ors|ists|ians|ees|ants|ents|als|ives|ss|us)$")
"""How nouns for people end, or nouns that are no plurals."""
SUBJECT = re.compile(r"(?:[Ii]t|[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|[Yy]ou)(?:\s|$)")
"""A pronoun that begins a clause, and names nobody."""
COLLECTIVES = word_set("""
    staff police government management army navy board crew team public leadership parliament council ministry
    workforce delegation opposition press community population military militia coastguard company shipyard yard
    personnel youth people men women side cast
""")
"""Nouns for a group that are no plurals: the Harwick staff."""
VERBS = word_set("offers orders delivers covers enters considers suffers transfers prefers remembers discovers")
"""Verbs in the present that end as nouns for people do."""


SUBJUNCTIVE = re.compile(r"(?P<name>(?:.*\s)?[^\W\d_a-z]\S*)\s[a-z]+")
"""A name with a word after it that may be a verb without an ending."""
REQUIRED = re.compile(
    r"(?<!\w)(?:requir|demand|insist|condition|ask|propos|recommend|order|request|stipulat|suggest|urg)\w*\sthat\s$"
)
"""What is before the clause of such a verb: on condition that Norvane license."""
OBJECT = re.compile(r"\s(?:the|an?|its|their|his|her|all|any|both|up|to|from|with|[^\W\d_a-z]|\d)")


def without_subjunctive(text: str, article: str) -> str:
    """Return words without the verb after a name in the clause of a demand of the article: that Norvane sell."""
    match = SUBJUNCTIVE.fullmatch(text)
    start = article.find(text) if match else -1
    is_verb = start >= 0 and REQUIRED.search(article[:start]) and OBJECT.match(article, start + len(text))
    return match["name"] if match and is_verb else text


def find_participants(text: str, mentions: Sequence[Mention], article: str = "") -> list[str]:
    """Return the ids of the records that words name, without words but their offices, verbs and places.

    The mentions are those in the words, in their order. None are returned for words that name a group, such as
    `critics of the Harwick`; raises ClaimError for a clause that names nobody or begins with a pronoun, for several
    records that are not joined by "and", and for a record with somebody else beside it.
    """
    if SUBJECT.match(text):
        message = f"has a pronoun in place of a name: '{text}'"
        raise ClaimError(message, f"Write the id of whom it means before it: `{{some-id: {text}}}`")
    text = without_subjunctive(text, article)
    verb = find_verb(text)
    named = [mention for mention in mentions if is_named_alone(text, mention) or is_joined(text, mention, mentions)]
    is_led = bool(named) and (is_act(text, named[0]) or LEAD.fullmatch(text, 0, named[0].start) is not None)
    if named and (verb is not None or is_led):
        ids = list(dict.fromkeys(mention.identifier for mention in named))
        pairs = [(left, right) for left, right in pairwise(named) if left.identifier != right.identifier]
        if all(BETWEEN.fullmatch(text, left.end, right.start) for left, right in pairs):
            return ids
        message = f"has words that name {' and '.join(ids)}: '{text}'"
        raise ClaimError(message, f"Quote the words of one of them, or write `{{{ids[0]}: {text}}}`, or another one")
    if mentions and OTHERS.match(text, mentions[-1].end) and LEAD.fullmatch(text, 0, mentions[0].start):
        message = f"has words that name {mentions[-1].identifier} and others: '{text}'"
        names = [text[: mentions[-1].end], OTHERS.sub(lambda match: match[0][-1], text[mentions[-1].end :])]
        raise ClaimError(message, f"Write a list, with the words of each, such as `[{names[0]}, {names[1]}]`")
    if verb is not None:
        message = f"has a clause in place of a name: '{text}'"
        word = text[verb:].split(maxsplit=1)[0]
        raise ClaimError(message, f"Quote the words that name who it is, without '{word}'")
    if first := next((mention for mention in mentions if LEAD.fullmatch(text, 0, mention.start)), None):
        following = re.fullmatch(r"\s+(?P<word>[a-z]+)", text[first.end :])
        if following and not (following["word"] in COLLECTIVES or following["word"].endswith("s")):
            message = f"has words that may name {first.identifier}, or a group beside it: '{text}'"
            raise ClaimError(message, f"Write `{{{first.identifier}: {text}}}`, or the words for the group alone")
    return []


def is_named_alone(text: str, mention: Mention) -> bool:
    """Return whether a name is no part of the name of somebody else, such as critics of it, or its members."""
    is_other = BELONGING.search(text[: mention.start]) and not is_act(text, mention)
    return not is_other and is_name_complete(text, mention)


def is_act(text: str, mention: Mention) -> bool:
    """Return whether the words before a name are what its bearer does: approval of parliament."""
    return ACT.fullmatch(text, 0, mention.start) is not None


def is_joined(text: str, mention: Mention, mentions: Sequence[Mention]) -> bool:
    """Return whether nothing but "and" or a comma is between a name and the next of the mentions."""
    is_first = any(BETWEEN.fullmatch(text, mention.end, other.start) for other in mentions)
    return is_first and not BELONGING.search(text[: mention.start])


def is_name_complete(text: str, mention: Mention) -> bool:
    """Return whether a verb, an aside, another name or nothing follows a name, and no noun that it belongs to."""
    if AFTER.match(text, mention.end) or BETWEEN_NAMES.match(text, mention.end):
        return True
    following = re.match(r"\s+(?:(?:alone|also|now|jointly)\s+)*(?P<word>[a-z]+)", text[mention.end :])
    if following is None:
        return False
    word, start = following["word"], mention.end + following.start("word")
    if start in {find_verb(text), *(group.start for group in find_groups(text))}:
        return True
    if word in UNCHANGED_PAST - COLLECTIVES and following.end() == len(text[mention.end :]):
        return not text[: mention.start].strip()
    return word in VERBS or (word.endswith("s") and not PLURAL.search(word))
