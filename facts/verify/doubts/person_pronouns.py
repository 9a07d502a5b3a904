"""Pronouns for a person in words for who speaks or takes part, where the record is none: Kite Works, for she said."""

import re
from collections.abc import Iterator

from facts.model.fields import iter_fields
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

FIELDS = frozenset(("speaker", "attributed_to", "participants"))
OWNERS = ("contracts", "events", "statements", "systems")
PEOPLE = "people"
PERSON = re.compile(r"(?:he|she)\s", re.IGNORECASE)
"""A pronoun for a person as the subject of the first verb."""


def find_person_pronouns(context: CheckContext) -> Iterator[Finding]:
    """Yield each field that refers to no person by words that begin with he or she."""
    people = {record.id for record in context.of_kind(PEOPLE)}
    for kind in OWNERS:
        for record in context.of_kind(kind):
            for field in iter_fields(record):
                receipt = record.evidence.get(field.path)
                is_person = not people.isdisjoint(field.references)
                if field.path not in FIELDS or receipt is None or not field.references or is_person:
                    continue
                words = next((span.exact for span in receipt.spans if PERSON.match(span.exact or "")), None)
                if words:
                    message = f"is {field.references[0]}, but '{words}' is said of a person"
                    hint = "Write the id of the person whom the pronoun means, or quote words without it"
                    yield Finding(f"{kind}/{record.id}", field.path, message, hint)
