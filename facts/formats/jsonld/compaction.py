"""Compaction: remove the prefix of schema.org from terms (JSON-LD 1.1, 4.1.5)."""

from collections.abc import Iterator
from typing import Any

from facts.formats.jsonld.vocabulary import BOUNDS, CONTEXT, DATES, TERMS, TYPES

PREFIX = "schema:"
TERM_KEYS = frozenset({"@type", "rdf:predicate"})
"""The keys whose values are terms."""


def iter_terms() -> Iterator[str]:
    """Yield every class and property of schema.org that a document can have, with its prefix."""
    yield from ("schema:Dataset", "schema:Quotation", "schema:identifier", "schema:isBasedOn", "schema:name")
    for terms in BOUNDS.values():
        yield from terms
    for names in TYPES.values():
        yield from (name for name in names if name.startswith(PREFIX))
    for properties in TERMS.values():
        yield from properties.values()
    for dates in DATES.values():
        for ends in dates.values():
            yield from ends


SCHEMA_TERMS = frozenset(term.removeprefix(PREFIX) for term in iter_terms())
"""The names that are terms of schema.org; a term of the project that has one of them gets the prefix `fact`."""
DOCUMENT_CONTEXT = {
    **{term: definition for term, definition in CONTEXT.items() if not term.startswith(PREFIX)},
    "fact": CONTEXT["@vocab"],
    **{
        term: {"@id": PREFIX + term, **CONTEXT[PREFIX + term]} if PREFIX + term in CONTEXT else PREFIX + term
        for term in sorted(SCHEMA_TERMS)
    },
}
"""The `@context` of every document (JSON-LD 1.1, 3.1), embedded so that readers need not fetch it."""


def compact(value: Any) -> Any:
    """Return a node, or a value in one, with the terms that `DOCUMENT_CONTEXT` defines."""
    if isinstance(value, list):
        return [compact(element) for element in value]
    if not isinstance(value, dict):
        return value
    return {
        compact_term(name): compact_terms(content) if name in TERM_KEYS else compact(content)
        for name, content in value.items()
    }


def compact_terms(terms: str | list[str]) -> str | list[str]:
    """Return one term or a list of terms, compacted."""
    return [compact_term(term) for term in terms] if isinstance(terms, list) else compact_term(terms)


def compact_term(term: str) -> str:
    """Return a term of schema.org without its prefix, and one of the project that has the same name with its own."""
    if term.startswith(PREFIX):
        return term.removeprefix(PREFIX)
    return f"fact:{term}" if term in SCHEMA_TERMS else term
