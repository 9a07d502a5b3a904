"""What a statement tells in plain words, which is no opinion: an act, or what somebody has said that they will do."""

import re
from collections.abc import Sequence

from facts.drafts.reading.states import are_states
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.lookalikes import QUOTATION_MARKS
from facts.verify.grammar.sentences import Sentence, parse_sentences
from facts.verify.grammar.unreal import find_unreal
from facts.verify.grammar.verb_forms import VerbGroup, is_adverb
from facts.verify.grammar.verb_words import ADVERBS, HAVE
from facts.verify.grammar.word_list import word_set

IRREGULAR = {
    "begin": "begun",
    "build": "built",
    "buy": "bought",
    "rebuild": "rebuilt",
    "pay": "paid",
    "repay": "repaid",
    "sell": "sold",
    "send": "sent",
    "lend": "lent",
    "sink": "sunk",
    "steal": "stolen",
    "shut": "shut",
    "lay": "laid",
    "ship": "shipped",
    "equip": "equipped",
}
"""The participles of verbs that have irregular ones."""
PLAIN_VERBS = word_set("""
    accept acquire add adjust agree alter amend appeal appoint approve arrest arrive award begin borrow build buy
    change charge close collect complete compensate convert damage demolish deliver destroy detain dismiss donate
    equip evacuate export extend file finance finish fund hire import increase inspect install introduce invest
    invite launch lay lease lend license lodge move open order pay publish notify purchase raise receive recruit
    reduce refund release remove rename renew rent reopen repair repay replace resign resume return sack sell send
    settle ship shut sign sink start steal submit supply survey test train warn transfer visit
""")
"""Verbs of acts that somebody else could see, and so none of judging, knowing or being."""
PROMISED = PLAIN_VERBS | word_set("""
    cancel contribute cooperate cover cut decide deduct examine investigate move reduce review rule stop sue withdraw
""")
"""Verbs of what people may say that they will do."""
UNWILLED = word_set("""
    be become believe benefit care cease cost die fail fall feel fight forget forgive get have hope know learn like
    live lose love miss need never not rather regret remain remember rest see struggle suffer survive think tolerate
    understand want win
""")
"""Verbs of what nobody promises by saying that they will."""
PLANS = word_set("plan plans planned intend intends intended")
PRONOUNS = word_set("i we it he she they")
UNSURE = word_set("""
    allegation allegations claim claims doubt doubts evidence fear fears hint hints idea indication indications
    notion possibility proof question reports rumour rumours rumor rumors sign signs suggestion suggestions suspicion
""")
"""Nouns before a clause that nobody tells as a fact."""
JUDGING = re.compile(
    r"(?<!\w)(?:enough|too|without|because|due|instead|rather|only|despite|although|though|than|never|even|in\svain"
    r"|(?:wrong|false|unfair|illegal|unlawful|secret|deliberate|reported|alleged|supposed|reckless|premature|hasti|bad"
    r"|rash|needless)ly)(?!\w)",
    re.IGNORECASE,
)
"""Words by which words about an act judge, compare, or give reasons."""


def past_of(verb: str) -> str:
    """Return the participle of a plain verb."""
    if verb in IRREGULAR:
        return IRREGULAR[verb]
    return f"{verb}d" if verb.endswith("e") else f"{verb[:-1]}ied" if verb.endswith("y") else f"{verb}ed"


ACTED = frozenset(map(past_of, PLAIN_VERBS))


def find_content(places: Sequence[Occurrence], locator: QuoteLocator) -> str | None:
    """Return whether the words at all places tell a `state`, an `act` or a `promise`; None if they tell none."""
    if are_states(places, locator.article):
        return "state"
    return "act" if are_acts(places, locator) else "promise" if are_promised(places, locator) else None


def are_acts(places: Sequence[Occurrence], locator: QuoteLocator) -> bool:
    """Return whether the words at all places tell an act in plain words: it has ordered six, all had been paid."""
    return bool(places) and all(is_act(place, locator) for place in places)


def are_promised(places: Sequence[Occurrence], locator: QuoteLocator) -> bool:
    """Return whether the words at all places tell what somebody says that they will do: said it would pay."""
    return bool(places) and all(is_promised(place, locator) for place in places)


def is_act(place: Occurrence, locator: QuoteLocator) -> bool:
    """Return whether the only verb at a place is that of an act; reported speech may put a past back in time."""
    only = find_only_verb(place, locator)
    first, last = locator.article.passages[place.passage - 1]
    part = (locator.article.text[first:last], place.start - first, place.end - first)
    if only is None or JUDGING.search(locator.text(place)) or find_unreal(*part):
        return False
    group = only[1]
    return has_acted(group) and (group.text.lower().split()[0] in HAVE or locator.is_spoken(place))


def has_acted(group: VerbGroup) -> bool:
    """Return whether a verb tells an act that is over."""
    is_over = group.verb_class in ("past", "perfect") or (group.verb_class == "intent" and group.infinitive is None)
    return is_over and not ACTED.isdisjoint(group.text.lower().split())


def is_promised(place: Occurrence, locator: QuoteLocator) -> bool:
    """Return whether the only verb at a place is that of what its subject, a pronoun, will do, or plans to do."""
    only = find_only_verb(place, locator)
    if only is None or only[0].has_condition:
        return False
    sentence, group = only
    modal, *rest = group.text.lower().split()
    if group.verb_class == "intent":
        return bool(PLANS & {modal, *rest}) and group.infinitive is not None
    before = [token.lower for token in sentence.tokens[: group.first]]
    while before and (before[-1] in ADVERBS or is_adverb(before[-1])):
        before.pop()
    is_own = modal == "will" and before[-1:] in (["i"], ["we"]) and UNWILLED.isdisjoint(rest) and bool(rest)
    is_theirs = modal in ("will", "would") and bool(PRONOUNS & {*before[-1:]}) and bool(PROMISED & {*rest[-1:]})
    return is_own or is_theirs


def find_only_verb(place: Occurrence, locator: QuoteLocator) -> tuple[Sentence, VerbGroup] | None:
    """Return the sentence and the only verb at a place, but those of saying, if nothing before it makes it unsure."""
    first = locator.article.passages[place.passage - 1][0]
    start, end = place.start - first, place.end - first
    touched = [
        sentence
        for sentence in parse_sentences(locator.article.passage(place.passage))
        if sentence.start < end and sentence.end > start
    ]
    groups = [group for sentence in touched for group in sentence.groups if group.start < end and group.end > start]
    verbs = [group for group in groups if group.verb_class != "speech"]
    if len(touched) != 1 or len(verbs) != 1:
        return None
    sentence, (group,) = touched[0], verbs
    marks = [token.end for token in sentence.tokens[: group.first] if token.text in QUOTATION_MARKS]
    before = [other for other in sentence.groups if max(marks, default=0) <= other.start < group.start]
    is_sure = all(not other.is_negated and (other.verb_class == "speech" or has_acted(other)) for other in before)
    nouns = {token.lower for token in sentence.tokens[: group.first]}
    is_told = is_sure and group.clause == "main" and not (group.is_negated or nouns & UNSURE)
    return (sentence, group) if is_told else None
