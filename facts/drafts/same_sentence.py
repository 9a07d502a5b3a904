"""What is said of a named record without words of its own: a sentence must name the record together with it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.drafts.expanded import Expanded
from facts.drafts.locate import QuoteLocator
from facts.drafts.problems import ClaimError
from facts.drafts.specs import find_spec
from facts.verify.vocabulary import Vocabulary, name_pattern

SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"'\u2019\u201d]?\s+|\n")
POSSESSIVE = re.compile(r"(?<!\w)(?:its|their)\s", re.IGNORECASE)
HINT = "Quote the words that say so, and add a `note` if they leave it open: `{}: {{{}: the words, note: why}}`"


def report_apart(expanded: Expanded, aliases: Mapping[tuple[str, str], Sequence[str]], locator: QuoteLocator) -> None:
    """Report each reference and each label of a named record that no sentence has together with one of its names."""
    kind, _, identifier = expanded.record.partition("/")
    names = aliases.get((kind, identifier), ())
    fields = [path for path in expanded.unquoted if expanded.evidence.get(path, {}).get("basis") == "stated"]
    if not names or not fields:
        return
    sentences = [text for text in iter_sentences(locator) if has_name(text, names)]
    if not sentences:
        return
    for pointer in expanded.pointers:
        others = next((names for (_, name), names in aliases.items() if name == pointer.target), ())
        if pointer.field in fields and others and not any(has_name(text, others) for text in sentences):
            message = f"refers to {pointer.target}, which no sentence names together with {names[0]}"
            expanded.report(pointer.line, pointer.field, apart_error(message, pointer.field, pointer.target))
    for path in fields:
        spec, label = find_spec(expanded.model, path), expanded.values.get(path)
        is_label = spec is not None and spec.metadata.is_label and isinstance(label, str)
        if is_label and not any(Vocabulary(text).contains_phrase(str(label)) for text in sentences):
            message = f"is {label}, which no sentence says together with {names[0]}"
            expanded.report(expanded.line_of(path), path, apart_error(message, path, str(label)))


def apart_error(message: str, path: str, value: str) -> ClaimError:
    """Return the error that no sentence says the value of a field of a record."""
    return ClaimError(message, HINT.format(path.rpartition(".")[2], value))


def iter_sentences(locator: QuoteLocator) -> Iterator[str]:
    """Yield the sentences of the article, one that has "its" or "their" with the one before it."""
    for number in range(1, len(locator.article.passages) + 1):
        before = ""
        for text in SENTENCE_END.split(locator.article.passage(number)):
            yield f"{before} {text}" if POSSESSIVE.search(text) else text
            before = text


def has_name(text: str, names: Sequence[str]) -> bool:
    """Return whether a text has one of these names."""
    return any(name_pattern(name).search(text) for name in names)
