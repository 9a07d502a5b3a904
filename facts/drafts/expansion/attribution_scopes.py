"""What an attribution covers: the fields of a record whose sentences are those of who says it, or left open."""

from collections.abc import Mapping, Sequence
from typing import Any

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.told_speakers import find_speaker
from facts.drafts.problems import ClaimError
from facts.drafts.reading.claims import VOICE
from facts.drafts.reading.expanded import Expanded
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.model.record import ACTORS

SCOPE = "attribution_scope"
OWN = ("voice", VOICE, SCOPE)
"""The fields that say who tells a record, which the article tells."""
OPEN, NONE = "ambiguous", "none"


def scope_fields(records: Mapping[str, Expanded], finder: MentionFinder, locator: QuoteLocator) -> None:
    """Mark the fields of attributed records whose sentences do not say that it is told by whom the draft says.

    An attribution covers what its sentence says, and other sentences of the same voice. A field is told by whom its
    own sentence names, or whom the draft names for another one of that sentence; else it is open in the passages
    where the same voice tells something, and the article's own in others.
    """
    for expanded in records.values():
        voice, receipt = expanded.values.get(VOICE), expanded.evidence.get(VOICE)
        if not isinstance(voice, str) or receipt is None or SCOPE not in expanded.defaults:
            continue
        own = telling_spans(voice, receipt.get("spans", ()), finder, locator)
        sentences, passages = numbers_of(own, locator), {span["passage"] for span in own}
        outside: list[str] = []
        for path, other in list(expanded.evidence.items()):
            spans = other.get("spans", ())
            if path in OWN or not spans or VOICE in other or SCOPE in other or numbers_of(spans, locator) & sentences:
                continue
            attribution = find_attribution(voice, path, expanded, finder, locator)
            if attribution is None:
                outside.append(path)
            elif attribution:
                expanded.evidence[path] = other | attribution
            else:
                passages |= {span["passage"] for span in spans}
        for path in outside:
            is_near = not passages.isdisjoint(span["passage"] for span in expanded.evidence[path]["spans"])
            expanded.evidence[path] |= {VOICE: voice, SCOPE: OPEN} if is_near else {SCOPE: NONE}


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


def find_attribution(
    voice: str, path: str, expanded: Expanded, finder: MentionFinder, locator: QuoteLocator
) -> dict[str, str] | None:
    """Return who says a field outside the sentences of its record's voice, empty for that one; None if nobody."""
    spans = expanded.evidence[path]["spans"]
    numbers = numbers_of(spans, locator)
    voices = {
        receipt[VOICE]
        for receipt in expanded.evidence.values()
        if VOICE in receipt and SCOPE not in receipt and numbers_of(receipt.get("spans", ()), locator) & numbers
    }
    if len(voices) == 1:
        return {VOICE: voices.pop()}
    places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
    try:
        speakers = [find_speaker([place], locator, finder.named_or_described_at, ACTORS) for place in places]
    except ClaimError:
        return {VOICE: voice, SCOPE: OPEN}
    tellers = [speaker[0] if speaker else None for speaker in speakers]
    if voice in tellers:
        return {}
    if len(set(tellers)) == 1 and tellers[0]:
        return {VOICE: tellers[0]}
    return None
