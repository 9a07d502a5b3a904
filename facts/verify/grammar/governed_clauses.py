"""The clauses that verbs of saying govern: what is in them, and what is outside."""

import re
from collections.abc import Sequence

from facts.verify.grammar.accusations import is_claimed
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import FINDING, TELLING_VERBS, SpeechSubject
from facts.verify.grammar.verb_words import ACTS, SPEECH_VERBS
from facts.verify.grammar.word_list import word_set

TELLING_SOMEBODY = word_set("told tells tell warned warns")
SAYING = TELLING_SOMEBODY | word_set("""
    said says say argued argues claimed claims insisted insists believes believed thinks complained complains
    predicted predicts estimated estimates calculated calculates expects expect hopes fears maintained maintains
    conceded admitted blamed blames blame
""")
"""Verbs that govern the clause after them."""
CONCLUDING = FINDING | word_set("concluded concludes alleged alleges allege suspect suspects suspected")
"""Verbs that govern a clause after them, or have an object."""
ACCORDING = "according to"
ASIDE = re.compile(r"[,:\0]")
"""Marks between such a verb and words that it does not govern."""
_OCCASION = re.compile(r"\s*(?:on|in|at|to|after|before|during|following|when|while|as|by|for|with|about)\s")
"""What begins the words for when or to whom somebody says something."""

_THAT = re.compile(r"(?<!\w)that(?!\w)")
_ASIDE_THING = re.compile(
    r",\s(?:(?:in|under|after|for|with|over)\s)?(?:an?|the)\s(?:[\w-]+\s){0,3}(?P<noun>[\w-]+)\sthat(?!\w)"
)
"""What the article says of a thing after a comma: said on Monday, in a deal that has drawn scrutiny."""
_TOLD_THINGS = ACTS["speech"] | word_set("letter note email post filing brief day week month year time")
"""Nouns after which "that" may begin what is said: in a letter that."""


def has_that_clause(between: str) -> bool:
    """Return whether words after a verb of saying have a "that" by which a relative clause cannot begin."""
    own = _ASIDE_THING.sub(lambda match: match[0] if match["noun"].lower() in _TOLD_THINGS else ",", between)
    return _THAT.search(own) is not None


def is_outside(speech_subject: SpeechSubject, text: str) -> bool:
    """Return whether a text has no verb of a subject that says something."""
    verbs = set(speech_subject.words.split()) & (SAYING | SPEECH_VERBS)
    is_by = speech_subject.words.lower().startswith(ACCORDING) and ACCORDING not in text.lower()
    return is_by or (bool(verbs) and verbs.isdisjoint(text.split()))


def is_reported(words: str, verb: str, between: str, text: str) -> bool:
    """Return whether a text is in the clause of a verb of saying or expecting that has its subject before it."""
    first = words.split(maxsplit=1)[0]
    is_order = verb in TELLING_SOMEBODY and text.startswith("to ")
    is_occasion = bool(_OCCASION.match(between)) and not has_verb(text)
    is_saying = verb in SAYING or (verb in CONCLUDING and has_verb(f"{between}{text}", ("main",)))
    return is_saying and first not in TELLING_VERBS and not (is_order or is_occasion or ASIDE.search(between))


def reports_clause(text: str, verbs: set[str]) -> bool:
    """Return whether a text has a clause after one of some verbs, if they say or expect something."""
    match = next((match for verb in verbs & SAYING if (match := re.search(rf"(?<!\w){verb}\s", text))), None)
    return match is not None and has_verb(text[match.end() :])


def has_verb(text: str, clauses: Sequence[str] = ()) -> bool:
    """Return whether a text has a group of verbs after its first word, in one of some clauses if there are any."""
    groups = [group for sentence in parse_sentences(text.strip()) for group in sentence.groups]
    return any(group.start > 0 and (not clauses or group.clause in clauses) for group in groups)


def is_claim_of_other(verb: str, between: str, text: str) -> bool:
    """Return whether a text after a verb and a name is told of whom it names, or to them: said Frisk had lied."""
    if is_claimed(verb, between, text):
        return True
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    has_own_verb = bool(groups) and not groups[0].start and not TELLING_VERBS & {*groups[0].text.lower().split()}
    is_clause = verb in SAYING and not ASIDE.search(between) and not SPEECH_VERBS & {*between.split()}
    return is_clause and (has_own_verb or verb in TELLING_SOMEBODY)
