"""Acts that somebody is accused of, or denies: what a gerund or a noun after such a verb tells is a claim."""

import re

from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.grammar.word_list import word_set

ACCUSING = word_set("accused accuses accuse suspected suspects suspect complained complains complain charged charges")
"""Verbs of claims about the words after their preposition: accused the town of hiding it, complained of delays."""
ALLEGING = word_set("alleged alleges allege denied denies deny")
"""Verbs of claims about their object: alleged fraud, denied paying."""
JUDGING = word_set("""
    blamed blames blame criticised criticises criticise criticized criticizes criticize condemned condemn
    condemns denounced denounces attacked attacks attack denounce faulted rebuked
""")
"""Verbs by which somebody says what others did, if a gerund says it: blamed the town for hiding it."""
CLAIMING = ACCUSING | ALLEGING | JUDGING
_VERB = re.compile(rf"(?<!\w)(?P<verb>{'|'.join(sorted(CLAIMING, key=len, reverse=True))})(?!\w)")
_OBJECT = r"(?:[^;:\0]*?\s)??"
_PREPOSITION = {ACCUSING: r"(?:of|about|with)\s", JUDGING: r"(?:for|over)\s(?=\w+ing(?!\w))"}
_NEW_CLAUSE = re.compile(
    r"[;:\0]|,\s(?:and|but|while|which|who|whose|as|so)\s|(?<!\w)(?:that|because|when|after|before|while)\s"
)
_PASSIVE = re.compile(
    r"(?<!\w)(?:is|are|was|were|be|been|being|stands?|stood)\s(?:\w+ly\s|also\s|then\s)?"
    r"(?P<verb>accused|suspected|charged|blamed|criticised|criticized|condemned)(?!\w)"
)
"""A verb of which the sentence may not say whose claim it is."""
_CHARGED = re.compile(r"(?<!\w)(?P<verb>charged|charges)\s[^,;:]{1,80}?\swith(?=\s\w+ing(?!\w))")
_ALLEGED = re.compile(r"(?<!\w)(?P<verb>alleged|suspected)\s(?!\w+ing(?!\w)|to\s)(?:\w+\s)?$")
"""What makes the noun after it a claim."""
_ACCUSED = re.compile(
    r"(?<!\w)(?:who\s(?:\w+ly\s|also\s|have\s|had\s|has\s)*)?(?P<verb>accuse[sd]?|blame[sd]?)(?=\s)"
)
"""A verb that makes a claim of what it accuses somebody of, whoever its subject is."""
_TARGETING = (ACCUSING | JUDGING) - word_set("complained complains complain")
_FACED = re.compile(
    rf"(?<!\w)(?P<verb>{'|'.join(sorted(_TARGETING, key=len, reverse=True))})"
    r"\s(?P<accused>[^;:\0]{1,120}?)\s(?:of|for|over|with)\s(?=\w)"
)
"""Such a verb with whom it accuses, up to of what."""
_FACING = re.compile(r"(?:^|,\s)(?P<accused>[^,;:\0]{1,80})\s$")
"""The subject of a verb in the passive."""
_NOUN_OF_CLAIM = re.compile(
    r"(?<!\w)(?P<words>(?:\w+\s)?(?:(?:the|an?|any|all|these|those|new|earlier)\s)?(?:claims?|allegations?|reports?|rumou?rs?|suggestions?|accusations?|assertions?|complaints?"
    r"|suspicions?|speculation)\sthat)\s(?P<clause>[^,;:]*)$",
    re.IGNORECASE,
)
"""A noun for a claim, with the clause that says which."""
_OF_DOCUMENTS = word_set("filed made published wrote issued presented lodged commissioned ordered submitted raised")
"""Verbs of a clause that says only what was done with such a claim."""
_HEARSAY = re.compile(
    r"(?<!\w)(?:(?:is|are|was|were)\s(?:also\s|widely\s|now\s)?(?:said|reported|believed|alleged|thought|understood"
    r"|rumou?red|claimed)\sto\s(?:have|be)(?!\w)|[Ii]t\s(?:is|was|has been|had been)\s(?:widely\s)?(?:said|reported"
    r"|believed|alleged|claimed|thought|rumou?red)\sthat(?!\w)|(?:reportedly|allegedly|supposedly)(?!\w))",
)
"""Words by which a clause tells hearsay."""
_ONWARD = re.compile(r"[,;:]|(?<!\w)(?:and|but|which|who|while|because)(?!\w)")
"""What begins another clause, of which such words say nothing."""
_GERUND = re.compile(r"\w{3,}ing(?!\w)")
STEM = 4
"""The first letters by which a gerund and a noun are the same act."""


def is_claimed(verb: str, between: str, text: str) -> bool:
    """Return whether a text after a verb, with some words in between, is what somebody is accused of, or denies."""
    if verb in ALLEGING:
        if verb.startswith("alleg") and not between.strip():
            return not text.startswith(("to ", "that "))
        return not _NEW_CLAUSE.search(between) and bool(_GERUND.match(f"{between}{text}".strip()))
    preposition = next((pattern for verbs, pattern in _PREPOSITION.items() if verb in verbs), None)
    match = re.match(rf"\s{_OBJECT}{preposition}", f"{between}{text}") if preposition else None
    is_before = match is not None and match.end() <= len(between)
    return match is not None and is_before and not _NEW_CLAUSE.search(between, match.end())


def find_claim(ahead: str, text: str) -> str | None:
    """Return the words before a text by which it is a claim of somebody whom they need not name; None without any."""
    if alleged := _ALLEGED.search(ahead):
        return alleged[0].strip()
    if hearsay := find_hearsay(ahead, text):
        return hearsay
    noun = _NOUN_OF_CLAIM.search(ahead)
    if noun and is_clause(f"{noun['clause']}{text}"):
        return noun["words"]
    every = (*_PASSIVE.finditer(ahead), *_CHARGED.finditer(f"{ahead}{text}"), *_ACCUSED.finditer(ahead))
    for match in every:
        is_over = match[0].startswith("who") and "," in ahead[match.end() :]
        if not is_over and is_claimed(match["verb"], ahead[match.end("verb") :], text):
            return match[0]
    return None


def find_accused(text: str, start: int, end: int) -> tuple[str, str] | None:
    """Return the verb by which a part of a text is what somebody is accused of, and the words for whom; or None.

    The part may have the verb too, unless somebody says something by another verb of it.
    """
    if not SPEECH_VERBS.isdisjoint(text[start:end].split()):
        return None
    for passive in _PASSIVE.finditer(text, 0, end):
        subject = _FACING.search(text[: passive.start()])
        if subject and is_act_of(passive["verb"], text[passive.end() :], start - passive.end(), end - passive.end()):
            return passive[0], subject["accused"]
    for match in _FACED.finditer(text, 0, end):
        behind = match.end("verb")
        is_active = not any(passive.end() == behind for passive in _PASSIVE.finditer(text))
        if is_active and is_act_of(match["verb"], text[behind:], start - behind, end - behind):
            return match["verb"], match["accused"]
    return None


def is_act_of(verb: str, behind: str, start: int, end: int) -> bool:
    """Return whether a part of what is behind a verb, which may begin before it, is what the verb accuses of."""
    if start > 0:
        return is_claimed(verb, behind[:start], behind[start:end])
    return any(is_claimed(verb, behind[: gerund.start()], gerund[0]) for gerund in _GERUND.finditer(behind, 0, end))


def find_hearsay(ahead: str, text: str) -> str | None:
    """Return the words in or before a text that tell it by hearsay: is said to have; None without any."""
    for match in _HEARSAY.finditer(f"{ahead}{text}"):
        is_inside = match.end() > len(ahead)
        between = text[: match.start() - len(ahead)] if is_inside else ahead[match.end() :]
        is_over = bool(_ONWARD.search(between)) or (is_inside and is_clause(between))
        if not is_over:
            return match[0]
    return None


def is_hearsay(words: str) -> bool:
    """Return whether words are those of hearsay, such as reportedly, or of a claim of which they do not say whose."""
    return bool(_HEARSAY.fullmatch(words) or _NOUN_OF_CLAIM.fullmatch(f"{words} "))


def is_clause(text: str) -> bool:
    """Return whether a text has a verb after its subject, which tells nothing that is done with a document."""
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    return bool(groups) and groups[0].start > 0 and _OF_DOCUMENTS.isdisjoint(groups[0].text.lower().split())


def find_claimed_act(text: str, title: str) -> int | None:
    """Return where words have the act that a title names, after a verb of accusing of it; None if nowhere."""
    verb = _VERB.search(text)
    stems = {word[:STEM] for word in re.findall(r"\w+", title.lower()) if len(word) >= STEM}
    for gerund in _GERUND.finditer(text, verb.end()) if verb else ():
        is_named = any(word[:STEM].lower() in stems for word in re.findall(r"\w+", text[gerund.start() :]))
        if verb and is_named and is_claimed(verb["verb"], text[verb.end() : gerund.start()], gerund[0]):
            return gerund.start()
    return None
