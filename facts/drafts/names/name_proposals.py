"""What messages propose for words that do not name the record that they are for: the words with its name."""

import re
from collections.abc import Iterator, Mapping, Sequence

from facts.drafts.names.mention_finder import MentionFinder
from facts.drafts.names.proper_names import has_pronoun
from facts.drafts.names.stand_ins import iter_stand_ins, may_mean
from facts.drafts.reading.expanded import Expanded
from facts.drafts.reading.specs import other_names
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import Occurrence, Quote, QuoteLocator
from facts.kinds import KINDS

MAX_IDS = 5
MIN_LETTERS = 4
"""The fewest letters of the first word of a name that may stand for it."""

NAMES = {"name", "short_name"}
"""The fields by which the words of the article name a record."""
OCCASION = "occasion"
"""The field for the event at which something was said."""


def propose_pair(texts: Sequence[str], near: Sequence[str], kinds: Sequence[str], finder: MentionFinder) -> str:
    """Return words that name no record of some kinds after the id of the one that they may mean, with its name.

    That is the only one that their passage names, of those `near`, or else the only one that their noun fits. None is
    added to pronouns, for which the name is in the passage.
    """
    if all(map(has_pronoun, texts)):
        return format_flow({"some-id": texts[0] if len(texts) == 1 else [*texts], "note": "why"})
    words = {word for text in texts for word in iter_stand_ins(text)}
    fitting = [
        target
        for target, (kind, record) in finder.described.records.items()
        if (not kinds or kind in kinds) and any(may_mean(word, record) for word in words)
    ]
    named = [target for target in near if not words or target in fitting]
    ids = next((ids for ids in (named, fitting) if len(ids) == 1), [])
    return propose_name(texts, ids[0], finder) if ids else with_name("some-id", [*texts, "words with its name"])


def propose_name(texts: Sequence[str], target: str, finder: MentionFinder) -> str:
    """Return the id of a record before words and others of the article, which occur once, with its name."""
    names = next((names for (_, name), names in finder.aliases.items() if name == target), ())
    return with_name(target, [*texts, next(iter_quotes(names, finder.locator), "words with its name")])


def with_name(target: str, words: Sequence[str]) -> str:
    """Return words of the article after the id of whom they name or mean, as a draft has them."""
    return format_flow({target: [*words], "note": "why"})


def iter_quotes(names: Sequence[str], locator: QuoteLocator) -> Iterator[str]:
    """Yield words that occur once with one of some names, those of the headline last."""
    numbers = range(1, len(locator.passages) + 1)
    places = [place for name in names for place in locator.find(Quote(0, name), numbers)]
    places.sort(key=lambda place: place.passage in locator.headline)
    yield from filter(None, (quote_once(place, locator) for place in places))


def quote_once(place: Occurrence, locator: QuoteLocator) -> str | None:
    """Return the words at a place, with some around them if they do not occur once; None if none do."""
    text = locator.text(place)
    return text if locator.occurs_once(text) else locator.lengthen(place)


def hint_at_alias(words: str, kinds: Sequence[str], finder: MentionFinder) -> str:
    """Return the end of a hint for words with the first word of a name of some kinds: Granit, of Granit Group."""
    unlabelled = finder.described.find_unlabelled(words, ())
    for (kind, identifier), names in finder.aliases.items() if unlabelled is None else ():
        for name in names if not kinds or kind in kinds else ():
            first, _, rest = name.partition(" ")
            if not rest or len(first) < MIN_LETTERS or first not in words:
                continue
            if re.search(rf"(?<!\w){re.escape(first)}(?!\w)", words):
                field = other_names(KINDS[kind].model) if first[:1].isupper() else None
                add = f"add `{field}: {first}` to {kind}/{identifier}"
                add = add if field else f"write `{propose_name([words], identifier, finder)}`"
                return f"; if {first} is `{identifier}`, {add}"
    return ""


def format_ids(ids: Sequence[str]) -> str:
    """Return some ids in a message."""
    return ", ".join(f"`{identifier}`" for identifier in ids[:MAX_IDS])


def hint_at_record(field: str) -> str:
    """Return the beginning of a hint for words in a field that name no record; without an event nothing has one."""
    hint = "Quote words that name a record, or write its id before them"
    return f"Leave it out if no event of the draft is meant, or q{hint[1:]}" if field == OCCASION else hint


def may_name_failed(words: str, kinds: Sequence[str], records: Mapping[str, Expanded]) -> bool:
    """Return whether words that name no record of some kinds may name one whose own name is reported already."""
    failed = [key.partition("/") for key, expanded in records.items() if expanded.failed & NAMES]
    mine = [identifier for kind, _, identifier in failed if not kinds or kind in kinds]
    lower = set(re.findall(r"[^\W\d_]+", words.lower()))
    return any(identifier.split("-")[0] in lower for identifier in mine)
