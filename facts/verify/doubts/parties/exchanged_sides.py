"""Own words in which the subject and the object of a verb are exchanged: the state owes the yard a penalty."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.contract import Contract
from facts.model.fields import iter_fields
from facts.model.record import ACTORS, Record
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.own_words.paraphrases import is_paraphrase
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.verb_forms import is_participle
from facts.verify.grammar.verb_words import BE, DETERMINERS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words
from facts.verify.vocabulary import name_pattern

KINDS = ("events", "statements", "contracts")
FORMS: Mapping[str, str] = {
    "ow": "owe[sd]?|owing",
    "pay": "pays?|paid|paying",
    "su": "sue[sd]?|suing",
    "buy": "buys?|bought|buying",
    "sell": "sells?|sold|selling",
    "lend": "lends?|lent|lending",
    "lease": "leas(?:es|ed|ing)",
    "accuse": "accus(?:e[sd]?|ing)",
    "ask": "ask(?:s|ed|ing)?",
    "beat": "beats?|beaten",
    "defeat": "defeat(?:s|ed|ing)",
    "replace": "replac(?:e[sd]?|ing)",
    "own": "owns|owned",
    "promise": "promis(?:es|ed|ing)",
    "offer": "offer(?:s|ed|ing)",
    "give": "gives?|gave|given|giving",
    "supply": "suppl(?:y|ies|ied|ying)",
    "award": "award(?:s|ed|ing)",
    "grant": "grant(?:s|ed|ing)",
    "compensate": "compensat(?:e[sd]?|ing)",
    "fine": "fined",
    "blame": "blam(?:es|ed|ing)",
    "charge": "charg(?:ed|ing)",
    "warn": "warn(?:s|ed)?",
    "finance": "financ(?:es|ed|ing)",
    "help": "help(?:s|ed)",
    "criticise": "critici[sz](?:es|ed|ing)",
    "reject": "reject(?:s|ed|ing)",
    "threaten": "threaten(?:s|ed)",
}
"""The forms of verbs of which somebody is the object, or is beside it."""
VERB = re.compile("|".join(f"(?P<{verb}>(?<![\\w-])(?:{forms})(?![\\w-]))" for verb, forms in FORMS.items()))
BREAK = re.compile(
    r"[,;:.!?()\"\u201c\u201d]\s?|(?<!\w)(?:and|but|that|because|when|while|which|who|whom|whose|as|after|before|if|although"
    r"|since|whether|than)(?!\w)"
)
"""What ends the clause of a verb on either side."""
TO = re.compile(r"\sto\s$")
BY = re.compile(r"(?<!\w)by\s")
ROLES: Mapping[str, frozenset[str]] = {
    "buyers": word_set("buyer buyers purchaser customer client lessee tenant"),
    "suppliers": word_set("seller sellers supplier suppliers vendor contractor lessor landlord"),
}
"""The nouns for the parties of a contract on each side."""
HINT = "Correct who does it to whom, or quote the words that say so"


def find_exchanged_sides(context: CheckContext) -> Iterator[Finding]:
    """Yield own words in which somebody does to another one what that one does by the sentences of the field."""
    descriptions = context.descriptions
    actors = [record for kind in ACTORS for record in context.of_kind(kind)]
    for kind in KINDS:
        for record in context.of_kind(kind):
            for field in iter_fields(record):
                receipt = record.evidence.get(field.path)
                text = str(field.value) if is_paraphrase(field) else ""
                if receipt is None or VERB.search(text) is None:
                    continue
                roles = list_roles(record, descriptions.records)
                sentences = context.sentences.text_of(receipt.spans)
                if fault := find_exchange(text, sentences, actors, descriptions, roles):
                    yield Finding(f"{kind}/{record.id}", field.path, fault, HINT, is_certain=False)


def find_exchange(
    text: str,
    sentences: str,
    actors: Sequence[Record],
    descriptions: Descriptions,
    roles: Mapping[str, set[str]],
) -> str | None:
    """Return that own words have the sides of a verb of sentences exchanged; None if they do not."""
    theirs = [*iter_acts(sentences)]
    for verb, doer, other in iter_acts(text):
        own, own_other = (read(side, actors, descriptions, roles) for side in (doer, other))
        sides = [
            (read(left, actors, descriptions, {}), read(right, actors, descriptions, {}))
            for name, left, right in theirs
            if name == verb
        ]
        is_same = any(own & left or own_other & right & {*names_in(own_other)} for left, right in sides)
        is_turned = any(own & right and own_other & left for left, right in sides)
        if own and own_other and is_turned and not is_same:
            return (
                f"has '{doer.strip() or 'by others'}' for who does it, to whom its sentence says it is done: '{verb}'"
            )
    return None


def iter_acts(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield each verb of a text that is among those known, the words for who does it, and those after it."""
    for match in VERB.finditer(text):
        verb = str(match.lastgroup)
        ahead = text[: match.start()]
        before = BREAK.split(TO.sub(" ", ahead))[-1]
        after = BREAK.split(text[match.end() :])[0]
        last = list_words(before)[-1:]
        if {*last} & DETERMINERS:
            continue
        by = BY.search(after)
        can_be_passive = is_participle(match[0])
        is_passive = can_be_passive and not BE.isdisjoint(list_words(before))
        if by and can_be_passive:
            yield verb, after[by.end() :], before + after[: by.start()]
        elif is_passive:
            yield verb, "", before
        else:
            yield verb, before, after


def read(
    words: str, actors: Sequence[Record], descriptions: Descriptions, roles: Mapping[str, set[str]]
) -> frozenset[str]:
    """Return the content words of a side of a verb, with the ids of whom they name, describe, or mean by a role."""
    content = frozenset(list_words(words)) - FUNCTION_WORDS - BE
    known = {
        actor.id
        for actor in actors
        if any(name_pattern(name).search(words) for name in actor.aliases()) or descriptions.mention(actor.id, words)
    }
    parties = {party for noun, ids in roles.items() if noun in content for party in ids}
    return content | {f"/{identifier}" for identifier in known | parties}


def names_in(words: frozenset[str]) -> Iterator[str]:
    """Yield the ids among the words of a side."""
    return (word for word in words if word.startswith("/"))


def list_roles(record: Record, records: Mapping[str, Record]) -> dict[str, set[str]]:
    """Return the ids of the parties that each noun for one means, of a contract or of what a record is about."""
    about = getattr(record, "about", ())
    contracts = [record, *(records[name] for name in about if name in records)]
    roles: dict[str, set[str]] = {}
    for contract in contracts:
        for side, nouns in ROLES.items() if isinstance(contract, Contract) else ():
            for noun in nouns:
                roles.setdefault(noun, set()).update(getattr(contract, side))
    return roles
