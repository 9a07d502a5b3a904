"""Choices read from words: a status from the verb, the form of a statement from its quotation marks."""

import re
from collections.abc import Sequence

from facts.drafts.problems import ClaimError
from facts.drafts.reading.event_acts import (
    VERBS_OF,
    Part,
    find_aim,
    find_running_act,
    groups_at,
    is_lasting,
    is_plan,
    names_act,
    tells_delay,
    was_compelled,
)
from facts.drafts.reading.relative_states import begins_with_state, has_relative_state
from facts.verify.grammar.conditions import find_condition
from facts.verify.grammar.sentences import PRESENT_HAVE, parse_sentences
from facts.verify.grammar.stances import NEGATIONS, has_negation
from facts.verify.grammar.unreal import find_unreal
from facts.verify.grammar.verb_words import ACTS, HAVE, UNCHANGED_PAST
from facts.verify.grammar.word_list import word_set
from facts.verify.statuses import ACTS_OF, PAYMENT_STATUSES, UNDONE, StatusOwner, judge_part
from facts.verify.tokens import tokenize

FORMER = "former"
FORMER_WORDS = word_set("former ex")
IRREGULAR_PAST = word_set("sought meant swore sworn chose chosen undertook undertaken forbade withdrew withdrawn had")
OPINION = "asserted"
HAPPENED = ["occurred", "standing"]
"""What words such as "has lodged" and "was" may mean; of an event they say that it happened."""
GOING_ON = ["standing", "negotiated"]
"""What words such as "is still negotiating" may mean; the more exact one is said."""
LASTING = word_set("since still remains remain now always")
"""Words beside which they may say that it holds."""
AFTER = 2
"""Maximum number of words after the words of a status that are looked at."""
STATES = word_set("""
    pays owns owes borrows lends contains includes employs produces buys sells requires provides operates carries
    serves represents connects weighs earns maintains manages
""")
"""Verbs in the present for a state that holds, of an event or a statement; of a payment they may be a promise."""
COSTS = re.compile(
    r"(?<!\w)(?:which|that|it|each|now)\scosts?\s(?:about|around|some|up|over|less|more|[^\w\s]?\d)", re.IGNORECASE
)
UNCHANGED = re.compile(
    r"(?:^|[^\W\d]['\w-]*\s)(?!(?:To|Will|Would|May|Might|Must|Can|Could|The|A|An|No|Not|Some|Its|Their|They|We|You|I)\s)"
    r"(?:[^\W\d_a-z][\w'\u2019-]*|[Ii]t|[Hh]e|[Ss]he)\s"
    rf"(?:{'|'.join(sorted(UNCHANGED_PAST))})\s"
    r"(?:the|an?|its|his|her|their|it|them|two|three|four|five|several|all|both|up|down|off|\d|[^\W\d_a-z])"
)
"""A verb whose past is like its present, after a name or a pronoun in the singular, with its object."""
UNREAL = re.compile(
    r"(?<!\w)(?:that|if|unless|lest|whether|lets?|makes?|made|helps?|helped|saw|to|not)(?!\w)", re.IGNORECASE
)
"""Words of a sentence with which its form may be no past."""
DENIAL_HINT = (
    "Write `status: standing` if its title names what is so, such as silence or a refusal, `status: occurred` if it"
    " is an act, such as a dismissal, `status: planned` if it is still to come, or leave the record out"
)
"""What to do about words that deny something, which have no status of what they deny."""
BELOW = re.compile(
    r"(?<!\w)(?P<verb>(?!(?:is|are|was|were|be|been|has|have|had|does|did|do|will|would)\s)\w+"
    r"(?:\s(?:him|her|them|it|us|me))?)\s(?:not|never)\sto(?!\w)",
    re.IGNORECASE,
)
"""A negation below a verb, which is no denial of it: asked not to be named."""
DENYING = {
    "dismissal": re.compile(r"(?<!\w)dismiss(?:ed|es)(?!\w)"),
    "rejection": re.compile(r"(?<!\w)reject(?:ed|s)(?!\w)"),
    "denial": re.compile(r"(?<!\w)den(?:ied|ies)(?!\w)"),
}
"""The verbs of acts that titles name, which deny something else."""
ABSENCES = word_set("silence no not nobody none nothing never without lack absence")
"""Words of the title of an event for what there is not."""
NOT_TO_COME = word_set("past perfect past_state present progressive speech")
"""Classes of verbs about what is, or was."""


def read_status(choices: Sequence[str], owner: StatusOwner, parts: Sequence[Part], kind: str | None = None) -> str:
    """Return the status that words say; raise ClaimError if there is none, or several.

    `kind` is what an event is called, if its title says it.
    """
    is_event = not (owner.is_part or owner.is_statement)
    if owner.is_part or (is_event and UNDONE.isdisjoint(owner.words)):
        require_real(choices, parts)
    return (read_event(choices, parts, kind) if is_event else None) or read_verbs(choices, owner, parts)


def read_verbs(choices: Sequence[str], owner: StatusOwner, parts: Sequence[Part]) -> str:
    """Return the only status that the verbs of the words support; raise ClaimError if there is none, or several."""
    words = " and ".join(f"'{text[start:end]}'" for text, start, end in parts)
    acts = [act for part in parts for act in find_past_acts(*part)]
    refusals = [act for part in parts for act in find_past_acts(*part, with_refused=True)]
    is_named = bool(refusals) and is_named_by(owner, refusals)
    if "occurred" in choices and is_named and not any(is_negated(*part) for part in parts):
        return "occurred"
    denied = (has_negation(BELOW.sub(r"\g<verb> to", text[start:end])) for text, start, end in parts)
    if any(denied) or any(has_denied_subject(text, start, end) for text, start, end in parts):
        return read_denied(choices, owner, parts)
    if not owner.is_part and (running := next(filter(None, map(find_running_act, parts)), None)):
        message = f"is not read from '{running}': the act goes on, and what it is about is still to come"
        raise ClaimError(message, f"Write one of {', '.join(choices)}, such as {format_pair('standing', words)}")
    if not owner.is_part and acts:
        message = f"is not read from {words}: an act, such as a promise, and what it is about differ in status"
        raise ClaimError(message, f"Write one of {', '.join(choices)}, such as {format_pair('occurred', words)}")
    statuses: list[frozenset[str]] = [
        judgement.statuses for part in parts for judgement in judge_part(OPINION, owner, *part)
    ]
    supported = frozenset.intersection(*statuses) if statuses else frozenset[str]()
    if not owner.is_statement:
        supported -= {OPINION}
    candidates = [choice for choice in choices if PAYMENT_STATUSES.get(choice, choice) in supported]
    if candidates == HAPPENED and not owner.is_statement and (choice := choose_happened(parts)):
        return choice
    if len(candidates) == 1 or candidates == GOING_ON:
        is_failure = candidates == ["standing"] and any(has_failed(part) for part in parts)
        is_positive = not owner.is_statement and (owner.is_part or UNDONE.isdisjoint(owner.words))
        return read_denied(choices, owner, parts) if is_failure and is_positive else candidates[-1]
    if candidates:
        raise ClaimError(f"may be {' or '.join(candidates)} by {words}", f"Write {format_pair(candidates[0], words)}")
    is_event = not (owner.is_part or owner.is_statement)
    is_spoken = "occurred" in choices and all(is_speech(*part) for part in parts)
    if is_event and (is_spoken or (not statuses and all(has_unchanged_past(*part) for part in parts))):
        return "occurred"
    if not (statuses or owner.is_part) and all(has_state(*part) for part in parts):
        return "standing"
    pair = format_pair(choices[0], words)
    raise ClaimError(f"cannot be read from {words}", f"Write one of {', '.join(choices)}, such as {pair}")


def require_real(choices: Sequence[str], parts: Sequence[Part]) -> None:
    """Raise ClaimError for words by which something did not quite happen, or only perhaps."""
    words = next(filter(None, (find_unreal(*part) for part in parts)), None)
    if words:
        message = f"is not read from '{words}', by which it did not quite happen"
        raise ClaimError(message, DENIAL_HINT if OPINION in choices else f"Write one of {', '.join(choices)}")


def read_event(choices: Sequence[str], parts: Sequence[Part], kind: str | None) -> str | None:
    """Return the status of an event that words about an act tell; None for others.

    Raise ClaimError for words about an act that only aims at it.
    """
    is_conditional = all(find_condition(*part) for part in parts)
    if is_conditional or any(is_denied(part, kind) for part in parts):
        return "conditional" if is_conditional else None
    is_running = (kind or "").split(" ")[-1] in VERBS_OF and all(map(find_running_act, parts))
    is_delayed = kind not in ACTS["refusal"] and all(map(tells_delay, parts))
    rules = (
        ("occurred", names_act(kind, parts) or all(map(was_compelled, parts))),
        ("planned", is_delayed),
        ("standing", is_running or all(map(is_lasting, parts))),
    )
    if status := next((status for status, applies in rules if applies), None):
        return status
    if verb := find_aim(kind, parts):
        if is_plan(verb):
            return "planned"
        words = " and ".join(f"'{text[start:end]}'" for text, start, end in parts)
        message = f"is not read from '{verb}', which does not say that this {kind} has happened"
        raise ClaimError(message, f"Write one of {', '.join(choices)}, such as {format_pair('planned', words)}")
    return None


def is_denied(part: Part, kind: str | None) -> bool:
    """Return whether words deny something, but below a verb, or by the act that a title names: dismissed the suit."""
    text, start, end = part
    words = BELOW.sub(r"\g<verb> to", text[start:end])
    noun = (kind or "").split(" ")[-1]
    return has_negation(DENYING[noun].sub(" ", words) if noun in DENYING else words)


def has_failed(part: Part) -> bool:
    """Return whether a verb of words says that something was not done: failed to open, refused to open."""
    return any(group.verb_class in ("refusal", "failed") for _, group in groups_at(part))


def has_denied_subject(text: str, start: int, end: int) -> bool:
    """Return whether a verb of words is negated by its subject before them: no yard | was opened."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    inside = [group for group in groups if start <= group.start < end]
    return any(group.is_negated and has_negation(group.text) for group in inside)


def read_denied(choices: Sequence[str], owner: StatusOwner, parts: Sequence[Part]) -> str:
    """Return `standing` for words that deny what a title names as absent; raise ClaimError for others."""
    if "standing" in choices and is_absence(owner, parts):
        return "standing"
    words = " and ".join(f"'{text[start:end]}'" for text, start, end in parts)
    message = f"is not read from words that deny something: {words}"
    raise ClaimError(message, DENIAL_HINT if "standing" in choices else f"Write {format_pair(choices[0], words)}")


def is_absence(owner: StatusOwner, parts: Sequence[Part]) -> bool:
    """Return whether a title names what there is not, and words deny that it is so, and nothing that is to come."""
    groups = [
        group
        for text, start, end in parts
        for sentence in parse_sentences(text)
        for group in sentence.groups
        if group.start < end and group.end > start
    ]
    is_now = all(
        group.verb_class in NOT_TO_COME or (group.is_negated and group.verb_class == "intent") for group in groups
    )
    return not (owner.is_part or owner.is_statement) and bool(owner.words & ABSENCES) and bool(groups) and is_now


def has_unchanged_past(text: str, start: int, end: int) -> bool:
    """Return whether words have a name as the subject of a verb whose past is like its present: Bergen beat Oslo.

    After "that", "if" and the like, in the same sentence, it may be no past: the union asked that Bergen cut it.
    """
    before = re.split(r"[.!?]\s", text[:start])[-1]
    return UNCHANGED.search(text[start:end]) is not None and not UNREAL.search(f"{before}{text[start:end]}")


def has_state(text: str, start: int, end: int) -> bool:
    """Return whether words have a verb in the present that tells a state: it pays a part, which runs a hospital."""
    words = text[start:end]
    has_verb = any(token.lower in STATES for token in tokenize(words)) or COSTS.search(words) is not None
    return has_verb or has_relative_state(words) or begins_with_state(words)


def is_speech(text: str, start: int, end: int) -> bool:
    """Return whether the verbs of words only say that somebody said something: the mayor admitted.

    A text says something in the present that lasts: the report states.
    """
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    inside = [group for group in groups if group.start < end and group.end > start]
    is_present = any(group.text.endswith("s") and group.text not in ("says", "tells") for group in inside)
    return {group.verb_class for group in inside} == {"speech"} and not is_present


def lasts(text: str, start: int, end: int) -> bool:
    """Return whether words, or one directly after them, may say that what happened holds: has been closed since."""
    following = text[end:].split(maxsplit=AFTER)[:AFTER]
    return bool({token.lower for token in tokenize(f"{text[start:end]} {' '.join(following)}")} & LASTING)


def choose_happened(parts: Sequence[Part]) -> str | None:
    """Return whether what words tell has `occurred` or is `standing`; None for either: has been closed."""
    occurred, standing = HAPPENED
    if not any(lasts(*part) for part in parts) or all(map(has_acted, parts)):
        return occurred
    return standing if all(map(goes_on, parts)) else None


def has_acted(part: Part) -> bool:
    """Return whether the verbs of words are active ones of what has happened: has grounded three since May."""
    verbs = [group.text.lower().split() for _, group in groups_at(part) if group.verb_class != "speech"]
    return bool(verbs) and all(HAVE & {*verb} and "been" not in verb and len(verb) > 1 for verb in verbs)


def goes_on(part: Part) -> bool:
    """Return whether the verbs of words are those of what still goes on: has been repaying it since May."""
    verbs = [group.text.lower().split() for _, group in groups_at(part) if group.verb_class != "speech"]
    return bool(verbs) and all(
        PRESENT_HAVE & {*verb} and "been" in verb and verb[-1].endswith("ing") for verb in verbs
    )


def find_past_acts(text: str, start: int, end: int, *, with_refused: bool = False) -> list[str]:
    """Return the acts, such as `threat`, that words say were done, without what they were about.

    With what was refused, they are those too that say what was not done: declined to comment.
    """
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    return [
        ACTS_OF[group.verb_class]
        for group in groups
        if group.start < end
        and group.end > start
        and group.verb_class in ACTS_OF
        and "being" not in group.text.split()
        and any(word.endswith("ed") or word in IRREGULAR_PAST for word in group.text.lower().split())
        and (group.infinitive is None or group.infinitive >= end or (with_refused and group.verb_class == "refusal"))
    ]


def is_named_by(owner: StatusOwner, acts: Sequence[str]) -> bool:
    """Return whether the title of a record names each of these acts, so that the record is about the act."""
    return not (owner.is_part or owner.is_statement) and all(ACTS[act] & owner.words for act in acts)


def is_negated(text: str, start: int, end: int) -> bool:
    """Return whether words have a negation besides verbs that deny something."""
    words = {token.lower for token in tokenize(text[start:end])}
    return bool(words & NEGATIONS) or any(word.endswith("n't") for word in words)


def read_office_status(choices: Sequence[str], parts: Sequence[Part]) -> str:
    """Return `former` for words that say so; raise ClaimError for others."""
    lower = {word.lower() for text, start, end in parts for word in text[start:end].replace("-", " ").split()}
    if lower & FORMER_WORDS:
        return FORMER
    words = " and ".join(text[start:end] for text, start, end in parts)
    hint = f"Write one of {', '.join(choices)}, such as {format_pair(choices[0], words)}"
    raise ClaimError("cannot be read from its words", hint)


def format_pair(value: str, words: str) -> str:
    """Return the words of a value as a draft has them."""
    return f"`{{{value}: {words}}}`, or another one"
