"""Speakers who are not named where their statement is, or whose words name somebody else."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from facts.model.receipt import Span
from facts.verify.attributions import Attributions
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.spans import span_text
from facts.verify.speech import DETERMINERS, OFFICES
from facts.verify.tokens import tokenize

MAX_PASSAGES = 4
"""Number of passages, the last of which has the statement, in which its speaker is to be named."""
TOLD = re.compile(
    r"(?<!was )(?<!were )(?<!been )(?<!\w)(?:told|tells|tell)\s(?!by\s|of\s).*?(?:(?<!\w)that(?!\w)|[,:]|$)"
)
"""The verb with whom somebody tells something."""
RECIPIENT = re.compile(r"(?<!ccording )(?<!dviser )(?<!aide )(?<!\w)(?:to|against|with)\s(?:the\s)?(?:[a-z]+\s)?$")
"""What is before the name of whom something is said or done to."""
HINT = "Correct the speaker, or quote the words beside the statement that name who says it"


def find_doubtful_speakers(context: CheckContext) -> Iterator[Finding]:
    """Yield each statement whose passages do not name its speaker, or whose words for the speaker name another.

    A speaker whom the words describe, such as the minister, need not be named.
    """
    descriptions, attributions = context.descriptions, context.attributions
    speakers = attributions.speakers
    article = speakers.article
    for statement in context.of_kind("statements"):
        speaker: str | None = getattr(statement, "speaker", None)
        receipt, words = statement.evidence.get("summary"), statement.evidence.get("speaker")
        if speaker is None or receipt is None or words is None:
            continue
        name = f"statements/{statement.id}"
        last = max(span.passage for span in receipt.spans)
        first = min(span.passage for span in receipt.spans)
        numbers = range(max(1, first - MAX_PASSAGES + 1), min(last, len(article.passages)) + 1)
        named = [other for number in numbers for other in speakers.mentioned_in(article.passage(number))]
        other = next((other for other in named if speakers.kinds[other] == "people"), None)
        texts = [span_text(span, article) for span in words.spans] if speaker in descriptions.records else []
        is_described = any(descriptions.mention(speaker, text) for text in texts)
        if speaker not in named and other and not is_described:
            message = f"is {speaker}, but its passage and those before it name only others, such as {other}"
            yield Finding(name, "speaker", message, HINT, is_certain=False)
            continue
        for span in select_telling(words.spans, receipt.spans, speaker, attributions):
            mentioned = set(speakers.mentioned_in(TOLD.sub(" ", span_text(span, article))))
            others = (
                mentioned - attributions.principals.get(speaker, set()) - find_owners(span, speaker, attributions)
            )
            if others and speaker not in mentioned and span.exact:
                message = f"is {speaker}, but '{span.exact}' names {min(others)}"
                yield Finding(name, "speaker", message, HINT, is_certain=False)
                break
            if not mentioned and span.exact and speaker in speakers.mentioned_in(span.exact):
                message = f"is {speaker}, but '{span.exact}' says that {speaker} was told"
                yield Finding(name, "speaker", message, HINT, is_certain=False)
                break


def find_addressed_speakers(context: CheckContext) -> Iterator[Finding]:
    """Yield each speaker whom the sentences of a statement only name as the one to whom another does something."""
    for statement in context.of_kind("statements"):
        speaker: str | None = getattr(statement, "speaker", None)
        spans = [
            span
            for path in ("summary", "speaker")
            if path in statement.evidence
            for span in statement.evidence[path].spans
        ]
        if speaker and (words := find_recipient(speaker, spans, context)):
            message = f"is {speaker}, but '{words}' has it as the one to whom it is said or done"
            yield Finding(f"statements/{statement.id}", "speaker", message, HINT, is_certain=False)


def find_recipient(speaker: str, spans: Sequence[Span], context: CheckContext) -> str | None:
    """Return the first words with the name of a speaker, if all are after to or against, and after another name."""
    attributions = context.attributions
    speakers, allies = attributions.speakers, {speaker, *attributions.principals.get(speaker, ())}
    phrases = []
    for text in map(context.sentences.text, sorted(context.sentences.numbers_of(spans))):
        for match in chain.from_iterable(pattern.finditer(text) for pattern in speakers.patterns.get(speaker, ())):
            ahead = text[: match.start()]
            recipient = RECIPIENT.search(ahead)
            if recipient is None or allies.issuperset(speakers.mentioned_in(ahead)):
                return None
            phrases.append(text[recipient.start() : match.end()])
    return phrases[0] if phrases else None


def select_telling(
    spans: Sequence[Span], claim: Sequence[Span], speaker: str, attributions: Attributions
) -> Sequence[Span]:
    """Return the spans that may tell who speaks: those of the claim itself only where no other one names the speaker.

    Names in a claim are of whom it tells: Corvane's price, which Burk compares.
    """
    speakers = attributions.speakers
    own = {(span.start, span.end) for span in claim}
    others = [span for span in spans if (span.start, span.end) not in own]
    is_named = any(speaker in speakers.mentioned_in(span_text(span, speakers.article)) for span in others)
    return others if is_named else spans


def find_owners(span: Span, speaker: str, attributions: Attributions) -> set[str]:
    """Return the countries in words with an office, such as the Turkish minister, whose the speaker may be."""
    speakers = attributions.speakers
    words = span_text(span, speakers.article)
    countries = {name for name in speakers.mentioned_in(words) if speakers.kinds[name] == "countries"}
    offices = (OFFICES - DETERMINERS) & {token.lower for token in tokenize(words)}
    has_country = any(speakers.kinds.get(name) == "countries" for name in attributions.principals.get(speaker, ()))
    return countries if offices and not has_country and speakers.kinds.get(speaker) != "countries" else set()
