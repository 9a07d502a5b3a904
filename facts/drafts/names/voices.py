"""Who says a single field of a record, where a draft writes the article's words for it in place of an id."""

from collections.abc import Sequence

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.problems import ClaimError
from facts.drafts.reading.choices import format_pair
from facts.drafts.reading.claims import IDENTIFIER, VOICE
from facts.drafts.reading.expanded import Expanded
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import Quote, QuoteLocator
from facts.model.record import ACTORS, TELLERS
from facts.verify.doubts.voices.unnamed_voices import find_group, tell_group


def resolve_voices(expanded: Expanded, finder: MentionFinder, locator: QuoteLocator) -> None:
    """Replace the words for who says a field by the id of the record that they name; report those that name none."""
    for path, receipt in expanded.evidence.items():
        words = receipt.get(VOICE, "")
        if not words or IDENTIFIER.fullmatch(words):
            continue
        try:
            receipt[VOICE] = named_by(words, finder, locator)
        except ClaimError as error:
            expanded.report(expanded.line_of(path), f"{path}.{VOICE}", error)
            expanded.failed.add(path)
            del receipt[VOICE]


def named_by(words: str, finder: MentionFinder, locator: QuoteLocator) -> str:
    """Return the id of the record that words of the article name; raise ClaimError unless they name one."""
    places = list(locator.find(Quote(0, words), range(1, len(locator.passages) + 1)))
    if not places:
        raise ClaimError(f"has words that are not in the article: '{words}'", "Copy them, or write an id or a name")
    ids = {mention.identifier for place in places for mention in finder.named_or_described_at(place, ACTORS)}
    if len(ids) == 1:
        return ids.pop()
    named = f"name {' and '.join(sorted(ids))}" if ids else "name nobody who may say it"
    hint = f"Write the id or the name of one who says it, such as `{VOICE}: {min(ids, default='some-id')}`"
    hint = (not ids and hint_at_group(words)) or hint
    raise ClaimError(f"has words that {named}: '{words}'", hint)


def hint_at_group(words: str) -> str:
    """Return what to do about words for a group without a name, which is no record; an empty text for others."""
    match = find_group(words)
    if match is None:
        return ""
    hint = tell_group(match["group"], words)
    return f"{hint[0].upper()}{hint[1:]}, or quote words that name a record"


def hint_at_one(field: str, ids: Sequence[str], words: str) -> str:
    """Return what to do about words that name several in a field for one of them: one says it, and others too."""
    if field not in TELLERS:
        return f"Quote the words of one of them, or write {format_pair(ids[0], words)}"
    pair = format_flow({ids[0]: words, "note": "another says so too"})
    voice = f"`voice: {format_flow({'attributed': words})}` in place of `{VOICE}`, or " if field == VOICE else ""
    return f"Write {voice}one of them, as in `{field}: {pair}`"
