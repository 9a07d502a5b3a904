"""Amounts and quantities that their sentence states for each of several things, without a note that says so."""

import re
from collections.abc import Iterator

from facts.model.money import Money
from facts.model.quantity import Quantity
from facts.model.record import Record
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding

EACH = re.compile(
    r"(?<!\w)(?:each|every)\s(?:(?:one\s)?of\s(?:the|its|their|these|those|our)\s)?(?!other|of|side|time|effort)"
    r"[a-z][\w-]*(?=\s)[^.;:,\u2013\u2014\u201d]*$",
    re.IGNORECASE,
)
"""A subject that is each of several, in the clause before a number."""
EACH_OF = re.compile(r"(?<!\w)(?:each|every|per)(?!\w)", re.IGNORECASE)
"""A word of own words for each of several."""
MAX_WORDS = 2
"""Maximum number of words of the subject that a message has."""


def find_unnoted_rates(context: CheckContext) -> Iterator[Finding]:
    """Yield each amount and quantity without a note, but prices of units, that a clause says of each of several."""
    sentences = context.sentences
    named = ((kind, record) for kind, group in context.records.items() for record in group)
    fields = ((f"{kind}/{record.id}", record, field) for kind, record in named for field in record.fields)
    for name, record, field in fields:
        receipt, value = record.evidence.get(field.path), field.value
        is_number = isinstance(value, Money | Quantity) and not field.metadata.is_unit_price
        if receipt is None or receipt.note or not is_number or names_each(record, field.path):
            continue
        texts = map(sentences.text, sorted(sentences.numbers_of(receipt.spans)))
        befores = [text[: text.index(value.stated)] for text in texts if value.stated in text]
        subject = next(filter(None, map(EACH.search, befores)), None)
        if subject and len(befores) == 1:
            words = " ".join(subject[0].split()[:MAX_WORDS])
            message = f"is said of '{words}': it is no amount in all"
            hint = f"Add a `note` that says so, such as `note: for {words.lower()}`"
            yield Finding(name, field.path, message, hint, is_certain=False)


def names_each(record: Record, path: str) -> bool:
    """Return whether the title of a record, or what a term of it says, names each of several."""
    term = f"{path.rpartition('.')[0]}.what"
    texts = [getattr(record, "title", None), *(field.value for field in record.fields if field.path == term)]
    return any(EACH_OF.search(text) for text in texts if isinstance(text, str))
