"""Pronouns for a person in words for who speaks or takes part, where the record is none: Kite Works, for she said."""

import re
from collections.abc import Iterator, Sequence

from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

FIELDS = frozenset(("speaker", "attributed_to", "participants"))
OWNERS = ("contracts", "events", "statements", "systems")
PEOPLE = "people"
PERSON = re.compile(r"(?:he|she)\s", re.IGNORECASE)
"""A pronoun for a person as the subject of the first verb."""


def find_person_pronouns(context: CheckContext) -> Iterator[Finding]:
    """Yield each field that refers to no person by words that begin with he or she, beside a name."""
    people = {record.id for record in context.of_kind(PEOPLE)}
    for kind in OWNERS:
        for record in context.of_kind(kind):
            for field in record.fields:
                receipt = record.evidence.get(field.path)
                if field.path not in FIELDS or receipt is None or not people.isdisjoint(field.references):
                    continue
                texts = [span.exact for span in receipt.spans if span.exact]
                words = next((text for text in texts if PERSON.match(text)), None)
                if words and (named := find_named(field.references, texts, context)):
                    message = f"is {named}, but '{words}' is said of a person"
                    hint = "Write the id of the person whom the pronoun means, or quote words without it"
                    yield Finding(f"{kind}/{record.id}", field.path, message, hint)


def find_named(targets: Sequence[str], texts: Sequence[str], context: CheckContext) -> str | None:
    """Return the first id of a record that one of some texts names; None for groups, and if none is named."""
    known = [target for target in targets if target in context.descriptions.records]
    return next((name for name in known if any(context.descriptions.mention(name, text) for text in texts)), None)
