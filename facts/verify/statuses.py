"""Comparison of a status with the verbs of the words that it rests on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal, TypeAlias

from facts.verify.grammar.dependences import find_dependence
from facts.verify.grammar.reported_states import are_running_talks, is_reported_state
from facts.verify.grammar.sentences import COMPARISONS, FORMERLY, Sentence, parse_sentences
from facts.verify.grammar.set_times import is_put_off, is_scheduled
from facts.verify.grammar.verb_forms import VerbClass, VerbGroup
from facts.verify.grammar.verb_words import (
    ACTS,
    DENIALS,
    DO,
    INTENTS,
    NOMINAL_STATUSES,
    PARTICIPLES,
    PAST_FORMS,
    REFUSALS,
    THREATS,
)
from facts.verify.grammar.word_list import word_set

Verdict: TypeAlias = Literal["supported", "open", "contradicted"]
Clue = Literal["negated", "condition", "awaited", "question", "denied"]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a class of verbs says of a happening: the statuses that it supports, and those that it leaves open."""

    meaning: str
    supported: frozenset[str]
    open: frozenset[str] = frozenset()

    def judge(self, status: str) -> Verdict:
        """Return whether the verbs support a status, contradict it, or leave it open."""
        return "supported" if status in self.supported else "open" if status in self.open else "contradicted"


HAPPENED = "it has happened"
TO_COME = "it is still to come"
RULES: dict[VerbClass | Clue, Rule] = {
    "past": Rule(HAPPENED, word_set("occurred"), word_set("standing negotiated asserted")),
    "perfect": Rule(HAPPENED, word_set("occurred standing"), word_set("negotiated asserted")),
    "past_state": Rule("it was so", word_set("occurred standing asserted"), word_set("negotiated")),
    "present": Rule("it is so", word_set("standing asserted"), word_set("occurred planned negotiated")),
    "progressive": Rule("it is under way", word_set("standing"), word_set("planned asserted")),
    "future": Rule(TO_COME, word_set("planned asserted"), word_set("conditional threatened")),
    "speech": Rule("it was said", word_set("occurred"), word_set("standing asserted")),
    "would": Rule("it would happen", word_set("conditional planned threatened asserted")),
    "possible": Rule("it is possible", word_set("conditional asserted"), word_set("planned threatened standing")),
    "able": Rule("it is possible", word_set("standing conditional asserted"), word_set("planned threatened")),
    "failed": Rule("it could not be done", word_set("standing asserted"), word_set("negotiated threatened")),
    "obliged": Rule("it ought to happen", word_set("planned standing conditional asserted"), word_set("threatened")),
    "compelled": Rule("it had to be done", word_set("occurred planned asserted"), word_set("standing conditional")),
    "unreal": Rule("it may have happened", word_set("conditional asserted"), word_set("planned")),
    "intent": Rule("it is intended", word_set("planned"), word_set("conditional standing asserted threatened")),
    "threat": Rule("it is threatened", word_set("threatened"), word_set("conditional asserted")),
    "refusal": Rule("it did not happen", word_set("standing asserted"), word_set("negotiated threatened planned")),
    "negotiating": Rule("it is being negotiated", word_set("negotiated standing"), word_set("occurred asserted")),
    "negotiated": Rule("it was negotiated", word_set("negotiated occurred"), word_set("standing asserted")),
    "infinitive": Rule(TO_COME, word_set("planned threatened conditional asserted"), word_set("standing occurred")),
    "negated": Rule(
        "it did not happen", word_set("standing asserted"), word_set("conditional negotiated threatened")
    ),
    "condition": Rule("it is a condition", word_set("conditional asserted threatened"), word_set("planned standing")),
    "awaited": Rule(TO_COME, word_set("conditional planned"), word_set("threatened asserted standing")),
    "question": Rule("it is asked", word_set("conditional asserted"), word_set("planned threatened standing")),
    "denied": Rule("it is denied", word_set("asserted standing"), word_set("conditional planned threatened")),
}
"""The rule of each class of verbs, and of the clauses that a verb may stand in."""
NOT_YET = Rule("it did not happen", word_set("standing planned asserted conditional"), word_set("negotiated"))
"""The rule of a verb of intent that is negated: has not decided, did not agree."""
YET = Rule("it has not happened yet", word_set("planned"), word_set("standing asserted conditional negotiated"))
"""The rule of what has yet to happen, unless the record is about the lack of it."""
NOT_TO_BE = Rule("it is not to happen", word_set("planned standing asserted"), word_set("conditional threatened"))
"""The rule of what is not to happen in a record that is about the lack of it."""
DEPENDENT = Rule(
    "it depends on a decision", word_set("conditional"), word_set("planned threatened standing asserted")
)
"""The rule of what depends on a decision that somebody has to take."""
RAN = Rule("it was being negotiated", word_set("negotiated standing occurred asserted"))
"""The rule of talks that were under way, of which others may have told then."""
PUT_OFF = Rule("it is to come later", word_set("planned standing asserted"), word_set("negotiated threatened"))
"""The rule of what was put off until a time, unless the record is about the delay."""
EXPECTING = word_set("expect expects expected")
UNPLANNED = word_set("""
    profit profits loss losses growth deficit surplus sales revenue revenues turnover earnings demand prices inflation
    margin margins rise fall drop grow shrink recover improve worsen slow lose benefit suffer weaken strengthen
""")
"""Words for what somebody may expect, and does not plan."""
NEW_CLAUSE = frozenset((",", ";", "and", "but", "because"))
MAX_FORECAST = 9
"""The most words from such a verb on in which they may be."""
LACKS = word_set("""
    lack lacks absence delay delays wait waiting refusal failure denial shortage omission no not without none missing
    pending outstanding open unpaid unsigned unknown uncertainty doubt doubts
""")
"""Words of titles of records that are about what has not happened."""
SILENCES = word_set("silence silent")
"""Words of titles of records about what somebody did not say, which has occurred."""
SAYING = word_set("say comment name disclose reveal give tell confirm elaborate discuss answer specify explain")
"""Verbs of what somebody would not do, and by that was silent."""
IN_VAIN = LACKS | word_set("silence silent search attempt attempts effort efforts failed vain unsuccessful fruitless")
"""Words of titles of records about what was tried in vain, which has occurred."""
UNDONE = (
    IN_VAIN
    | ACTS["refusal"]
    | word_set("""
    near nearly almost nobody nothing never planned proposed cancelled canceled abandoned scrapped rumour rumor
    rumoured plan
""")
)
"""Words of titles of records about what did not happen, or not quite."""
FORWARD = ("future", "would", "intent", "infinitive", "obliged")
"""Classes of verbs about what is to come; negated, they support planned no more."""
ACTS_OF = {"intent": "intent", "threat": "threat", "refusal": "refusal", "negotiating": "negotiation"}
"""The act whose name in a title says that the record is about the act itself."""
ACT_VERBS = INTENTS | THREATS | REFUSALS
NEGATIVE_ACTS = ACTS["speech"] | ACTS["refusal"]
"""The acts that words such as "does not intend to" may tell of; other acts have not happened then."""
ACT_STATUSES = ("occurred", "standing", "planned", "negotiated")
"""The statuses that an act may have, and what it is about not."""
IS_ALSO_SPEECH = ("intent", "threat", "refusal")
STATES = word_set("present progressive able possible past_state unreal refusal failed")
"""Classes of verbs that a negation leaves as they are."""
LATER = word_set("before until till")
"""Words after which a time stands when what is not to come earlier is to come: it is not expected before summer."""
MAX_BETWEEN = 3
"""The most words between such a verb and that word."""
AFTER_IT = ("following", "after", "since")
"""Words before the noun for a happening that is over."""
PAYMENT_STATUSES = {"pledged": "planned", "paid": "occurred"}
"""The status of the payment that each status of an advance means."""
OFFICE_STATUSES = {"current": "standing", "former": "occurred"}
"""The status that each status of an office means: who resigned had it."""


@dataclass(frozen=True, slots=True)
class StatusOwner:
    """What a status belongs to: the words of its record's title and kind, and what kind of record it is."""

    words: frozenset[str]
    is_statement: bool = False
    is_part: bool = False
    """Whether it is the status of a part of a record, such as its delivery, which is never the act of a verb."""
    is_denied: bool = False
    """Whether it is that of a statement whose speaker is denied by another: rejected a report in the daily that."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a group of verbs says about a status."""

    verdict: Verdict
    text: str
    meaning: str
    statuses: frozenset[str]


def judge_status(status: str, owner: StatusOwner, texts: Iterable[tuple[str, int, int]]) -> Judgement | None:
    """Return the judgement on a status that rests on parts of texts, each from a start to an end; None without one.

    Words that support the status outweigh others, but where some of them contradict it, it is open.
    """
    judgements = [judgement for part in texts for judgement in judge_part(status, owner, *part)]
    supported = [judgement for judgement in judgements if judgement.verdict == "supported"]
    contradicted = [judgement for judgement in judgements if judgement.verdict == "contradicted"]
    if not supported:
        return next(iter(contradicted or judgements), None)
    if contradicted and status == "occurred":
        first = contradicted[0]
        return Judgement("open", first.text, first.meaning, first.statuses)
    return supported[0]


def judge_part(status: str, owner: StatusOwner, text: str, start: int, end: int) -> Iterator[Judgement]:
    """Yield what the verbs of a part of a text say about a status."""
    for sentence in parse_sentences(text):
        if sentence.start >= end or sentence.end <= start:
            continue
        groups = [group for group in sentence.groups if group.start < end and group.end > start]
        first, last = max(start, sentence.start), min(end, sentence.end)
        dependence = find_dependence(text, first, last, owner.words, has_verb=bool(groups))
        if dependence and not owner.is_statement:
            yield Judgement(DEPENDENT.judge(status), dependence[0], DEPENDENT.meaning, DEPENDENT.supported)
            groups = [group for group in groups if group.end < dependence.start() or group.start > dependence.end()]
            if not groups:
                continue
        is_speech = bool(ACTS["speech"] & owner.words) and not owner.is_statement
        if owner.is_statement:
            groups = [group for group in groups if not sentence.is_repeated(group)]
        own = [group for group in groups if not sentence.is_comparison(group)]
        main = [group for group in own or groups if is_speech or group.verb_class != "speech"]
        if not main:
            yield from judge_nouns(status, owner, sentence, groups, start, end)
        primary = [group for group in main if group.clause != "relative"] or main
        refusals = [group.end for group in primary if group.verb_class == "refusal"]
        after = min(refusals, default=sentence.end)
        primary = [group for group in primary if group.clause != "question" or group.start < after]
        judgements = [judge_group(status, owner, group, sentence, end) for group in primary]
        if any(group.verb_class != "infinitive" for group in primary):
            pairs = zip(judgements, primary, strict=True)
            judgements = [judgement for judgement, group in pairs if group.verb_class != "infinitive"]
        yield from judgements


def judge_group(status: str, owner: StatusOwner, group: VerbGroup, sentence: Sentence, end: int) -> Judgement:
    """Return what one group of verbs says about a status that rests on words up to `end`."""
    clue = find_clue(group, sentence, owner)
    is_act = bool(acts_of(group) & owner.words) and not owner.is_part
    if clue == "negated" and is_act and not NEGATIVE_ACTS & owner.words:
        is_act = False
    is_forward = group.verb_class in FORWARD and group.verb_class != "intent"
    if clue == "negated" and (is_act or (owner.is_statement and is_forward)):
        clue = None
    is_not_yet = clue == "negated" and group.verb_class == "intent"
    is_missing = clue == "negated" and not (owner.is_statement or LACKS & owner.words)
    is_to_come = is_missing and "yet" in group.text.lower().split()
    is_not_to_be = clue == "negated" and is_forward and not (owner.is_part or LACKS.isdisjoint(owner.words))
    rule = YET if is_to_come else NOT_YET if is_not_yet else NOT_TO_BE if is_not_to_be else None
    rule = rule or RULES[clue or group.verb_class]
    if clue is None and is_put_off(group, sentence):
        rule = PUT_OFF
    elif clue is None and are_running_talks(group, sentence):
        rule = RAN if group.verb_class == "past_state" else RULES["negotiating"]
    verdict = rule.judge(status)
    if verdict == "contradicted" and clue is None and is_reported_state(group, sentence):
        verdict = RULES["progressive"].judge(status)
    is_condition = status == "conditional" and sentence.has_condition
    is_opinion = status == "asserted" and owner.is_statement
    is_forecast = status == "asserted" and not clue and foretells(group, sentence)
    is_own_failure = not (clue or owner.is_part or IN_VAIN.isdisjoint(owner.words))
    is_failure = group.verb_class == "failed" and is_own_failure
    is_told_act = owner.is_statement and not clue and is_undoing(group)
    is_scheduled_now = status == "planned" and clue is None and is_scheduled(group, sentence)
    is_silence = clue == "negated" and status == "occurred" and tells_silence(group, owner)
    is_past_act = status in ("occurred", "standing") and (
        is_failure or is_told_act or (group.verb_class in ACTS_OF and is_act)
    )
    if is_condition or is_opinion or is_forecast or is_past_act or is_silence or is_scheduled_now:
        verdict = "supported"
    elif (status == "asserted" and owner.is_part) or (
        verdict == "contradicted" and is_open(status, owner, group, clue, end)
    ):
        verdict = "open"
    return Judgement(verdict, group.text, rule.meaning, rule.supported)


def is_open(status: str, owner: StatusOwner, group: VerbGroup, clue: Clue | None, end: int) -> bool:
    """Return whether words that contradict a status leave it open: a denial is told too, and a threat is an act."""
    if clue == "negated" and owner.is_statement:
        return status in ("occurred", "planned")
    if clue == "negated":
        return False
    is_outer = group.infinitive is None or group.infinitive >= end
    return group.verb_class in ACTS_OF and is_outer and not owner.is_part and status in ACT_STATUSES


def tells_silence(group: VerbGroup, owner: StatusOwner) -> bool:
    """Return whether a record is about what somebody did not say: silence, or a refusal by who would not say it."""
    would_not_say = group.verb_class == "would" and group.text.lower().split()[-1] in SAYING
    return not SILENCES.isdisjoint(owner.words) or (would_not_say and not ACTS["refusal"].isdisjoint(owner.words))


def foretells(group: VerbGroup, sentence: Sentence) -> bool:
    """Return whether a verb tells what somebody expects, and nobody plans: expects to make a profit."""
    after = [token.lower for token in sentence.tokens if token.start >= group.start][:MAX_FORECAST]
    is_expectation = not EXPECTING.isdisjoint(group.text.lower().split())
    return is_expectation and not UNPLANNED.isdisjoint(takewhile(lambda word: word not in NEW_CLAUSE, after))


def is_undoing(group: VerbGroup) -> bool:
    """Return whether a verb in the past tells what somebody did to what was to be: had missed, has cancelled."""
    *auxiliaries, verb = group.text.lower().split()
    is_over = (verb.endswith("ed") or verb in PAST_FORMS | PARTICIPLES) and DO.isdisjoint(auxiliaries)
    is_act = group.verb_class == "refusal" and group.infinitive is None and verb not in DENIALS
    return is_act and is_over and not group.is_negated


def acts_of(group: VerbGroup) -> frozenset[str]:
    """Return the words for the act of a verb such as threatened, itself included; none for other verbs."""
    act = ACTS_OF.get(group.verb_class)
    nouns = ACTS[act] | (ACT_VERBS & set(group.text.lower().split())) if act else frozenset()
    return nouns | ACTS["speech"] if group.verb_class in IS_ALSO_SPEECH else nouns


def find_clue(group: VerbGroup, sentence: Sentence, owner: StatusOwner) -> Clue | None:
    """Return what the clause of a verb, or its negation, makes of it; None for neither, and for "not before"."""
    if group.clause in ("condition", "awaited", "question") or (group.clause == "denied" and not owner.is_denied):
        return group.clause
    is_state = group.verb_class in STATES
    after = [token.lower for token in sentence.tokens if token.start >= group.end][:MAX_BETWEEN]
    is_later = group.verb_class in FORWARD and not LATER.isdisjoint(after)
    return "negated" if group.is_negated and not (is_state or is_later) else None


def judge_nouns(
    status: str, owner: StatusOwner, sentence: Sentence, groups: Sequence[VerbGroup], start: int, end: int
) -> Iterator[Judgement]:
    """Yield what nouns and adjectives say about a status in words without a verb; they never contradict it."""
    inside = [token for token in sentence.tokens if token.start >= start and token.end <= end]
    pairs = zip(("", *(token.lower for token in sentence.tokens)), sentence.tokens, strict=False)
    compared = {token.start for before, token in pairs if before in COMPARISONS | FORMERLY}
    lower = {token.lower for token in inside if token.start not in compared}
    is_awaited = any(group.clause == "awaited" and group.start >= end for group in sentence.groups)
    if inside and inside[0].lower in AFTER_IT and not groups and not is_awaited:
        verdict: Verdict = "supported" if status in RULES["perfect"].supported else "open"
        yield Judgement(verdict, inside[0].text, HAPPENED, RULES["perfect"].supported)
        return
    meanings = [name for name, nouns in NOMINAL_STATUSES.items() if nouns & lower]
    if meanings and not groups:
        is_named = status in meanings or bool({*ACTS["intent"], *ACTS["threat"]} & lower & owner.words)
        is_named |= status == "asserted" or "negotiated" in meanings
        text = " ".join(token.text for token in inside)
        yield Judgement("supported" if is_named else "open", text, f"it is {meanings[0]}", frozenset(meanings))
