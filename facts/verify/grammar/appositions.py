"""What a sentence says beside its subject between commas: Norvia, the country's largest carrier, has ordered jets."""

import re

from facts.verify.grammar.sentences import parse_sentences

_BEGINNING = re.compile(r"(?:an?|the|one\sof|its|their|his|her|[^\W\d_a-z][\w\u2019'-]*['\u2019]s)\s")
"""What a noun for a subject begins with."""


def is_apposition(text: str, start: int, end: int) -> bool:
    """Return whether a range of a text is in a noun between commas, beside the subject of the verb after it."""
    for sentence in parse_sentences(text):
        if not (sentence.start <= start and end <= sentence.end):
            continue
        first, last = text.rfind(",", sentence.start, start + 1), text.find(",", end, sentence.end)
        if first < 0 or last < 0 or "," in text[start:end] or not _BEGINNING.match(text[first + 1 :].lstrip()):
            return False
        after = [group for group in sentence.groups if group.start > last]
        inside = [group for group in sentence.groups if group.start < last]
        is_before_verb = bool(after) and not text[last + 1 : after[0].start].strip()
        return is_before_verb and all(group.start > first and not group.has_auxiliary for group in inside)
    return False
