"""Summaries that begin with somebody whom neither their sentence nor a pronoun in it names."""

import re
from collections.abc import Iterator, Sequence

from facts.model.record import ACTORS, Record
from facts.verify.descriptions import Descriptions, iter_descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.actors import list_related
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.sentence_map import SentenceMap
from facts.verify.tokens import tokenize
from facts.verify.vocabulary import name_pattern, normalize

PRONOUNS = word_set(
    "it its they their them he him his she her we us our i my me you your who which this these both one"
)
"""Words for somebody whom another sentence names, or who speaks."""
LEADING = re.compile(r"(?:the\s)?(?P<words>(?:\w[\w'\u2019-]*\s){1,3})", re.IGNORECASE)
OWNER = re.compile(r"(?:the\s)?[^,.;:]{1,60}?(?:['\u2019]s|s['\u2019])\s(?P<noun>[a-z]+)", re.IGNORECASE)
"""Somebody to whom the thing belongs with which a summary begins: the auditor's figure."""
STAND_IN = r"(?:that|this|these|those|the|such)"
"""What is before a noun for a thing that another sentence has told of."""
POSSESSIVES = ("'", "\u2019")
HINT = "Correct it, or quote the words that say so"


def find_foreign_subjects(context: CheckContext) -> Iterator[Finding]:
    """Yield each summary that begins with an actor who is not in its sentences, by name or beside another."""
    sentences, descriptions = context.sentences, context.descriptions
    actors = [record for kind in ACTORS for record in context.of_kind(kind)]
    for statement in context.of_kind("statements"):
        receipt, summary = statement.evidence.get("summary"), str(getattr(statement, "summary", ""))
        if receipt is None or (subject := find_leading_actor(summary, actors, descriptions)) is None:
            continue
        text = sentences.text_of(receipt.spans)
        is_theirs = owns_subject(summary, text)
        if is_theirs or is_open(subject, statement, text, descriptions, sentences):
            continue
        others = [actor.id for actor in actors if actor.id != subject and descriptions.mention(actor.id, text)]
        speaker = getattr(statement, "speaker", None)
        others = [other for other in others if other != speaker]
        if others or is_named(subject, summary, statement, descriptions):
            rest = f", which names {', '.join(others)}" if others else ""
            message = f"begins with {subject}, whom its sentence does not name{rest}"
            yield Finding(f"statements/{statement.id}", "summary", message, HINT, is_certain=False)


def is_named(subject: str, summary: str, statement: Record, descriptions: Descriptions) -> bool:
    """Return whether a summary names its subject, who owns nothing in it, and whom its statement is not about."""
    matches = [
        match for name in descriptions.records[subject].aliases() for match in name_pattern(name).finditer(summary)
    ]
    has_thing = any(summary[match.end() :].startswith(POSSESSIVES) for match in matches)
    return bool(matches) and not has_thing and subject not in getattr(statement, "about", ())


def owns_subject(summary: str, text: str) -> bool:
    """Return whether a summary begins with somebody's thing, which a sentence only has a noun for: that figure."""
    match = OWNER.match(summary)
    return (
        match is not None
        and re.search(rf"(?<!\w){STAND_IN}\s{re.escape(match['noun'])}(?!\w)", text, re.I) is not None
    )


def find_leading_actor(summary: str, actors: Sequence[Record], descriptions: Descriptions) -> str | None:
    """Return the id of whom a summary names, or alone describes, with its first words; None if it does not."""
    for actor in actors:
        if any(
            (match := name_pattern(name).search(summary)) and match.start() <= len("the ") for name in actor.aliases()
        ):
            return actor.id
    for modifiers, noun in iter_descriptions(summary):
        is_first = noun.start <= len("the ") + sum(len(word.text) + 1 for word in modifiers)
        fitting = descriptions.fitting(modifiers, noun) if is_first else ()
        return fitting[0] if len(fitting) == 1 else None
    return None


def is_open(subject: str, statement: Record, text: str, descriptions: Descriptions, sentences: SentenceMap) -> bool:
    """Return whether sentences may mean a subject: by name, by a noun of it, by a pronoun, or as who speaks."""
    speaker: str = getattr(statement, "speaker", None) or ""
    words = statement.evidence.get("speaker")
    named = " ".join(span.exact or "" for span in words.spans) if words else ""
    tokens = [token.lower for token in tokenize(text)]
    for token in tokenize(named):
        if token.lower in PRONOUNS and token.lower in tokens:
            tokens.remove(token.lower)
    related = list_related(descriptions.records[speaker], {}) if speaker in descriptions.records else set()
    is_speaker = subject == speaker or subject in related
    nouns = {noun for noun, bearers in descriptions.bearers.items() if subject in bearers}
    has_noun = any(to_singular(normalize(token)) in nouns for token in tokens)
    return is_speaker or has_noun or bool(PRONOUNS & {*tokens}) or descriptions.mention(subject, text)
