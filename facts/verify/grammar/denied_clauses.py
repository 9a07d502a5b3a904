"""Words that deny the clause beside them: denied that, refused to accept that, claims that it closes are false."""

import re

from facts.verify.grammar.claim_nouns import CLAIM_NOUN, CLAIM_OF
from facts.verify.grammar.sentences import parse_sentences

_VERBS = (
    r"den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|disput(?:es?|ed|ing)|refut(?:es?|ed|ing)"
    r"|rebut(?:s|ted)?|contest(?:s|ed|ing)?|disagree[ds]?|debunk(?:s|ed|ing)?|contradict(?:s|ed|ing)?"
    r"|ridicul(?:es?|ed|ing)|scotch(?:es|ed)|(?:brush|shrug|wav|laugh)(?:e?[sd]|g?ed|es|ed) (?:aside|off|away)"
    r"|(?:hit|hits|push|pushes|pushed|fires|fired) back (?:at|against|on)|pour(?:s|ed|ing) (?:cold water|scorn) on"
    r"|(?:refus|declin)(?:es|ed|ing) to (?:accept|believe|admit|concede|acknowledge)"
    rf"(?=\s(?:that\s|(?:\w+\s){{0,2}}?{CLAIM_NOUN}\s))"
    rf"|(?:challeng|question)(?:es|s|ed|ing)?(?=\s(?:\w+\s){{0,2}}?{CLAIM_NOUN}\s)"
    r"|(?<!not )(?<!n't )(?<!n\u2019t )(?<!no )doubt(?:s|ed)?(?! not)"
)
_UNTRUE = (
    r"not (?:\w+ ){0,2}?(?:true|correct|the case)(?= that)|(?:untrue|false|nonsense|a lie|a myth)(?= that)"
    r"|no (?:truth|substance|basis) (?:in|to|for)"
)
DENIED = re.compile(
    rf"(?<!\w)({_VERBS}|{_UNTRUE})\s"
    rf"(?:(?:[\w'\u2019-]+\s){{0,6}}?|(?:\w+\s){{0,3}}?{CLAIM_OF})(?:that|whether|if)\s"
)
"""A verb that denies, or doubts, the clause after it, or words that call it untrue."""
_FALSE = re.compile(
    rf"(?<!\w){CLAIM_NOUN}\s(?:\w+\s){{0,4}}?that\s(?P<clause>[^,;:\"\u201c\u201d]{{3,120}}?)"
    r"\s(?:(?:was|were|is|are|as)\s)?(?:\w+ly\s|all\s)?(?P<word>false|untrue|baseless|unfounded|groundless|nonsense"
    r"|fabricated|(?:a\s)?(?:lies?|myth|fabrication)|rubbish|absurd|incorrect|fiction|invented)(?=[\s.,;\"\u201d]|$)"
)
"""A claim with what is said of it after its clause."""


def find_false_claim(text: str, start: int) -> str | None:
    """Return the word of a text by which a claim is untrue whose clause has a place; None without one.

    In "claims that the report was false" the word is the claim's own.
    """
    for match in _FALSE.finditer(text):
        is_inside = match.start() <= start < match.end("clause")
        if is_inside and any(sentence.groups for sentence in parse_sentences(match["clause"])):
            return match["word"]
    return None
