"""Acts that somebody is accused of, or denies: what a gerund or a noun after such a verb tells is a claim."""

import re

from facts.verify.grammar.word_list import word_set

ACCUSING = word_set("accused accuses accuse suspected suspects suspect complained complains complain charged charges")
"""Verbs of claims about the words after their preposition: accused the town of hiding it, complained of delays."""
ALLEGING = word_set("alleged alleges allege denied denies deny")
"""Verbs of claims about their object: alleged fraud, denied paying."""
JUDGING = word_set("""
    blamed blames blame criticised criticises criticized criticizes condemned condemns denounced denounces attacked
    attacks faulted rebuked
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
    for match in (*_PASSIVE.finditer(ahead), *_CHARGED.finditer(f"{ahead}{text}")):
        if is_claimed(match["verb"], ahead[match.end("verb") :], text):
            return match[0]
    return None


def find_claimed_act(text: str, title: str) -> int | None:
    """Return where words have the act that a title names, after a verb of accusing of it; None if nowhere."""
    verb = _VERB.search(text)
    stems = {word[:STEM] for word in re.findall(r"\w+", title.lower()) if len(word) >= STEM}
    for gerund in _GERUND.finditer(text, verb.end()) if verb else ():
        is_named = gerund[0][:STEM].lower() in stems
        if verb and is_named and is_claimed(verb["verb"], text[verb.end() : gerund.start()], gerund[0]):
            return gerund.start()
    return None
