"""Speakers whose words only name them in what somebody else says: Roe had left, where Lind said that Roe had left."""

import re
from collections.abc import Iterator

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.speech_subjects import TELLING_VERBS
from facts.verify.grammar.verb_words import BE, SPEECH_PARTICIPLES

ADDED = re.compile(rf",[\"\u201d\u2019]?\s(?P<verb>{'|'.join(sorted(SPEECH_PARTICIPLES))})\s(?:that\s)?$")
"""A participle before what its subject says too."""
HINT = "Correct the speaker, or quote the words that say that this one says it"


def find_claimed_speakers(context: CheckContext) -> Iterator[Finding]:
    """Yield each speaker, without a note, whom words name as the subject of a verb in what another one tells."""
    attributions, text = context.attributions, context.article.text
    for statement in context.of_kind("statements"):
        speaker, receipt = getattr(statement, "speaker", None), statement.evidence.get("speaker")
        if speaker is None or receipt is None or receipt.note is not None:
            continue
        allies = attributions.principals.get(speaker, set()) | {speaker}
        for span in receipt.spans:
            words = span.exact or ""
            if not is_act(words) or speaker not in attributions.speakers.mentioned_in(words):
                continue
            added, teller = ADDED.search(text, 0, span.start), attributions.find_teller(span.start, span.end)
            if added or (teller and teller[0] and teller[0] not in allies):
                by = added["verb"] if added else teller[1] if teller else ""
                message = f"is {speaker}, but '{words}' is what another one tells by '{by}'"
                yield Finding(f"statements/{statement.id}", "speaker", message, HINT)
                break


def is_act(words: str) -> bool:
    """Return whether words have a verb, and none by which somebody says something."""
    groups = [{*group.text.lower().split()} for sentence in parse_sentences(words) for group in sentence.groups]
    return bool(groups) and not any(group & TELLING_VERBS and not group & BE for group in groups)
