"""Who says the words of a sentence: the subject of the verb of speech that governs them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from facts.verify.grammar.abbreviations import FULL_STOP
from facts.verify.grammar.noun_modifiers import is_modifier
from facts.verify.grammar.quoted_text import QuotedText
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.grammar.word_list import word_set

TELLING_VERBS = SPEECH_VERBS | word_set("""
    called calls described describes denied denies rejected rejects dismissed dismisses disputed disputes accused
    accuses criticised criticises criticized criticizes blamed blames condemned condemns spoke speaks branded
    praised praises hailed hails believes believed thinks thought doubts doubted demanded demands welcomed welcomes
    labelled labeled refuted refutes expects hopes fears doubts believe think expect deny reject doubt
    threatened threatens alleged alleges allege suspects suspected denounced denounces
    estimated estimates calculated calculates disagree disagrees disagreed accuse blame criticise criticize condemn
""")
"""Verbs whose subject says what follows them, besides verbs of speech."""
FINDING = word_set(
    "found finds shows showed show reveals revealed indicates indicated indicate suggest heard suspect put"
    " puts counts"
)
"""Verbs whose subject says what a clause after them tells, and which have other objects besides."""
_CLAUSE = (
    r"\s(?:that(?!\w)|(?:(?!(?:that|which|who|and|or|but|after|when|in|of|with)\s)[\w'\u2019.-]+\s){1,5}?"
    r"(?:had|has|have|was|were|is|are|did|would|could|will)\s)"
)
"""The beginning of a clause."""
_MADE = (
    r"(?:made|makes)(?=\s(?:the|that|this|an?)\s(?:\w+\s)?(?:allegation|accusation|claim|assertion|promise|pledge|complaint|charge)"
    r"(?!\w))"
)
"""The verb of who says the same as another one, or whose claim a clause tells."""
_FINDING = (
    rf"(?:found|finds|shows?|showed|indicate[sd]?|suggest)(?={_CLAUSE})|(?:found|finds)(?=\s?(?:[.,]|$))"
    r"|(?:heard|suspect|reveal(?:s|ed))(?=\sthat\s)"
    r"|puts?(?=\s(?:[\w'\u2019-]+\s){1,6}?at\s(?:\w+\s){0,2}?\W?\d)|counts(?=\son\s\W?\d)"
)
"""The verbs among them, where they have what their subject says."""
MAX_SENTENCE = 1000
"""The most characters of a sentence before and after a range that are examined."""
MASK = "\0"
"""What stands for each character of a quotation."""

_BY = (
    r"[Aa]ccording to|(?:shared|echoed|backed|repeated|confirmed|made|voiced|raised) by"
    r"|[Ii]n the (?:words|view|opinion|eyes) of"
    r"|[Bb]y(?=\s(?:(?:the\s)?(?:\w+\s){0,2}?\w+['\u2019]s?|his|her|its|their|all|some|most)\s(?:own\s)?accounts?(?!\w))"
)
"""Words whose object says it."""
_TO = r"(?<=to\s)(?:accuse|blame|criticise|criticize|condemn)\s"
"""Infinitives of such verbs, which have no subject of their own."""
_VERBS = "|".join(sorted(TELLING_VERBS, key=len, reverse=True))
_VERB = re.compile(rf"(?<![\w-])(?!{_TO})(?:{_VERBS}|{_FINDING}|{_MADE}|{_BY})(?![\w-])")
_NO_VERB = re.compile(
    r"(?<!\w)(?:as|than|the|a|an|its|his|her|their|our|my|your|this|these|no|any|some)\s+$", re.IGNORECASE
)
"""Words before a form of a verb that is none: as promised, the disputed painting."""
_NOUNS = word_set("note report claim comment answer state reply")
_NO_VERB_OF_NOUN = re.compile(
    rf"{_NO_VERB.pattern}|(?<!\w)(?:the|a|an|its|his|her|their|this|no|any)\s(?!(?:police|people|staff|media)\s)[a-z-]+[a-rt-z]\s+$",
    re.IGNORECASE,
)
"""The same for those that a noun in the singular may be before: a protest note, but not the unions claim."""
AUXILIARIES = re.compile(
    r"(?:(?<!\w)(?:has|have|had|also|later|then|again|still|now|once|even|already|just|long|always|twice|\w+ly)\s+)*$"
)
"""What may be between a subject and its verb."""
_PASSIVE = re.compile(r"(?<!\w)(?:is|are|was|were|be|been|being|not|to|by)\s+$")
_JOINED = re.compile(r"(?<!\w)(?:and|or|but)\s+$")
COMPARED = ("unlike ", "like ")
"""What begins words between commas for somebody else than the subject."""
_APPOSITION = re.compile(r",\s[^,\0]+,\s*$")
_BOUNDARY = re.compile(
    r"[,;:()\0\u2013\u2014]|(?<!\w)(?:but|that|because|when|while|which|who|whom|whose|as|after|before|if|although|since|whether"
    r"|whereas|than)(?!\w)"
)
_BOUNDARY_OF_LIST = re.compile(r"[;:()\0]|(?<!\w)(?:but|that|because|when|while|which|who|as|after|before|if)(?!\w)")
_AND = re.compile(r"(?<!\w)and(?!\w)")
TIME = re.compile(
    r"\s*(?:(?:on|in|by|since|during|at|last|this)\s)?(?:the\s)?"
    r"(?:\w+day|january|february|march|april|may|june|july|august|september|october|november|december"
    r"|week|month|year|\d{4}|spring|summer|autumn|winter)(?:\s\d{1,4})?(?:\s(?:morning|evening|night))?\s",
    re.IGNORECASE,
)
"""When somebody says something, between the verb and what is said."""
_PREPOSITION = re.compile(r"(?<!\w)(?:of|for|to|by|from|with|at|in|on|against|about|near|over|under|like)(?!\w)")
_NEW_CLAUSE = re.compile(
    r";|,\s(?:and(?!\sthat\s)|as)\s|(?<!\w)(?:but|while|whereas|although|though|because(?!\sof)|after|before)(?!\w)"
)
_BACKSHIFT = re.compile(
    r"(?:(?!(?<!\w)(?:but|while|whereas|although|though|because|after|before)(?!\w))[^;.])*,\s(?:while|whereas|although|though)\s"
    r"(?:[a-z][\w'\u2019-]*\s){1,4}would(?!\w)"
)
"""A clause after while that goes on with what somebody said: that it was old, while repairs would cost more."""
_CHAIN_END = re.compile(r";|(?<!\w)(?:and|but|while|whereas|although|though|as|because)(?!\w)")
_RELATIVE = re.compile(r"(?<!\w)(?:that|which|whom)\s[^,]*$")
_ASIDE = re.compile(r",\s(?:which|who)\s[^,]*$")
"""What is before a verb of a relative clause that commas set off: X, who denied it, said."""
_TOLD_BY = re.compile(r"(?<=told)\sby(?=\s)")
_OBJECT_OF = re.compile(r"(?<!\w)(?:that|which)\s(?:(?:the|an?|its)\s[^,]*|[A-Z][^,]*)$")
"""What is before a verb of a relative clause, whose object is what it stands after: the price that X reported."""
_TAG = re.compile(r",\s[^,]*$")
_RELATIVE_TAG = re.compile(r",\s(?:who|which|whose)\s[^,]*$")
"""What goes on about somebody and tells nothing before it: heard a pilot, who said he had warned."""
_AS_TAG = re.compile(r",\sas\s[^,]*$")
_WORD = re.compile(r"\w*")
_AFTER_TOLD = re.compile(r"\s(?:[\w'\u2019&-]+\s?){1,5}(?:[.,]|$)")
"""Whom somebody told something, at the end of a sentence or of a clause."""
_AFTER_TAG = re.compile(
    r"\s*(?:$|[.,;]|\s(?:on|in|at|to|during|last|this|late|early|yesterday|today|reporters|parliament|journalists)(?!\w))"
)
_SENTENCE_END = re.compile(rf"(?:[!?;]|{FULL_STOP})(?=\s)|(?<=\0)\s(?=\0)")
_CLAUSE_OF_NAME = re.compile(
    rf"[;:\0]|{FULL_STOP}|,(?=\s(?:the|a|an|it|he|she|they|but|and)\s)|\s(?=(?:it|he|she|they|there|that)\s)|\s(?=[^\w\s]?\d)"
)
_CLAUSE_END = re.compile(rf"[;:\0]|{FULL_STOP}")


@dataclass(frozen=True, slots=True)
class SpeechSubject:
    """The subject of a verb: `head` is its own words, `apposition` what commas set off after it."""

    head: str
    apposition: str
    words: str
    """The subject and the verb, as the article has them."""


def find_speech_subjects(
    passage: str, quotations: Sequence[QuotedText], start: int, end: int
) -> tuple[Sequence[SpeechSubject], str] | None:
    """Return whose words a range of a passage may be, the most likely first, and the words in between.

    Positions are those in the passage. None if its sentence has no verb of speech that governs the range, or one
    whose subject is not among the words before it, as in "and said".
    """
    masked = mask_quotations(passage, quotations)
    first, last = sentence_around(masked, start, end)
    masked = masked[:last]
    verbs = [
        match
        for match in _VERB.finditer(masked, first, last)
        if not (is_noun(masked, first, match) or is_modifier(masked, *match.span()))
    ]
    active = [index for index, verb in enumerate(verbs) if not verb[0].endswith(" by")]
    inside = [index for index in active if start <= verbs[index].start() and verbs[index].end() <= end]
    inside = [index for index in inside if not is_passive(masked, start, verbs[index])]
    before = [index for index in active if verbs[index].end() <= start]
    governing = inside[:1] or before[-1:]
    position = verbs[governing[0]].end() if governing else start
    if governing and not inside:
        is_over = is_closed(masked[first:position], masked[position:start], masked[start:])
        is_aside = is_by(verbs[governing[0]]) and _ASIDE.search(f"{masked[position:start]}{masked[start:end]} ")
        governing = [] if is_over or is_aside else governing
    tags = list(iter_tags(masked, verbs, end, last, allows_as=not inside))
    chain = chain_of(masked, verbs, governing[0]) if governing else []
    subjects = [
        subject_of(masked, first, verbs, index) for index in ([*chain, *inside[1:], *tags] if chain else tags[:1])
    ]
    speech_subjects = [subject for subject in subjects if subject]
    if not speech_subjects or len(speech_subjects) < len(subjects):
        return None
    since = verbs[chain[-1]].end() if chain else start
    return speech_subjects, "" if inside else masked[since:start]


def is_passive(masked: str, start: int, verb: re.Match[str]) -> bool:
    """Return whether a verb after a position says who was told something, and by nobody: had not been told of it."""
    ahead = masked[start : verb.start()]
    ahead = ahead[: AUXILIARIES.search(ahead).start()]  # type: ignore[union-attr]
    return bool(_PASSIVE.search(ahead)) and verb[0] == "told" and not _TOLD_BY.match(masked, verb.end())


def is_closed(ahead: str, between: str, words: str) -> bool:
    """Return whether the clause of the verb that `ahead` ends with is over before some words after it."""
    first_word = _WORD.match(words)[0]  # type: ignore[index]
    is_relative = bool(_RELATIVE.search(ahead)) and "," in between
    is_new = bool(_NEW_CLAUSE.search(between + first_word)) and not _BACKSHIFT.match(between + words)
    return is_relative or is_new


def mask_quotations(passage: str, quotations: Sequence[QuotedText]) -> str:
    """Return a passage with a mask in place of each character of its quotations."""
    characters = list(passage)
    for quotation in quotations:
        is_end = passage[quotation.end - 2 : quotation.end - 1] == "."
        mask = MASK * (quotation.end - quotation.start - 1) + ("." if is_end else MASK)
        characters[quotation.start : quotation.end] = mask
    return "".join(characters)


def sentence_around(masked: str, start: int, end: int) -> tuple[int, int]:
    """Return the first and the last position of the sentence around a range of a masked passage."""
    breaks = [match.end() for match in _SENTENCE_END.finditer(masked)]
    first = max((position for position in breaks if position <= start), default=0)
    last = min((position for position in breaks if position >= end), default=len(masked))
    return max(first, start - MAX_SENTENCE), min(last, end + MAX_SENTENCE)


def subject_of(masked: str, first: int, verbs: Sequence[re.Match[str]], index: int) -> SpeechSubject | None:
    """Return the subject of a verb of a sentence; None if the words before and after it do not tell."""
    verb = verbs[index]
    told_by = _TOLD_BY.match(masked, verb.end())
    if is_by(verb) or told_by:
        following = _CLAUSE_OF_NAME.split(masked[told_by.end() if told_by else verb.end() :])[0]
        head, _, apposition = following.partition(",")
        return SpeechSubject(head, apposition, f"{verb[0]}{told_by[0].rstrip() if told_by else ''}{head}")
    ahead = masked[first : verb.start()]
    ahead = ahead[: AUXILIARIES.search(ahead).start()]  # type: ignore[union-attr]
    if _PASSIVE.search(ahead):
        return None
    if _JOINED.search(ahead):
        earlier = subject_of(masked, first, verbs, index - 1) if index else None
        return earlier or subject_of_first_verb(ahead, verb[0])
    if not ahead.strip(f" ,.{MASK}"):
        return after_verb(masked, verb)
    match = _APPOSITION.search(ahead)
    apposition = match[0].strip(" ,") if match else ""
    if apposition.startswith(COMPARED):
        apposition = ""
    clause = ahead[: match.start()] if match else ahead
    if not match and clause.rstrip()[-1:] in (",", MASK):
        return after_verb(masked, verb)
    head = _BOUNDARY.split(clause)[-1]
    is_list = not match and _AND.search(head) is not None
    if is_list:
        apposition = _BOUNDARY_OF_LIST.split(clause)[-1]
    if time := TIME.match(head):
        head = head[time.end() :]
    words = (
        head.strip().removeprefix("and ") if is_list else f"{head.strip()}{f', {apposition},' if apposition else ''}"
    )
    return SpeechSubject(head.strip(), apposition, f"{words} {verb[0]}")


def subject_of_first_verb(ahead: str, verb: str) -> SpeechSubject | None:
    """Return the subject that a verb of speech after and, or but, has in common with the first verb before it."""
    sentence = next(iter(parse_sentences(ahead)), None)
    if sentence is None or not sentence.groups or sentence.groups[0].clause != "main":
        return None
    head, _, apposition = ahead[: sentence.groups[0].start].strip().partition(",")
    if not head or MASK in head:
        return None
    return SpeechSubject(head, apposition.strip(" ,"), f"{ahead.strip()} {verb}")


def is_by(verb: re.Match[str]) -> bool:
    """Return whether words such as according to stand before whom they name, and are no verb."""
    return verb[0].endswith((" to", " by", " of")) or verb[0].lower() == "by"


def after_verb(masked: str, verb: re.Match[str]) -> SpeechSubject | None:
    """Return the subject after a verb, as in said X; None if there is none."""
    parts = _CLAUSE_END.split(masked[verb.end() :])[0].split(",")
    head = parts[0].strip()
    return SpeechSubject(head, parts[1].strip() if len(parts) > 1 else "", f"{verb[0]} {head}") if head else None


def iter_tags(masked: str, verbs: Sequence[re.Match[str]], end: int, last: int, *, allows_as: bool) -> list[int]:
    """Return the numbers of the verbs of tags after a range: ", X said" and "according to X"."""
    numbers = []
    for number, verb in enumerate(verbs):
        if verb.start() < end:
            continue
        clause = masked[end : verb.start()]
        behind = masked[verb.end() : last]
        is_over = _AFTER_TAG.match(behind) or (verb[0] in ("told", "tells") and _AFTER_TOLD.match(behind))
        is_tag = bool(_TAG.search(clause)) and bool(is_over) and not _OBJECT_OF.search(clause)
        is_tag = is_tag and not (_RELATIVE_TAG.search(clause) or has_verb_between(masked, verbs[:number], end, verb))
        is_after = bool(re.search(r"[,\0]\s*$", clause))
        is_as = bool(_AS_TAG.search(clause))
        is_next = not number or verbs[number - 1].start() < end
        if is_by(verb) or is_after or (is_as and is_next and allows_as) or (is_tag and not is_as):
            numbers.append(number)
    return numbers


def is_noun(masked: str, first: int, verb: re.Match[str]) -> bool:
    """Return whether a form of a verb is a noun by what is before it: the claim, a protest note."""
    pattern = _NO_VERB_OF_NOUN if verb[0] in _NOUNS else _NO_VERB
    return pattern.search(masked, first, verb.start()) is not None


def has_verb_between(masked: str, verbs: Sequence[re.Match[str]], end: int, verb: re.Match[str]) -> bool:
    """Return whether one of some verbs is after the last comma before another one: X, and Y said he had warned."""
    comma = masked.rfind(",", end, verb.start())
    return any(other.start() > comma >= end for other in verbs)


def chain_of(masked: str, verbs: Sequence[re.Match[str]], index: int) -> list[int]:
    """Return the numbers of a verb and of those whose clauses it is in: X said that Y denied."""
    chain = [index]
    while chain[-1] and not is_by(verbs[index]):
        outer, inner = verbs[chain[-1] - 1], verbs[chain[-1]]
        is_aside = _ASIDE.search(masked, 0, outer.end()) and "," in masked[outer.end() : inner.start()]
        if is_aside or _CHAIN_END.search(masked, outer.end(), inner.start()):
            break
        chain.append(chain[-1] - 1)
    return chain


def name_at_head(head: str, start: int, end: int) -> bool:
    """Return whether a name at a place of a subject is the subject itself: not spokesman for X, and not X's heirs."""
    is_after_and = _AND.split(head[:start])[-1]
    rest = head[end:].strip()
    return not _PREPOSITION.search(is_after_and) and (not rest or _PREPOSITION.match(rest) is not None)
