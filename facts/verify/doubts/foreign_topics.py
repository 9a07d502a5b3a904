"""What a record is said to be about by words for something else, or for nothing that the sheet has."""

import re
from collections.abc import Iterator, Sequence

from facts.kinds.contract import Contract
from facts.kinds.place import Place
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.inflection import to_singular
from facts.verify.grammar.word_list import word_set
from facts.verify.tokens import list_words
from facts.verify.vocabulary import mentions, name_pattern

ABOUT = "about"
DEALS = word_set("contract deal order agreement purchase sale package")
"""Nouns for a contract."""
OWNERS = ("events", "statements")
NAME_AFTER = re.compile(r"\s[^\W\d_a-z][\w\u2019'-]+")
NAME_BEFORE = re.compile(r"[^\W\d_a-z][\w\u2019'-]+\s(?:of|for)\s(?:the\s)?$")
"""What stands beside the name of a place in the name of something else."""
HINT = "Write the id of what they name, or quote the words that name it"


def find_foreign_topics(context: CheckContext) -> Iterator[Finding]:
    """Yield each field `about` whose words name another record than it has, or, as stated ones, none of the sheet."""
    kinds = {record.id: kind for kind, group in context.records.items() for record in group}
    records = {record.id: record for group in context.records.values() for record in group}
    for kind in OWNERS:
        for record in context.of_kind(kind):
            receipt = record.evidence.get(ABOUT)
            targets = [records[target] for target in getattr(record, ABOUT, ()) if target in records]
            if receipt is None or not targets:
                continue
            spans = list_own_spans(record, targets, receipt)
            words = " ".join(span.exact or "" for span in spans)
            text = words or context.sentences.text_of(list_title_spans(record, receipt) or receipt.spans)
            if any(is_named(target, text, context) for target in targets):
                continue
            known = {target for item in (record, *targets) for field in item.fields for target in field.references}
            others = [name for name in list_named(text, context) if name not in known]
            alike = [name for name in others if kinds[name] in {kinds[target.id] for target in targets}]
            if named := others if words else alike:
                message = f"is {targets[0].id}, but '{shorten(text)}' names {named[0]}"
                yield Finding(f"{kind}/{record.id}", ABOUT, message, HINT, is_certain=False)
            elif words and receipt.basis == "stated" and not is_told(record, targets, receipt, context):
                message = f"is {targets[0].id}, which '{words}' does not name"
                yield Finding(f"{kind}/{record.id}", ABOUT, message, HINT, is_certain=False)


def is_told(record: Record, targets: Sequence[Record], receipt: Receipt, context: CheckContext) -> bool:
    """Return whether the sentences of words name what a record is about, or who is in that alone."""
    text = context.sentences.text_of(receipt.spans)
    own = {target for field in record.fields if field.path != ABOUT for target in field.references}
    parties = {party for target in targets for field in target.fields for party in field.references} - own
    named = {*list_named(text, context)}
    return bool(named & parties) or any(is_named(target, text, context) for target in targets)


def list_own_spans(record: Record, targets: Sequence[Record], receipt: Receipt) -> list[Span]:
    """Return the spans that quote words for what a record is about: not its own, nor just a name beside them."""
    own = list_title_spans(record, receipt)
    names = {name for target in targets for name in target.aliases()} if own else set()
    return [span for span in receipt.spans if span.exact and span not in own and span.exact not in names]


def list_title_spans(record: Record, receipt: Receipt) -> list[Span]:
    """Return the spans of a receipt that are those of the title of its record."""
    title = record.evidence.get(record.title_field)
    return [span for span in receipt.spans if title and span in title.spans]


def list_named(text: str, context: CheckContext) -> list[str]:
    """Return the ids of the records that a text names, not only inside the longer name of something else."""
    named = {record.id: record for group in context.records.values() for record in group if record.aliases()}
    aliases = {alias for record in named.values() for alias in record.aliases()}
    return [
        name
        for name, record in named.items()
        if mentions(record, text) and not is_part_of_name(record, text, aliases)
    ]


def is_part_of_name(record: Record, text: str, aliases: set[str]) -> bool:
    """Return whether each name of a record in a text is a part of a longer one: Oslo, of the Oslo City Museum.

    That is one of `aliases`, or for a place one with a capital after it, or with such a word and "of" before it.
    """
    spans = [match.span() for name in record.aliases() for match in name_pattern(name).finditer(text)]
    longer = {alias for alias in aliases - {*record.aliases()} if alias in text}
    ranges = [match.span() for alias in longer for match in name_pattern(alias).finditer(text)]
    is_place = isinstance(record, Place)
    return bool(spans) and all(
        any(first <= start and end <= last and last - first > end - start for first, last in ranges)
        or (is_place and bool(NAME_AFTER.match(text, end) or NAME_BEFORE.search(text, 0, start)))
        for start, end in spans
    )


def is_named(target: Record, text: str, context: CheckContext) -> bool:
    """Return whether a text names a record, or has a noun of what one without a name is."""
    if target.aliases():
        return context.descriptions.mention(target.id, text)
    texts = (str(getattr(target, name, None) or "") for name in (target.title_field, "subject", "kind"))
    nouns = {to_singular(word) for part in texts for word in list_words(part)} - FUNCTION_WORDS
    nouns |= DEALS if isinstance(target, Contract) else set()
    return bool(nouns & {to_singular(word) for word in list_words(text)})


def shorten(text: str) -> str:
    """Return the first words of a text."""
    words = text.split()
    return " ".join(words[:8]) + (" \u2026" if len(words) > 8 else "")
