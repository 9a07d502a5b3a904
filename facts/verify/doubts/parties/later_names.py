"""Nouns such as the ministry for somebody whom the article names only later, where another one had the noun."""

import re
from collections.abc import Iterator

from facts.model.receipt import Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.doubts.parties.borrowed_names import PATHS
from facts.verify.finding import Finding
from facts.verify.vocabulary import name_pattern

DESCRIPTION = re.compile(r"(?<!\w)(?:The|the)\s(?P<noun>[a-z]{4,})(?!\w)(?!\s[A-Z])")
"""A noun that stands for a name."""
STEM = 6
"""The first letters by which a minister and a ministry are of one office."""
HINT = "Correct it, give a record to whom the words mean, or write `{ambiguous: why}`"


def find_later_names(context: CheckContext) -> Iterator[Finding]:
    """Yield each reference by a noun to an organization that is named only later, where another one had the noun."""
    organizations = {record.id: record for record in context.of_kind("organizations")}
    for name, record, field, target in context.iter_references(PATHS):
        organization, spans = organizations.get(target), record.evidence[field.path].spans
        if organization and (message := find_fault(organization, spans, context.article.text)):
            yield Finding(name, field.path, message, HINT, is_certain=False)


def find_fault(target: Record, spans: tuple[Span, ...], text: str) -> str | None:
    """Return that a noun in some spans, none of which names a record, stands before its first name; None if not."""
    match = DESCRIPTION.search(text, spans[0].start, spans[0].end) if len(spans) == 1 and spans[0].exact else None
    if match is None:
        return None
    ahead = text[: match.start()]
    is_alone = re.search(rf"(?<!\w){re.escape(match['noun'][:STEM])}", ahead, re.IGNORECASE) is None
    names = [name_pattern(name) for name in target.aliases()]
    if is_alone or any(name.search(text, 0, spans[0].end) for name in names):
        return None
    is_named = any(name.search(text, spans[0].end) for name in names)
    return f"is {target.id}, which is named only after '{match[0]}'" if is_named else None
