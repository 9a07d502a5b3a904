"""What did not quite happen, or is not known to have: nearly opened, came close to opening, nobody believes that."""

import re
from collections.abc import Iterator

from facts.verify.grammar.sentences import Sentence, parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup

_NEARLY = r"(?:nearly|almost|all\sbut|practically|just\sabout|as\sgood\sas)"
_BEFORE = re.compile(rf"(?<!\w)(?P<words>{_NEARLY})\s$", re.IGNORECASE)
_INSIDE = re.compile(rf"(?<!\w)(?P<words>{_NEARLY})(?!\w)", re.IGNORECASE)
_MULTIPLIED = re.compile(r"(?:doubl|tripl|trebl|quadrupl|halv)\w*$", re.IGNORECASE)
"""Verbs of a change of which such words only say how great it was."""
_CLOSE = re.compile(
    r"(?<!\w)(?P<words>(?:came|comes?|coming|got)\s(?:\w+\s)?(?:close|near)\sto"
    r"|(?:was|were|is|are|been)\s(?:\w+\s)?(?:close|near)\sto(?=\s\w+ing\s)"
    r"|on\sthe\s(?:verge|brink|point|edge)\sof|(?:stopped|fell|stops|falls)\s(?:\w+\s)?short\sof|(?:gave|given|gives)\sup(?!\sto)"
    r"|call(?:ed|s)\soff|(?:just|narrowly|barely)\s(?:missed|escaped|avoided))(?!\w)",
    re.IGNORECASE,
)
_NOBODY = re.compile(
    r"^\W*(?P<words>none|neither|not\s(?:one|all|every|any|a\ssingle|a)|hardly\sany|scarcely\sany|barely\sany|nobody"
    r"|no\sone)(?!\w)(?![^,;:]*\s(?:but|and)\s)[^,;:]*$",
    re.IGNORECASE,
)
"""The beginning of a sentence up to its verb, which it denies."""
_EMBEDDED = re.compile(
    r"(?<!\w)(?P<words>(?:nobody|no\sone|few|hardly\sanyone)\s(?:\w+ly\s)?(?:believes?|thinks?|expects?|knows?|accepts?)"
    r"|(?:is|was)\s(?:not\strue|untrue|false|a\slie|a\smyth|wrong|unlikely|doubtful)(?=\sthat)"
    r"|(?:dreamed|dreamt|imagined|pretend(?:s|ed)?|fantasi[sz]ed|wish(?:es|ed)?)(?=\s(?:(?:that|to|it|he|she|they)\s|$)))",
    re.IGNORECASE,
)
_CLAIM = re.compile(
    r"(?<!\w)(?:claim|report|rumou?r|story|allegation|suggestion|idea)s?\sthat\s.*\s(?P<words>(?:is|was|are|were|proved)\s(?:\w+ly\s)?"
    r"(?:false|untrue|wrong|unfounded|baseless|fabricated|invented))(?!\w)",
    re.IGNORECASE | re.DOTALL,
)
_SCRAPPED = re.compile(
    r"(?<!\w)(?P<words>(?:scrapped|dropped|abandoned|shelved|cancell?ed|ditched|axed|gave\sup|rejected|denied|called\soff)\s"
    r"(?:(?!and\s|but\s)\w+\s){0,2}(?:plans?|ideas?|intentions?|proposals?|offers?|attempts?|bids?))\s(?:to|of|for|that)\s[^,;:]*$",
    re.IGNORECASE,
)
_PROBABLY = re.compile(
    r"(?<!\w)(?P<words>probably|possibly|perhaps|apparently|presumably|conceivably)(?!\w)", re.IGNORECASE
)
MAX_HEDGE = 24
"""The most characters between a verb and the word before it by which it is only probable."""


def find_unreal(text: str, start: int, end: int) -> str | None:
    """Return by what words the verbs of a part of a text did not quite happen, or perhaps; None if they may have."""
    for sentence in parse_sentences(text):
        if sentence.start >= end or sentence.end <= start:
            continue
        inside = [group for group in sentence.groups if group.start < end and group.end > start]
        main = [group for group in inside if group.verb_class != "speech"][:1]
        first = main[0].start if main else max(start, sentence.start)
        for match in iter_denials(text, sentence, first, min(end, sentence.end), main[0] if main else None):
            return match["words"]
        if main and (words := find_probably(text, sentence, main[0])):
            return words
    return None


def iter_denials(
    text: str, sentence: Sentence, first: int, end: int, group: VerbGroup | None
) -> Iterator[re.Match[str]]:
    """Yield the words of a sentence by which what begins at a verb did not happen, or not quite."""
    before = text[sentence.start : first]
    patterns = [_BEFORE, _EMBEDDED, *([_NOBODY] if group and group.clause == "main" else ())]
    is_multiplied = group is not None and _MULTIPLIED.search(group.text)
    yield from filter(
        None, (pattern.search(before) for pattern in patterns if not (is_multiplied and pattern is _BEFORE))
    )
    if group and group.has_auxiliary and not is_multiplied and (match := _INSIDE.search(group.text)):
        yield match
    if scrapped := _SCRAPPED.search(text[sentence.start : end]):
        yield scrapped
    close = (match for match in _CLOSE.finditer(text, sentence.start, end) if match.end() >= first - MAX_HEDGE)
    yield from (match for match in close if not re.search(r"[,;:]", text[match.end() : first]))
    if (claim := _CLAIM.search(text, sentence.start, sentence.end)) and claim.start() < first < claim.start("words"):
        yield claim


def find_probably(text: str, sentence: Sentence, group: VerbGroup) -> str | None:
    """Return the word beside a verb by which it is only probable; None without one."""
    match = _PROBABLY.search(text, max(sentence.start, group.start - MAX_HEDGE), group.end)
    return match["words"] if match and not re.search(r"[.;:]", text[match.end() : group.start]) else None
