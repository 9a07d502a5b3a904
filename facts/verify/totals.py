"""Totals that a part is named of: forty, in eight of forty ploughs ordered by a county."""

import re

from facts.model.article import Article
from facts.model.receipt import Receipt, Span
from facts.model.record import Record
from facts.verify.english_numbers import CARDINALS
from facts.verify.grammar.sentences import Sentence, parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup
from facts.verify.grammar.word_list import word_set
from facts.verify.neighbours import AFTER_NUMBERS
from facts.verify.tokens import tokenize

_NUMBER = "|".join(sorted(CARDINALS, key=len, reverse=True))
PART_OF = re.compile(
    rf"(?:(?<![\w.,])\d[\d.,]*(?:\s?%|\sper\s?cent)?|(?<!\w)(?:{_NUMBER}|half|(?:an?|one|two|three)\s(?:third|quarter"
    r"|fifth|tenth)s?|most|some|none|many))\s(?:out\s)?of\s(?:(?:the|its|their|all|these|those)\s)*$",
    re.IGNORECASE,
)
"""A part, before the total that it is of."""
ACQUIRED = word_set("""
    ordered bought purchased leased rented hired commissioned acquired requested contracted surveyed asked questioned
    polled interviewed tested inspected checked examined planned promised employed owned operated built
""")
"""Participles that say of a total what it is, where they stand after it."""
SUBJECT = re.compile(
    r"\s(?:(?:that|which|who|whom)\s)?(?:it|he|she|they|we|(?:the|its)\s[\w\s'\u2019-]*|[A-Z][\w\s.'\u2019-]*)?\s?"
)
"""What may be between a total and the verb of a clause about it: it bought, that the county has ordered."""
SPEECH = "speech"
OWNER = re.compile(r"(?:its|their|his|her|our|the)\s", re.IGNORECASE)
"""What begins words for all there are: its 15 jets."""
MIN_STEM = 4
"""Minimum number of letters that a title and a verb have in common where the title tells what the verb does."""


def is_total(record: Record, path: str, receipt: Receipt, article: Article) -> bool:
    """Return whether the words of a quantity are a total that other words of its record tell of, and not of its part.

    Those words have the verb of the clause after the total. Of a record that is no contract they have no other one.
    """
    others = [span for name, other in record.evidence.items() if name != path for span in other.spans if span.exact]
    spans = [span for span in receipt.spans if span.exact]
    return any(is_told(record, span, others, article) or is_whole(record, span, article) for span in spans)


def is_whole(record: Record, total: Span, article: Article) -> bool:
    """Return whether all words of a standing record are a total with its owner, and none its part's act.

    That is so of "its 15 jets" under the title "fleet of jets"; "grounding of jets" tells of the part.
    """
    title = str(getattr(record, record.title_field, ""))
    words = record.evidence.get(record.title_field)
    quoted = [span for span in words.spans if span.exact] if words else []
    is_alone = bool(quoted) and all(
        OWNER.match(span.exact or "") and span.start < total.end and span.end <= total.end for span in quoted
    )
    if not is_alone or getattr(record, "status", None) != "standing":
        return False
    first, last = article.passages[total.passage - 1]
    text, start = article.text[first:last], total.start - first
    following = tokenize(text[total.end - first :])[:1]
    is_changed = any(token.lower in {"or", *AFTER_NUMBERS} for token in following)
    sentence = next((item for item in parse_sentences(text) if item.start <= start < item.end), None)
    if is_changed or not PART_OF.search(text[:start]):
        return False
    acts = {group.text.split()[-1].lower()[:MIN_STEM] for group in sentence.groups} if sentence else set()
    return not any(word.lower()[:MIN_STEM] in acts for word in title.split())


def is_told(record: Record, total: Span, others: list[Span], article: Article) -> bool:
    """Return whether the clause after a total, which a part is named of, is in some other spans."""
    first, last = article.passages[total.passage - 1]
    text, start, end = article.text[first:last], total.start - first, total.end - first
    sentence = next((item for item in parse_sentences(text) if item.start <= start < item.end), None)
    if sentence is None or not PART_OF.search(text[sentence.start : start]):
        return False
    clause = find_clause(sentence, text, end)
    if clause is None:
        return False
    spans = [(span.start - first, span.end - first) for span in others if span.passage == total.passage]
    rest = [group for group in sentence.groups if group.verb_class != SPEECH and group.start != clause.start]
    has_other = any(begin <= group.start and group.end <= stop for group in rest for begin, stop in spans)
    is_own = any(begin <= clause.start and clause.end <= stop for begin, stop in spans)
    has_subject = bool(text[end : clause.start].strip())
    return is_own and (has_subject or bool(rest)) and (not has_other or "buyers" in type(record).model_fields)


def find_clause(sentence: Sentence, text: str, end: int) -> VerbGroup | None:
    """Return the verbs of the clause that says something of a total before `end` only; None for those of its part."""
    group = next((group for group in sentence.groups if group.start >= end), None)
    between = text[end : group.start] if group else ","
    if group is None or "," in between:
        return None
    is_told = group.text.lower() in ACQUIRED if between == " " else SUBJECT.fullmatch(between) is not None
    return group if is_told else None
