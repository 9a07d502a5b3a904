"""Places of events that are not in the sentence of the event, which says that it is somewhere else."""

from collections.abc import Iterator

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.titled_parties import WHERE
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

FIELD = "where"
HINT = "Correct the place, or quote words that say that it happens there"


def find_other_settings(context: CheckContext) -> Iterator[Finding]:
    """Yield the place of each event from another sentence than that of its title, which has another place for it."""
    sentences = context.sentences
    places = {record.id: record for kind in ("places", "countries") for record in context.of_kind(kind)}
    for event in context.of_kind("events"):
        where, receipt = getattr(event, FIELD, None), event.evidence.get(FIELD)
        title = event.evidence.get(event.title_field)
        if where not in places or receipt is None or title is None:
            continue
        numbers = sentences.numbers_of(title.spans)
        text, names = context.article.text, [name_pattern(name) for name in places[where].aliases()]
        naming = [span for span in receipt.spans if any(name.search(text, span.start, span.end) for name in names)]
        if not numbers.isdisjoint(sentences.numbers_of(naming or receipt.spans)):
            continue
        spans = [(span.start, span.end) for span in title.spans if span.exact]
        words = [context.article.text[start:end] for start, end in spans]
        others = [name for name in places if any(is_set_in(places[name], text) for text in words)]
        own = any(name_pattern(name).search(text) for name in places[where].aliases() for text in words)
        if others and not own:
            message = f"is {where}, but the words of the event have it in {others[0]}"
            yield Finding(f"events/{event.id}", FIELD, message, HINT, is_certain=False)


def is_set_in(place: Record, text: str) -> bool:
    """Return whether a text says that something is in a place."""
    matches = (match for name in place.aliases() for match in name_pattern(name).finditer(text))
    return any(WHERE.search(text[: match.start()]) for match in matches)
