"""Happenings that are told by hearsay, as in is said to have sold, and that a statement has as an opinion."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import is_participle
from facts.verify.grammar.verb_words import SPEECH_VERBS
from facts.verify.tokens import tokenize

OPINION = "asserted"
TO_HAVE = re.compile(
    r"(?<!\w)(?:is|are|was|were)\s(?:also\s|widely\s)?(?:said|reported|believed|alleged|thought|understood|rumou?red)"
    r"\sto\shave\s(?:\w+ly\s)?(?P<verb>\w+)"
)
ADVERB = re.compile(r"(?<!\w)(?:reportedly|allegedly|supposedly)\s")
SILENCE = re.compile(
    r"[^,;:]*?(?<!\w)(?P<words>(?:(?:did|do|does|has|have|had)\snot\s(?:yet\s)?(?:say|said|name|named|disclosed?|give|given"
    r"|specif(?:y|ied)|explain|explained|reveal|revealed)|(?:has|have|had|was|were)\snot\s(?:yet\s)?(?:been\s)?(?:said|named"
    r"|disclosed|given|specified|explained|revealed))(?!\w))"
)
"""The beginning of a sentence in which the article tells that something is not said."""
SILENT_HINT = "Use standing, or quote the words of the opinion or the forecast"
HINT = "Use occurred, or quote the words of the opinion or the forecast"


def find_hearsay(context: CheckContext) -> Iterator[Finding]:
    """Yield each statement that is asserted where its words tell, by hearsay, of something that happened."""
    sentences = context.sentences
    for statement in context.of_kind("statements"):
        receipt = statement.evidence.get("summary")
        if getattr(statement, "status", None) != OPINION or receipt is None:
            continue
        for span in receipt.spans:
            start, _ = sentences.range_at(span.start)
            text = sentences.text(sentences.number_at(span.start))
            words = find_happening(text, span.start - start, span.end - start) if span.exact else None
            if words:
                message = f"is {OPINION}, but '{words}' tells, if only by hearsay, that it happened"
                yield Finding(f"statements/{statement.id}", "status", message, HINT, is_certain=False)
                break
            if span.exact and (silence := find_silence(text, span.start - start, span.end - start)):
                message = f"is {OPINION}, but '{silence}' tells a silence, which is a fact"
                yield Finding(f"statements/{statement.id}", "status", message, SILENT_HINT, is_certain=False)
                break


def find_silence(text: str, start: int, end: int) -> str | None:
    """Return the words in a range of a sentence that say that nobody says something; None if somebody tells that."""
    match = SILENCE.match(text)
    if match is None or not start <= match.start("words") < end:
        return None
    ahead = {token.lower for token in tokenize(text[: match.start("words")])}
    return None if ahead & SPEECH_VERBS else match["words"]


def find_happening(text: str, start: int, end: int) -> str | None:
    """Return the words in a range of a sentence that say by hearsay what happened; None if there are none."""
    for match in TO_HAVE.finditer(text):
        if (
            match.start() < end
            and match.end() > start
            and is_participle(match["verb"].lower())
            and match["verb"] != "been"
        ):
            return match[0]
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    for match in ADVERB.finditer(text):
        group = next((group for group in groups if group.start >= match.start()), None)
        is_beside = group is not None and group.start <= match.end() and group.start < end and group.end > start
        if group and is_beside and group.verb_class == "past" and is_participle(group.text.lower().split()[-1]):
            return text[match.start() : group.end]
    return None
