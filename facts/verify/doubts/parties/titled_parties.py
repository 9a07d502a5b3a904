"""Parties that a contract lacks though its title names them, and places that take part where something only is."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.joint_figures import list_references
from facts.verify.finding import Finding
from facts.verify.sentence_map import SentenceMap
from facts.verify.vocabulary import name_pattern

PARTIES = {"contracts": ("buyers", "suppliers"), "events": ("participants",)}
"""The fields, by kind, of those who take part."""
WITH = r"(?<!\w)(?:with|from|by)\s(?:the\s)?(?:\w+\s)?"
"""What is before the name of a party in a title: contract with, ships from the yard."""
WHERE = re.compile(
    r"(?<!\w)(?:in|at|near|outside|inside|around|off)\s(?:(?:the|a|an|nearby|central|northern|southern|eastern|western"
    r"|downtown|neighbou?ring|city|town|village|port|capital|of)\s){0,4}$",
    re.IGNORECASE,
)
"""What is before the name of a place where something happens."""
TITLE_HINT = "Correct the parties, or the title"
WHERE_HINT = "Quote the words for what it does, or write it as `where` of an event"


def find_titled_parties(context: CheckContext) -> Iterator[Finding]:
    """Yield each party of contracts whose title names another one, and each place that is only where something is."""
    sentences = context.sentences
    organizations = context.of_kind("organizations")
    for contract in context.of_kind("contracts"):
        if other := find_other_party(contract, organizations):
            message = f"has {', '.join(contract.suppliers)}, but the title names {other}, which is no party"  # type: ignore[attr-defined]
            yield Finding(f"contracts/{contract.id}", "suppliers", message, TITLE_HINT, is_certain=False)
    places = {record.id: record for kind in ("places", "countries") for record in context.of_kind(kind)}
    for kind, paths in PARTIES.items():
        for record in context.of_kind(kind):
            for path in paths:
                yield from find_settings(f"{kind}/{record.id}", path, record, places, sentences)


def find_other_party(contract: Record, organizations: Sequence[Record]) -> str | None:
    """Return the organization that the title of a contract with suppliers names and it does not refer to, or None."""
    if not getattr(contract, "suppliers", ()):
        return None
    title = str(getattr(contract, contract.title_field))
    named = [
        record.id
        for record in organizations
        if any(re.search(rf"{WITH}{re.escape(name)}(?!\w)", title) for name in record.aliases())
    ]
    return named[0] if named and list_references(contract).isdisjoint(named) else None


def find_settings(
    name: str, path: str, record: Record, places: Mapping[str, Record], sentences: SentenceMap
) -> Iterator[Finding]:
    """Yield the first place among the parties at a path whose words name it only as where something happens."""
    receipt = record.evidence.get(path)
    texts = [sentences.article.text[span.start : span.end] for span in receipt.spans] if receipt else []
    for target in getattr(record, path, ()) if texts else ():
        names = places[target].aliases() if target in places else ()
        befores = [
            text[: match.start()] for text in texts for alias in names for match in name_pattern(alias).finditer(text)
        ]
        if befores and all(WHERE.search(before) for before in befores):
            message = f"has {target}, of which its words only say that something is there"
            yield Finding(name, path, message, WHERE_HINT, is_certain=False)
            return
