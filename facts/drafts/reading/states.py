"""Words that say how something stands, and so are no opinion."""

import re
from collections.abc import Sequence
from dataclasses import replace

from facts.drafts.text.locate import Occurrence
from facts.model.article import Article
from facts.verify.grammar.sentences import parse_sentences

IN_FORCE = re.compile(
    r"(?<!\w)(?:is|are)\s(?:(?:now|still|already|not|also)\s)?(?:in|under)\s"
    r"(?:writing|force|place|effect|service|use|way)(?!\w)"
)
"""A state that is a fact and no judgement."""

UNDECIDED = re.compile(
    r"(?<!\w)no\s(?:\w+\s)?(?:decision|agreement|contract|deal|date|choice|ruling|price|money|payment)s?\s(?:on\s\w+\s)?"
    r"(?:has|have|had)\s(?:yet\s)?been\s(?:taken|made|reached|set|signed|fixed|chosen|agreed|paid)(?!\w)",
    re.IGNORECASE,
)
"""What has not been done yet, which is a fact as well."""
SILENT = re.compile(
    r"(?<!\w)(?:(?:declin|refus)(?:ed|es|ing)\sto\s(?:comment|say|answer|discuss|elaborate|confirm|be\sinterviewed)"
    r"|(?:did|do|does|has|have|had)\snot\s(?:immediately\s|yet\s)?(?:respond(?:ed)?|repl(?:y|ied)|comment(?:ed)?)"
    r"|(?:made|gave|had)\sno\scomment|could\snot\s(?:immediately\s)?be\sreached)(?!\w)",
    re.IGNORECASE,
)
"""A silence, which is a fact and no judgement either."""


def are_states(places: Sequence[Occurrence], article: Article) -> bool:
    """Return whether the words at all places say that something has not happened yet, is in force, or a silence."""
    return bool(places) and all(tells_state(place, article) for place in places)


def tells_state(place: Occurrence, article: Article) -> bool:
    """Return whether the words at a place say that something has not happened yet, is in force, or a silence."""
    first, text = article.passages[place.passage - 1][0], article.passage(place.passage)
    start, end = place.start - first, place.end - first
    groups = [group for sentence in parse_sentences(text) for group in sentence.groups]
    inside = [group for group in groups if group.start < end and group.end > start and group.verb_class != "speech"]
    are_missing = [group.is_negated and "yet" in group.text.lower().split() for group in inside]
    is_in_force = len(inside) == 1 and IN_FORCE.search(text, start, end) is not None
    is_silent = SILENT.search(text, start, end) is not None and len(inside) <= 1
    is_undecided = UNDECIDED.search(text, start, end) is not None and len(inside) == 1
    return is_silent or is_undecided or (bool(inside) and (all(are_missing) or is_in_force))


def find_silent(place: Occurrence, article: Article) -> Occurrence | None:
    """Return the words before those of a silence at a place, which name who is silent; None if it tells none."""
    silence = SILENT.search(article.text, place.start, place.end)
    return replace(place, end=silence.start()) if silence and silence.start() > place.start else None
