"""What an attribution covers: the fields of a record whose sentences are those of who says it, or left open."""

from collections.abc import Mapping, Sequence
from typing import Any

from facts.drafts.claims import VOICE
from facts.drafts.expanded import Expanded
from facts.drafts.locate import Occurrence, QuoteLocator
from facts.drafts.mention_finder import MentionFinder
from facts.drafts.problems import ClaimError
from facts.drafts.told_speakers import find_speaker
from facts.model.record import ACTORS

SCOPE = "attribution_scope"
OWN = ("voice", VOICE, SCOPE)
"""The fields that say who tells a record, which the article tells."""
OPEN = "ambiguous"


def scope_fields(records: Mapping[str, Expanded], finder: MentionFinder, locator: QuoteLocator) -> None:
    """Mark as open the fields of attributed records whose sentences do not say who tells them, unless the draft does.

    An attribution covers what its sentence says, and other sentences of the same voice; a headline, or a sentence
    without it, may be the article's own.
    """
    for expanded in records.values():
        voice, receipt = expanded.values.get(VOICE), expanded.evidence.get(VOICE)
        if not isinstance(voice, str) or receipt is None or SCOPE not in expanded.defaults:
            continue
        sentences = numbers_of(telling_spans(voice, receipt.get("spans", ()), finder, locator), locator)
        for path, other in list(expanded.evidence.items()):
            spans = other.get("spans", ())
            if path in OWN or not spans or VOICE in other or numbers_of(spans, locator) & sentences:
                continue
            if not is_told_by(voice, spans, finder, locator):
                expanded.evidence[path] = other | {VOICE: voice, SCOPE: OPEN}


def telling_spans(
    voice: str, spans: Sequence[Mapping[str, Any]], finder: MentionFinder, locator: QuoteLocator
) -> Sequence[Mapping[str, Any]]:
    """Return the spans that say who tells a record, without that of the bare name for which their words stand."""
    names = {name for (_, identifier), aliases in finder.aliases.items() if identifier == voice for name in aliases}
    telling = [span for span in spans if locator.article.text[span["start"] : span["end"]] not in names]
    return telling or spans


def numbers_of(spans: Sequence[Mapping[str, Any]], locator: QuoteLocator) -> set[int]:
    """Return the numbers of the sentences that spans touch."""
    at = locator.sentences.number_at
    return {number for span in spans for number in range(at(span["start"]), at(span["end"] - 1) + 1)}


def is_told_by(voice: str, spans: Sequence[Mapping[str, Any]], finder: MentionFinder, locator: QuoteLocator) -> bool:
    """Return whether the words at spans are what a record says, by the sentence that they are in."""
    places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
    try:
        speakers = [find_speaker([place], locator, finder.named_or_described_at, ACTORS) for place in places]
    except ClaimError:
        return False
    return any(speaker is not None and speaker[0] == voice for speaker in speakers)
