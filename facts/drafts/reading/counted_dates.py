"""Dates that words count from the day of publication: on Thursday, yesterday, last year."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from facts.drafts.problems import ClaimError
from facts.drafts.reading.claims import Claim
from facts.drafts.reading.expanded import Expanded, construct
from facts.drafts.reading.fields import WITHIN, text_node
from facts.drafts.reading.limits import YEAR_HINT
from facts.drafts.reading.specs import FieldSpec
from facts.drafts.text.emit import format_flow
from facts.drafts.text.locate import Occurrence, PublishedDay, QuoteLocator
from facts.model.source import Source
from facts.verify.doubts.dates.relative_dates import SHIFTS
from facts.verify.doubts.dates.signatures import SIGNING
from facts.verify.english_nouns import WEEKDAYS
from facts.verify.grammar.sentences import parse_sentences
from facts.verify.grammar.verb_forms import VerbGroup, is_regular_past
from facts.verify.grammar.verb_words import PAST_FORMS
from facts.verify.grammar.word_list import word_set
from facts.verify.statuses import IS_ALSO_SPEECH, acts_of

WEEKDAY = re.compile(rf"(?:[Oo]n )?(?P<day>{'|'.join(WEEKDAYS)})")
LAST_DAY = re.compile(rf"(?<!\w){WEEKDAY.pattern}$")
DAYS = {"yesterday": -1, "today": 0, "tomorrow": 1}
YEAR = re.compile(r"(?:in )?(?P<side>last|this|next) year", re.IGNORECASE)
DETERMINER = r"(?:the|an?|its|his|her|their|this|that)\s"
"""What begins an object."""
_NOUN = (
    r"(?!(?:on|in|at|of|to|for|after|before|since|during|when|while|where|as|that|which|who|and|or|but|by|with|from"
    rf"|against|about|over|until|because|following|amid|last|next|{'|'.join(WEEKDAYS)})(?!\w))"
    r"(?!\w{3,}ing(?<!building)(?<!crossing)(?<!landing)(?!\w))[^\W\d][\w'\u2019-]*"
)
"""A word of the name of a place, or of the noun for one."""
_SITE = (
    r"(?:hospital|court|courthouse|building|square|port|harbou?r|station|airport|embassy|ministry|office|city|town|capital"
    r"|village|school|university|factory|parliament|stadium|hall|centre|center|hotel|headquarters|site|plant|church|bridge"
    r"|market|park|street|road|yard|shipyard|museum|prison|region|district|border|coast|river|lake|dam|island|house)"
)
PLACE = (
    rf"(?:(?:outside|inside|near|beside|behind|around|across|along|beneath|opposite|in front of|next to)\s"
    rf"(?:{DETERMINER})?(?:{_NOUN}\s){{0,3}}?{_NOUN}(?:\sof\s(?:{DETERMINER})?(?:{_NOUN}\s){{0,2}}?{_NOUN})?"
    rf"|(?:at|in|on)\s{DETERMINER}(?:{_NOUN}\s){{0,3}}?{_SITE}(?:\sof\s(?:{DETERMINER})?(?:{_NOUN}\s){{0,2}}?{_NOUN})?)"
)
"""Where something was done: outside the hospital, at the town's port."""
BETWEEN = re.compile(
    r"\s(?:(?:reporters|journalists|parliament|lawmakers|investors|shareholders)\s)?"
    r"(?:(?:in|at|near)\s(?:[^\W\d_a-z][\w-]*\s){1,3}"
    r"|in an?\s(?:\w+\s)?(?:statement|interview|speech|letter|e-?mail)\s"
    rf"|at an?\s(?:\w+\s)?(?:briefing|conference|meeting|hearing)\s|{PLACE}\s)?(?:on\s)?"
)
"""What may be between a verb and the day on which it was done: reporters, where, and on which occasion."""
_NAMES = r"(?:[^\W\d_a-z][\w\u2019'&-]*\s(?:of\s(?=[^\W\d_a-z]))?){1,5}"
_BODY = (
    r"(?:court|council|parliament|senate|assembly|government|ministry|minister|mayor|police|prosecutors?|judges?|board"
    r"|company|firm|regulator|authority|authorities|agency|union|committee|commission|supplier|operator|owner|bank"
    r"|city|town|village|municipality|county|region|state|port|hospital|university|school|museum|yard|airline|insurer)"
)
OBJECTS = (
    (
        word_set(
            "asked told urged sued petitioned informed notified warned questioned paid reminded thanked accused"
        ),
        re.compile(rf"\s(?:{DETERMINER})?(?:{_NAMES}|(?:{_NOUN}\s){{0,2}}?{_BODY}\s(?!{_BODY}(?!\w)))"),
    ),
    (
        SIGNING,
        re.compile(rf"\s{DETERMINER}(?:{_NOUN}\s){{0,3}}?(?:contract|agreement|deal|lease|accord|pact|treaty)\s"),
    ),
)
"""The objects between verbs and a day that is no day of theirs: asked the High Court, signed the contract."""
DONE = ("past", "perfect", "speech")
"""The classes of verbs of what was done before the day of publication, or on it."""
NOTE = "counted from the day of publication"
ANY_DAY = date(2000, 1, 1)
"""A day from which words count that may count from the day of publication."""


def find_published(source: Expanded) -> PublishedDay | None:
    """Return the day on which the article of a source was published; None if the draft does not have it exactly.

    The words for it are also those from which its year is inferred.
    """
    record, _ = construct(source, ("published",))
    published = record.published if isinstance(record, Source) else None
    if published is None or published.earliest is None or published.earliest != published.latest:
        return None
    receipts = (source.evidence.get(path, {}) for path in ("published", f"published.{WITHIN}"))
    spans = [span for receipt in receipts for span in receipt.get("spans", ())]
    places = [Occurrence(span["passage"], span["start"], span["end"]) for span in spans]
    return PublishedDay(date.fromisoformat(published.earliest), places)


def count_date(
    expanded: Expanded, spec: FieldSpec, claim: Claim, places: Sequence[Occurrence], locator: QuoteLocator
) -> tuple[Claim, Sequence[Occurrence]]:
    """Return the claim of a date with the value that its words count, and where the day is; others as they are.

    Nothing is counted for words in quotation marks, which may have been said on another day. Raises ClaimError for
    words that count from a day of publication where none with a year is known.
    """
    published = locator.published
    is_open = "date" in spec.readings and claim.value is None and not claim.receipt.keys() & {"note", "basis"}
    if not is_open or len(places) != 1 or locator.is_spoken(places[0]) or claim.within:
        return claim, ()
    words = locator.text(places[0])
    day = find_day(places[0], locator)
    is_day = day is not None and tells_day(expanded, day, locator)
    written = published.day if published else ANY_DAY
    value = count_day(locator.text(day), written) if day and is_day else count_other(words, written)
    if value is None:
        return claim, ()
    if published is None:
        message = f"is counted from `published`, of which no year is known: '{words}'"
        value = format_flow({"VALUE": words, "note": "why"})
        raise ClaimError(message, f"{YEAR_HINT}; or a value, as in `{value}`, or `{{not_stated: why}}`")
    counted = replace(claim, value=text_node(claim.line, value), receipt=claim.receipt | {"note": NOTE})
    return counted, [place for place in dict.fromkeys(published.places) if place not in places]


def find_day(place: Occurrence, locator: QuoteLocator) -> Occurrence | None:
    """Return where the weekday is with which words end that are nothing else, or begin with its verb; or None."""
    match = LAST_DAY.search(locator.text(place))
    if match is None:
        return None
    day = replace(place, start=place.start + match.start())
    group = find_verb_beside(day, locator) if match.start() else None
    first = locator.article.passages[place.passage - 1][0]
    return day if not match.start() or (group and first + group.start == place.start) else None


def count_day(words: str, published: date) -> str | None:
    """Return the last day with a weekday until the day of publication; None for other words."""
    weekday = WEEKDAY.fullmatch(words)
    if weekday is None:
        return None
    distance = (published.weekday() - WEEKDAYS.index(weekday["day"])) % len(WEEKDAYS)
    return (published - timedelta(distance)).isoformat()


def count_other(words: str, published: date) -> str | None:
    """Return the day or year that words such as yesterday or last year mean; None for other words."""
    if words.lower() in DAYS:
        return (published + timedelta(DAYS[words.lower()])).isoformat()
    year = YEAR.fullmatch(words)
    return f"{published.year + SHIFTS[year['side'].lower()]:04}" if year else None


def tells_day(expanded: Expanded, place: Occurrence, locator: QuoteLocator) -> bool:
    """Return whether the verb beside a weekday says what a record tells, and that it was done.

    It is in the words of the record; of a statement it is one of saying, of a contract one of signing. One such as
    threatened is so in a statement, and in an event about the act, before what was threatened.
    """
    group = find_verb_beside(place, locator)
    if group is None or group.is_negated or group.clause != "main":
        return False
    first = locator.article.passages[place.passage - 1][0]
    start, end = first + group.start, first + group.end
    is_own = any(own.start < end and start < own.end for own in expanded.own_places)
    if group.verb_class not in DONE:
        is_before = group.infinitive is None or first + group.infinitive >= place.end
        return (is_own or expanded.record.startswith("statements/")) and is_before and is_act(expanded, group)
    is_said = expanded.record.startswith("statements/") and group.verb_class == "speech"
    is_signed = expanded.record.startswith("contracts/") and bool(SIGNING & {*group.text.lower().split()})
    return is_own or is_said or is_signed


def is_act(expanded: Expanded, group: VerbGroup) -> bool:
    """Return whether verbs tell a threat, a promise or a refusal that was made, and a record is about that act."""
    verb = group.text.lower().split()[-1]
    if group.verb_class not in IS_ALSO_SPEECH or not (is_regular_past(verb) or verb in PAST_FORMS):
        return False
    title = expanded.values.get("title") if expanded.record.startswith("events/") else None
    return expanded.record.startswith("statements/") or not acts_of(group).isdisjoint(str(title).lower().split())


def find_verb_beside(place: Occurrence, locator: QuoteLocator) -> VerbGroup | None:
    """Return the verb of which words say when: the one directly before them, or of a sentence that they begin."""
    first, last = locator.article.passages[place.passage - 1]
    text, start = locator.article.text[first:last], place.start - first
    sentence = next((item for item in parse_sentences(text) if item.start <= start < item.end), None)
    if sentence is None:
        return None
    before = [group for group in sentence.groups if group.end <= start]
    if before:
        end = find_object_end(text, before[-1])
        return before[-1] if BETWEEN.fullmatch(text, end, start) else None
    return next(iter(sentence.groups), None) if start == sentence.start else None


def find_object_end(text: str, group: VerbGroup) -> int:
    """Return where the object of a verb ends that itself has no day; the end of the verb without such an object."""
    verbs = {*group.text.lower().split()}
    matches = (pattern.match(text, group.end) for words, pattern in OBJECTS if words & verbs)
    return next((match.end() - 1 for match in matches if match), group.end)
