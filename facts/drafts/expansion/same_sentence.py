"""What is said of a named record without words of its own: a sentence must name the record together with it."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.name_proposals import iter_quotes, quote_once
from facts.drafts.problems import ClaimError
from facts.drafts.reading.expanded import Expanded, PointedTo
from facts.drafts.reading.specs import find_spec
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import Occurrence, QuoteLocator
from facts.verify.vocabulary import Vocabulary, name_pattern

SENTENCE_END = re.compile(r"(?<=[.!?\u2026])[\"'\u2019\u201d]?\s+|\n")
POSSESSIVE = re.compile(r"(?<!\w)(?:its|their)\s", re.IGNORECASE)
FOLLOWS = "Quote the words from which it follows, also those that name it, and add a `note`:"
DESCRIBES = "Quote words that describe it, as in"
HINT = "Quote the words that say so, and add a `note` if they leave it open: `{}: {{{}: the words, note: why}}`"


def report_apart(expanded: Expanded, finder: MentionFinder, locator: QuoteLocator) -> None:
    """Report each reference and each label of a named record that no sentence has together with one of its names."""
    kind, _, identifier = expanded.record.partition("/")
    aliases = finder.aliases
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
            words = [*beside_quotes(expanded, pointer.field, locator), *islice(iter_quotes(others, locator), 1)]
            error = apart_error(message, pointer.field, pointer.target, words)
            if described := find_description(expanded, pointer, sentences, finder, locator):
                hint = f"{DESCRIBES} `{format_flow({pointer.field.rpartition('.')[2]: described})[1:-1]}`"
                error = ClaimError(message, hint)
            expanded.report(pointer.line, pointer.field, error)
    for path in fields:
        spec, label = find_spec(expanded.model, path), expanded.values.get(path)
        is_label = spec is not None and spec.metadata.is_label and isinstance(label, str)
        if is_label and not any(Vocabulary(text).contains_phrase(str(label)) for text in sentences):
            message = f"is {label}, which no sentence says together with {names[0]}"
            expanded.report(expanded.line_of(path), path, apart_error(message, path, str(label)))


def find_description(
    expanded: Expanded, pointer: PointedTo, sentences: Sequence[str], finder: MentionFinder, locator: QuoteLocator
) -> str | None:
    """Return words that occur once and describe what a field refers to in sentences with its record, or None.

    They go on with those of another field of the same group, such as the title of an office, that follow them.
    """
    beside = [words for words in beside_quotes(expanded, pointer.field, locator) if words]
    for sentence in sentences:
        description = finder.described.description_of(pointer.target, sentence)
        longer = [f"{description} {words}" for words in beside if description]
        for words in [*longer, *([description] if description else [])]:
            if words in sentence and locator.occurs_once(words):
                return words
    return None


def apart_error(message: str, path: str, value: str, words: Sequence[str] = ()) -> ClaimError:
    """Return the error that no sentence says the value of a field of a record, with `words` from which it follows."""
    name = path.rpartition(".")[2]
    if len(words) < 2:
        return ClaimError(message, HINT.format(name, value))
    return ClaimError(message, f"{FOLLOWS} `{name}: {format_flow({value: [*words], 'note': 'why'})}`")


def beside_quotes(expanded: Expanded, path: str, locator: QuoteLocator) -> Iterator[str]:
    """Yield words that occur once with those of another field of the same group, such as the title of an office."""
    prefix = f"{path.rpartition('.')[0]}."
    receipts = (receipt for other, receipt in expanded.evidence.items() if other.startswith(prefix) and other != path)
    span = next((span for receipt in receipts for span in receipt.get("spans", ())), None)
    if prefix != "." and span:
        yield from filter(None, [quote_once(Occurrence(span["passage"], span["start"], span["end"]), locator)])


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
