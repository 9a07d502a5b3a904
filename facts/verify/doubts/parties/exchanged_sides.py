"""Own words in which the subject and the object of a verb are exchanged: the state owes the yard a penalty."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.kinds.contract import Contract
from facts.model.record import ACTORS, Record
from facts.verify.descriptions import Descriptions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.verb_forms import is_participle
from facts.verify.grammar.verb_words import BE, DETERMINERS
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words

KINDS = ("events", "statements", "contracts")
PATHS = {"contracts": ("title", "subject")}
"""The fields of own words, by kind, besides the titles of other kinds."""
FORMS = (
    word_set("owe owes owed owing"),
    word_set("pay pays paid paying"),
    word_set("sue sues sued suing"),
    word_set("buy buys bought buying"),
    word_set("sell sells sold selling"),
    word_set("lend lends lent lending"),
    word_set("leases leased leasing"),
    word_set("accuse accuses accused accusing"),
    word_set("ask asks asked asking"),
    word_set("beat beats beaten"),
    word_set("defeats defeated defeating"),
    word_set("replace replaces replaced replacing"),
    word_set("owns owned"),
    word_set("promises promised promising"),
    word_set("offers offered offering"),
    word_set("give gives gave given giving"),
    word_set("supply supplies supplied supplying"),
    word_set("awards awarded awarding"),
    word_set("grants granted granting"),
    word_set("compensate compensates compensated compensating"),
    word_set("fined"),
    word_set("blames blamed blaming"),
    word_set("charged charging"),
    word_set("warn warns warned"),
    word_set("finances financed financing"),
    word_set("helps helped"),
    word_set("criticises criticised criticizes criticized"),
    word_set("rejects rejected rejecting"),
    word_set("threatens threatened"),
)
"""The forms of verbs of which somebody is the object, or is beside it."""
VERBS: Mapping[str, int] = {form: number for number, forms in enumerate(FORMS) for form in forms}
"""The number of the verb of each form."""
WORD = re.compile(r"(?<![\w-])[a-z]{3,}(?![\w-])")
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
            for path in PATHS.get(kind, (record.title_field,)):
                receipt, text = record.evidence.get(path), str(getattr(record, path))
                if receipt is None or VERBS.keys().isdisjoint(WORD.findall(text)):
                    continue
                roles = list_roles(record, descriptions.records)
                sentences = context.sentences.text_of(receipt.spans)
                if fault := find_exchange(text, sentences, actors, descriptions, roles):
                    yield Finding(f"{kind}/{record.id}", path, fault, HINT, is_certain=False)


def find_exchange(
    text: str,
    sentences: str,
    actors: Sequence[Record],
    descriptions: Descriptions,
    roles: Mapping[str, set[str]],
) -> str | None:
    """Return that own words have the sides of a verb of sentences exchanged; None if they do not."""
    for verb, doer, other in iter_acts(text):
        alike = [(left, right) for name, left, right in iter_acts(sentences) if name == verb]
        if not alike or any(content_of(doer) & content_of(left) for left, _ in alike):
            continue
        own, own_other = (read(side, actors, descriptions, roles) for side in (doer, other))
        sides = [[read(side, actors, descriptions, {}) for side in pair] for pair in alike]
        is_same = any(own & left or own_other & right & {*names_in(own_other)} for left, right in sides)
        is_turned = any(own & right and own_other & left for left, right in sides)
        if own and own_other and is_turned and not is_same:
            doers = doer.strip() or "by others"
            return f"has '{doers}' for who does what its sentence says is done to them"
    return None


def iter_acts(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number of each verb of a text that is known, the words for who does it, and those after it."""
    for match in WORD.finditer(text):
        verb = VERBS.get(match[0])
        if verb is None:
            continue
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
    content = content_of(words)
    known = {actor.id for actor in actors if descriptions.mention(actor.id, words)}
    parties = {party for noun, ids in roles.items() if noun in content for party in ids}
    return content | {f"/{identifier}" for identifier in known | parties}


def content_of(words: str) -> frozenset[str]:
    """Return the words of a side of a verb that tell who or what it is."""
    return frozenset(list_words(words)) - FUNCTION_WORDS - BE


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
