"""Records told by one whose words are those for a group without a name: two people familiar with the talks."""

import re
from collections.abc import Iterator

from facts.model.record import TELLERS
from facts.verify.doubts.check_context import CheckContext
from facts.verify.finding import Finding
from facts.verify.grammar.word_list import word_set

GROUP = re.compile(
    r"(?:^|(?<=\s))(?P<group>(?:(?:two|three|four|five|several|some|many|a\sfew|other|\d+)\s)?"
    r"(?:(?!(?:the|its|their|his|her|our|these|those|to|by|of|said|from|among)\s)[a-z-]+\s)?"
    r"(?P<noun>people|persons|sources|witnesses|analysts|experts|residents|traders|insiders|observers"
    r"|officials|diplomats|employees|lawyers|executives))(?!\w)",
    re.IGNORECASE,
)
OWN = re.compile(r"(?<!\w)(?:the|its|their|his|her|our|these|those|whose|\w+['\u2019]s?)\s$", re.IGNORECASE)
"""What is before a group that the article has named, or that belongs to one that it has."""
STAFF = word_set("officials diplomats employees lawyers executives")
"""Those who may speak for whom they work for."""


def find_group(text: str) -> re.Match[str] | None:
    """Return where words have a group without a name; None if they have none."""
    match = GROUP.search(text)
    return match if match and not OWN.search(text[: match.start()]) else None


def tell_group(group: str, words: str) -> str:
    """Return what a draft has in place of who tells it, where that is a group without a name in some words."""
    quoted = f"'{words}'" if "," in words else words
    statement = f"tell it in a statement with `named: {group}` in place of this record"
    return f"write `voice: {{attributed: {quoted}}}` in place of `attributed_to`, or {statement}"


def find_unnamed_voices(context: CheckContext) -> Iterator[Finding]:
    """Yield each record or statement told by one whom none of its words for that name, where they name a group."""
    descriptions = context.descriptions
    for kind, group in context.records.items():
        for record in group:
            for path in TELLERS:
                voice, receipt = str(getattr(record, path, "")), record.evidence.get(path)
                texts = [span.exact for span in receipt.spans if span.exact] if receipt else []
                if voice not in descriptions.records or any(descriptions.mention(voice, text) for text in texts):
                    continue
                match = next((match for text in texts if (match := find_group(text))), None)
                if match and match["noun"].lower() not in STAFF:
                    message = f"is {voice}, but its words name a group without a name: '{match['group']}'"
                    hint = f"Leave it out, and {tell_group(match['group'], match.string)}"
                    yield Finding(f"{kind}/{record.id}", path, message, hint, is_certain=False)
