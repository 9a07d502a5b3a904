"""Records told by one whom their own sentence does not name, where it has a group or somebody else's spokesman."""

import re
from collections.abc import Iterator, Sequence

from facts.model.receipt import Span
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.voices.narrators import find_teller_of
from facts.verify.doubts.voices.unnamed_voices import STAFF, find_group
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular

VOICES = {"statements": "speaker", "events": "attributed_to", "contracts": "attributed_to"}
"""The field, by kind, of who tells a record."""
FOR_OTHERS = re.compile(r"(?<!\w)(?:spokes(?:man|woman|person)|lawyer|attorney|representative|official)s?(?!\w)")
"""Those who speak for somebody whom words name beside them."""
HINT = "Correct it, or quote the words that say that this one tells it"


def find_other_tellers(context: CheckContext) -> Iterator[Finding]:
    """Yield each voice whose record is told, in its own sentence, by a group or by somebody else's spokesman."""
    for kind, path in VOICES.items():
        for record in context.of_kind(kind):
            voice, receipt = str(getattr(record, path, None) or ""), record.evidence.get(record.title_field)
            if voice not in context.descriptions.records or receipt is None:
                continue
            spans = [span for span in receipt.spans if span.exact]
            words = find_other_words(voice, spans, context)
            if words:
                message = f"is {voice}, but '{words}' stands with the words of the record"
                yield Finding(f"{kind}/{record.id}", path, message, HINT, is_certain=False)


def find_other_words(voice: str, spans: Sequence[Span], context: CheckContext) -> str | None:
    """Return the words for those who tell spans, if they are a group, or speak for another one than a voice."""
    teller = find_teller_of(spans, context.attributions)
    if teller is None or teller[0] or context.descriptions.mention(voice, teller[1]):
        return None
    group = find_group(teller[1])
    if group:
        nouns = {to_singular(group["noun"].lower()), group["noun"].lower()}
        own = {noun for noun, bearers in context.descriptions.bearers.items() if voice in bearers}
        return None if nouns & (STAFF | own) else teller[1]
    principals = context.attributions.principals
    named = set(context.attributions.speakers.mentioned_in(teller[1])) if FOR_OTHERS.search(teller[1]) else set()
    allies = {voice, *principals.get(voice, ())}
    is_other = (
        bool(named) and named.isdisjoint(allies) and not any(voice in principals.get(name, ()) for name in named)
    )
    return teller[1] if is_other else None
