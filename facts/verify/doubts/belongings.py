"""Countries and kinds of people, organizations and places, compared with whom the sentences of their words name."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain

from facts.model.record import Record
from facts.verify.country_names import codes_by_name, find_countries
from facts.verify.doubts.check_context import CheckContext
from facts.verify.english_nouns import FUNCTION_WORDS
from facts.verify.finding import Finding
from facts.verify.grammar.organization_nouns import DESCRIPTION
from facts.verify.vocabulary import name_pattern

OWNERS = ("people", "organizations", "places", "systems")
"""The kinds of records that have a name."""
FIELDS = ("country", "kind")
PRONOUN = re.compile(r"^[\"\u201c]?(?:it|they|he|she|its|their|his|her)(?!\w)", re.IGNORECASE | re.MULTILINE)
"""A pronoun as the subject of a sentence, which means whom the one before it names."""
AFTER_NAME = re.compile(r"['\u2019]s?\s$")
"""What stands between the name of a country and that of an organization of it."""
MAX_GAP = 30
"""The most characters between both."""
AFTER_ADJECTIVE = re.compile(rf"\s(?:(?!(?:{'|'.join(sorted(FUNCTION_WORDS))})(?!\w))[a-z][\w-]*\s)?$")
"""What may stand between the adjective of a country and such a name: Swiss yard."""
HINT = "Correct it, or quote words of a sentence that says so of this record"


def find_foreign_belongings(context: CheckContext) -> Iterator[Finding]:
    """Yield each stated country or kind whose words stand right before another name, or whose sentence names it not.

    A description or a pronoun in the sentence may mean the record.
    """
    sentences = context.sentences
    foreign = set()
    owners = [(kind, record, record.aliases()) for kind in OWNERS for record in context.of_kind(kind)]
    for kind, record, own in owners:
        others = [(other.id, alias) for _, other, aliases in owners if other.id != record.id for alias in aliases]
        for field in FIELDS:
            receipt = record.evidence.get(field)
            if receipt is None or receipt.basis != "stated":
                continue
            texts = [sentences.text(number) for number in sentences.numbers_of(receipt.spans)]
            words = " ".join(span.exact or "" for span in receipt.spans)
            words = words or (find_country(record, texts) if field == "country" else "")
            is_named = any(name_pattern(name).search(text) for name in own for text in texts)
            if is_named and any(name in words or is_beside(words, name, texts) for name in own):
                continue
            is_of = is_beside if is_named else is_before
            other = next((other for other, name in others if is_of(words, name, texts)), None)
            text = "\n".join(texts)
            stands_in = PRONOUN.search(text) or DESCRIPTION.search(text)
            if other is None and (is_named or stands_in or context.descriptions.mention(record.id, text)):
                continue
            where = f"which stands with {other}" if other else "in a sentence that does not name it"
            foreign.add((record.id, field))
            yield Finding(f"{kind}/{record.id}", field, f"is from '{words}', {where}", HINT, is_certain=False)
    text = context.article.text
    countries = list(find_countries(text))
    for organization in context.of_kind("organizations"):
        contradicting = find_other_country(organization, text, countries) if organization.home_country else None
        if contradicting and (organization.id, "country") not in foreign:
            message = f"is {organization.home_country}, but the article has '{contradicting}'"
            yield Finding(f"organizations/{organization.id}", "country", message, HINT, is_certain=False)


def find_country(record: Record, texts: Sequence[str]) -> str:
    """Return the words for the country of a record that sentences have, if all are the same; empty if not."""
    code = getattr(record, "country", None)
    words = {text[start:end] for text in texts for start, end, other in find_countries(text) if other == code}
    return words.pop() if len(words) == 1 else ""


def find_other_country(organization: Record, text: str, countries: Sequence[tuple[int, int, str]]) -> str | None:
    """Return a name of an organization with another country than its own before it; None if its own is there too."""
    other = None
    for match in chain.from_iterable(name_pattern(name).finditer(text) for name in organization.aliases()):
        for start, end, code in countries:
            if not 0 <= match.start() - end <= MAX_GAP:
                continue
            link = AFTER_NAME if text[start:end] in codes_by_name() else AFTER_ADJECTIVE
            if link.match(text[end : match.start()]):
                if code == organization.home_country:
                    return None
                other = text[start : match.end()]
    return other


def is_beside(words: str, name: str, texts: Sequence[str]) -> bool:
    """Return whether a name is after some words with at most a noun between: Spanish firm Talgra."""
    texts = [text for text in texts if words in text and name in text]
    if not words or not texts:
        return False
    pattern = re.compile(rf"(?<!\w){re.escape(words)}\s(?:(?P<noun>[a-z]+)\s)?{re.escape(name)}(?!\w)")
    return any(match["noun"] not in FUNCTION_WORDS for text in texts for match in pattern.finditer(text))


def is_before(words: str, name: str, texts: Sequence[str]) -> bool:
    """Return whether a name is in some words, or at most two words of its own after them: Turkish firm Kurohama."""
    if name_pattern(name).search(words):
        return True
    pattern = re.compile(rf"(?<!\w){re.escape(words)}\s(?P<nouns>(?:[\w-]+\s){{0,2}}){re.escape(name)}(?!\w)")
    matches = (match for text in texts for match in pattern.finditer(text)) if words else ()
    return any(FUNCTION_WORDS.isdisjoint(match["nouns"].lower().split()) for match in matches)
